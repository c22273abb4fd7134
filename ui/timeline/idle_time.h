// Where nothing happens in any run, so that the axis may take a break there.
#pragma once

#include <memory>

#include "ui/drawing/idle_map.h"
#include "ui/timeline/index.h"

namespace roundscope::ui {

/// What is idle in all variants at once for longer than three rounds, each shown as one round. Null where nothing is.
[[nodiscard]] std::shared_ptr<const IdleMap> idleMapOf(const TimelineIndex& index);

}  // namespace roundscope::ui
