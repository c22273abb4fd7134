// Pictures as PDF.
#pragma once

#include <QByteArray>

#include "ui/picture/picture_content.h"

namespace roundscope::ui {

/// The whole file: one page of the picture's size, without a time of day.
[[nodiscard]] QByteArray pdfOf(const PictureContent& content);

}  // namespace roundscope::ui
