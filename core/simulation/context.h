// Call contexts: what a started message still owes, and the answer it gives exactly once.
#pragma once

#include "core/simulation/round.h"

namespace roundscope {

/// How a call context is answered. `code` None: with a reply.
struct Answer {
  RejectCode code = RejectCode::None;
  RejectReason reason = RejectReason::None;
  TextId text = kNoText;    ///< what the canister itself says
  std::uint64_t bytes = 0;  ///< of a reply's payload
};

/// Returns the row of a new context.
std::uint32_t openContext(Round& round, CanisterId id, MethodId method, ExecutionKind kind);
/// The context must not have been answered.
void answerContext(Round& round, std::uint32_t context, const Answer& answer);
/// A context that has nothing outstanding any more is over; one that never answered gives `otherwise`.
void closeContextIfDone(Round& round, std::uint32_t context, const Answer& otherwise);
/// How the user's message ended that is answered so.
[[nodiscard]] IngressOutcome outcomeOf(const Answer& answer);

}  // namespace roundscope
