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
/// And of all timers together.
constexpr std::uint32_t kAllBodiesInFlight = 250;

}  // namespace

/// Calls a method of the runtime on this canister itself, which takes slots like any other call. False when it could
/// not be performed.
bool ScriptedCanister::sendToItself(std::uint32_t index, OwnMessage own, MethodId method, std::uint16_t step,
                                    SystemApi& api, std::optional<Duration> answerAfter) {
  const bool timer = own == OwnMessage::TimerBody || own == OwnMessage::TimerRetry;
  const std::uint32_t row = m_futures.add();
  m_futures[row] = Future{.frame = index, .method = method, .step = step, .own = own};
  const CallRequest request{
      .callee = {m_self, method},
      .timeoutSeconds = timer ? std::optional(kDefaultTimeoutSeconds) : std::nullopt,
      .env = row,
      .step = m_frames[index].step,
      .attempt = 0,
      .own = own,
      .answerAfter = answerAfter,
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
    case OwnMessage::TimerRetry: {
      const MessageEnd end = repeatDue(context, RetryVia::Timer, api);
      if (end.trapped) return end;
      m_retryTaskSent = false;
      armTimer(api);
      api.reply(0);
      return end;
    }
    case OwnMessage::Delay:  // the network answers it
    case OwnMessage::None:
      break;
  }
  RS_CHECK(false);
}

/// The handler of the global timer runs no body itself: it calls each that is due, so that a body that traps cannot
/// keep the timer from being set again. The body runs one iteration later.
MessageEnd ScriptedCanister::globalTimer(ContextId context, SystemApi& api) {
  const PendingRetry* retry = dueTimerRetry(api.time());
  const std::uint32_t index = openFrame(timerMethod(api.time()), context);
  m_frames[index].timerHandler = true;
  beginMessage(index, false);
  callDueBodies(index, api);
  if (retry) m_retryTaskSent = sendToItself(index, OwnMessage::TimerRetry, retry->method, 0, api);
  armTimer(api);
  m_frames[index].ended = m_frames[index].awaiting == 0;
  return {};
}

/// The body of the first timer that is due, which stands for all that are; else the method whose calls are made again.
MethodId ScriptedCanister::timerMethod(Time now) const {
  for (std::size_t i = 0; i < m_timers.size(); ++i)
    if (m_timers[i].due && *m_timers[i].due <= now) return m_canister->timers[i].body;
  const PendingRetry* retry = dueTimerRetry(now);
  return retry == nullptr ? MethodId{} : retry->method;
}

/// A repeating timer has work of its own until it has fired once; else no run would end.
bool ScriptedCanister::awaitsTimer() const {
  for (std::size_t i = 0; i < m_timers.size(); ++i) {
    const Timer& timer = m_canister->timers[i];
    if (m_timers[i].due && (!timer.every || *m_timers[i].due <= Time{} + timer.first)) return true;
  }
  return !m_timerRetries.empty();
}

std::optional<Time> ScriptedCanister::nextBody() const {
  std::optional<Time> next;
  for (const TimerState& timer : m_timers)
    if (timer.due && (!next || *timer.due < *next)) next = timer.due;
  return next;
}

/// A repeating timer keeps to its grid: the next time is counted from the scheduled one, and intervals that were missed
/// meanwhile are caught up at once. When too many of its bodies are under way, counting starts anew from now. What
/// cannot be called, or is one call too many, stays due, and the timer fires again in the next round. Source:
/// protocol.md section 8 (cdk-rs: ic-cdk-timers).
void ScriptedCanister::callDueBodies(std::uint32_t index, SystemApi& api) {
  std::uint32_t all = 0;
  for (const TimerState& timer : m_timers) all += timer.inFlight;
  for (std::size_t i = 0; i < m_timers.size(); ++i) {
    const Timer& timer = m_canister->timers[i];
    TimerState& state = m_timers[i];
    while (state.due && *state.due <= api.time()) {
      if (timer.every && state.inFlight >= kBodiesInFlight) {
        state.due = api.time() + *timer.every;
        break;
      }
      if (all >= kAllBodiesInFlight || !sendToItself(index, OwnMessage::TimerBody, timer.body, 0, api)) return;
      ++all;
      ++state.inFlight;
      state.due = timer.every ? std::optional(*state.due + *timer.every) : std::nullopt;
    }
  }
}

