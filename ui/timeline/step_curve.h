// A count over time (calls in flight) whose peak in any stretch is found without visiting every change.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/large_block.h"

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

  /// Notes a change of the count. Visible to readers after `settle`.
  void add(std::int64_t us, std::int32_t delta);
  /// Sorts in what was added. Costs no more than what was added, unless it lies far back.
  void settle();

  [[nodiscard]] std::int32_t valueAt(double us) const;
  /// The least and greatest value that the curve takes anywhere in [fromUs, toUs]. O(log n).
  [[nodiscard]] Extremes extremesIn(double fromUs, double toUs) const;
  /// The first moment of the highest value; {0, 0} for an empty curve.
  [[nodiscard]] Point peak() const { return m_peak; }
  /// As far as `untilUs`: what had been the peak by then.
  [[nodiscard]] Point peakUntil(double untilUs) const;
  [[nodiscard]] const LargeList<Point>& points() const { return m_points; }

 private:
  struct Change {
    std::int64_t us;
    std::int32_t delta;
  };
  [[nodiscard]] std::size_t indexAt(double us) const;
  [[nodiscard]] Extremes extremesOf(std::size_t first, std::size_t last) const;
  void rebuildLevels(std::size_t from);

  LargeList<Change> m_added;
  LargeList<Point> m_points;
  std::vector<std::vector<Extremes>> m_levels;  ///< level k holds extremes of 16^(k+1) points
  Point m_peak;
};

}  // namespace roundscope
