// Waiting for calls that were dispatched earlier, and undoing those that had succeeded.
#include "core/canister/scripted/canister.h"

namespace roundscope {

ScriptedCanister::Flow ScriptedCanister::performAwait(std::uint32_t index, const AwaitStep& await, SystemApi& api) {
  // No frame is opened meanwhile, so the reference holds.
  for (CallProgress& progress : m_frames[index].detached) {
    const CallStep& call = callStep(progress.method, progress.step);
    if (call.label != await.label) continue;
    const Flow flow = awaitFutures(index, progress, await, api);
    if (flow != Flow::Next) return flow;
    // The futures are completed; what is open now are calls that compensate.
    if (progress.open > 0) return Flow::Suspend;
    return compensateOnce(index, progress, call, api);
  }
  return Flow::Next;
}

/// One future after the other. In Motoko a future that completes while the method is suspended on it goes on in the
/// very callback that completes it. One that was completed before suspends the method all the same: the rest of the
/// method waits for the answer to a message to itself. So awaiting in the order of completion costs nothing, and in any
/// other order one such message for every future that has completed too early. `await?`, like Rust's `.await`, goes on
/// at once. Where the message cannot be performed `await` throws, and an uncaught throw is a reject. Source:
/// protocol.md section 3 (Motoko language manual).
ScriptedCanister::Flow ScriptedCanister::awaitFutures(std::uint32_t index, CallProgress& progress,
                                                      const AwaitStep& await, SystemApi& api) {
  const auto count = static_cast<std::uint32_t>(progress.futures.size());
  for (; progress.awaited < count; ++progress.awaited) {
    if (progress.messageToItself) return Flow::Suspend;
    const std::uint32_t number = await.reverse ? count - 1 - progress.awaited : progress.awaited;
    const bool suspendedOnIt = progress.suspendedOn == number;
    switch (progress.futures[number]) {
      case FutureState::None:  // the call expression itself failed
        break;
      case FutureState::Open:
        progress.suspendedOn = number;
        return Flow::Suspend;
      case FutureState::Completed:
        if (suspendedOnIt || !await.suspendIfCompleted) break;
        progress.suspendedOn = number;
        if (sendToItself(index, OwnMessage::AwaitCompleted, m_frames[index].method, api)) {
          progress.messageToItself = true;
          return Flow::Suspend;
        }
        return rejectAndEnd(m_frames[index], "could not perform self call", api);
    }
  }
  return Flow::Next;
}

ScriptedCanister::Flow ScriptedCanister::compensateOnce(std::uint32_t index, CallProgress& progress,
                                                        const CallStep& call, SystemApi& api) {
  if (call.onFailure != OnFailure::Compensate || progress.failed == 0 || progress.compensating) return Flow::Next;
  progress.compensating = true;
  compensate(index, progress, call, api);
  return progress.open > 0 ? Flow::Suspend : Flow::Next;
}

void ScriptedCanister::compensate(std::uint32_t index, CallProgress& progress, const CallStep& call, SystemApi& api) {
  for (const std::uint32_t number : progress.succeeded) {
    const std::uint32_t row = m_futures.add();
    m_futures[row] = Future{
        .frame = index, .number = number, .method = progress.method, .step = progress.step, .compensation = true};
    if (api.callPerform({.callee = *call.compensate, .env = row, .step = progress.step, .compensation = true})) {
      m_newFutures.push_back(row);
      ++progress.open;
      ++m_frames[index].awaiting;
    } else {
      m_futures.remove(row);
    }
  }
}

}  // namespace roundscope
