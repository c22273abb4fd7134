// Merging costs what lies after the first new instant, which is little while runs grow side by side.
#include "ui/session/instants.h"

#include <algorithm>

namespace roundscope::ui {

void Instants::add(const LargeList<RoundRow>& rounds, std::size_t from) {
  if (from >= rounds.size()) return;
  const auto oldSize = static_cast<std::ptrdiff_t>(m_times.size());
  const auto mergeFrom = std::lower_bound(m_times.begin(), m_times.end(), rounds[from].time) - m_times.begin();
  for (std::size_t i = from; i < rounds.size(); ++i) m_times.push_back(rounds[i].time);
  const auto first = m_times.begin() + mergeFrom;
  std::inplace_merge(first, m_times.begin() + oldSize, m_times.end());
  m_times.erase(std::unique(first, m_times.end()), m_times.end());
}

std::optional<Time> Instants::after(Time time) const {
  const auto next = std::upper_bound(m_times.begin(), m_times.end(), time);
  if (next == m_times.end()) return std::nullopt;
  return *next;
}

std::optional<Time> Instants::before(Time time) const {
  const auto next = std::lower_bound(m_times.begin(), m_times.end(), time);
  if (next == m_times.begin()) return std::nullopt;
  return *(next - 1);
}

}  // namespace roundscope::ui
