// Our own icons: SVG in one colour, drawn in the text colour of the palette.
#pragma once

#include <QIcon>
#include <QLatin1String>
#include <QPalette>

namespace roundscope::ui {

/// `name` is a file of resources/icons without its ending. An unknown name gives an empty icon.
QIcon drawnIcon(QLatin1String name, const QPalette& palette);

}  // namespace roundscope::ui
