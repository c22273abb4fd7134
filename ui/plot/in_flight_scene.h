// The in-flight chart as plain shapes, for pictures: every format draws the same ones.
#pragma once

#include "ui/plot/in_flight_chart.h"
#include "ui/timeline/shapes.h"
#include "ui/timeline/text_measure.h"

namespace roundscope {

/// The chart in a rectangle of this size. The axis' pixels are relative to its left edge.
[[nodiscard]] Scene buildInFlightScene(const TimelineIndex& index, const InFlightView& view, QSizeF size,
                                       const TextMeasure& text);

}  // namespace roundscope
