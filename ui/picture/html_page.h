// A page that steps through a run in any browser: one file, no network, the same shapes and colours.
#pragma once

#include <QByteArray>

#include "ui/picture/picture_content.h"

namespace roundscope::ui {

/// As many pictures as a page holds; longer runs go several rounds at a step.
inline constexpr std::size_t kMostPageFrames = 400;

/// The whole file: the content's runs, round by round. Without scripts the browser shows the end of the run.
[[nodiscard]] QByteArray htmlOf(const PictureContent& content);

}  // namespace roundscope::ui
