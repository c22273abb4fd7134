// Source: protocol.md section 11 (subnet_config.rs, rs/cycles_account_manager).
#include "core/simulation/cycles.h"

#include <algorithm>

namespace roundscope {

namespace {

/// What neither messages nor calls may touch. System subnets charge nothing, so nothing is kept for charges.
std::uint64_t frozen(const Round& round, CanisterId id) {
  return round.tariff.kind == SubnetKind::System ? 0 : round.scenario.canister(id).freezingThreshold;
}

std::uint64_t without(std::uint64_t cycles, std::uint64_t taken) { return cycles - std::min(cycles, taken); }

}  // namespace

bool canPayForMessage(Round& round, CanisterId id) {
  return round.canister(id).balance >= round.longestExecution + frozen(round, id);
}

/// A callback's own execution was prepaid with the call.
/// Source: protocol.md section 11 (rs/cycles_account_manager: prepay_execution_cycles, withdraw_request_cycles).
std::uint64_t liquidCycles(Round& round, CanisterId id, ExecutionKind kind) {
  const std::uint64_t own = isCallback(kind) ? 0 : round.longestExecution;
  return without(round.canister(id).balance, own + frozen(round, id));
}

void charge(Round& round, CanisterId id, std::uint64_t cycles) {
  CanisterState& state = round.canister(id);
  const std::uint64_t paid = std::min(cycles, state.balance);
  state.balance -= paid;
  round.state.burned += paid;
  state.balanceChanged = state.balanceChanged || paid > 0;
}

/// While a message is paused its cycles are settled already in the program's eyes, so the fee waits for its end; what
/// that message has set aside and spent is not there for it.
/// Source: protocol.md section 11 (canister_state/system_state.rs, ingress_induction_cycles_debit).
bool payForIngress(Round& round, CanisterId id, std::uint64_t payloadBytes) {
  const std::uint64_t fee = ingressFee(round.tariff, payloadBytes);
  CanisterState& state = round.canister(id);
  if (!state.paused) {
    if (without(state.balance, frozen(round, id)) < fee) return false;
    charge(round, id, fee);
    return true;
  }
  const Execution& paused = state.paused->execution;
  const std::uint64_t taken = paused.effects.cyclesSpent + state.ingressDebit;
  if (without(liquidCycles(round, id, paused.kind), taken) < fee) return false;
  state.ingressDebit += fee;
  return true;
}

void acceptCycles(Round& round, CanisterId id, Context& context, std::uint64_t cycles) {
  context.cycles -= cycles;
  CanisterState& state = round.canister(id);
  state.balance += cycles;
  state.balanceChanged = state.balanceChanged || cycles > 0;
}

void payForCall(Round& round, const PendingCall& call) {
  CanisterState& state = round.canister(call.request.caller);
  state.balance -= call.callback.prepaid + call.fee + call.request.cycles;
  state.reserved += call.callback.prepaid;
  round.state.burned += call.fee;
  state.balanceChanged = true;
}

/// It is paid for also when it trapped. A callback's was prepaid with the call; what is left of that comes back.
/// Source: protocol.md section 11.
void settle(Round& round, CanisterId id, const Execution& execution) {
  const std::uint64_t fee = executionFee(round.tariff, execution.effects.instructions);
  if (!isCallback(execution.kind)) {
    charge(round, id, fee);
    return;
  }
  CanisterState& state = round.canister(id);
  const std::uint64_t spent = std::min(execution.prepaid, fee + responseFee(round.tariff, execution.responseBytes));
  state.reserved -= execution.prepaid;
  state.balance += execution.prepaid - spent;
  round.state.burned += spent;
  state.balanceChanged = true;
}

void noteBalances(Round& round) {
  for (const CanisterId id : round.here.canisters) {
    CanisterState& state = round.canister(id);
    if (!state.balanceChanged) continue;
    state.balanceChanged = false;
    round.emit(BalanceChanged{Wide(state.balance), Wide(state.reserved), id});
  }
}

}  // namespace roundscope
