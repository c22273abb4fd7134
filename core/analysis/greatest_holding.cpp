// See greatest_holding.h.
#include "core/analysis/greatest_holding.h"

#include <algorithm>
#include <set>

namespace roundscope {
namespace {

constexpr std::size_t kProbes = 9;
/// Of a search: so many cases are asked about evenly; where there are no more, all.
constexpr std::size_t kSearched = 65;

/// So many of the cases, the first and the last among them.
std::vector<std::size_t> evenly(std::size_t cases, std::size_t most) {
  std::vector<std::size_t> chosen;
  const std::size_t steps = std::min(most, cases) - 1;
  for (std::size_t i = 0; i <= steps; ++i) chosen.push_back(steps == 0 ? 0 : (cases - 1) * i / steps);
  return chosen;
}

}  // namespace

GreatestHolding::GreatestHolding(std::size_t cases, Aim aim, std::optional<std::size_t> hint)
    : m_cases(cases), m_aim(aim) {
  const std::vector<std::size_t> even = evenly(cases, kProbes);
  std::set<std::size_t> probes(even.begin(), even.end());
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

std::optional<std::size_t> GreatestHolding::middleAbove(std::optional<std::size_t> holding) const {
  if (!holding) return std::nullopt;
  const auto next = m_known.upper_bound(*holding);
  if (next == m_known.end() || next->first - *holding <= 1) return std::nullopt;
  return *holding + (next->first - *holding) / 2;
}

std::vector<std::size_t> GreatestHolding::next() {
  if (auto probes = unknownOf(m_probes); !probes.empty()) return probes;
  if (m_aim == Aim::Greatest && exception()) {
    m_method = Method::Search;
    if (auto more = unknownOf(evenly(m_cases, kSearched)); !more.empty()) return more;
  }
  std::set<std::size_t> middles;
  if (const auto middle = middleAbove(greatestWithoutGap())) middles.insert(*middle);
  if (m_aim == Aim::Greatest)
    if (const auto middle = middleAbove(greatest())) middles.insert(*middle);
  return {middles.begin(), middles.end()};
}

std::optional<std::size_t> GreatestHolding::greatest() const {
  std::optional<std::size_t> greatest;
  for (const auto& [which, known] : m_known)
    if (known == Case::Holds) greatest = which;
  return greatest;
}

std::optional<std::size_t> GreatestHolding::greatestWithoutGap() const {
  std::optional<std::size_t> greatest;
  for (const auto& [which, known] : m_known) {
    if (known == Case::Fails || (known == Case::None && greatest)) break;
    if (known == Case::Holds) greatest = which;
  }
  return greatest;
}

std::optional<std::size_t> GreatestHolding::exception() const {
  bool broken = false;
  for (const auto& [which, known] : m_known) {
    if (known == Case::Holds && broken) return which;
    broken = broken || known == Case::Fails;
  }
  return std::nullopt;
}

}  // namespace roundscope
