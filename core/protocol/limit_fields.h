// The names that files give the limits, each with the range that it may have. Parser, schema, lessons and the table of
// rules read this one table.
#pragma once

#include <array>
#include <string_view>

#include "core/base/check.h"
#include "core/protocol/limits.h"

namespace roundscope {

/// A field of `limits`. The range keeps the simulator's 64-bit arithmetic from overflowing.
struct LimitField {
  std::string_view name;
  std::uint64_t Limits::*member;
  std::uint64_t min;
  std::uint64_t max;
  bool thousandths = false;  ///< member, min and max count these; the file has a number with up to three decimals
};

namespace detail {
inline constexpr std::uint64_t kMaxMessages = 1'000'000'000;
inline constexpr std::uint64_t kMaxBytes = 1'000'000'000'000'000;
inline constexpr std::uint64_t kMaxReservation = 1'000'000'000;  ///< times as many calls are still a number
inline constexpr std::uint64_t kMaxInstructions = 1'000'000'000'000;
inline constexpr std::uint64_t kMaxFee = 1'000'000'000;
}  // namespace detail

inline constexpr auto kLimitFields = std::to_array<LimitField>({
    {"ingress_messages_per_block", &Limits::ingress_messages_per_block, 1, detail::kMaxMessages},
    {"ingress_bytes_per_block", &Limits::ingress_bytes_per_block, 1, detail::kMaxBytes},
    {"round_instructions", &Limits::round_instructions, 1, detail::kMaxInstructions},
    {"slice_instructions", &Limits::slice_instructions, 1, detail::kMaxInstructions},
    {"install_slice_instructions", &Limits::install_slice_instructions, 0, detail::kMaxInstructions},
    {"message_instructions", &Limits::message_instructions, 1, detail::kMaxInstructions},
    {"scheduler_threads", &Limits::scheduler_threads, 1, 1'000},
    {"overhead_per_message", &Limits::overhead_per_message, 0, detail::kMaxFee},
    {"overhead_per_canister", &Limits::overhead_per_canister, 0, detail::kMaxFee},
    {"overhead_per_resident_canister", &Limits::overhead_per_resident_canister, 0, detail::kMaxFee},
    {"heap_delta_bytes_per_iteration_loop", &Limits::heap_delta_bytes_per_iteration_loop, 1, detail::kMaxBytes},
    {"paused_messages", &Limits::paused_messages, 0, detail::kMaxMessages},
    {"queue_capacity", &Limits::queue_capacity, 1, detail::kMaxMessages},
    {"callbacks_per_subnet", &Limits::callbacks_per_subnet, 0, detail::kMaxMessages},
    {"callbacks_per_canister", &Limits::callbacks_per_canister, 0, detail::kMaxMessages},
    {"stream_messages", &Limits::stream_messages, 1, detail::kMaxMessages},
    {"stream_bytes", &Limits::stream_bytes, 1, detail::kMaxBytes},
    {"xnet_bytes_per_block", &Limits::xnet_bytes_per_block, 1, detail::kMaxBytes},
    {"system_stream_messages", &Limits::system_stream_messages, 1, detail::kMaxMessages},
    {"best_effort_timeout_cap_s", &Limits::best_effort_timeout_cap_s, 1, 65'535},
    {"request_expiry_s", &Limits::request_expiry_s, 1, detail::kMaxMessages},
    {"guaranteed_memory_bytes", &Limits::guaranteed_memory_bytes, 0, detail::kMaxBytes},
    {"guaranteed_reservation_bytes", &Limits::guaranteed_reservation_bytes, 0, detail::kMaxReservation},
    {"best_effort_memory_bytes", &Limits::best_effort_memory_bytes, 0, detail::kMaxBytes},
    {"query_depth", &Limits::query_depth, 1, 1'000},
    {"query_graph_instructions", &Limits::query_graph_instructions, 1, detail::kMaxInstructions},
    {"query_call_instructions", &Limits::query_call_instructions, 0, detail::kMaxInstructions},
    {"query_message_instructions", &Limits::query_message_instructions, 1, detail::kMaxInstructions},
    {"query_wall_time_ms", &Limits::query_wall_time_ms, 1, detail::kMaxMessages},
    {"query_round_trip_ms", &Limits::query_round_trip_ms, 0, detail::kMaxMessages},
    {"query_instructions_per_second", &Limits::query_instructions_per_second, 1, detail::kMaxInstructions},
    {"ingress_latency_ms", &Limits::ingress_latency_ms, 0, detail::kMaxMessages},
    {"certification_rounds", &Limits::certification_rounds, 0, 1'000'000},
    {"cycles_per_call", &Limits::cycles_per_call, 0, detail::kMaxFee},
    {"cycles_per_call_byte", &Limits::cycles_per_call_byte, 0, 1'000'000},
    {"cycles_per_message", &Limits::cycles_per_message, 0, detail::kMaxFee},
    {"cycles_per_instruction", &Limits::cycles_per_instruction_thousandths, 0, 1'000'000, true},
    {"cycles_per_ingress", &Limits::cycles_per_ingress, 0, detail::kMaxFee},
    {"cycles_per_ingress_byte", &Limits::cycles_per_ingress_byte, 0, 1'000'000},
    {"response_bytes_max", &Limits::response_bytes_max, 0, detail::kMaxFee},
});
static_assert(sizeof(Limits) == kLimitFields.size() * sizeof(std::uint64_t), "every limit can be written in the file");

/// The row of a member.
[[nodiscard]] constexpr const LimitField& limitField(std::uint64_t Limits::*member) {
  for (const LimitField& field : kLimitFields)
    if (field.member == member) return field;
  RS_CHECK(false);
}

}  // namespace roundscope
