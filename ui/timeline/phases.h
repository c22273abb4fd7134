// The stretches that a call's life is drawn in.
#pragma once

#include <QString>
#include <array>
#include <cstdint>

#include "core/trace/call_table.h"

namespace roundscope {

enum class Phase : std::uint8_t { OutputQueue, Outbound, InputQueue, Executing, Inbound, Callback };
inline constexpr std::size_t kPhaseCount = 6;

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

[[nodiscard]] QString phaseName(Phase phase);

struct PhaseSpan {
  Phase phase = Phase::OutputQueue;
  std::int64_t startUs = 0;
  std::int64_t endUs = 0;
  bool operator==(const PhaseSpan&) const = default;
};

/// At most one span per phase, in order and without gaps; phases without duration are left out.
struct PhaseSpans {
  std::array<PhaseSpan, kPhaseCount> spans{};
  std::size_t count = 0;
  [[nodiscard]] const PhaseSpan* begin() const { return spans.data(); }
  [[nodiscard]] const PhaseSpan* end() const { return spans.data() + count; }
};

/// A call in flight lasts until `frontierUs`, as far as the run is known. A call that was not performed has no phase.
[[nodiscard]] PhaseSpans phasesOf(const CallTable& table, const CallSpan& call, std::int64_t frontierUs);

}  // namespace roundscope
