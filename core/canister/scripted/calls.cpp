// Making the calls of a step, and what follows when it is known how one ended.
#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "core/canister/scripted/canister.h"

namespace roundscope {

namespace {

constexpr std::uint32_t kAll = std::numeric_limits<std::uint32_t>::max();

/// What an error says where the call expression itself failed.
std::string notPerformedText(Language language) {
  return language == Language::Motoko ? "could not perform remote call" : "call perform failed";
}

/// What a trap says that an error has led to: in Motoko the error's own text, in Rust that of `unwrap`.
std::string trapTextOf(const CallEnd& end, Language language) {
  if (language == Language::Motoko) return end.text;
  constexpr std::string_view unwrap = "called `Result::unwrap()` on an `Err` value: ";
  if (end.code == RejectCode::None) return fmt::format("{}CallPerformFailed(CallPerformFailed)", unwrap);
  return fmt::format("{}CallRejected(CallRejected {{ raw_reject_code: {}, reject_message: \"{}\" }})", unwrap,
                     static_cast<int>(end.code), end.text);
}

}  // namespace

ScriptedCanister::Flow ScriptedCanister::performCalls(std::uint32_t index, const Step& step, SystemApi& api) {
  const auto& call = std::get<CallStep>(step.action);
  // The frame's own progress is worked on in place; no frame is opened meanwhile, so the reference holds.
  Frame& frame = m_frames[index];
  CallProgress& progress = frame.calls;
  if (!progress.begun) {
    progress.begun = true;
    progress.method = frame.method;
    progress.step = frame.step;
  }
  switch (call.awaiting) {
    case Awaiting::Never:
      return forgetCalls(index, progress, step, api);
    case Awaiting::Later: {
      // Motoko sends where the call is written, Rust where its future is first polled.
      const Flow flow = isMotoko() ? sendSome(index, progress, step, kAll, api) : Flow::Next;
      if (flow != Flow::Next) return flow;
      progress.futures.sentFirst = progress.futures.end();
      frame.detached.push_back(std::move(progress));
      return Flow::Next;
    }
    case Awaiting::Here:
      break;
  }
  if (progress.compensating) return compensateOnce(index, progress, call, api);
  Flow flow = Flow::Next;
  if (!keepsFutures(call)) {
    const std::uint32_t together = call.order == Order::Sequential ? 1
                                   : call.order == Order::Window   ? call.window
                                                                   : kAll;
    flow = sendSome(index, progress, step, together, api);
    if (flow == Flow::Next && progress.open > 0) flow = Flow::Suspend;
  } else if (call.order == Order::Window) {
    flow = awaitWindow(index, progress, step, api);
  } else {
    flow = sendSome(index, progress, step, kAll, api);
    if (flow == Flow::Next) flow = awaitFutures(index, progress, AwaitStep{}, api);
  }
  return flow == Flow::Next ? compensateOnce(index, progress, call, api) : flow;
}

/// Sends calls of the step until so many are under way, or none is left.
ScriptedCanister::Flow ScriptedCanister::sendSome(std::uint32_t index, CallProgress& progress, const Step& step,
                                                  std::uint32_t together, SystemApi& api) {
  const auto& call = std::get<CallStep>(step.action);
  while (!progress.stopped && progress.next < call.count && progress.open < together) {
    const std::uint32_t number = progress.next++;
    if (!applies(step, progress.method, progress.step, m_frames[index].run, number + 1)) {
      api.stepTaken();
      continue;
    }
    const Flow flow = dispatch(index, progress, call, number, 1, api);
    if (flow != Flow::Next) return flow;
  }
  return Flow::Next;
}

/// Where the method keeps the call's future; nowhere: its callback sees to it.
FutureList* ScriptedCanister::listFor(const Frame& frame, CallProgress& progress, const CallStep& call,
                                      const Future& future) const {
  if (!isMotoko() || future.forgotten) return nullptr;
  if (future.compensation) return &progress.undos;
  return frame.retrying || keepsFutures(call) ? &progress.futures : nullptr;
}

bool ScriptedCanister::send(std::uint32_t index, CallProgress& progress, const CallStep& call, Future future,
                            SystemApi& api) {
  future.frame = index;
  future.method = progress.method;
  future.step = progress.step;
  FutureList* list = listFor(m_frames[index], progress, call, future);
  if (list != nullptr) future.place = list->end();
  const std::uint32_t row = m_futures.add();
  m_futures[row] = future;
  const CallRequest request{
      .callee = future.compensation ? *call.compensate : call.to[future.number % call.to.size()],
      .payloadBytes = future.compensation ? 0 : call.payloadBytes,
      .cycles = future.compensation ? 0 : call.cycles,
      .timeoutSeconds =
          !future.compensation && call.wait == Wait::Bounded ? std::optional(call.timeoutSeconds) : std::nullopt,
      .env = row,
      .step = progress.step,
      .attempt = future.attempt,
      .compensation = future.compensation,
  };
  if (!api.callPerform(request)) {
    m_futures.remove(row);
    return false;
  }
  m_newFutures.push_back(row);
  ++m_frames[index].awaiting;
  if (!future.forgotten) ++progress.open;
  if (list != nullptr) list->kept.push_back({.number = future.number, .attempt = future.attempt});
  return true;
}

ScriptedCanister::Flow ScriptedCanister::dispatch(std::uint32_t index, CallProgress& progress, const CallStep& call,
                                                  std::uint32_t number, std::uint8_t attempt, SystemApi& api) {
  if (send(index, progress, call, Future{.number = number, .attempt = attempt}, api)) return Flow::Next;
  return settleFailure(
      index, progress, call,
      {.number = number, .attempt = attempt, .text = endsLoudly(call) ? notPerformedText(m_canister->language) : ""},
      api);
}

/// Fire and forget: what becomes of the calls is no matter of the method.
ScriptedCanister::Flow ScriptedCanister::forgetCalls(std::uint32_t index, CallProgress& progress, const Step& step,
                                                     SystemApi& api) {
  const auto& call = std::get<CallStep>(step.action);
  for (std::uint32_t number = 0; number < call.count; ++number) {
    if (!applies(step, progress.method, progress.step, m_frames[index].run, number + 1))
      api.stepTaken();
    else
      send(index, progress, call, Future{.number = number, .forgotten = true}, api);
  }
  return Flow::Next;
}

/// The answer to a call. The future that a method keeps only remembers it.
ScriptedCanister::Flow ScriptedCanister::takeOutcome(std::uint32_t index, const Future& future, RejectCode code,
                                                     SystemApi& api) {
  if (future.forgotten) return Flow::Next;
  Frame& frame = m_frames[index];
  const CallStep& call = callStep(future.method, future.step);
  std::optional<CallProgress> scratch;  // where nobody keeps track, as of what Rust makes again
  CallProgress* progress = nullptr;
  if (frame.calls.begun && frame.calls.step == future.step) progress = &frame.calls;
  for (CallProgress& detached : frame.detached)
    if (detached.step == future.step && detached.method == future.method) progress = &detached;
  if (progress == nullptr) progress = &scratch.emplace(CallProgress{.method = future.method, .step = future.step});
  if (progress->open > 0) --progress->open;
  const bool replied = code == RejectCode::None;
  if (future.place != kNone) {
    FutureList& list = future.compensation ? progress->undos : progress->futures;
    list.at(future.place).state = replied ? FutureState::Replied : FutureState::Failed;
    if (!replied && endsLoudly(call)) list.texts.emplace(future.place, api.rejectMessage());
    return Flow::Next;
  }
  if (future.compensation) return Flow::Next;
  return settle(index, *progress, call,
                {.number = future.number,
                 .attempt = future.attempt,
                 .replied = replied,
                 .code = code,
                 .text = !replied && endsLoudly(call) ? api.rejectMessage() : ""},
                api);
}

/// What follows once the method knows how a call ended.
ScriptedCanister::Flow ScriptedCanister::settle(std::uint32_t index, CallProgress& progress, const CallStep& call,
                                                const CallEnd& end, SystemApi& api) {
  if (!end.replied) return settleFailure(index, progress, call, end, api);
  noteEnd(m_frames[index], progress, call, true);
  if (call.onFailure == OnFailure::Compensate) progress.succeeded.push_back(end.number);
  const std::size_t first = progress.step + std::size_t{1};
  return performBlock(index, progress.method, first, first + call.replySteps, end.number + 1, api);
}

ScriptedCanister::Flow ScriptedCanister::settleFailure(std::uint32_t index, CallProgress& progress,
                                                       const CallStep& call, const CallEnd& end, SystemApi& api) {
  const bool again = call.onFailure == OnFailure::Retry && end.attempt < call.retry.attempts;
  if (again && call.retry.via == RetryVia::Immediate)
    return dispatch(index, progress, call, end.number, static_cast<std::uint8_t>(end.attempt + 1), api);
  noteEnd(m_frames[index], progress, call, false);
  if (again) {
    queueRetry(progress.method, progress.step, end.number, end.attempt, call.retry, api);
    return Flow::Next;
  }
  const std::size_t first = progress.step + std::size_t{1} + call.replySteps;
  const Flow flow = performBlock(index, progress.method, first, first + call.rejectSteps, end.number + 1, api);
  if (flow != Flow::Next) return flow;
  switch (call.onFailure) {
    case OnFailure::Count:
    case OnFailure::Retry:
      break;
    case OnFailure::Stop:
    case OnFailure::Compensate:
      progress.stopped = true;
      break;
    case OnFailure::Throw:
      return rejectAndEnd(m_frames[index], progress.step, end.text, api);
    case OnFailure::Trap:
      return trap(progress.step, trapTextOf(end, m_canister->language));
  }
  return Flow::Next;
}

void ScriptedCanister::noteEnd(Frame& frame, CallProgress& progress, const CallStep& call, bool replied) {
  ++(replied ? frame.replied : frame.failed);
  if (!replied) ++progress.failed;
  if (call.label.empty() || frame.retrying) return;
  auto tally = std::find_if(frame.tallies.begin(), frame.tallies.end(),
                            [&](const Tally& each) { return each.step == progress.step; });
  if (tally == frame.tallies.end()) tally = frame.tallies.insert(tally, Tally{.step = progress.step});
  ++(replied ? tally->replied : tally->failed);
}

/// Undoes what had succeeded, if a call of the step has failed.
ScriptedCanister::Flow ScriptedCanister::compensateOnce(std::uint32_t index, CallProgress& progress,
                                                        const CallStep& call, SystemApi& api) {
  if (call.onFailure != OnFailure::Compensate || progress.failed == 0) return Flow::Next;
  if (!progress.compensating) {
    progress.compensating = true;
    for (const std::uint32_t number : progress.succeeded)
      send(index, progress, call, Future{.number = number, .compensation = true}, api);
  }
  if (!isMotoko()) return progress.open > 0 ? Flow::Suspend : Flow::Next;
  while (!progress.undos.isDone())
    if (!awaitNext(index, progress, progress.undos, AwaitStep{}, api)) return Flow::Suspend;
  return Flow::Next;
}

}  // namespace roundscope
