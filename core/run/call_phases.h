// The stretches of a call's life between its corners.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "core/base/time.h"
#include "core/run/call_table.h"

namespace roundscope {

enum class Phase : std::uint8_t {
  OutputQueue,
  Outbound,
  InputQueue,
  Executing,
  Awaiting,  ///< the callee's method waits for calls of its own, or the answer comes from outside
  Inbound,
  Callback
};
inline constexpr std::size_t kPhaseCount = 7;
[[nodiscard]] std::string_view nameOf(Phase phase);

/// The phase that begins at a point; Completed begins none, and counts as the last.
[[nodiscard]] constexpr Phase phaseAfter(CallPoint point) {
  switch (point) {
    case CallPoint::Performed:
      return Phase::OutputQueue;
    case CallPoint::RequestRouted:
      return Phase::Outbound;
    case CallPoint::RequestInducted:
      return Phase::InputQueue;
    case CallPoint::Started:
      return Phase::Executing;
    case CallPoint::Answered:
    case CallPoint::ResponseRouted:
      return Phase::Inbound;
    case CallPoint::ResponseInducted:
    case CallPoint::Completed:
      return Phase::Callback;
  }
  return Phase::Callback;
}

struct PhaseSpan {
  Phase phase = Phase::OutputQueue;
  std::int64_t startUs = 0;
  std::int64_t endUs = 0;
  Moment begins;  ///< the event at its start
  bool operator==(const PhaseSpan&) const = default;
};

/// In order and without gaps; phases without duration are left out. One span a phase, but for a callee that awaits
/// calls of its own: it executes before and after.
struct PhaseSpans {
  std::array<PhaseSpan, kPhaseCount + 1> spans{};
  std::size_t count = 0;
  [[nodiscard]] const PhaseSpan* begin() const { return spans.data(); }
  [[nodiscard]] const PhaseSpan* end() const { return spans.data() + count; }
};

/// `timeOf(moment)` places a moment in time. A call in flight lasts until `frontierUs`, as far as the run is known. A
/// call that was not performed has no phase.
template <class TimeOf>
[[nodiscard]] PhaseSpans phasesOf(const CallTable& table, const CallSpan& call, std::int64_t frontierUs,
                                  TimeOf&& timeOf) {
  PhaseSpans result;
  if (!call.at(CallPoint::Performed).happened() || call.outcome == CallOutcome::NotPerformed) return result;
  const Moment& completed = call.at(CallPoint::Completed);
  const std::int64_t last = completed.happened() ? timeOf(completed).us : frontierUs;

  Phase phase = Phase::OutputQueue;
  Moment begins = call.at(CallPoint::Performed);
  std::int64_t from = timeOf(begins).us;
  const auto closeAt = [&](std::int64_t to) {
    to = std::min(to, last);
    if (to <= from) return;
    if (result.count > 0 && result.spans[result.count - 1].phase == phase)
      result.spans[result.count - 1].endUs = to;
    else
      result.spans[result.count++] = {phase, from, to, begins};
    from = to;
  };
  const auto turn = [&](const Moment& corner, Phase next) {
    if (!corner.happened()) return;
    closeAt(timeOf(corner).us);
    begins = corner;
    phase = next;
  };
  const Suspension suspension = table.suspensionOf(call);
  for (std::size_t i = 1; i + 1 < kCallPointCount; ++i) {
    const auto point = static_cast<CallPoint>(i);
    turn(call.at(point), call.outside && point == CallPoint::RequestRouted ? Phase::Awaiting : phaseAfter(point));
    if (point != CallPoint::Started) continue;
    turn(suspension.from, Phase::Awaiting);
    turn(suspension.until, Phase::Executing);
  }
  closeAt(last);
  return result;
}

}  // namespace roundscope