/// The answer to a message to itself. One that the network refused for now is due again.
void ScriptedCanister::takeOwnAnswer(Frame& frame, const Future& future, RejectCode code, SystemApi& api) {
  switch (future.own) {
    case OwnMessage::AwaitCompleted:
      for (CallProgress& progress : frame.detached)
        if (progress.step == future.step && progress.method == future.method)
          progress.futures.messageToItself = progress.undos.messageToItself = false;
      if (frame.calls.step == future.step)
        frame.calls.futures.messageToItself = frame.calls.undos.messageToItself = false;
      return;
    case OwnMessage::Delay:
      frame.calls.open = 0;
      return;
    case OwnMessage::TimerBody:
      for (std::size_t i = 0; i < m_timers.size(); ++i) {
        if (m_canister->timers[i].body != future.method) continue;
        --m_timers[i].inFlight;
        if (code != RejectCode::SysTransient) return;
        if (!m_timers[i].due || *m_timers[i].due > api.time()) m_timers[i].due = api.time();
      }
      armTimer(api);
      return;
    case OwnMessage::TimerRetry:
      if (code == RejectCode::None) return;
      m_retryTaskSent = false;
      armTimer(api);
      return;
    case OwnMessage::None:
      break;
  }
  RS_CHECK(false);
}

/// Simplified: while failed calls wait for a heartbeat, it makes these again and does not run the scenario's own body.
MessageEnd ScriptedCanister::heartbeat(ContextId context, SystemApi& api) {
  if (m_canister->heartbeat && !awaitsHeartbeat()) return start(*m_canister->heartbeat, context, api);
  return repeatDue(context, RetryVia::Heartbeat, api);
}

bool ScriptedCanister::awaitsHeartbeat() const { return !m_heartbeatRetries.empty(); }

/// How far the calls of a step are that this frame makes again.
CallProgress& ScriptedCanister::repeated(Frame& frame, const PendingRetry& retry) {
  for (CallProgress& progress : frame.detached)
    if (progress.step == retry.step && progress.method == retry.method) return progress;
  return frame.detached.emplace_back(CallProgress{.method = retry.method, .step = retry.step});
}

void ScriptedCanister::queueRetry(MethodId method, std::uint16_t step, std::uint32_t number, std::uint8_t attempt,
                                  const Retry& retry, SystemApi& api) {
  retriesOf(retry.via).add({.method = method,
                            .step = step,
                            .number = number,
                            .attempt = static_cast<std::uint8_t>(attempt + 1),
                            .due = api.time() + waitAfter(retry, attempt)});
  if (retry.via == RetryVia::Timer) armTimer(api);
}

MessageEnd ScriptedCanister::repeatDue(ContextId context, RetryVia via, SystemApi& api) {
  WaitingRetries& waiting = retriesOf(via);
  const PendingRetry* first = waiting.firstDue(api.time());
  const std::uint32_t index = openFrame(first == nullptr ? MethodId{} : first->method, context);
  m_frames[index].retrying = true;
  beginMessage(index, false);
  api.useInstructions(methodOf(m_frames[index]).instructions);
  for (const PendingRetry& retry : waiting.takeDue(api.time())) {
    const CallStep& call = callStep(retry.method, retry.step);
    CallProgress& progress = repeated(m_frames[index], retry);
    if (dispatch(index, progress, call, retry.number, retry.attempt, api) == Flow::Trap) return trapped();
  }
  if (awaitRetries(index, api) == Flow::Trap) return trapped();
  m_frames[index].ended = m_frames[index].awaiting == 0;
  return {};
}

void ScriptedCanister::armTimer(SystemApi& api) {
  std::optional<Time> next = nextBody();
  // Those that are due already have their message to itself under way.
  const std::optional<Time> retry = m_timerRetries.nextDue(m_retryTaskSent ? std::optional(api.time()) : std::nullopt);
  if (retry && (!next || *retry < *next)) next = retry;
  api.setGlobalTimer(next);
}

/// A call that a timer is to make again now, unless the message for it is under way already.
const PendingRetry* ScriptedCanister::dueTimerRetry(Time now) const {
  return m_retryTaskSent ? nullptr : m_timerRetries.firstDue(now);
}

}  // namespace roundscope
