// A page that steps through a run in any browser: one file, no network, the same shapes and colours.
#pragma once

#include <QByteArray>
#include <optional>

#include "ui/files/picture_record.h"
#include "ui/picture/picture.h"

namespace roundscope::ui {

/// As many pictures as a page holds; longer runs go several rounds at a step.
inline constexpr std::size_t kMostPageFrames = 400;

/// The whole file. Without scripts the browser shows the end of the run.
[[nodiscard]] QByteArray htmlOf(const PictureSource& source, const PictureOptions& options,
                                const std::optional<PictureRecord>& record);

}  // namespace roundscope::ui
