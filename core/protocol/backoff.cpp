// When a failed call is made again.
#include "core/protocol/backoff.h"

#include <algorithm>

#include "core/base/check.h"

namespace roundscope {
namespace {

/// The next wait before it is capped. At most 10^9 milliseconds times 10,000 percent: no overflow.
Duration grown(Duration wait, std::uint32_t percent) { return milliseconds(wait.us / 1'000 * percent / 100); }

}  // namespace

Duration longestWait(const Retry& retry) { return std::max(retry.after, seconds(3'600)); }

Duration waitAfter(const Retry& retry, std::uint32_t failedAttempts) {
  RS_CHECK(failedAttempts >= 1);
  if (retry.via == RetryVia::Immediate) return {};
  Duration wait = retry.after;
  for (std::uint32_t failed = 1; failed < failedAttempts; ++failed)
    wait = std::min(grown(wait, retry.backoffPercent), longestWait(retry));
  return wait;
}

bool reachesLongestWait(const Retry& retry) {
  for (std::uint32_t failed = 1; failed + 1 < retry.attempts; ++failed)
    if (grown(waitAfter(retry, failed), retry.backoffPercent) > longestWait(retry)) return true;
  return false;
}

}  // namespace roundscope
