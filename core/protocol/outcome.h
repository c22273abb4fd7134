// How calls and users' messages end, as a table: everything that names, lists or counts outcomes reads it.
#pragma once

#include <array>
#include <cstddef>
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

/// What an outcome is called.
struct OutcomeRow {
  CallOutcome outcome;
  std::string_view words;
  std::string_view field;  ///< in files
};
inline constexpr std::size_t kOutcomeCount = 7;
inline constexpr std::array<OutcomeRow, kOutcomeCount> kOutcomes = {{
    {CallOutcome::InFlight, "in flight", "in_flight"},
    {CallOutcome::Replied, "replied", "replied"},
    {CallOutcome::Rejected, "rejected", "rejected"},
    {CallOutcome::Trapped, "trapped", "trapped"},
    {CallOutcome::Expired, "expired", "expired"},
    {CallOutcome::Dropped, "dropped", "dropped"},
    {CallOutcome::NotPerformed, "not performed", "not_performed"},
}};

[[nodiscard]] constexpr bool isFailure(CallOutcome outcome) {
  return outcome != CallOutcome::InFlight && outcome != CallOutcome::Replied;
}

namespace detail {
consteval std::array<CallOutcome, kOutcomeCount - 2> failuresInOrder() {
  std::array<CallOutcome, kOutcomeCount - 2> failures{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < kOutcomeCount; ++i) {
    if (kOutcomes[i].outcome != static_cast<CallOutcome>(i)) throw "every outcome has its row, where its number says";
    if (isFailure(kOutcomes[i].outcome)) failures[count++] = kOutcomes[i].outcome;
  }
  return failures;
}
}  // namespace detail

/// The outcomes that are failures.
inline constexpr auto kFailures = detail::failuresInOrder();

[[nodiscard]] constexpr std::string_view nameOf(CallOutcome outcome) {
  return kOutcomes[static_cast<std::size_t>(outcome)].words;
}
[[nodiscard]] std::string_view nameOf(IngressOutcome outcome);

}  // namespace roundscope
