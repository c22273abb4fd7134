// Pages of pictures: words in lines, and scenes put in their places.
#pragma once

#include <QPointF>
#include <QStringList>

#include "ui/drawing/shapes.h"
#include "ui/drawing/text_measure.h"

namespace roundscope::ui {

/// Words in as many lines as the width needs, so that nothing is cut off.
[[nodiscard]] QStringList wrapped(const QString& words, const TextMeasure& text, FontRole font, double widthPx);

/// Puts a scene on a page, its left top there.
void append(Scene& page, Scene part, QPointF at);

/// A column of lines as a layer of its own.
[[nodiscard]] Layer linesOfText(const char* name, const QStringList& lines, QPointF leftTop, FontRole font, Role role,
                                const TextMeasure& text);

}  // namespace roundscope::ui
