// A canister's queues: one input and one output queue per peer, with separate budgets for requests and
// responses, and the order in which inputs are taken. Everybody reads them; only Network changes them.
// Source: protocol.md sections 2 and 3 (rs/replicated_state: canister_state/queues.rs, queues/input_schedule.rs).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/network/message.h"

namespace roundscope {

/// The queues between this canister and one peer (which may be itself), and the slots in them that are taken.
///
/// Invariants: each of the four counts is at most the queue capacity; `inputResponseSlots` counts responses that
/// are reserved or waiting, so it equals the calls from this canister to the peer that are in flight.
class PeerQueues {
 public:
  explicit PeerQueues(CanisterId peer) : m_peer(peer) {}

  [[nodiscard]] CanisterId peer() const { return m_peer; }
  [[nodiscard]] const Fifo& output() const { return m_output; }
  [[nodiscard]] const Fifo& input() const { return m_input; }
  [[nodiscard]] std::uint32_t outputRequestSlots() const { return m_outputRequestSlots; }
  /// Reserved for requests that wait or are being served, or taken by responses that wait.
  [[nodiscard]] std::uint32_t outputResponseSlots() const { return m_outputResponseSlots; }
  [[nodiscard]] std::uint32_t inputRequestSlots() const { return m_inputRequestSlots; }
  [[nodiscard]] std::uint32_t inputResponseSlots() const { return m_inputResponseSlots; }
  /// Slots set aside for calls of the message that executes now (or is paused), which is not committed yet.
  [[nodiscard]] std::uint32_t reservedCalls() const { return m_reservedCalls; }
  /// Stands in the line of senders with input. It keeps its place there though all it had sent has expired.
  [[nodiscard]] bool inputListed() const { return m_inputListed; }
  /// Stands in the subnet's line of queues with output, likewise.
  [[nodiscard]] bool outputListed() const { return m_outputListed; }

 private:
  friend class CanisterQueues;
  friend class Network;
  friend struct Tamper;  // tests make a state wrong on purpose

  CanisterId m_peer;
  Fifo m_output;
  Fifo m_input;
  std::uint32_t m_outputRequestSlots = 0;
  std::uint32_t m_outputResponseSlots = 0;
  std::uint32_t m_inputRequestSlots = 0;
  std::uint32_t m_inputResponseSlots = 0;
  std::uint32_t m_reservedCalls = 0;
  std::uint32_t m_nextSender = kNone;  ///< chain of the line of senders
  bool m_inputListed = false;
  bool m_outputListed = false;
};

enum class InputSource : std::uint8_t { Local, Ingress, Remote };

/// What the next input of a canister is.
struct NextInput {
  InputSource source;
  std::uint32_t peer = kNone;  ///< row in `peers`, for Local and Remote
};

/// All queues of one canister.
class CanisterQueues {
 public:
  [[nodiscard]] const std::vector<PeerQueues>& peers() const { return m_peers; }
  /// Messages to execute; what is left of expired ones counts for nothing.
  [[nodiscard]] bool hasInput() const { return m_sendersWithInput > 0 || m_ingressTaken < m_ingress.size(); }
  [[nodiscard]] std::uint32_t sendersWithInput() const { return m_sendersWithInput; }

 private:
  friend class Network;
  friend struct Tamper;

  /// Puts the peer at the end of its line unless it stands there already. `local`: the peer is on the same subnet.
  void listInput(std::uint32_t peer, bool local);
  /// Chooses the next input: sources take turns (local, ingress, remote), and so do senders within local and
  /// remote; who has nothing live is passed over. Empty when there is none. The chosen sender leaves its line.
  std::optional<NextInput> takeNext();
  /// The first sender of the line that has anything. kNone: nobody has.
  std::uint32_t takeSender(std::size_t line);

  std::vector<PeerQueues> m_peers;
  std::vector<IngressId> m_ingress;
  std::size_t m_ingressTaken = 0;
  std::uint32_t m_sendersWithInput = 0;
  std::array<std::uint32_t, 2> m_firstSender{kNone, kNone};  ///< local, remote senders with input, in turn
  std::array<std::uint32_t, 2> m_lastSender{kNone, kNone};
  InputSource m_nextSource = InputSource::Local;
};

}  // namespace roundscope
