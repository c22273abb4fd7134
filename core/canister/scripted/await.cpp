// Futures that a method keeps, and awaits one after the other.
#include <algorithm>
#include <iterator>

#include "core/canister/scripted/canister.h"

namespace roundscope {

namespace {

/// So many futures that will not be awaited again are not worth to be moved away.
constexpr std::uint32_t kFewAwaited = 1'000;

}  // namespace

void FutureList::forgetAwaited() {
  const std::uint32_t past = awaited - first;
  if (past < kFewAwaited || past < kept.size() / 2) return;
  kept.erase(kept.begin(), kept.begin() + past);
  first = awaited;
}

std::string FutureList::textOf(std::uint32_t place) const {
  const auto found = texts.find(place);
  return found == texts.end() ? std::string() : found->second;
}

ScriptedCanister::Flow ScriptedCanister::performAwait(std::uint32_t index, const AwaitStep& await, SystemApi& api) {
  Frame& frame = m_frames[index];
  // No frame is opened meanwhile, so the reference holds.
  for (CallProgress& progress : frame.detached) {
    const Step& step = stepAt(progress.method, progress.step);
    const auto& call = std::get<CallStep>(step.action);
    if (call.label != await.label) continue;
    const bool undoing = progress.compensating && (progress.open > 0 || !progress.undos.isDone());
    if (!undoing) {
      Flow flow = Flow::Next;
      if (isMotoko())
        flow = awaitFutures(index, progress, await, api);
      else if (flow = sendSome(index, progress, step, call.count, api); flow == Flow::Next && progress.open > 0)
        flow = Flow::Suspend;
      if (flow != Flow::Next) return flow;
    }
    return compensateOnce(index, progress, call, api);
  }
  return Flow::Next;
}

/// All futures of a step. To await them a second time tells nothing new.
ScriptedCanister::Flow ScriptedCanister::awaitFutures(std::uint32_t index, CallProgress& progress,
                                                      const AwaitStep& await, SystemApi& api) {
  const CallStep& call = callStep(progress.method, progress.step);
  FutureList& futures = progress.futures;
  while (!futures.isDone()) {
    const auto end = awaitNext(index, progress, futures, await, api);
    if (!end) return Flow::Suspend;
    if (progress.awaitedOnce) continue;
    const Flow flow = settle(index, progress, call, *end, api);
    if (flow != Flow::Next) return flow;
  }
  progress.awaitedOnce = true;
  futures.awaited = 0;
  futures.suspendedOn = kNone;
  return Flow::Next;
}

/// Keeps some calls in flight: the oldest is awaited before the next is sent.
ScriptedCanister::Flow ScriptedCanister::awaitWindow(std::uint32_t index, CallProgress& progress, const Step& step,
                                                     SystemApi& api) {
  const auto& call = std::get<CallStep>(step.action);
  FutureList& futures = progress.futures;
  for (;;) {
    Flow flow = Flow::Next;
    if (!progress.stopped && progress.next < call.count && futures.end() - futures.awaited < call.window) {
      const std::uint32_t number = progress.next++;
      if (applies(step, progress.method, progress.step, m_frames[index].run, number + 1))
        flow = dispatch(index, progress, call, number, 1, api);
      else
        api.stepTaken();
    } else if (!futures.isDone()) {
      const auto end = awaitNext(index, progress, futures, AwaitStep{}, api);
      if (!end) return Flow::Suspend;
      flow = settle(index, progress, call, *end, api);
      futures.forgetAwaited();
    } else {
      return Flow::Next;
    }
    if (flow != Flow::Next) return flow;
  }
}

/// Motoko's calls that a timer or heartbeat makes again: those of each step are awaited in their order.
ScriptedCanister::Flow ScriptedCanister::awaitRetries(std::uint32_t index, SystemApi& api) {
  for (std::size_t i = 0; i < m_frames[index].detached.size(); ++i) {
    CallProgress& progress = m_frames[index].detached[i];
    const CallStep& call = callStep(progress.method, progress.step);
    while (!progress.futures.isDone()) {
      const auto end = awaitNext(index, progress, progress.futures, AwaitStep{}, api);
      if (!end) break;
      if (settle(index, progress, call, *end, api) == Flow::Trap) return Flow::Trap;
    }
  }
  return Flow::Next;
}

/// In Motoko a future that completes while the method is suspended on it goes on in the very callback that completes
/// it. One that was completed before suspends the method all the same: the rest of the method waits for the answer to a
/// message to itself. So awaiting in the order of completion costs nothing, and in any other order one such message for
/// every future that has completed too early. `await?` goes on at once. Where the message cannot be performed `await`
/// throws, as if the call had failed. Gives how the next call ended; nothing: the method suspends.
/// Source: protocol.md section 3 (Motoko language manual).
std::optional<CallEnd> ScriptedCanister::awaitNext(std::uint32_t index, CallProgress& progress, FutureList& futures,
                                                   const AwaitStep& await, SystemApi& api) {
  if (futures.messageToItself) return std::nullopt;
  const std::uint32_t turn = futures.awaited;
  const std::uint32_t place = await.reverse && turn < futures.sentFirst ? futures.sentFirst - 1 - turn : turn;
  const Kept& kept = futures.at(place);
  const bool suspendedOnIt = futures.suspendedOn == place;
  if (kept.state == FutureState::Open) {
    futures.suspendedOn = place;
    return std::nullopt;
  }
  bool threw = false;
  if (!suspendedOnIt && await.suspendIfCompleted) {
    futures.suspendedOn = place;
    if (sendToItself(index, OwnMessage::AwaitCompleted, progress.method, progress.step, api)) {
      futures.messageToItself = true;
      return std::nullopt;
    }
    threw = true;
  }
  ++futures.awaited;
  if (threw) return CallEnd{.number = kept.number, .attempt = kept.attempt, .text = "could not perform self call"};
  return CallEnd{.number = kept.number,
                 .attempt = kept.attempt,
                 .replied = kept.state == FutureState::Replied,
                 .text = futures.textOf(place)};
}

}  // namespace roundscope
