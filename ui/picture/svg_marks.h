// Private to ui/picture: marks as SVG, through the one painter that draws them everywhere.
#pragma once

#include <QByteArray>

#include "ui/drawing/shapes.h"
#include "ui/picture/svg_colors.h"

namespace roundscope::ui {

/// The mark of the icon, without the number of an attempt. `color` is the icon's as `colors` writes it.
[[nodiscard]] QByteArray svgMark(const IconShape& icon, const QColor& color, SvgColors& colors);

/// Numbers with at most two decimals.
[[nodiscard]] QByteArray svgNumber(double value);
/// ` fill="#rrggbb"`, with its opacity where it is not full.
[[nodiscard]] QByteArray svgColor(const char* attribute, const QColor& color);

}  // namespace roundscope::ui
