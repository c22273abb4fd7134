// Call contexts: what a started message still owes, and the answer it gives exactly once.
#pragma once

#include "core/simulation/round.h"

namespace roundscope {

/// How a message is answered. `reason` None: with a reply.
struct Answer {
  RejectReason reason = RejectReason::None;
  TextId text = kNoText;    ///< what the canister itself says
  std::uint64_t bytes = 0;  ///< of a reply's payload

  [[nodiscard]] bool isReply() const { return reason == RejectReason::None; }
  [[nodiscard]] RejectCode code() const { return isReply() ? RejectCode::None : codeOf(reason); }
};

/// Returns the row of a new context.
std::uint32_t openContext(Round& round, CanisterId id, MethodId method, ExecutionKind kind);
/// The context must not have been answered.
void answerContext(Round& round, std::uint32_t context, const Answer& answer);
/// A context that has nothing outstanding any more is over; one that never answered gives `otherwise`.
void closeContextIfDone(Round& round, std::uint32_t context, const Answer& otherwise);
/// What the caller of `callee` reads as the reject message.
[[nodiscard]] std::string messageOf(const Answer& answer, MethodRef callee, const Round& round);
/// The user's message is answered so, after so many calls of its method.
[[nodiscard]] IngressCompleted ingressCompleted(IngressId ingress, std::uint32_t repliedCalls,
                                                std::uint32_t failedCalls, const Answer& answer);

}  // namespace roundscope
