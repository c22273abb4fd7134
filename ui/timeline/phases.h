// The phases of a call, as they are drawn.
#pragma once

#include <cstdint>

#include "core/run/call_phases.h"
#include "core/run/call_table.h"

namespace roundscope::ui {

/// Between the times at which events are drawn. A call in flight lasts until `frontierUs`, as far as the run is known.
[[nodiscard]] PhaseSpans phasesOf(const CallTable& table, const CallSpan& call, std::int64_t frontierUs);

}  // namespace roundscope::ui
