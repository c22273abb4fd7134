// Source: protocol.md section 11 (subnet_config.rs, rs/cycles_account_manager).
// Simplified: a canister's freezing threshold is ignored, so all of its balance is liquid; and the cycles for the
// message that executes are charged when it ends, not put aside at its start, where they would lower what it may attach
// to calls.
#include "core/simulation/cycles.h"

#include <algorithm>

namespace roundscope {

bool canPayForMessage(Round& round, CanisterId id) {
  return round.canister(id).balance >= longestExecutionFee(round.tariff);
}

void charge(Round& round, CanisterId id, std::uint64_t cycles) {
  CanisterState& state = round.canister(id);
  const std::uint64_t paid = std::min(cycles, state.balance);
  state.balance -= paid;
  round.state.burned += paid;
  state.balanceChanged = state.balanceChanged || paid > 0;
}

/// While a message is paused its cycles are settled already in the program's eyes, so the fee waits for its end.
/// Source: protocol.md section 11 (canister_state/system_state.rs, ingress_induction_cycles_debit).
void chargeIngress(Round& round, CanisterId id, std::uint64_t payloadBytes) {
  const std::uint64_t fee = ingressFee(round.tariff, payloadBytes);
  CanisterState& state = round.canister(id);
  if (state.paused)
    state.ingressDebit += fee;
  else
    charge(round, id, fee);
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

void burnInTransit(Round& round, std::uint64_t cycles) { round.state.burned += cycles; }

void noteBalances(Round& round) {
  for (const CanisterId id : round.here.canisters) {
    CanisterState& state = round.canister(id);
    if (!state.balanceChanged) continue;
    state.balanceChanged = false;
    round.emit(BalanceChanged{Wide(state.balance), Wide(state.reserved), id});
  }
}

}  // namespace roundscope
