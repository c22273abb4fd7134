// What a scripted canister does by itself: timers, heartbeats, the calls that they make again, and the messages that
// its language's runtime sends to the canister itself.
// Source: protocol.md section 8 (cdk-rs: ic-cdk-timers).
#include <algorithm>
#include <utility>

#include "core/canister/scripted/canister.h"

namespace roundscope {

namespace {

/// How many calls of one timer's body may be under way. Source: protocol.md section 8.
constexpr std::uint32_t kBodiesInFlight = 5;

}  // namespace

/// Calls a method of the runtime on this canister itself, which takes slots like any other call. False when it could
/// not be performed.
bool ScriptedCanister::sendToItself(std::uint32_t index, OwnMessage own, MethodId method, SystemApi& api) {
  const bool timer = own == OwnMessage::TimerBody || own == OwnMessage::TimerRetry;
  const std::uint32_t row = m_futures.add();
  const Frame& frame = m_frames[index];
  m_futures[row] = Future{.frame = index, .method = frame.method, .step = frame.step, .own = own};
  const CallRequest request{
      .callee = {m_self, method},
      .timeoutSeconds = timer ? std::optional(kDefaultTimeoutSeconds) : std::nullopt,
      .env = row,
      .step = frame.step,
      .attempt = 0,
      .own = own,
  };
  if (!api.callPerform(request)) {
    m_futures.remove(row);
    return false;
  }
  m_newFutures.push_back(row);
  ++m_frames[index].awaiting;
  return true;
}

MessageEnd ScriptedCanister::ownMessage(OwnMessage own, MethodId method, ContextId context, SystemApi& api) {
  switch (own) {
    case OwnMessage::AwaitCompleted: {
      const std::uint32_t index = openFrame(method, context);
      m_frames[index].ended = true;
      beginMessage(index, false);
      api.reply(0);
      return {};
    }
    case OwnMessage::TimerBody: {
      // The executor answers its handler as soon as the body first suspends or ends.
      const MessageEnd end = start(method, context, api);
      if (!end.trapped) api.reply(0);
      return end;
    }
    case OwnMessage::TimerRetry:
      repeatDue(context, RetryVia::Timer, api);
      m_retryTaskSent = false;
      armTimer(api);
      api.reply(0);
      return {};
    case OwnMessage::Delay:
    case OwnMessage::None:
      break;
  }
  RS_CHECK(false);
}

/// The handler of the global timer runs no body itself: it calls each that is due, so that a body that traps cannot
/// keep the timer from being set again. The body runs one iteration later.
MessageEnd ScriptedCanister::globalTimer(ContextId context, SystemApi& api) {
  const PendingRetry* retry = dueTimerRetry(api.time());
  const std::uint32_t index = openFrame(m_canister->timer ? m_canister->timer->body
                                        : retry           ? retry->method
                                                          : MethodId{},
                                        context);
  m_frames[index].timerHandler = true;
  beginMessage(index, false);
  callDueBodies(index, api);
  if (retry) m_retryTaskSent = sendToItself(index, OwnMessage::TimerRetry, retry->method, api);
  armTimer(api);
  m_frames[index].ended = m_frames[index].awaiting == 0;
  return {};
}

/// A repeating timer keeps to its grid: the next time is counted from the scheduled one, and intervals that were missed
/// meanwhile are caught up at once. When too many of its bodies are under way, counting starts anew from now. What
/// cannot be called stays due, and the timer fires again in the next round. Source: protocol.md section 8 (cdk-rs:
/// ic-cdk-timers).
void ScriptedCanister::callDueBodies(std::uint32_t index, SystemApi& api) {
  while (m_bodyDue && *m_bodyDue <= api.time()) {
    const Timer& timer = *m_canister->timer;
    if (m_bodiesInFlight >= kBodiesInFlight) {
      m_bodyDue = api.time() + *timer.every;
      return;
    }
    if (!sendToItself(index, OwnMessage::TimerBody, timer.body, api)) return;
    ++m_bodiesInFlight;
    m_bodyDue = timer.every ? std::optional(*m_bodyDue + *timer.every) : std::nullopt;
  }
}

/// The answer to a message to itself. One that the network refused for now is due again.
void ScriptedCanister::takeOwnAnswer(Frame& frame, const Future& future, RejectCode code, SystemApi& api) {
  switch (future.own) {
    case OwnMessage::AwaitCompleted:
      for (CallProgress& progress : frame.detached) progress.messageToItself = false;
      return;
    case OwnMessage::TimerBody:
      --m_bodiesInFlight;
      if (code != RejectCode::SysTransient) return;
      if (!m_bodyDue || *m_bodyDue > api.time()) m_bodyDue = api.time();
      armTimer(api);
      return;
    case OwnMessage::TimerRetry:
      if (code == RejectCode::None) return;
      m_retryTaskSent = false;
      armTimer(api);
      return;
    case OwnMessage::Delay:
    case OwnMessage::None:
      break;
  }
  RS_CHECK(false);
}

/// Simplified: while failed calls wait for a heartbeat, it makes these again and does not run the scenario's own body.
MessageEnd ScriptedCanister::heartbeat(ContextId context, SystemApi& api) {
  if (m_canister->heartbeat && !awaitsHeartbeat()) return start(*m_canister->heartbeat, context, api);
  repeatDue(context, RetryVia::Heartbeat, api);
  return {};
}

bool ScriptedCanister::awaitsHeartbeat() const {
  return std::any_of(m_retries.begin(), m_retries.end(), [this](const PendingRetry& retry) {
    return callStep(retry.method, retry.step).retry.via == RetryVia::Heartbeat;
  });
}

void ScriptedCanister::repeatDue(ContextId context, RetryVia via, SystemApi& api) {
  std::vector<PendingRetry> due;
  std::vector<PendingRetry> later;
  for (const PendingRetry& retry : m_retries) {
    const bool now = retry.due <= api.time() && callStep(retry.method, retry.step).retry.via == via;
    (now ? due : later).push_back(retry);
  }
  const std::uint32_t index = openFrame(due.empty() ? MethodId{} : due.front().method, context);
  m_frames[index].retrying = true;
  beginMessage(index, false);
  m_retriesBefore = std::exchange(m_retries, std::move(later));
  api.useInstructions(methodOf(m_frames[index]).instructions);
  for (const PendingRetry& retry : due) {
    CallProgress progress{.method = retry.method, .step = retry.step};
    dispatch(index, progress, callStep(retry.method, retry.step), retry.number, retry.attempt, api);
  }
  m_frames[index].ended = m_frames[index].awaiting == 0;
}

void ScriptedCanister::armTimer(SystemApi& api) {
  std::optional<Time> next = m_bodyDue;
  for (const PendingRetry& retry : m_retries) {
    if (callStep(retry.method, retry.step).retry.via != RetryVia::Timer) continue;
    // Those that are due already have their message to itself under way.
    if (m_retryTaskSent && retry.due <= api.time()) continue;
    if (!next || retry.due < *next) next = retry.due;
  }
  api.setGlobalTimer(next);
}

/// A call that a timer is to make again now, unless the message for it is under way already.
const PendingRetry* ScriptedCanister::dueTimerRetry(Time now) const {
  if (m_retryTaskSent) return nullptr;
  for (const PendingRetry& retry : m_retries)
    if (retry.due <= now && callStep(retry.method, retry.step).retry.via == RetryVia::Timer) return &retry;
  return nullptr;
}

}  // namespace roundscope
