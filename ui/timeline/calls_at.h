// Which calls a moment cuts, from top to bottom.
#pragma once

#include <vector>

#include "ui/timeline/index.h"

namespace roundscope::ui {

/// The calls in flight at a moment, in the order of the picture: by variant, lane and row.
std::vector<CallRef> callsAt(const TimelineIndex& index, Time time);

}  // namespace roundscope::ui
