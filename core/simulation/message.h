// One message of a canister, from entering the program to commit or rollback. Each function that executes returns the
// instructions that its thread has spent.
#pragma once

#include <cstdint>

#include "core/simulation/round.h"

namespace roundscope {

// What may start (entries.cpp).
std::int64_t executeIngress(Round& round, CanisterId id);
std::int64_t executeRequest(Round& round, CanisterId id, MessageIndex index);
std::int64_t executeResponse(Round& round, CanisterId id, MessageIndex index);
/// `kind` is Timer or Heartbeat.
std::int64_t executeTask(Round& round, CanisterId id, ExecutionKind kind);

// What takes several rounds (pause.cpp).
/// The message goes on in a later round. `events` and numbers of calls since `firstEvent` and `firstCall` are its own,
/// and wait with it.
std::int64_t pauseMessage(Round& round, CanisterId id, Execution&& execution, std::size_t firstEvent,
                          std::uint32_t firstCall);
std::int64_t continuePaused(Round& round, CanisterId id);

/// The message has run to its end (message.cpp): commit or rollback, the fee, and the answer if there is one. From here
/// on its instructions are with those of its cleanup callback.
void finishMessage(Round& round, CanisterId id, Execution& execution, std::size_t firstEvent);

}  // namespace roundscope
