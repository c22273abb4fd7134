// Who runs first: the order of a subnet's canisters in a round, and on which thread each runs.
// Private to core/simulation/.
#pragma once

#include <vector>

#include "core/simulation/round.h"

namespace roundscope {

/// The order in which canisters get their turn in this round, by what they were charged in earlier ones. To be called
/// once a round, before anything executes.
void orderCanisters(Round& round);
/// Whether the canister has anything to execute.
[[nodiscard]] bool hasWork(const CanisterState& state);
/// Who may run in this iteration, each with its thread, in the order in which they run there.
const std::vector<Placed>& placeOnThreads(Round& round);
/// The canister's turn on its thread is over.
void endTurn(CanisterState& state, bool stoodFirst);
/// At the end of the round, what its turns cost each canister.
void chargeCanisters(Round& round);
/// At most `paused_messages` stay paused over the end of a round; the others start again from the beginning.
void abortPausedOverLimit(Round& round);

}  // namespace roundscope
