// What is done to canisters from outside: they are stopped, started, uninstalled and topped up.
// Source: protocol.md section 4 (rs/execution_environment: canister_manager.rs; scheduler.rs, can_execute_subnet_msg).
#include <algorithm>
#include <vector>

#include "core/simulation/context.h"
#include "core/simulation/round.h"

namespace roundscope {

namespace {

/// Every call context is answered, if it was not, and is deleted: what still comes back to it executes nothing.
void deleteContexts(Round& round, CanisterId id) {
  const auto& rows = round.state.contexts.rows();
  std::vector<std::uint32_t> open;
  for (std::uint32_t row = 0; row < rows.size(); ++row)
    if (rows[row].open && rows[row].canister == id) open.push_back(row);
  std::sort(open.begin(), open.end(), [&](std::uint32_t a, std::uint32_t b) { return rows[a].id < rows[b].id; });
  for (const std::uint32_t row : open) {
    if (!rows[row].answered) answerContext(round, row, {.reason = RejectReason::Uninstalled});
    round.state.contexts[row].deleted = true;
  }
}

/// The code goes with all memory, timers and call contexts; the canister stays, with its cycles, queues and status.
bool uninstall(Round& round, CanisterId id) {
  CanisterState& state = round.canister(id);
  if (!state.hasCode) return false;
  deleteContexts(round, id);
  state.hasCode = false;
  state.timer.reset();
  round.world.programs[id.value] = round.world.factory(round.scenario, id);
  return true;
}

bool stop(CanisterState& state) {
  state.toldToStop = true;
  if (state.status != CanisterStatus::Running) return false;
  state.status = CanisterStatus::Stopping;
  return true;
}

bool start(CanisterState& state) {
  state.toldToStop = false;
  if (state.status == CanisterStatus::Running) return false;
  state.status = CanisterStatus::Running;
  return true;
}

void topUp(Round& round, CanisterState& state, std::uint64_t cycles) {
  state.balance += cycles;
  state.balanceChanged = true;
  round.state.minted += cycles;
}

void operate(Round& round, const Operation& operation) {
  CanisterState& state = round.canister(operation.canister);
  // What the operation brings about stands behind it in the trace.
  round.emit(CanisterOperated{Wide(operation.cycles), operation.canister, operation.kind, 1});
  const std::size_t event = round.events.size() - 1;
  bool changed = true;
  switch (operation.kind) {
    case OperationKind::Stop:
      changed = stop(state);
      break;
    case OperationKind::Start:
      changed = start(state);
      break;
    case OperationKind::Uninstall:
      changed = uninstall(round, operation.canister);
      break;
    case OperationKind::TopUp:
      topUp(round, state, operation.cycles);
      break;
  }
  std::get<CanisterOperated>(round.events[event]).changed = changed ? 1 : 0;
}

/// While a message of the canister is paused nothing is done to it.
/// Simplified: a top-up of a canister whose message is to start again waits, which the network would let through.
void operateDue(Round& round) {
  std::vector<std::uint32_t>& waiting = round.here.operations;
  auto kept = waiting.begin();
  auto next = waiting.begin();
  for (; next != waiting.end(); ++next) {
    const Operation& operation = round.scenario.operations[*next];
    if (operation.at > round.time) break;
    if (round.canister(operation.canister).paused)
      *kept++ = *next;
    else
      operate(round, operation);
  }
  waiting.erase(kept, next);
}

}  // namespace

/// A canister that is told to stop takes no new requests, refuses those that wait, and goes on with its open calls. It
/// is stopped in the first round that finds none open: an unbounded call that is never answered keeps it from that.
/// Simplified: operations come by themselves, before anything arrives in the round.
void operateCanisters(Round& round) {
  if (!round.here.operations.empty()) operateDue(round);
  for (const CanisterId id : round.here.canisters) {
    CanisterState& state = round.canister(id);
    if (!isAboutToStop(state)) continue;
    state.status = CanisterStatus::Stopped;
    round.emit(CanisterStopped{id});
  }
}

bool isAboutToStop(const CanisterState& state) {
  return state.toldToStop && state.status == CanisterStatus::Stopping && state.openContexts == 0;
}

}  // namespace roundscope
