// The latency model of queries: how long the agent waits, in simulated time. Shared by the simulator and by what folds
// its traces, so that both tell the same moments.
#pragma once

#include <cstdint>

#include "core/base/time.h"
#include "core/protocol/limits.h"

namespace roundscope {

/// What a node takes to execute so many instructions, rounded down to microseconds. The instructions that a call's
/// overhead takes from the budget count as no time: they bound the number of calls, nobody executes them.
/// Source: protocol.md section 9. Simplified: this is a model; the network promises no speed.
constexpr Duration queryExecutionTime(const Limits& limits, std::uint64_t instructions) {
  return {static_cast<std::int64_t>(instructions / limits.query_instructions_per_second * 1'000'000 +
                                    instructions % limits.query_instructions_per_second * 1'000'000 /
                                        limits.query_instructions_per_second)};
}

/// From the agent to the node; the way back takes the rest of the round trip.
constexpr Duration queryWayThere(const Limits& limits) {
  return {milliseconds(static_cast<std::int64_t>(limits.query_round_trip_ms)).us / 2};
}
constexpr Duration queryWayBack(const Limits& limits) {
  return milliseconds(static_cast<std::int64_t>(limits.query_round_trip_ms)) - queryWayThere(limits);
}

}  // namespace roundscope
