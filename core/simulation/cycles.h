// What calls and executions cost. Integers only; every cycle is in a balance, set aside, in transit or burned.
#pragma once

#include <cstdint>

#include "core/simulation/round.h"

namespace roundscope {

// Fees, in cycles.
[[nodiscard]] std::uint64_t executionFee(const Subnet& subnet, std::uint64_t instructions);
/// What a call puts aside for the execution of its response and for its bytes.
[[nodiscard]] std::uint64_t prepaymentOn(const Subnet& subnet);
[[nodiscard]] std::uint64_t callFee(const Subnet& subnet, std::uint64_t payloadBytes);

/// Whether the canister can pay for a message as long as a message may be.
[[nodiscard]] bool canPayForMessage(Round& round, CanisterId id);
/// Takes the cycles from the canister, as far as it has them.
void charge(Round& round, CanisterId id, std::uint64_t cycles);
void chargeIngress(Round& round, CanisterId id, std::uint64_t payloadBytes);
/// Puts aside, burns and attaches what the call costs.
void payForCall(Round& round, const PendingCall& call);
/// Charges for the execution itself.
void settle(Round& round, CanisterId id, const Execution& execution);
/// Cycles that were in transit have nobody to go to.
void burnInTransit(Round& round, std::uint64_t cycles);

}  // namespace roundscope
