// See influence.h.
#include "core/analysis/influence.h"

namespace roundscope {

std::vector<std::string> variantNames(const ScenarioSet& set) {
  std::vector<std::string> names;
  for (const Scenario& scenario : set.variants) names.push_back(scenario.variant);
  return names;
}

Influence::Influence(const ScenarioSet& set, std::vector<SweepParameter> parameters)
    : m_variants(variantNames(set)), m_parameters(std::move(parameters)) {}

std::vector<RunRequest> Influence::next() {
  if (m_asked) return {};
  m_asked = true;
  std::vector<RunRequest> wanted;
  for (const std::string& variant : m_variants)
    for (const SweepParameter& parameter : m_parameters)
      for (const std::int64_t value : {parameter.values.front(), parameter.values.back()})
        wanted.push_back({variant, {{parameter.pointer, std::to_string(value)}}, 0});
  m_prints.resize(wanted.size());
  m_wanted = wanted.size();
  return wanted;
}

void Influence::take(std::size_t request, const SeenRun& seen) {
  --m_wanted;
  if (seen.answer.summary) m_prints[request] = seen.answer.summary->fingerprint;
}

Influence::Reached Influence::reached() const {
  std::vector<std::string> differ, partly, alike;
  std::size_t at = 0;
  for (const std::string& variant : m_variants) {
    bool differs = false, whole = true, valid = true;
    for (std::size_t i = 0; i < m_parameters.size(); ++i, at += 2) {
      const bool least = !m_prints[at].empty(), greatest = !m_prints[at + 1].empty();
      differs = differs || (least && greatest && m_prints[at] != m_prints[at + 1]);
      whole = whole && least && greatest;
      valid = valid && (least || greatest);
    }
    if (!valid) continue;
    (differs ? differ : whole ? alike : partly).push_back(variant);
  }
  if (!differ.empty()) return {std::move(differ), true};
  if (!partly.empty()) return {std::move(partly), true};
  return {std::move(alike), false};
}

}  // namespace roundscope
