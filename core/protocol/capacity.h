// How much fits into a round and into a stream.
#pragma once

#include <algorithm>
#include <cstdint>

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

/// Whether a stream is one of those that stop at fewer messages.
/// Source: protocol.md section 5 (rs/messaging/src/routing/stream_builder.rs).
[[nodiscard]] constexpr bool isTowardSystem(SubnetKind sender, SubnetKind receiver) {
  return receiver == SubnetKind::System && sender != SubnetKind::System;
}

/// How many messages a stream holds, by its sender's limits. Source: protocol.md section 5.
[[nodiscard]] constexpr std::uint64_t streamMessages(const Limits& sendersLimits, SubnetKind sender,
                                                     SubnetKind receiver) {
  return isTowardSystem(sender, receiver) ? sendersLimits.system_stream_messages : sendersLimits.stream_messages;
}

/// Whether a message of so many bytes may follow what a stream holds. The first one always may, or one larger than a
/// stream would never arrive. Source: protocol.md section 5.
/// Simplified: its bytes are a hard limit, where the network lets the last message pass it.
[[nodiscard]] constexpr bool fitsBytes(const Limits& sendersLimits, std::uint64_t held, std::uint64_t bytes) {
  return held == 0 || held + bytes <= sendersLimits.stream_bytes;
}

}  // namespace roundscope
