// The end of a message. It executes atomically: on a trap its state changes and the calls and reply that it queued are
// undone; what earlier messages committed stays.
// Source: protocol.md section 2.
#include "core/simulation/message.h"
#include "core/base/saturating.h"

#include <algorithm>
#include <utility>

#include "core/simulation/context.h"
#include "core/simulation/cycles.h"
#include "core/simulation/execution_api.h"

namespace roundscope {

namespace {

void setTimer(Round& round, CanisterId id, const Effects& effects) {
  CanisterState& state = round.canister(id);
  if (!effects.timerChanged || state.timer == effects.timer) return;
  state.timer = effects.timer;
  if (state.timer) round.emit(TimerSet{Wide(static_cast<std::uint64_t>(state.timer->us)), id});
}

/// A call to the network itself. Its time counts from here, where the message commits.
void askOutside(Round& round, const PendingCall& call) {
  const Time due = round.time + call.answerAfter;
  round.network.openOutsideCall(call, due);
  const bool comes = call.callback.outside == Outside::Due;
  round.emit(AnswerAwaited{comes ? Wide(static_cast<std::uint64_t>(due.us)) : kNeverDue, call.callback.call});
}

void commit(Round& round, CanisterId id, const Execution& execution) {
  round.program(id).commit();
  const Effects& effects = execution.effects;
  round.heapDelta = saturatingSum(round.heapDelta, effects.heapDeltaBytes);
  round.callbacksLeft -= std::min<std::uint64_t>(round.callbacksLeft, effects.calls.size());
  const std::uint64_t reserved = effects.guaranteedCalls * round.limits.guaranteed_reservation_bytes;
  round.responseBytesLeft -= std::min(round.responseBytesLeft, reserved);
  acceptCycles(round, id, round.state.contexts[execution.context], effects.cyclesAccepted);
  for (const PendingCall& call : effects.calls) {
    round.step();
    if (call.callback.outside == Outside::No)
      round.network.openCall(call);
    else
      askOutside(round, call);
    payForCall(round, call);
  }
  setTimer(round, id, effects);
  Context& context = round.state.contexts[execution.context];
  if (effects.answered) {
    context.repliedCalls = effects.repliedCalls;
    context.failedCalls = effects.failedCalls;
    answerContext(round, execution.context,
                  {.reason = effects.rejected ? RejectReason::ExplicitReject : RejectReason::None,
                   .text = effects.answerText,
                   .bytes = effects.answerBytes});
  }
}

/// Returns how many calls are undone.
std::uint16_t rollBack(Round& round, CanisterId id, const Execution& execution, std::size_t firstEvent) {
  round.events.resize(firstEvent);
  round.state.callCount -= execution.effects.attempts;
  for (const PendingCall& call : execution.effects.calls) {
    round.step();
    round.network.cancelCall(call);
  }
  round.program(id).rollback();
  return static_cast<std::uint16_t>(std::min<std::size_t>(execution.effects.calls.size(), 0xffff));
}

/// Cleanup may change state, but makes no calls; if it traps, only its own changes are undone. It may use what the
/// callback left of the message's instructions. Returns the instructions used.
/// Source: protocol.md section 2 (rs/execution_environment/src/execution/response.rs).
/// Simplified: a cleanup callback is never paused: it runs to its end in one slice.
std::uint64_t runCleanup(Round& round, CanisterId id, const Execution& trapped) {
  const ContextId context = round.state.contexts[trapped.context].id;
  round.emit(ExecutionStarted{context, trapped.call, id, trapped.method, trapped.step, ExecutionKind::Cleanup,
                              RejectCode::None});
  const std::size_t firstEvent = round.events.size();
  Execution cleanup{.kind = ExecutionKind::Cleanup, .context = trapped.context, .call = trapped.call};
  ExecutionApi api(round, id, cleanup);
  const MessageEnd end = round.program(id).cleanup(trapped.env, api);
  Effects& effects = cleanup.effects;
  const std::uint64_t left = round.limits.message_instructions - trapped.effects.instructions;
  cleanup.trapped = cleanup.trapped || end.trapped || effects.instructions > left;
  effects.instructions = std::min(effects.instructions, left);
  if (cleanup.trapped) {
    round.events.resize(firstEvent);
    round.program(id).rollback();
  } else {
    round.program(id).commit();
    round.heapDelta = saturatingSum(round.heapDelta, effects.heapDeltaBytes);
    setTimer(round, id, effects);
  }
  round.emit(ExecutionFinished{Wide(effects.instructions), context, id, end.step, 0, ExecutionKind::Cleanup,
                               cleanup.trapped ? ExecutionResult::Trapped : ExecutionResult::Finished});
  return effects.instructions;
}

}  // namespace

void finishMessage(Round& round, CanisterId id, Execution& execution, std::size_t firstEvent) {
  const ContextId context = round.state.contexts[execution.context].id;
  std::uint16_t undone = 0;
  if (execution.trapped)
    undone = rollBack(round, id, execution, firstEvent);
  else
    commit(round, id, execution);
  round.emit(ExecutionFinished{Wide(execution.effects.instructions), context, id, execution.step, undone,
                               execution.kind,
                               execution.trapped ? ExecutionResult::Trapped : ExecutionResult::Finished});
  if (execution.trapped && isCallback(execution.kind))
    execution.effects.instructions += runCleanup(round, id, execution);
  settle(round, id, execution);
  closeContextIfDone(
      round, execution.context,
      {.reason = execution.trapped ? execution.trapReason : RejectReason::NoReply, .text = execution.trapText});
  // The memory of the calls goes to the next message.
  round.world.work.calls = std::move(execution.effects.calls);
  round.world.pendingCalls = 0;
}

}  // namespace roundscope
