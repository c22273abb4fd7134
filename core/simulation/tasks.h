// Timers and heartbeats: what is due in a round.
#pragma once

#include <optional>

#include "core/simulation/round.h"

namespace roundscope {

/// Decides for each canister which of its tasks run in this round.
void scheduleTasks(Round& round);
/// The next of these tasks, Timer or Heartbeat, which is due no longer. Empty when none is left.
[[nodiscard]] std::optional<ExecutionKind> takeDueTask(CanisterState& state);

}  // namespace roundscope
