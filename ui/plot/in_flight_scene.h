// The in-flight chart as plain shapes: the one description of it, which the screen and every format of pictures draw.
#pragma once

#include <vector>

#include "ui/drawing/shapes.h"
#include "ui/drawing/text_measure.h"
#include "ui/plot/in_flight_view.h"
#include "ui/timeline/index.h"

namespace roundscope::ui {

/// The chart, and what its axes mean. Values grow from 0 at the plot's lower edge to `topValue` at its upper one.
struct InFlightScene {
  Scene scene;  ///< all but the cursor, which moves by itself
  QRectF plot;  ///< where the curves are
  double topValue = 1;
  std::vector<double> valueTicks;
  std::vector<double> roundTicks;  ///< in microseconds on the axis' own scale
};

/// The chart in a rectangle of this size.
[[nodiscard]] InFlightScene buildInFlightScene(const TimelineIndex& index, const InFlightView& view, QSizeF size,
                                               const TextMeasure& text);

/// The chart as a figure of its own, with rounds named below and values at the left. Of the view's axis only the time
/// matters: its pixels are what the numbers leave; the cursor, where there is one, is drawn, too.
[[nodiscard]] InFlightScene buildInFlightFigure(const TimelineIndex& index, InFlightView view, QSizeF size,
                                                const TextMeasure& text);
/// Below this height its curves are too flat to be read.
[[nodiscard]] double leastInFlightFigureHeight(const TimelineIndex& index, const InFlightView& view,
                                               const TextMeasure& text);

/// The cursor over the chart; nothing without one.
[[nodiscard]] Scene buildInFlightCursor(const InFlightScene& chart, const InFlightView& view);

}  // namespace roundscope::ui
