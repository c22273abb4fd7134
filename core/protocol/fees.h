// What calls, executions and users' messages cost, and what a call puts aside.
// Source: protocol.md section 11 (rs/config/src/subnet_config.rs, rs/cycles_account_manager).
#pragma once

#include <cstdint>

#include "core/protocol/limits.h"
#include "core/protocol/profiles.h"

namespace roundscope {

/// What a subnet's prices follow from: those in its limits are for 13 nodes and grow with the nodes; system subnets
/// charge nothing. Borrows the limits.
struct Tariff {
  const Limits& limits;
  SubnetKind kind = SubnetKind::Application;
  std::uint32_t nodes = 13;

  /// A price on 13 nodes as it is on this subnet, rounded down.
  [[nodiscard]] constexpr std::uint64_t scaled(std::uint64_t cyclesOn13Nodes) const {
    return kind == SubnetKind::System ? 0 : cyclesOn13Nodes * nodes / 13;
  }
};

// All in cycles.

/// For one message that used so many instructions.
[[nodiscard]] constexpr std::uint64_t executionFee(const Tariff& tariff, std::uint64_t instructions) {
  const Limits& l = tariff.limits;
  return tariff.scaled(l.cycles_per_message + instructions * l.cycles_per_instruction_thousandths / 1'000);
}

/// For sending a request with an argument of so many bytes.
[[nodiscard]] constexpr std::uint64_t callFee(const Tariff& tariff, std::uint64_t argumentBytes) {
  return tariff.scaled(tariff.limits.cycles_per_call + argumentBytes * tariff.limits.cycles_per_call_byte);
}

/// For the bytes of a response; the caller pays them.
[[nodiscard]] constexpr std::uint64_t responseFee(const Tariff& tariff, std::uint64_t bytes) {
  return tariff.scaled(bytes * tariff.limits.cycles_per_call_byte);
}

/// For taking a user's message of so many bytes into a block.
[[nodiscard]] constexpr std::uint64_t ingressFee(const Tariff& tariff, std::uint64_t bytes) {
  return tariff.scaled(tariff.limits.cycles_per_ingress + bytes * tariff.limits.cycles_per_ingress_byte);
}

/// What a canister must have to start a message: the price of the longest one.
[[nodiscard]] constexpr std::uint64_t longestExecutionFee(const Tariff& tariff) {
  return executionFee(tariff, tariff.limits.message_instructions);
}

/// What a call puts aside besides its fee: the longest execution of its response, and the largest response. What is
/// not used comes back after the callback.
[[nodiscard]] constexpr std::uint64_t prepayment(const Tariff& tariff) {
  return longestExecutionFee(tariff) + responseFee(tariff, tariff.limits.response_bytes_max);
}

}  // namespace roundscope
