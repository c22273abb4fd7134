// Where the names of an in-flight chart's curves stand: on their curves, or above the chart where there is no room.
#pragma once

#include <QPointF>
#include <QRectF>
#include <cstddef>
#include <optional>
#include <set>
#include <vector>

namespace roundscope::ui {

/// What the names must keep to.
struct CurveNameRoom {
  QRectF plot;                ///< where the curves are
  double top = 0;             ///< of the first line above it
  double lineHeight = 0;      ///< of a line of names
  double firstRight = 0;      ///< the first line ends here, the others at the plot's edge
  std::size_t lines = 1;      ///< above the plot
  std::set<double> limits{};  ///< how high lines go through the whole plot, which no name may stand on
};

/// The left top of each name, as wide as `widths` say; absent for names that find no room. `curves` are step lines
/// whose points go to the right. A single curve is named above the plot.
[[nodiscard]] std::vector<std::optional<QPointF>> placeCurveNames(const std::vector<std::vector<QPointF>>& curves,
                                                                  const std::vector<double>& widths,
                                                                  const CurveNameRoom& room);

}  // namespace roundscope::ui
