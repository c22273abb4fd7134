// What a picture says about itself in words.
#pragma once

#include <QString>
#include <optional>

#include "ui/drawing/ticks.h"
#include "ui/picture/picture.h"

namespace roundscope::ui {

/// What identifies the runs, so that anybody can make them again.
[[nodiscard]] QString originOf(const PictureSource& source);

/// "Timeline of inter-canister calls. Sequential: 90 calls: 90 replied, 181 rounds. …"
[[nodiscard]] QString descriptionOf(const PictureSource& source, const AxisScale& scale, TimeRange range,
                                    std::optional<Time> cursor);

}  // namespace roundscope::ui
