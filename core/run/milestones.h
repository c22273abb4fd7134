// The moments that stepping and running look for: failures, refusals at the limit, replies, calls.
#pragma once

#include <cstdint>
#include <optional>

#include "core/run/call_times.h"

namespace roundscope {

class Run;

/// The first failure behind this one, in the order of time and call, and the last before it. A failure stands where
/// its call ends, or where an attempt was not performed.
[[nodiscard]] std::optional<CallAt> failureAfter(const Run& run, CallAt here);
[[nodiscard]] std::optional<CallAt> failureBefore(const Run& run, CallAt here);

/// The first attempt after `us` that found no slot.
[[nodiscard]] std::optional<CallAt> refusalAfter(const Run& run, std::int64_t us);
/// The first call after `us` that ends with a reply.
[[nodiscard]] std::optional<CallAt> replyAfter(const Run& run, std::int64_t us);

}  // namespace roundscope
