// From a call's corners to its phases. See phases.h.
#include "ui/timeline/phases.h"

namespace roundscope::ui {

PhaseSpans phasesOf(const CallTable& table, const CallSpan& call, std::int64_t frontierUs) {
  return phasesOf(table, call, frontierUs, [&](const Moment& moment) { return table.drawnAt(moment); });
}

}  // namespace roundscope::ui
