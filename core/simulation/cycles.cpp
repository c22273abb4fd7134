// What calls and executions cost. Integers only; every cycle is in a balance, set aside, in transit or burned.
// Source: protocol.md section 11 (subnet_config.rs, rs/cycles_account_manager).
// Simplified: a canister's freezing threshold is ignored, so all of its balance is liquid; and the cycles for the
// message that executes are charged when it ends, not put aside at its start, where they would lower what it may attach
// to calls.
#include "core/simulation/machine.h"

namespace roundscope {

std::uint64_t Simulator::Machine::scaled(SubnetId subnet, std::uint64_t cyclesOn13Nodes) const {
  const Subnet& s = m_scenario->subnet(subnet);
  return s.kind == SubnetKind::System ? 0 : cyclesOn13Nodes * s.nodes / 13;
}

std::uint64_t Simulator::Machine::executionFee(SubnetId subnet, std::uint64_t instructions) const {
  const Limits& l = m_scenario->subnet(subnet).limits;
  return scaled(subnet, l.cycles_per_message + instructions * l.cycles_per_instruction_thousandths / 1'000);
}

std::uint64_t Simulator::Machine::prepayment(SubnetId subnet) const {
  const Limits& l = m_scenario->subnet(subnet).limits;
  return executionFee(subnet, l.message_instructions) + scaled(subnet, l.response_bytes_max * l.cycles_per_call_byte);
}

std::uint64_t Simulator::Machine::callFee(SubnetId subnet, std::uint64_t payloadBytes) const {
  const Limits& l = m_scenario->subnet(subnet).limits;
  return scaled(subnet, l.cycles_per_call + payloadBytes * l.cycles_per_call_byte);
}

void Simulator::Machine::charge(CanisterId id, std::uint64_t cycles) {
  CanisterState& state = canister(id);
  const std::uint64_t paid = cycles < state.balance ? cycles : state.balance;
  state.balance -= paid;
  m_state.burned += paid;
  state.balanceChanged = state.balanceChanged || paid > 0;
}

/// While a message is paused its cycles are settled already in the program's eyes, so the fee waits for its end.
/// Source: protocol.md section 11 (canister_state/system_state.rs, ingress_induction_cycles_debit).
void Simulator::Machine::chargeIngress(CanisterId id, std::uint64_t payloadBytes) {
  const Limits& l = limits();
  const std::uint64_t fee = scaled(m_round.subnet, l.cycles_per_ingress + payloadBytes * l.cycles_per_ingress_byte);
  CanisterState& state = canister(id);
  if (state.paused)
    state.ingressDebit += fee;
  else
    charge(id, fee);
}

void Simulator::Machine::noteBalances() {
  for (const CanisterId id : here().canisters) {
    CanisterState& state = canister(id);
    if (!state.balanceChanged) continue;
    state.balanceChanged = false;
    emit(BalanceChanged{Wide(state.balance), Wide(state.reserved), id});
  }
}

}  // namespace roundscope
