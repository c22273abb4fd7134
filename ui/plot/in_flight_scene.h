// The in-flight chart as plain shapes, for pictures: every format draws the same ones.
#pragma once

#include "ui/drawing/shapes.h"
#include "ui/drawing/text_measure.h"
#include "ui/plot/in_flight_chart.h"

namespace roundscope::ui {

/// The chart in a rectangle of this size. The axis' pixels are relative to its left edge.
[[nodiscard]] Scene buildInFlightScene(const TimelineIndex& index, const InFlightView& view, QSizeF size,
                                       const TextMeasure& text);

}  // namespace roundscope::ui
