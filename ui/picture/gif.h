// Pictures as an animated GIF: round by round, or step by step of a lesson.
#pragma once

#include <QByteArray>

#include "ui/picture/picture_content.h"

namespace roundscope::ui {

/// As many pictures as an animation has; longer runs go several rounds at a step, and gifRemarks() says so.
inline constexpr std::size_t kMostGifPictures = 300;

/// The whole file: the rounds of the options' range, or, where the content has a lesson, a picture for each step and
/// each answer. It goes on for ever and holds its last picture for longer.
[[nodiscard]] QByteArray gifOf(const PictureContent& content);

/// What it leaves out.
[[nodiscard]] QStringList gifRemarks(const PictureContent& content);

}  // namespace roundscope::ui
