// Private to core/scenario: every field that a scenario file may have, in one place. The parser refuses what
// is not listed here, and a test holds the published schema against it.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/protocol/limits.h"

namespace roundscope::detail {

using FieldNames = std::span<const std::string_view>;

namespace fields {
inline constexpr std::array<std::string_view, 13> scenario = {
    "roundscope", "title",  "description", "seed",      "profile", "block_interval_ms", "max_rounds",
    "max_events", "limits", "subnets",     "canisters", "ingress", "variants"};
inline constexpr std::array<std::string_view, 2> variant = {"name", "patch"};
inline constexpr std::array<std::string_view, 8> subnet = {
    "id", "kind", "nodes", "block_interval_ms", "phase_ms", "resident_canisters", "xnet_delay_rounds", "limits"};
inline constexpr std::array<std::string_view, 8> canister = {"id",        "subnet",  "status", "cycles",
                                                             "variables", "methods", "timer",  "heartbeat"};
inline constexpr std::array<std::string_view, 3> method = {"kind", "instructions", "steps"};
inline constexpr std::array<std::string_view, 4> timer = {"first_ms", "every_ms", "instructions", "steps"};
inline constexpr std::array<std::string_view, 2> heartbeat = {"instructions", "steps"};
inline constexpr std::array<std::string_view, 5> ingress = {"at_ms", "to", "payload_bytes", "count", "every_ms"};

/// A step has exactly one of these, and may have `when`.
inline constexpr std::array<std::string_view, 12> step = {"work", "call",    "await", "lock",   "unlock", "set",
                                                          "add",  "require", "reply", "reject", "trap",   "when"};
inline constexpr std::array<std::string_view, 3> when = {"every", "calls", "chance"};
inline constexpr std::array<std::string_view, 2> work = {"instructions", "heap_delta_bytes"};
inline constexpr std::array<std::string_view, 9> call = {"to",     "count",      "order", "wait", "payload_bytes",
                                                         "cycles", "on_failure", "label", "await"};
inline constexpr std::array<std::string_view, 1> window = {"window"};
inline constexpr std::array<std::string_view, 1> bounded = {"bounded_s"};
inline constexpr std::array<std::string_view, 2> onFailure = {"retry", "compensate"};
inline constexpr std::array<std::string_view, 4> retry = {"via", "after_ms", "backoff_percent", "attempts"};
inline constexpr std::array<std::string_view, 3> await = {"calls", "reverse", "suspend_if_completed"};
inline constexpr std::array<std::string_view, 2> lock = {"name", "release_on_trap"};
inline constexpr std::array<std::string_view, 2> operand = {"variable", "times"};
inline constexpr std::array<std::string_view, 8> require = {"variable",   "less_than", "at_most",   "equals",
                                                            "not_equals", "at_least",  "more_than", "else"};
inline constexpr std::array<std::string_view, 1> reply = {"payload_bytes"};
inline constexpr std::array<std::string_view, 1> reject = {"message"};
inline constexpr std::array<std::string_view, 1> trap = {"message"};
}  // namespace fields

/// An object of the file, by the name of its definition in the schema.
struct ObjectFields {
  std::string_view definition;
  FieldNames names;
};
inline constexpr std::array<ObjectFields, 22> kObjects = {{
    {"scenario", fields::scenario},   {"variant", fields::variant}, {"subnet", fields::subnet},
    {"canister", fields::canister},   {"method", fields::method},   {"timer", fields::timer},
    {"heartbeat", fields::heartbeat}, {"ingress", fields::ingress}, {"step", fields::step},
    {"when", fields::when},           {"work", fields::work},       {"call", fields::call},
    {"window", fields::window},       {"bounded", fields::bounded}, {"onFailure", fields::onFailure},
    {"retry", fields::retry},         {"await", fields::await},     {"operand", fields::operand},
    {"require", fields::require},     {"reply", fields::reply},     {"message", fields::trap},
    {"lock", fields::lock},
}};

/// A field of `limits`, with the range that keeps the simulator's 64-bit arithmetic from overflowing.
struct LimitField {
  std::string_view name;
  std::uint64_t Limits::*member;
  std::uint64_t min;
  std::uint64_t max;
};

inline constexpr std::uint64_t kMaxMessages = 1'000'000'000;
inline constexpr std::uint64_t kMaxBytes = 1'000'000'000'000'000;
inline constexpr std::uint64_t kMaxInstructions = 1'000'000'000'000;
inline constexpr std::uint64_t kMaxFee = 1'000'000'000;

inline constexpr std::array<LimitField, 39> kLimitFields = {{
    {"ingress_messages_per_block", &Limits::ingress_messages_per_block, 1, kMaxMessages},
    {"ingress_bytes_per_block", &Limits::ingress_bytes_per_block, 1, kMaxBytes},
    {"round_instructions", &Limits::round_instructions, 1, kMaxInstructions},
    {"slice_instructions", &Limits::slice_instructions, 1, kMaxInstructions},
    {"install_slice_instructions", &Limits::install_slice_instructions, 0, kMaxInstructions},
    {"message_instructions", &Limits::message_instructions, 1, kMaxInstructions},
    {"scheduler_threads", &Limits::scheduler_threads, 1, 1'000},
    {"overhead_per_message", &Limits::overhead_per_message, 0, kMaxFee},
    {"overhead_per_canister", &Limits::overhead_per_canister, 0, kMaxFee},
    {"overhead_per_resident_canister", &Limits::overhead_per_resident_canister, 0, kMaxFee},
    {"heap_delta_bytes_per_iteration_loop", &Limits::heap_delta_bytes_per_iteration_loop, 1, kMaxBytes},
    {"paused_messages", &Limits::paused_messages, 0, kMaxMessages},
    {"queue_capacity", &Limits::queue_capacity, 1, kMaxMessages},
    {"callbacks_per_subnet", &Limits::callbacks_per_subnet, 0, kMaxMessages},
    {"stream_messages", &Limits::stream_messages, 1, kMaxMessages},
    {"stream_bytes", &Limits::stream_bytes, 1, kMaxBytes},
    {"xnet_bytes_per_block", &Limits::xnet_bytes_per_block, 1, kMaxBytes},
    {"system_stream_messages", &Limits::system_stream_messages, 1, kMaxMessages},
    {"best_effort_timeout_cap_s", &Limits::best_effort_timeout_cap_s, 1, 65'535},
    {"request_expiry_s", &Limits::request_expiry_s, 1, kMaxMessages},
    {"guaranteed_memory_bytes", &Limits::guaranteed_memory_bytes, 0, kMaxBytes},
    {"guaranteed_reservation_bytes", &Limits::guaranteed_reservation_bytes, 0, kMaxBytes},
    {"best_effort_memory_bytes", &Limits::best_effort_memory_bytes, 0, kMaxBytes},
    {"query_depth", &Limits::query_depth, 1, 1'000},
    {"query_graph_instructions", &Limits::query_graph_instructions, 1, kMaxInstructions},
    {"query_call_instructions", &Limits::query_call_instructions, 0, kMaxInstructions},
    {"query_message_instructions", &Limits::query_message_instructions, 1, kMaxInstructions},
    {"query_wall_time_ms", &Limits::query_wall_time_ms, 1, kMaxMessages},
    {"query_round_trip_ms", &Limits::query_round_trip_ms, 0, kMaxMessages},
    {"query_instructions_per_second", &Limits::query_instructions_per_second, 1, kMaxInstructions},
    {"ingress_latency_ms", &Limits::ingress_latency_ms, 0, kMaxMessages},
    {"certification_rounds", &Limits::certification_rounds, 0, 1'000'000},
    {"cycles_per_call", &Limits::cycles_per_call, 0, kMaxFee},
    {"cycles_per_call_byte", &Limits::cycles_per_call_byte, 0, 1'000'000},
    {"cycles_per_message", &Limits::cycles_per_message, 0, kMaxFee},
    {"cycles_per_instruction", &Limits::cycles_per_instruction_thousandths, 0, 1'000'000},
    {"cycles_per_ingress", &Limits::cycles_per_ingress, 0, kMaxFee},
    {"cycles_per_ingress_byte", &Limits::cycles_per_ingress_byte, 0, 1'000'000},
    {"response_bytes_max", &Limits::response_bytes_max, 0, kMaxFee},
}};
static_assert(sizeof(Limits) == kLimitFields.size() * sizeof(std::uint64_t), "every limit can be written in the file");

}  // namespace roundscope::detail
