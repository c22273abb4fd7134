// See last_state.h.
#include "core/run/last_state.h"

#include <algorithm>

namespace roundscope {

LastState::LastState(const Scenario& scenario) : m_scenario(scenario), m_canisters(scenario.canisters.size()) {
  for (std::uint16_t c = 0; c < m_canisters.size(); ++c) reset(CanisterId{c});
}

void LastState::reset(CanisterId canister) {
  std::vector<std::int64_t>& values = m_canisters[canister.value].values;
  values.clear();
  for (const Variable& declared : m_scenario.canister(canister).variables)
    values.push_back(declared.isLock ? 0 : declared.initial);
}

void LastState::take(const VariableChanged& event) {
  m_canisters[event.canister.value].values[event.variable.value] = static_cast<std::int64_t>(event.value.value());
}

void LastState::take(const LockChanged& event) {
  m_canisters[event.canister.value].values[event.lock.value] =
      event.taken == 0 ? 0 : std::int64_t{event.context.value} + 1;
}

void LastState::take(const BalanceChanged& event) {
  std::optional<Balance>& balance = m_canisters[event.canister.value].balance;
  m_reserved = m_reserved + event.reserved.value() - balance.value_or(Balance{}).reserved;
  balance = {event.balance.value(), event.reserved.value()};
  m_peakReserved = std::max(m_peakReserved, m_reserved);
}

void LastState::take(const CanisterOperated& event) {
  m_minted += event.cycles.value();
  if (event.kind == OperationKind::Uninstall && event.changed != 0) reset(event.canister);
}

std::uint64_t LastState::locksHeld() const {
  std::uint64_t held = 0;
  for (std::size_t c = 0; c < m_canisters.size(); ++c)
    for (std::size_t v = 0; v < m_canisters[c].values.size(); ++v)
      if (m_scenario.canisters[c].variables[v].isLock && m_canisters[c].values[v] != 0) ++held;
  return held;
}

std::uint64_t LastState::cyclesBurned() const {
  std::uint64_t before = m_minted;
  std::uint64_t left = 0;
  for (std::size_t i = 0; i < m_canisters.size(); ++i) {
    const std::uint64_t cycles = m_scenario.canisters[i].cycles;
    const Balance balance = m_canisters[i].balance.value_or(Balance{cycles, 0});
    before += cycles;
    left += balance.liquid + balance.reserved;
  }
  return before - std::min(left, before);
}

}  // namespace roundscope
