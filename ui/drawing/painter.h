// Paints a scene: the one painter for the screen, for images and for vector formats.
#pragma once

#include <QPainter>

#include "ui/drawing/shapes.h"

namespace roundscope::ui {

/// `type` must be what the scene was measured with.
void paintScene(QPainter& painter, const Scene& scene, const Theme& theme, const TypeStyle& type);

/// A mark in its box, in one colour.
void paintMark(QPainter& painter, const QRectF& box, Mark mark, const QColor& color);

/// The pattern in units of the pen's width; empty for a solid line.
[[nodiscard]] QList<double> dashPattern(Dash dash);

/// The three corners of an arrow's head at the line's second end; empty for a line too short to have a direction.
[[nodiscard]] QPolygonF arrowHead(const LineShape& line);

}  // namespace roundscope::ui
