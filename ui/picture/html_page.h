// A page that steps through a run in any browser: one file, no network, the same shapes, in the reader's colours.
#pragma once

#include <QByteArray>

#include "ui/picture/picture_content.h"

namespace roundscope::ui {

/// The whole file: the content's runs, round by round, and a lesson's text with the moments it tells of. It opens at
/// the end of the run, at a lesson's first step, or where its address says: `#round=12`, `#step=3`. Without scripts
/// the browser shows that picture and the whole text. Three megabytes at most: long runs go several rounds at a step.
[[nodiscard]] QByteArray htmlOf(const PictureContent& content);

}  // namespace roundscope::ui
