// From a call's corners to its phases. See phases.h.
#include "ui/timeline/phases.h"

#include <algorithm>

namespace roundscope {

QString phaseName(Phase phase) {
  switch (phase) {
    case Phase::OutputQueue:
      return QStringLiteral("caller's output queue");
    case Phase::Outbound:
      return QStringLiteral("request travelling");
    case Phase::InputQueue:
      return QStringLiteral("callee's input queue");
    case Phase::Executing:
      return QStringLiteral("executing");
    case Phase::Inbound:
      return QStringLiteral("response travelling");
    case Phase::Callback:
      return QStringLiteral("waiting for the callback");
  }
  return {};
}

PhaseSpans phasesOf(const CallTable& table, const CallSpan& call, std::int64_t frontierUs) {
  PhaseSpans result;
  if (!call.at(CallPoint::Performed).happened() || call.outcome == CallOutcome::NotPerformed) return result;
  const Moment& completed = call.at(CallPoint::Completed);
  const std::int64_t last = completed.happened() ? table.drawnAt(completed).us : frontierUs;

  std::int64_t from = table.drawnAt(call.at(CallPoint::Performed)).us;
  Phase phase = Phase::OutputQueue;
  const auto close = [&](std::int64_t to) {
    to = std::min(to, last);
    if (to <= from) return;
    if (result.count > 0 && result.spans[result.count - 1].phase == phase)
      result.spans[result.count - 1].endUs = to;
    else
      result.spans[result.count++] = {phase, from, to};
    from = to;
  };
  for (std::size_t i = 1; i + 1 < kCallPointCount; ++i) {
    const auto point = static_cast<CallPoint>(i);
    if (!call.at(point).happened()) continue;
    close(table.drawnAt(call.at(point)).us);
    phase = phaseAfter(point);
  }
  close(last);
  return result;
}

}  // namespace roundscope
