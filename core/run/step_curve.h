// A count over time (calls in flight) whose peak in any stretch is found without visiting every change.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/large_list.h"
#include "core/run/time_list.h"

namespace roundscope {

/// A right-continuous step function of integers, zero before its first change. Changes are added nearly in order.
class StepCurve {
 public:
  struct Point {
    std::int64_t us = 0;
    std::int32_t value = 0;
  };
  struct Extremes {
    std::int32_t low = 0;
    std::int32_t high = 0;
  };

  /// What the curve does between two moments.
  struct Stretch {
    Extremes extremes;
    std::int32_t last = 0;  ///< the value at its end
  };

  /// Notes a change of the count. Visible to readers after `settle`.
  void add(std::int64_t us, std::int32_t delta);
  /// Sorts in what was added. Costs no more than what was added, unless it lies far back.
  void settle();

  [[nodiscard]] std::int32_t valueAt(double us) const;
  /// The least and greatest value that the curve takes anywhere in [fromUs, toUs]. O(log n).
  [[nodiscard]] Extremes extremesIn(double fromUs, double toUs) const;
  /// The same from each of `boundsUs`, which ascend, to the next one: a picture asks for all its pixels at once, which
  /// takes a small part of the time.
  [[nodiscard]] std::vector<Stretch> stretches(const std::vector<double>& boundsUs) const;
  /// The first moment of the highest value; {0, 0} for an empty curve.
  [[nodiscard]] Point peak() const { return m_peak; }
  /// As far as `untilUs`: what had been the peak by then.
  [[nodiscard]] Point peakUntil(double untilUs) const;
  [[nodiscard]] bool empty() const { return m_moments.empty(); }
  [[nodiscard]] std::uint32_t size() const { return m_moments.size(); }
  /// The moment and the value of a change; `i` is less than `size`.
  [[nodiscard]] Point point(std::uint32_t i) const { return {m_moments.at(i), m_values[i]}; }

 private:
  struct Change {
    std::int64_t us;
    std::int32_t delta;
  };
  [[nodiscard]] std::int32_t valueBefore(std::size_t i) const { return i == 0 ? 0 : m_values[i - 1]; }
  [[nodiscard]] Extremes extremesOf(std::size_t first, std::size_t last) const;
  [[nodiscard]] Extremes extremesBetween(std::size_t first, std::size_t last) const;
  void rebuildLevels(std::size_t from);

  LargeVector<Change> m_added;
  TimeList m_moments;                         ///< of each point: the moment …
  LargeList<std::int32_t> m_values;           ///< … and the value from it on
  std::vector<LargeList<Extremes>> m_levels;  ///< level k holds extremes of 16^(k+1) points
  Point m_peak;
};

}  // namespace roundscope
