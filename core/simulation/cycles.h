// Who pays for calls and executions. Integers only; every cycle is in a balance, set aside, in transit or burned.
#pragma once

#include <cstdint>

#include "core/simulation/round.h"

namespace roundscope {

/// Whether the canister can set a message aside that is as long as a message may be.
[[nodiscard]] bool canPayForMessage(Round& round, CanisterId id);
/// What a message of this kind may spend on calls: all but its own execution at the longest, and what the freezing
/// threshold protects.
[[nodiscard]] std::uint64_t liquidCycles(Round& round, CanisterId id, ExecutionKind kind);
/// Takes the cycles from the canister, as far as it has them.
void charge(Round& round, CanisterId id, std::uint64_t cycles);
/// The fee for a user's message; false, and nothing is taken, where the canister cannot pay it.
[[nodiscard]] bool payForIngress(Round& round, CanisterId id, std::uint64_t payloadBytes);
/// The canister takes what it accepts of the cycles that came with the request.
void acceptCycles(Round& round, CanisterId id, Context& context, std::uint64_t cycles);
/// Puts aside, burns and attaches what the call costs.
void payForCall(Round& round, const PendingCall& call);
/// Charges for the execution itself.
void settle(Round& round, CanisterId id, const Execution& execution);

}  // namespace roundscope
