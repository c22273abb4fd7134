// Which calls decide when a user's call completes. Exact: the simulator's events name what each message waited for.
#pragma once

#include <cstdint>
#include <vector>

#include "core/run/call_table.h"

namespace roundscope {

/// The chain of calls that decides the end of a context, in the order they were made. Between them there is no
/// waiting for anything else: delaying any of them by a round delays the answer.
std::vector<CallId> criticalPath(const CallTable& table, ContextId context);

/// The ingress context that is answered last; empty while none is.
std::optional<ContextId> lastAnsweredIngress(const CallTable& table);

}  // namespace roundscope
