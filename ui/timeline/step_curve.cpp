// Points with a pyramid of extremes above them. See step_curve.h.
#include "ui/timeline/step_curve.h"

#include <algorithm>

namespace roundscope {

namespace {
constexpr std::size_t kFan = 16;
StepCurve::Extremes merged(StepCurve::Extremes a, StepCurve::Extremes b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high)};
}
}  // namespace

void StepCurve::add(std::int64_t us, std::int32_t delta) { m_added.push_back({us, delta}); }

void StepCurve::settle() {
  if (m_added.empty()) return;
  const auto earlier = [](const Change& a, const Change& b) { return a.us < b.us; };
  // Almost always they came in order.
  if (!std::is_sorted(m_added.begin(), m_added.end(), earlier))
    std::stable_sort(m_added.begin(), m_added.end(), earlier);

  // Points at or after the first change are taken back and merged with what was added.
  const std::int64_t firstUs = m_added.front().us;
  auto keep = m_points.size();
  while (keep > 0 && m_points[keep - 1].us >= firstUs) --keep;
  LargeList<Change> changes;
  for (std::size_t i = keep; i < m_points.size(); ++i)
    changes.push_back({m_points[i].us, m_points[i].value - (i == 0 ? 0 : m_points[i - 1].value)});
  if (changes.empty()) {
    changes.swap(m_added);
  } else {
    const auto middle = static_cast<std::ptrdiff_t>(changes.size());
    changes.insert(changes.end(), m_added.begin(), m_added.end());
    std::inplace_merge(changes.begin(), changes.begin() + middle, changes.end(), earlier);
  }
  m_points.resize(keep);
  m_added.clear();

  std::int32_t value = keep == 0 ? 0 : m_points[keep - 1].value;
  for (const Change& change : changes) {
    value += change.delta;
    if (!m_points.empty() && m_points.size() > keep && m_points.back().us == change.us)
      m_points.back().value = value;
    else
      m_points.push_back({change.us, value});
  }
  rebuildLevels(keep);
  if (m_peak.us >= firstUs) m_peak = keep == 0 ? Point{} : peakUntil(static_cast<double>(firstUs) - 0.5);
  for (std::size_t i = keep; i < m_points.size(); ++i)
    if (m_points[i].value > m_peak.value) m_peak = m_points[i];
}

void StepCurve::rebuildLevels(std::size_t from) {
  std::size_t count = m_points.size();
  for (std::size_t level = 0; count > 1; ++level) {
    const std::size_t blocks = (count + kFan - 1) / kFan;
    if (m_levels.size() <= level) m_levels.emplace_back();
    m_levels[level].resize(blocks);
    for (std::size_t block = from / kFan; block < blocks; ++block) {
      Extremes all;
      for (std::size_t i = block * kFan; i < std::min(count, (block + 1) * kFan); ++i) {
        const Extremes one = level == 0 ? Extremes{m_points[i].value, m_points[i].value} : m_levels[level - 1][i];
        all = i == block * kFan ? one : merged(all, one);
      }
      m_levels[level][block] = all;
    }
    from /= kFan;
    count = blocks;
  }
}

/// The number of points at or before `us`.
std::size_t StepCurve::indexAt(double us) const {
  const auto after = std::upper_bound(m_points.begin(), m_points.end(), us,
                                      [](double t, const Point& p) { return t < static_cast<double>(p.us); });
  return static_cast<std::size_t>(after - m_points.begin());
}

std::int32_t StepCurve::valueAt(double us) const {
  const std::size_t index = indexAt(us);
  return index == 0 ? 0 : m_points[index - 1].value;
}

/// Over points [first, last), which must not be empty.
StepCurve::Extremes StepCurve::extremesOf(std::size_t first, std::size_t last) const {
  Extremes all{m_points[first].value, m_points[first].value};
  std::size_t i = first;
  while (i < last) {
    std::size_t block = 1;
    std::size_t level = 0;
    while (level < m_levels.size() && i % (block * kFan) == 0 && i + block * kFan <= last) {
      block *= kFan;
      ++level;
    }
    const Extremes one = level == 0 ? Extremes{m_points[i].value, m_points[i].value} : m_levels[level - 1][i / block];
    all = merged(all, one);
    i += block;
  }
  return all;
}

StepCurve::Extremes StepCurve::extremesIn(double fromUs, double toUs) const {
  const std::size_t first = indexAt(fromUs);
  const std::size_t last = indexAt(toUs);
  const std::int32_t before = first == 0 ? 0 : m_points[first - 1].value;
  const Extremes start{before, before};
  return last <= first ? start : merged(start, extremesOf(first, last));
}

StepCurve::Point StepCurve::peakUntil(double untilUs) const {
  const std::size_t last = indexAt(untilUs);
  if (last == 0) return {};
  const std::int32_t high = extremesOf(0, last).high;
  std::size_t low = 0;
  std::size_t size = last;
  while (size > 1) {  // the first half that reaches the peak is the one to go into
    const std::size_t half = size / 2;
    if (extremesOf(low, low + half).high == high) {
      size = half;
    } else {
      low += half;
      size -= half;
    }
  }
  return high > 0 ? m_points[low] : Point{};
}

}  // namespace roundscope
