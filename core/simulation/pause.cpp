// Deterministic time slicing: a message that is longer than a slice takes several rounds.
// Source: protocol.md section 2 (scheduler.rs, execute_canisters_on_thread).
// Simplified: the program has run to the message's end in the first slice; nobody can see what it did before that end.
#include <utility>

#include "core/simulation/cycles.h"
#include "core/simulation/message.h"

namespace roundscope {

namespace {

/// Calls are numbered when they commit, so that a trap elsewhere meanwhile leaves no gap: each number moves on by
/// `shift`.
void renumberCalls(PausedExecution& paused, std::uint32_t shift) {
  for (PendingCall& call : paused.execution.effects.calls) {
    call.request.call.value += shift;
    call.callback.call.value += shift;
  }
  for (Event& event : paused.events) {
    if (auto* performed = std::get_if<CallPerformed>(&event)) performed->call.value += shift;
    if (auto* refused = std::get_if<CallNotPerformed>(&event)) refused->call.value += shift;
  }
}

}  // namespace

std::int64_t pauseMessage(Round& round, CanisterId id, Execution&& execution, std::size_t firstEvent,
                          std::uint32_t firstCall) {
  const Limits& l = round.limits;
  CanisterState& state = round.canister(id);
  PausedExecution& paused = state.paused.emplace();
  ++round.state.pausedCount;
  state.doneForRound = true;
  paused.execution = std::move(execution);
  paused.instructionsLeft = paused.execution.effects.instructions - l.slice_instructions;
  paused.firstCall = firstCall;
  paused.events.assign(round.events.begin() + static_cast<std::ptrdiff_t>(firstEvent), round.events.end());
  round.events.resize(firstEvent);
  round.state.callCount = firstCall;
  round.emit(ExecutionPaused{Wide(paused.instructionsLeft), id});
  return static_cast<std::int64_t>(l.slice_instructions + l.overhead_per_message);
}

/// One more slice of the message that did not end in an earlier round. The canister starts nothing else in this round.
/// The overhead of a message is taken for every slice.
std::int64_t continuePaused(Round& round, CanisterId id) {
  CanisterState& state = round.canister(id);
  state.doneForRound = true;
  const std::uint64_t slice = round.limits.slice_instructions;
  const std::uint64_t overhead = round.limits.overhead_per_message;
  if (state.paused->instructionsLeft > slice) {
    state.paused->instructionsLeft -= slice;
    round.emit(ExecutionPaused{Wide(state.paused->instructionsLeft), id});
    return static_cast<std::int64_t>(slice + overhead);
  }
  PausedExecution paused = std::move(*state.paused);
  state.paused.reset();
  --round.state.pausedCount;
  renumberCalls(paused, round.state.callCount - paused.firstCall);
  round.state.callCount += paused.execution.effects.attempts;
  const std::size_t firstEvent = round.events.size();
  round.events.insert(round.events.end(), paused.events.begin(), paused.events.end());
  finishMessage(round, id, paused.execution, firstEvent);
  charge(round, id, std::exchange(state.ingressDebit, 0));
  return static_cast<std::int64_t>(paused.instructionsLeft + overhead);
}

}  // namespace roundscope
