// Private to ui/picture: marks as SVG, through the one painter that draws them everywhere.
#pragma once

#include <QByteArray>

#include "ui/drawing/shapes.h"

namespace roundscope::ui {

/// The mark of the icon in one colour, without the number of an attempt.
[[nodiscard]] QByteArray svgMark(const IconShape& icon, const QColor& color);

/// Numbers with at most two decimals.
[[nodiscard]] QByteArray svgNumber(double value);
/// ` fill="#rrggbb"`, with its opacity where it is not full.
[[nodiscard]] QByteArray svgColor(const char* attribute, const QColor& color);

}  // namespace roundscope::ui
