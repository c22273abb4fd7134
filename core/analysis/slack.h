// By how many rounds calls may slip before a user's answer comes later.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/run/call_table.h"

namespace roundscope {

/// One entry a call, indexed by CallId: rounds of its caller's subnet by which its callback may come later without
/// delaying the answer of the `root` context; 0 for those that decide it. Absent for calls that the answer did not
/// wait for, and for calls that do not belong to the root's work. Costs O(calls).
/// Simplified: counted in whole rounds between the rounds in which things happened, not in iterations; a retry from a
/// timer is not taken to wait for the attempt before it; a call that was still open when a later step made its calls
/// is taken to hold up the answer only.
/// Empty when it was asked to stop meanwhile.
std::vector<std::optional<std::uint32_t>> slackOf(const CallTable& table, ContextId root,
                                                  const std::stop_token& stop = {});

}  // namespace roundscope
