// How much fits into a round, a message, a wait and a stream.
#pragma once

#include <algorithm>
#include <cstdint>

#include "core/base/time.h"
#include "core/protocol/execution.h"
#include "core/protocol/limits.h"
#include "core/protocol/profiles.h"

namespace roundscope {

/// Instructions of a round and thread. A message starts while any of them is left and may go on for a slice, so that
/// the round as a whole stays within its limit. Not positive where a slice is larger than a round.
/// Source: protocol.md section 2 (rs/execution_environment/src/scheduler.rs).
[[nodiscard]] constexpr std::int64_t roundBudget(const Limits& limits) {
  const std::uint64_t slice = std::max(limits.slice_instructions, limits.install_slice_instructions);
  return static_cast<std::int64_t>(limits.round_instructions) - static_cast<std::int64_t>(slice) + 1;
}

/// Instructions of one message. A reply or reject callback leaves a twentieth of them for its cleanup callback, which
/// may use whatever the callback left.
/// Source: protocol.md section 2 (rs/execution_environment/src/execution/response.rs).
[[nodiscard]] constexpr std::uint64_t messageInstructions(const Limits& limits, ExecutionKind kind) {
  return limits.message_instructions - (isCallback(kind) ? limits.message_instructions / 20 : 0);
}

/// The same, where the message may be a part of a user's query. Source: protocol.md section 9.
[[nodiscard]] constexpr std::uint64_t instructionsOf(const Limits& limits, ExecutionKind kind, bool inQuery) {
  return inQuery ? limits.query_message_instructions : messageInstructions(limits, kind);
}

/// The deadline of a bounded call that is made at `now`, in whole seconds. `timeoutSeconds` is capped already.
/// Source: protocol.md section 6.
[[nodiscard]] constexpr std::int64_t deadlineOf(Time now, std::int64_t timeoutSeconds) {
  return (now + seconds(timeoutSeconds)).wholeSeconds();
}

/// How many messages a stream holds, by its sender's limits. Fewer toward a system subnet, whatever the sender's kind.
/// Source: protocol.md section 5 (rs/messaging/src/routing/stream_builder.rs, is_at_limit).
[[nodiscard]] constexpr std::uint64_t streamMessages(const Limits& sendersLimits, SubnetKind receiver) {
  return receiver == SubnetKind::System ? sendersLimits.system_stream_messages : sendersLimits.stream_messages;
}

/// Whether a message may follow the bytes that a stream holds: they are what it aims at, and the last message may pass
/// them. Source: protocol.md section 5.
[[nodiscard]] constexpr bool fitsBytes(const Limits& sendersLimits, std::uint64_t held) {
  return held < sendersLimits.stream_bytes;
}

}  // namespace roundscope
