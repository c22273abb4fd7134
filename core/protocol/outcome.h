// How calls and users' messages end.
#pragma once

#include <cstdint>
#include <string_view>

namespace roundscope {

/// How a call ended for its caller. Source: protocol.md section 12.
enum class CallOutcome : std::uint8_t {
  InFlight,
  Replied,
  Rejected,  ///< any reject that is not one of those below
  Trapped,
  Expired,
  Dropped,  ///< shed for memory, or never evaluated
  NotPerformed,
};

/// How a user's message ended for the user.
enum class IngressOutcome : std::uint8_t { Pending, Replied, Rejected, Trapped };

/// How a user's message ends where a call would have ended so.
[[nodiscard]] constexpr IngressOutcome ingressOutcomeOf(CallOutcome outcome) {
  switch (outcome) {
    case CallOutcome::InFlight:
      return IngressOutcome::Pending;
    case CallOutcome::Replied:
      return IngressOutcome::Replied;
    case CallOutcome::Trapped:
      return IngressOutcome::Trapped;
    case CallOutcome::Rejected:
    case CallOutcome::Expired:
    case CallOutcome::Dropped:
    case CallOutcome::NotPerformed:
      break;
  }
  return IngressOutcome::Rejected;
}

[[nodiscard]] std::string_view nameOf(CallOutcome outcome);
[[nodiscard]] std::string_view nameOf(IngressOutcome outcome);

}  // namespace roundscope
