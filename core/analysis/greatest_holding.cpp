// See greatest_holding.h.
#include "core/analysis/greatest_holding.h"

#include <algorithm>
#include <set>

namespace roundscope {
namespace {

constexpr std::size_t kProbes = 9;

}  // namespace

GreatestHolding::GreatestHolding(std::size_t cases, std::optional<std::size_t> hint) : m_cases(cases) {
  std::set<std::size_t> probes;
  const std::size_t steps = std::min(kProbes, cases) - 1;
  for (std::size_t i = 0; i <= steps; ++i) probes.insert(steps == 0 ? 0 : (cases - 1) * i / steps);
  for (std::size_t around = 0; hint && around < 2; ++around)
    if (*hint + around < cases) probes.insert(*hint + around);
  m_probes.assign(probes.begin(), probes.end());
}

std::vector<std::size_t> GreatestHolding::unknownOf(const std::vector<std::size_t>& cases) const {
  std::vector<std::size_t> unknown;
  for (const std::size_t which : cases)
    if (!m_known.contains(which)) unknown.push_back(which);
  return unknown;
}

std::vector<std::size_t> GreatestHolding::next() {
  if (auto probes = unknownOf(m_probes); !probes.empty()) return probes;
  if (exception()) {
    m_method = Method::Search;
    std::vector<std::size_t> all(m_cases);
    for (std::size_t i = 0; i < m_cases; ++i) all[i] = i;
    return unknownOf(all);
  }
  const std::optional<std::size_t> last = greatest();
  if (!last || *last + 1 == m_cases) return {};
  std::size_t first = m_cases;
  for (const auto& [which, holds] : m_known)
    if (!holds) first = std::min(first, which);
  if (first - *last <= 1) return {};
  return {*last + (first - *last) / 2};
}

std::optional<std::size_t> GreatestHolding::greatest() const {
  std::optional<std::size_t> greatest;
  for (const auto& [which, holds] : m_known)
    if (holds) greatest = which;
  return greatest;
}

std::optional<std::size_t> GreatestHolding::greatestWithoutGap() const {
  std::optional<std::size_t> greatest;
  for (const auto& [which, holds] : m_known) {
    if (!holds) break;
    greatest = which;
  }
  return greatest;
}

std::optional<std::size_t> GreatestHolding::exception() const {
  bool broken = false;
  for (const auto& [which, holds] : m_known) {
    if (holds && broken) return which;
    broken = broken || !holds;
  }
  return std::nullopt;
}

}  // namespace roundscope
