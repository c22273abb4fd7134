// A canister's queues: one input and one output queue per peer, with separate budgets for requests and
// responses, and the order in which inputs are taken.
// Source: protocol.md sections 2 and 3 (rs/replicated_state: canister_state/queues.rs, queues/input_schedule.rs).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/network/message.h"

namespace roundscope {

/// The queues between this canister and one peer (which may be itself).
///
/// Invariants: each of the four counts is at most the queue capacity; `inputResponseSlots` counts responses that
/// are reserved or waiting, so it equals the calls from this canister to the peer that are in flight.
struct PeerQueues {
  CanisterId peer;
  Fifo output;
  Fifo input;
  std::uint32_t outputRequestSlots = 0;
  std::uint32_t outputResponseSlots = 0;  ///< reserved for requests being served, or waiting
  std::uint32_t inputRequestSlots = 0;
  std::uint32_t inputResponseSlots = 0;
  std::uint32_t pendingCalls = 0;    ///< performed by the message that executes now, not committed yet
  std::uint32_t nextSender = kNone;  ///< chain of the input schedule
  bool scheduled = false;            ///< is in that chain
  bool outputListed = false;         ///< is in the subnet's list of queues with output
};

enum class InputSource : std::uint8_t { Local, Ingress, Remote };

/// What the next input of a canister is.
struct NextInput {
  InputSource source;
  std::uint32_t peer = kNone;  ///< row in `peers`, for Local and Remote
};

/// All queues of one canister.
struct CanisterQueues {
  std::vector<PeerQueues> peers;
  std::vector<IngressId> ingress;
  std::size_t ingressHead = 0;
  std::array<std::uint32_t, 2> scheduleHead{kNone, kNone};  ///< local, remote senders with input, in turn
  std::array<std::uint32_t, 2> scheduleTail{kNone, kNone};
  InputSource nextSource = InputSource::Local;

  [[nodiscard]] bool hasInput() const {
    return scheduleHead[0] != kNone || scheduleHead[1] != kNone || ingressHead < ingress.size();
  }
  /// Puts the peer at the end of its schedule unless it is there already. `local`: the peer is on the same subnet.
  void schedule(std::uint32_t peer, bool local);
  /// Chooses the next input: sources take turns (local, ingress, remote), and so do senders within local and
  /// remote. Empty when there is none. The chosen sender leaves its schedule.
  std::optional<NextInput> takeNext();
};

}  // namespace roundscope
