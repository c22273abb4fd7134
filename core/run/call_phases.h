// The stretches of a call's life between its corners.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "core/base/time.h"
#include "core/run/call_table.h"

namespace roundscope {

enum class Phase : std::uint8_t { OutputQueue, Outbound, InputQueue, Executing, Inbound, Callback };
inline constexpr std::size_t kPhaseCount = 6;
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
  CallPoint begins = CallPoint::Performed;  ///< the corner at its start
  bool operator==(const PhaseSpan&) const = default;
};

/// At most one span per phase, in order and without gaps; phases without duration are left out.
struct PhaseSpans {
  std::array<PhaseSpan, kPhaseCount> spans{};
  std::size_t count = 0;
  [[nodiscard]] const PhaseSpan* begin() const { return spans.data(); }
  [[nodiscard]] const PhaseSpan* end() const { return spans.data() + count; }
};

/// `timeOf(moment)` places a moment in time. A call in flight lasts until `frontierUs`, as far as the run is known. A
/// call that was not performed has no phase.
template <class TimeOf>
[[nodiscard]] PhaseSpans phasesOf(const CallSpan& call, std::int64_t frontierUs, TimeOf&& timeOf) {
  PhaseSpans result;
  if (!call.at(CallPoint::Performed).happened() || call.outcome == CallOutcome::NotPerformed) return result;
  const Moment& completed = call.at(CallPoint::Completed);
  const std::int64_t last = completed.happened() ? timeOf(completed).us : frontierUs;

  std::int64_t from = timeOf(call.at(CallPoint::Performed)).us;
  CallPoint corner = CallPoint::Performed;
  const auto close = [&](std::int64_t to) {
    to = std::min(to, last);
    if (to <= from) return;
    const Phase phase = phaseAfter(corner);
    if (result.count > 0 && result.spans[result.count - 1].phase == phase)
      result.spans[result.count - 1].endUs = to;
    else
      result.spans[result.count++] = {phase, from, to, corner};
    from = to;
  };
  for (std::size_t i = 1; i + 1 < kCallPointCount; ++i) {
    const auto point = static_cast<CallPoint>(i);
    if (!call.at(point).happened()) continue;
    close(timeOf(call.at(point)).us);
    corner = point;
  }
  close(last);
  return result;
}

}  // namespace roundscope
