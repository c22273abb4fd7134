// Binary search over the stretches. See idle_map.h.
#include "ui/drawing/idle_map.h"

#include <algorithm>

namespace roundscope::ui {

IdleMap::IdleMap(std::vector<Stretch> idle, double shownUs) : m_idle(std::move(idle)), m_shownUs(shownUs) {
  double saved = 0;
  for (const Stretch& stretch : m_idle) {
    m_shownStart.push_back(stretch.startUs - saved);
    saved += stretch.endUs - stretch.startUs - m_shownUs;
  }
}

double IdleMap::shown(double us) const {
  const auto after =
      std::partition_point(m_idle.begin(), m_idle.end(), [&](const Stretch& s) { return s.startUs <= us; });
  if (after == m_idle.begin()) return us;
  const auto i = static_cast<std::size_t>(after - m_idle.begin()) - 1;
  const Stretch& last = m_idle[i];
  if (us >= last.endUs) return m_shownStart[i] + m_shownUs + us - last.endUs;
  return m_shownStart[i] + (us - last.startUs) / (last.endUs - last.startUs) * m_shownUs;
}

double IdleMap::actual(double shownUs) const {
  const auto after =
      std::partition_point(m_shownStart.begin(), m_shownStart.end(), [&](double s) { return s <= shownUs; });
  if (after == m_shownStart.begin()) return shownUs;
  const auto i = static_cast<std::size_t>(after - m_shownStart.begin()) - 1;
  const Stretch& last = m_idle[i];
  const double into = shownUs - m_shownStart[i];
  if (into >= m_shownUs) return last.endUs + into - m_shownUs;
  return last.startUs + into / m_shownUs * (last.endUs - last.startUs);
}

const IdleMap::Stretch* IdleMap::around(double us) const {
  const auto after =
      std::partition_point(m_idle.begin(), m_idle.end(), [&](const Stretch& s) { return s.startUs < us; });
  if (after == m_idle.begin() || (after - 1)->endUs <= us) return nullptr;
  return &*(after - 1);
}

}  // namespace roundscope::ui
