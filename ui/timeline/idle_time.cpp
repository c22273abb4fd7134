// The gaps between the rounds of all variants together. See idle_time.h.
#include "ui/timeline/idle_time.h"

#include <algorithm>
#include <utility>

namespace roundscope::ui {

void IdleTime::add(const IdleMap::Stretch& busy) {
  const auto first = std::partition_point(m_busy.begin(), m_busy.end(),
                                          [&](const IdleMap::Stretch& other) { return other.endUs < busy.startUs; });
  auto last = first;
  IdleMap::Stretch all = busy;
  for (; last != m_busy.end() && last->startUs <= busy.endUs; ++last)
    all = {std::min(all.startUs, last->startUs), std::max(all.endUs, last->endUs)};
  if (first == last) {
    m_busy.insert(first, all);
  } else {
    *first = all;
    m_busy.erase(first + 1, last);
  }
}

std::shared_ptr<const IdleMap> IdleTime::mapOf(const TimelineIndex& index) {
  m_taken.resize(index.variants().size());
  for (std::size_t v = 0; v < m_taken.size(); ++v) {
    const auto& rounds = index.variants()[v].table().rounds();
    for (; m_taken[v] < rounds.size(); ++m_taken[v]) {
      const RoundRow& row = rounds[m_taken[v]];
      const auto interval = static_cast<double>(row.interval.us);
      m_roundUs = std::max(m_roundUs, interval);
      add({static_cast<double>(row.time.us), static_cast<double>(row.time.us) + interval});
    }
  }
  std::vector<IdleMap::Stretch> idle;
  double busyUntil = 0;
  for (const IdleMap::Stretch& stretch : m_busy) {
    if (stretch.startUs - busyUntil > 3 * m_roundUs) idle.push_back({busyUntil, stretch.startUs});
    busyUntil = stretch.endUs;
  }
  return idle.empty() ? nullptr : std::make_shared<const IdleMap>(std::move(idle), m_roundUs);
}

}  // namespace roundscope::ui
