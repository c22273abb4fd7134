// The phases of a call, as they are drawn and named in the window.
#pragma once

#include <QString>
#include <cstdint>

#include "core/run/call_phases.h"
#include "core/run/call_table.h"

namespace roundscope::ui {

[[nodiscard]] QString phaseName(Phase phase);

/// Between the times at which events are drawn. A call in flight lasts until `frontierUs`, as far as the run is known.
[[nodiscard]] PhaseSpans phasesOf(const CallTable& table, const CallSpan& call, std::int64_t frontierUs);

}  // namespace roundscope::ui
