// Each variable and each lock has a list of its own, so that a value is one search.
#include "core/run/committed_state.h"

#include <algorithm>

namespace roundscope {

CommittedState::CommittedState(const Scenario& scenario)
    : m_scenario(scenario), m_canisters(scenario.canisters.size()), m_last(scenario) {
  for (std::size_t i = 0; i < m_canisters.size(); ++i)
    for (const Variable& declared : scenario.canisters[i].variables) {
      VariableChanges& changes = m_canisters[i].variables.emplace_back();
      changes.initial = changes.low = changes.high = declared.initial;
    }
}

void CommittedState::take(const VariableChanged& event, const EventHere& here) {
  m_last.take(event);
  VariableChanges& changes = m_canisters[event.canister.value].variables[event.variable.value];
  const auto value = static_cast<std::int64_t>(event.value.value());
  changes.change(here.us, value);
  changes.low = std::min(changes.low, value);
  changes.high = std::max(changes.high, value);
}

void CommittedState::take(const LockChanged& event, const EventHere& here) {
  m_last.take(event);
  auto& locks = m_canisters[event.canister.value].locks;
  auto spans =
      std::find_if(locks.begin(), locks.end(), [&](const auto& list) { return list.front().lock == event.lock; });
  if (event.taken == 0) {
    if (spans != locks.end() && spans->back().endUs == kStillOpen) spans->back().endUs = here.us;
    return;
  }
  if (spans == locks.end()) spans = locks.emplace(locks.end());
  spans->push_back({here.us, kStillOpen, event.lock, event.context});
}

void CommittedState::take(const BalanceChanged& event, const EventHere& here) {
  m_last.take(event);
  m_canisters[event.canister.value].balance.change(here.us, {event.balance.value(), event.reserved.value()});
}

void CommittedState::take(const CanisterOperated& event, const EventHere& here) {
  m_last.take(event);
  if (event.kind != OperationKind::Uninstall || event.changed == 0) return;
  Canister& canister = m_canisters[event.canister.value];
  for (std::vector<LockSpan>& spans : canister.locks)
    if (spans.back().endUs == kStillOpen) spans.back().endUs = here.us;
  for (std::size_t i = 0; i < canister.variables.size(); ++i)
    canister.variables[i].change(here.us, m_scenario.canister(event.canister).variables[i].initial);
}

const std::vector<LockSpan>* CommittedState::spansOf(CanisterId canister, VariableId lock) const {
  for (const auto& spans : m_canisters[canister.value].locks)
    if (spans.front().lock == lock) return &spans;
  return nullptr;
}

std::int64_t CommittedState::valueAt(CanisterId canister, VariableId variable, double us) const {
  const Variable& declared = m_scenario.canister(canister).variables[variable.value];
  if (!declared.isLock) return m_canisters[canister.value].variables[variable.value].at(us).value_or(declared.initial);
  const auto* spans = spansOf(canister, variable);
  if (spans == nullptr) return 0;
  const auto next = std::partition_point(
      spans->begin(), spans->end(), [us](const LockSpan& span) { return static_cast<double>(span.startUs) <= us; });
  if (next == spans->begin() || static_cast<double>((next - 1)->endUs) <= us) return 0;
  return std::int64_t{(next - 1)->context.value} + 1;
}

std::int64_t CommittedState::shownAt(CanisterId canister, VariableId variable, double us) const {
  const std::int64_t value = valueAt(canister, variable, us);
  return m_scenario.canister(canister).variables[variable.value].isLock ? std::min<std::int64_t>(value, 1) : value;
}

}  // namespace roundscope
