// Hatching as plain lines, cut to the area they fill: no pattern, no clip, the same in every format.
#pragma once

#include <QLineF>
#include <QPointF>
#include <vector>

#include "ui/drawing/shapes.h"

namespace roundscope::ui {

/// Lines within a closed outline, at multiples of one step of the whole page, so that neighbours continue each other.
[[nodiscard]] std::vector<QLineF> hatchLines(const std::vector<QPointF>& outline, Hatch hatch);
[[nodiscard]] std::vector<QLineF> hatchLines(const QRectF& rect, Hatch hatch);
[[nodiscard]] double hatchWidth(Hatch hatch);

}  // namespace roundscope::ui
