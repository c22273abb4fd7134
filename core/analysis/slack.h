// By how many rounds calls may slip before a user's answer comes later.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "core/run/call_table.h"

namespace roundscope {

/// How many rounds later each call's callback could come without delaying the answer of the `root` context: one entry a
/// call, indexed by CallId, in rounds of its caller's subnet. 0: the call decides when the answer comes. Absent: the
/// answer did not wait for the call, or the call does not belong to the root's work. Costs O(calls). Empty when `stop`
/// was requested.
/// Simplified in three ways. Rounds are counted, not iterations. A retry from a timer does not wait for the attempt
/// before it. A call that was open when a later step made its calls holds up the answer only, not those calls.
std::vector<std::optional<std::uint32_t>> slackOf(const CallTable& table, ContextId root,
                                                  const std::stop_token& stop = {});

}  // namespace roundscope
