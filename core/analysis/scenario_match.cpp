// See scenario_match.h.
#include "core/analysis/scenario_match.h"

#include <map>
#include <string>
#include <utility>

#include "core/analysis/step_alignment.h"

namespace roundscope::detail {

ScenarioMatch::ScenarioMatch(const Scenario& from, const Scenario& to)
    : m_from(from), m_to(to), m_canisters(from.canisters.size()), m_messages(from.ingress.size()) {
  std::map<std::string, CanisterId> named;
  for (std::uint16_t c = 0; c < to.canisters.size(); ++c) named.emplace(to.canisters[c].id, CanisterId{c});
  for (std::uint16_t c = 0; c < from.canisters.size(); ++c) {
    const auto found = named.find(from.canisters[c].id);
    if (found == named.end()) continue;
    m_canisters[c].canister = found->second;
    matchMethods(CanisterId{c});
  }
  matchMessages();
}

/// Tasks may share a name: the first of one name is the first.
void ScenarioMatch::matchMethods(CanisterId canister) {
  CanisterMatch& match = m_canisters[canister.value];
  const CanisterId other = *match.canister;
  std::map<std::string, std::vector<MethodId>> named;
  const std::vector<Method>& others = m_to.canister(other).methods;
  for (std::uint16_t m = 0; m < others.size(); ++m) named[others[m].name].push_back(MethodId{m});
  std::map<std::string, std::size_t> seen;
  const std::vector<Method>& methods = m_from.canister(canister).methods;
  match.methods.resize(methods.size());
  for (std::uint16_t m = 0; m < methods.size(); ++m) {
    const std::vector<MethodId>& candidates = named[methods[m].name];
    const std::size_t which = seen[methods[m].name]++;
    if (which >= candidates.size()) continue;
    match.methods[m].method = candidates[which];
    match.methods[m].steps = alignSteps(m_from, {canister, MethodId{m}}, m_to, {other, candidates[which]});
  }
}

void ScenarioMatch::matchMessages() {
  const auto key = [](MethodRef ref) { return std::pair(ref.canister, ref.method); };
  std::map<std::pair<CanisterId, MethodId>, std::vector<IngressId>> sent;
  for (std::uint32_t i = 0; i < m_to.ingress.size(); ++i) sent[key(m_to.ingress[i].to)].push_back(IngressId{i});
  std::map<std::pair<CanisterId, MethodId>, std::size_t> seen;
  for (std::uint32_t i = 0; i < m_from.ingress.size(); ++i) {
    const std::optional<MethodRef> to = of(m_from.ingress[i].to);
    if (!to) continue;
    const std::vector<IngressId>& candidates = sent[key(*to)];
    const std::size_t which = seen[key(*to)]++;
    if (which < candidates.size()) m_messages[i] = candidates[which];
  }
}

std::optional<CanisterId> ScenarioMatch::of(CanisterId canister) const { return m_canisters[canister.value].canister; }

std::optional<MethodRef> ScenarioMatch::of(MethodRef method) const {
  const CanisterMatch& match = m_canisters[method.canister.value];
  if (!match.canister) return std::nullopt;
  if (method.method.value >= match.methods.size()) return MethodRef{*match.canister, method.method};
  const std::optional<MethodId> found = match.methods[method.method.value].method;
  return found ? std::optional(MethodRef{*match.canister, *found}) : std::nullopt;
}

std::optional<std::uint16_t> ScenarioMatch::stepOf(MethodRef method, std::uint16_t step) const {
  const CanisterMatch& match = m_canisters[method.canister.value];
  if (method.method.value >= match.methods.size()) return step;
  const std::vector<std::optional<std::uint16_t>>& steps = match.methods[method.method.value].steps;
  return step < steps.size() ? steps[step] : std::optional(step);
}

std::optional<IngressId> ScenarioMatch::of(IngressId message) const {
  return message.value < m_messages.size() ? m_messages[message.value] : std::nullopt;
}

}  // namespace roundscope::detail
