// Which call led to which. Read from the call table alone, without an index of its own: calls are numbered in the
// order attempted, so the calls that a message made are found by binary search.
#pragma once

#include <optional>
#include <vector>

#include "core/run/call_table.h"

namespace roundscope {

/// The call that led to this one: the one whose callback made it or, for those made by a method's first message, the
/// call that the method serves. Absent for what a user, a timer or a heartbeat started.
std::optional<CallId> causeOf(const CallTable& table, CallId call);

/// The calls that a call led to at once: those made by its callee's first message, then those made by its own
/// callback. At most `most`, in the order made.
std::vector<CallId> effectsOf(const CallTable& table, CallId call, std::size_t most);

/// All that led to a call, itself, and all that it led to, in the order made. Goes no further than `most` calls in
/// each direction, nearest first.
std::vector<CallId> causalChain(const CallTable& table, CallId call, std::size_t most);

}  // namespace roundscope
