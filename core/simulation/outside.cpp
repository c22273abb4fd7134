// Calls to the network itself, as for random bytes or to a server: no canister's code runs, and a later block brings
// the answer.
// Source: protocol.md section 4 (rs/execution_environment: scheduler.rs, execute_subnet_message, raw_rand;
// rs/https_outcalls).
// Simplified: a call to the network itself takes a slot of the canister and itself, not of the management canister.
#include "core/simulation/induct.h"
#include "core/simulation/round.h"

namespace roundscope {

/// An answer that comes when its caller has given up is nobody's.
void answerFromOutside(Round& round) {
  while (const auto due = round.network.takeAnswersDue(round.time)) {
    for (const Watched& watched : *due) {
      const Callback& callback = round.state.callbacks[watched.row];
      if (callback.call == watched.call && !callback.answered) answerHere(round, watched.row, RejectReason::None, 0);
    }
  }
}

}  // namespace roundscope
