// Source: protocol.md section 11 (subnet_config.rs, rs/cycles_account_manager).
// Simplified: a canister's freezing threshold is ignored, so all of its balance is liquid; and the cycles for the
// message that executes are charged when it ends, not put aside at its start, where they would lower what it may attach
// to calls.
#include "core/simulation/cycles.h"

#include <algorithm>

namespace roundscope {

namespace {

std::uint64_t scaled(const Subnet& subnet, std::uint64_t cyclesOn13Nodes) {
  return subnet.kind == SubnetKind::System ? 0 : cyclesOn13Nodes * subnet.nodes / 13;
}

}  // namespace

std::uint64_t executionFee(const Subnet& subnet, std::uint64_t instructions) {
  const Limits& l = subnet.limits;
  return scaled(subnet, l.cycles_per_message + instructions * l.cycles_per_instruction_thousandths / 1'000);
}

std::uint64_t prepaymentOn(const Subnet& subnet) {
  const Limits& l = subnet.limits;
  return executionFee(subnet, l.message_instructions) + scaled(subnet, l.response_bytes_max * l.cycles_per_call_byte);
}

std::uint64_t callFee(const Subnet& subnet, std::uint64_t payloadBytes) {
  const Limits& l = subnet.limits;
  return scaled(subnet, l.cycles_per_call + payloadBytes * l.cycles_per_call_byte);
}

bool canPayForMessage(Round& round, CanisterId id) {
  return round.canister(id).balance >=
         executionFee(round.scenario.subnet(round.subnet), round.limits.message_instructions);
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
  const Limits& l = round.limits;
  const std::uint64_t fee =
      scaled(round.scenario.subnet(round.subnet), l.cycles_per_ingress + payloadBytes * l.cycles_per_ingress_byte);
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
  const Subnet& subnet = round.scenario.subnet(round.subnet);
  const std::uint64_t fee = executionFee(subnet, execution.effects.instructions);
  if (!isCallback(execution.kind)) {
    charge(round, id, fee);
    return;
  }
  CanisterState& state = round.canister(id);
  const std::uint64_t bytesFee = scaled(subnet, execution.responseBytes * round.limits.cycles_per_call_byte);
  const std::uint64_t spent = std::min(execution.prepaid, fee + bytesFee);
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
