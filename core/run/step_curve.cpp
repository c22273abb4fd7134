// Points with a pyramid of extremes above them. See step_curve.h.
#include "core/run/step_curve.h"

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
  std::vector<Change> changes;
  for (; !m_moments.empty() && m_moments.back() >= firstUs; m_moments.removeLast()) {
    const std::size_t last = m_moments.size() - 1;
    changes.push_back({m_moments.back(), m_values[last] - valueBefore(last)});
  }
  m_added.insert(m_added.begin(), changes.rbegin(), changes.rend());
  std::inplace_merge(m_added.begin(), m_added.begin() + static_cast<std::ptrdiff_t>(changes.size()), m_added.end(),
                     earlier);
  const std::uint32_t keep = m_moments.size();
  m_values.resize(keep);

  std::int32_t value = valueBefore(keep);
  for (const Change& change : m_added) {
    value += change.delta;
    if (m_moments.size() > keep && m_moments.back() == change.us) {
      m_values.back() = value;
    } else {
      m_moments.add(change.us);
      m_values.push_back(value);
    }
  }
  m_added.clear();
  rebuildLevels(keep);
  if (m_peak.us >= firstUs) m_peak = keep == 0 ? Point{} : peakUntil(static_cast<double>(firstUs) - 0.5);
  for (std::uint32_t i = keep; i < size(); ++i)
    if (m_values[i] > m_peak.value) m_peak = point(i);
}

void StepCurve::rebuildLevels(std::size_t from) {
  std::size_t count = m_values.size();
  for (std::size_t level = 0; count > 1; ++level) {
    const std::size_t blocks = (count + kFan - 1) / kFan;
    if (m_levels.size() <= level) m_levels.emplace_back();
    m_levels[level].resize(blocks);
    for (std::size_t block = from / kFan; block < blocks; ++block) {
      Extremes all;
      for (std::size_t i = block * kFan; i < std::min(count, (block + 1) * kFan); ++i) {
        const Extremes one = level == 0 ? Extremes{m_values[i], m_values[i]} : m_levels[level - 1][i];
        all = i == block * kFan ? one : merged(all, one);
      }
      m_levels[level][block] = all;
    }
    from /= kFan;
    count = blocks;
  }
}

std::int32_t StepCurve::valueAt(double us) const { return valueBefore(m_moments.countUntil(us)); }

/// Over points [first, last), which must not be empty: the ends of the stretch one by one, what is between them by the
/// blocks above.
StepCurve::Extremes StepCurve::extremesOf(std::size_t first, std::size_t last) const {
  Extremes all{m_values[first], m_values[first]};
  const auto take = [&](std::size_t level, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i)
      all = merged(all, level == 0 ? Extremes{m_values[i], m_values[i]} : m_levels[level - 1][i]);
  };
  for (std::size_t level = 0;; ++level) {
    const std::size_t above = (first + kFan - 1) / kFan;
    const std::size_t aboveEnd = last / kFan;
    if (above >= aboveEnd) {
      take(level, first, last);
      return all;
    }
    take(level, first, above * kFan);
    take(level, aboveEnd * kFan, last);
    first = above;
    last = aboveEnd;
  }
}

/// From just after point `first` - 1 to just before point `last`.
StepCurve::Extremes StepCurve::extremesBetween(std::size_t first, std::size_t last) const {
  const Extremes start{valueBefore(first), valueBefore(first)};
  return last <= first ? start : merged(start, extremesOf(first, last));
}

StepCurve::Extremes StepCurve::extremesIn(double fromUs, double toUs) const {
  return extremesBetween(m_moments.countUntil(fromUs), m_moments.countUntil(toUs));
}

std::vector<StepCurve::Stretch> StepCurve::stretches(const std::vector<double>& boundsUs) const {
  constexpr std::size_t kAhead = 8;  // stretches whose memory is asked for in advance
  std::vector<Stretch> all;
  if (boundsUs.empty()) return all;
  const std::vector<std::size_t> indexes = m_moments.countsUntil(boundsUs);
  all.reserve(indexes.size() - 1);
  for (std::size_t i = 0; i + 1 < indexes.size(); ++i) {
    if (i + kAhead < indexes.size()) {
      const std::size_t next = indexes[i + kAhead];
      if (next < m_values.size()) __builtin_prefetch(&m_values[next]);
      if (!m_levels.empty() && next / kFan < m_levels[0].size()) __builtin_prefetch(&m_levels[0][next / kFan]);
    }
    all.push_back({extremesBetween(indexes[i], indexes[i + 1]), valueBefore(indexes[i + 1])});
  }
  return all;
}

StepCurve::Point StepCurve::peakUntil(double untilUs) const {
  const std::uint32_t last = m_moments.countUntil(untilUs);
  if (last == 0) return {};
  const std::int32_t high = extremesOf(0, last).high;
  std::uint32_t low = 0;
  std::uint32_t size = last;
  while (size > 1) {  // the first half that reaches the peak is the one to go into
    const std::uint32_t half = size / 2;
    if (extremesOf(low, low + half).high == high) {
      size = half;
    } else {
      low += half;
      size -= half;
    }
  }
  return high > 0 ? point(low) : Point{};
}

}  // namespace roundscope
