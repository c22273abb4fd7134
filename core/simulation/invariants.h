// What must hold of the network state after every round. Everything is counted anew, by walking all queues,
// streams, callbacks, contexts and paused messages, and compared with what the simulator keeps as it goes.
// Source: protocol.md section 12.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/network/state.h"
#include "core/scenario/scenario.h"

namespace roundscope {

/// The rules of the state, one for each thing that can go wrong by itself.
enum class StateInvariant : std::uint8_t {
  MessageInOnePlace,  ///< every message stands in exactly one queue, and says so
  QueueCounts,        ///< a queue's counts are those of the messages and reservations in it
  SlotsHeld,          ///< response slots held by a caller = its open callbacks to that callee
  Capacity,           ///< no count is above its limit
  CallUnderWay,       ///< an open call is in exactly one place: as a request, being served, or as a response
  ContextCounts,      ///< a call context counts the calls that it waits for
  Memory,             ///< memory reserved and used for messages, callbacks counted by each subnet
  StreamCounts,       ///< a stream's messages and bytes are those of its slices
  Schedule,           ///< what has input or output is also in line for it
  Lifecycle,          ///< a canister without code keeps no timer and serves nobody; a stopped one has nothing open
  Cycles,             ///< balances + put aside + in transit + burned = initial + minted
};

/// One broken invariant: which, and a sentence that names where.
struct StateBreach {
  StateInvariant invariant;
  std::string text;
  bool operator==(const StateBreach&) const = default;
};

/// Empty when all is well. `state` is one between two rounds. Takes time and memory in proportion to the state.
/// The order is fixed: queues, messages, calls, contexts, subnets, canisters, cycles.
[[nodiscard]] std::vector<StateBreach> brokenInvariants(const NetworkState& state, const Scenario& scenario);

}  // namespace roundscope
