// How a canister stops.
// Source: protocol.md section 4 (rs/execution_environment: canister_manager, stop_canister).
#include "core/simulation/round.h"

namespace roundscope {

/// A canister that is told to stop takes no new requests, refuses those that wait, and goes on with its open calls. It
/// is stopped in the first round that finds none open: an unbounded call that is never answered keeps it from that.
void stopCanisters(Round& round) {
  for (const CanisterId id : round.here.canisters) {
    const auto& stopAt = round.scenario.canister(id).stopAt;
    CanisterState& state = round.canister(id);
    if (!stopAt || Time{} + *stopAt > round.time) continue;
    if (state.status == CanisterStatus::Running) state.status = CanisterStatus::Stopping;
    if (state.status == CanisterStatus::Stopping && state.openContexts == 0) state.status = CanisterStatus::Stopped;
  }
}

}  // namespace roundscope
