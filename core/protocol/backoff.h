// When a failed call is made again. The simulator follows this rule, and programs in Motoko and Rust write it out.
#pragma once

#include <cstdint>

#include "core/base/time.h"

namespace roundscope {

/// Who makes a failed call again: the callback itself, or a later message.
enum class RetryVia : std::uint8_t { Immediate, Timer, Heartbeat };

/// How often and when a failed call is made again.
struct Retry {
  RetryVia via = RetryVia::Timer;
  Duration after = seconds(1);         ///< wait before the first repetition (timer, heartbeat); whole milliseconds
  std::uint32_t backoffPercent = 100;  ///< each further wait is this share of the one before; 100 = constant
  std::uint32_t attempts = 10;         ///< in all, the first included; at most 255
  bool operator==(const Retry&) const = default;
};

/// Where waits stop growing: at an hour, which no lesson outlasts. A first wait that is longer stays as it is.
[[nodiscard]] Duration longestWait(const Retry& retry);

/// How long a call waits for its next attempt after so many have failed (at least 1), from the last failure to the
/// moment when a timer or heartbeat may make it again. Whole milliseconds, rounded down at every step, as canisters
/// count them. Zero for a call that is made again at once.
/// Source: a habit of callers, not of the network; protocol.md section 8 says why it pays to wait.
[[nodiscard]] Duration waitAfter(const Retry& retry, std::uint32_t failedAttempts);

/// Whether some wait, within the attempts that there are, would be longer than the longest.
[[nodiscard]] bool reachesLongestWait(const Retry& retry);

}  // namespace roundscope
