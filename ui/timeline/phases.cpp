// From a call's corners to its phases. See phases.h.
#include "ui/timeline/phases.h"

namespace roundscope::ui {

QString phaseName(Phase phase) {
  const std::string_view name = nameOf(phase);
  return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

PhaseSpans phasesOf(const CallTable& table, const CallSpan& call, std::int64_t frontierUs) {
  return phasesOf(call, frontierUs, [&](const Moment& moment) { return table.drawnAt(moment); });
}

}  // namespace roundscope::ui
