// Pictures as PNG.
#pragma once

#include <QByteArray>

#include "ui/picture/picture_content.h"

namespace roundscope::ui {

/// The whole file, with as many pixels as the options' resolution asks for.
[[nodiscard]] QByteArray pngOf(const PictureContent& content);

}  // namespace roundscope::ui
