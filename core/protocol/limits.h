// Every number of the protocol that a scenario may change, with the network's own value as default.
// The field names are those of the scenario file's `limits` object.
// Source: protocol.md, the section named at each group.
#pragma once

#include <cstdint>

namespace roundscope {

/// How long a bounded call waits where its code says nothing else. Source: protocol.md section 6 (cdk-rs).
inline constexpr std::uint32_t kDefaultTimeoutSeconds = 300;

/// The largest payload of a message, which is also the largest response that is paid for in advance. Source:
/// protocol.md sections 5 and 11. Simplified: messages within a subnet may be larger on the network.
inline constexpr std::uint64_t kMaxPayloadBytes = 2ULL << 20;

/// The parameters of one subnet. Plain application-subnet values; `systemSubnetLimits` adjusts them.
struct Limits {
  // Section 1: what one block may carry from users.
  std::uint64_t ingress_messages_per_block = 1'000;
  std::uint64_t ingress_bytes_per_block = 4ULL << 20;

  // Section 2: execution. Instructions, except where the unit is in the name.
  std::uint64_t round_instructions = 4'000'000'000;
  std::uint64_t slice_instructions = 2'000'000'000;
  std::uint64_t install_slice_instructions = 2'000'000'000;
  std::uint64_t message_instructions = 40'000'000'000;
  std::uint64_t scheduler_threads = 4;
  std::uint64_t overhead_per_message = 2'000'000;
  std::uint64_t overhead_per_canister = 8'000'000;
  std::uint64_t overhead_per_resident_canister = 12'000;
  std::uint64_t heap_delta_bytes_per_iteration_loop = 200'000'000;
  std::uint64_t paused_messages = 4;

  // Section 3: slots and what else `call_perform` checks.
  std::uint64_t queue_capacity = 500;
  std::uint64_t callbacks_per_subnet = 1'000'000;
  std::uint64_t callbacks_per_canister = 50;

  // Section 5: streams.
  std::uint64_t stream_messages = 10'000;
  std::uint64_t stream_bytes = 10ULL << 20;
  std::uint64_t xnet_bytes_per_block = 4ULL << 20;
  std::uint64_t system_stream_messages = 200;

  // Section 6: waiting.
  std::uint64_t best_effort_timeout_cap_s = 300;
  std::uint64_t request_expiry_s = 300;
  std::uint64_t guaranteed_memory_bytes = 15ULL << 30;
  std::uint64_t guaranteed_reservation_bytes = 2ULL << 20;
  std::uint64_t best_effort_memory_bytes = 5ULL << 30;

  // Section 9: composite queries.
  std::uint64_t query_depth = 6;
  std::uint64_t query_graph_instructions = 5'000'000'000;
  std::uint64_t query_call_instructions = 50'000'000;
  std::uint64_t query_message_instructions = 5'000'000'000;
  std::uint64_t query_wall_time_ms = 10'000;
  std::uint64_t query_round_trip_ms = 167;
  std::uint64_t query_instructions_per_second = 2'000'000'000;

  // Section 10: the agent's side.
  std::uint64_t ingress_latency_ms = 0;
  std::uint64_t certification_rounds = 1;

  // Section 11: cycles on 13 nodes; scaled by nodes / 13.
  std::uint64_t cycles_per_call = 260'000;
  std::uint64_t cycles_per_call_byte = 1'000;
  std::uint64_t cycles_per_message = 5'000'000;
  std::uint64_t cycles_per_instruction_thousandths = 1'000;  ///< file: `cycles_per_instruction`, a decimal
  std::uint64_t cycles_per_ingress = 1'200'000;
  std::uint64_t cycles_per_ingress_byte = 2'000;
  std::uint64_t response_bytes_max = kMaxPayloadBytes;

  bool operator==(const Limits&) const = default;
};

}  // namespace roundscope
