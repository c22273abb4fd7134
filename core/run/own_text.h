// What canisters themselves say of a reject or a trap, and what their callers read of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/run/run.h"

namespace roundscope {

/// Of the answer that this event is; empty for any other event, and where the canister said nothing.
[[nodiscard]] std::string_view ownText(const Trace& trace, const Event& event);
/// Of the answer that counted for the call's caller; empty as long as there is none.
[[nodiscard]] std::string_view ownText(const Run& run, const CallSpan& call);

/// What the caller of `callee` reads as the reject message. `caller` is absent for a user.
[[nodiscard]] std::string rejectMessage(const Scenario& scenario, MethodRef callee, std::optional<CanisterId> caller,
                                        RejectReason reason, std::string_view own);
/// Of the answer that this event is, word for word as its reader has it; empty for a reply and for any other event.
[[nodiscard]] std::string rejectMessage(const Run& run, const Event& event);
/// Of the answer that counted for the call's caller.
[[nodiscard]] std::string rejectMessage(const Run& run, const CallSpan& call);

/// Why a message trapped.
struct TrapCause {
  RejectReason reason = RejectReason::Trapped;  ///< Trapped, AnsweredTwice or InstructionLimit
  std::string_view text{};                      ///< the canister's own, of Trapped; may be empty

  /// In a sentence without names.
  [[nodiscard]] std::string_view words() const;
};
/// Of the event, if it is an execution that trapped; absent for any other, and for a cleanup callback. The answer that
/// the network gives for it says why; where there is none, the step tells at which it trapped.
[[nodiscard]] std::optional<TrapCause> trapCause(const Run& run, std::uint64_t eventIndex);

}  // namespace roundscope
