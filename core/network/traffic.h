// What a subnet holds of the network: its streams, what waits to leave, what will expire, and the memory that all of
// it takes. Everybody reads it; only Network changes it.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <vector>

#include "core/network/message.h"

namespace roundscope {

/// Cycles of a best-effort message that was dropped, on their way back to whom they belong: the original caller.
struct Refund {
  CanisterId to;
  std::uint64_t cycles = 0;
};

/// The messages that one sender round put into a stream.
struct StreamSlice {
  std::uint64_t dueRound = 0;   ///< of the receiving subnet
  std::uint64_t sentRound = 0;  ///< of the sending subnet
  std::vector<Refund> refunds{};
  Fifo signals{};  ///< rejects made on arrival at the sending subnet
  Fifo messages{};
};

/// The ordered messages from one subnet to another. Signals count neither as messages nor as bytes.
class Stream {
 public:
  [[nodiscard]] const std::deque<StreamSlice>& slices() const { return m_slices; }
  [[nodiscard]] std::uint64_t messages() const { return m_messages; }
  [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }

 private:
  friend class Network;
  friend struct Tamper;  // tests make a state wrong on purpose

  std::deque<StreamSlice> m_slices;
  std::uint64_t m_messages = 0;
  std::uint64_t m_bytes = 0;
};

/// A message or callback to look at when its deadline has passed. Rows are reused: `call` tells whether it is still the
/// same.
struct Watched {
  std::uint32_t row;
  CallId call;
};

/// By deadline, in whole seconds, or by another time.
using ExpiryTable = std::map<std::int64_t, std::vector<Watched>>;

/// A canister's output queue to one peer.
struct OutputRef {
  CanisterId canister;
  std::uint32_t peer;  ///< row of the canister's queues
};

class SubnetTraffic {
 public:
  explicit SubnetTraffic(std::size_t subnets) : m_streamsTo(subnets) {}

  [[nodiscard]] const Stream& streamTo(SubnetId receiver) const { return m_streamsTo[receiver.value]; }
  [[nodiscard]] const Fifo& loopback() const { return m_loopback; }
  /// Not in a stream yet.
  [[nodiscard]] const std::vector<Refund>& refunds() const { return m_refunds; }
  [[nodiscard]] const std::vector<Refund>& loopbackRefunds() const { return m_loopbackRefunds; }
  [[nodiscard]] const ExpiryTable& callbackExpiry() const { return m_callbackExpiry; }
  /// Calls to the network itself that will be answered, by time in microseconds. Those that have their answer already
  /// are passed over.
  [[nodiscard]] const ExpiryTable& answersDue() const { return m_answersDue; }
  /// How many of these have no answer yet.
  [[nodiscard]] std::uint64_t answersToCome() const { return m_answersToCome; }
  [[nodiscard]] std::size_t outputsListed() const { return m_outputs.size(); }
  /// Open callbacks of all canisters of the subnet.
  [[nodiscard]] std::uint64_t callbacks() const { return m_callbacks; }
  /// Bounded calls without an answer yet.
  [[nodiscard]] std::uint64_t boundedOpen() const { return m_boundedOpen; }
  /// Bytes reserved for guaranteed responses, and of those in queues.
  [[nodiscard]] std::uint64_t guaranteedMemory() const { return m_guaranteedMemory; }
  /// Bytes of best-effort messages in queues.
  [[nodiscard]] std::uint64_t bestEffortMemory() const { return m_bestEffortMemory; }

 private:
  friend class Network;
  friend struct Tamper;

  std::vector<Stream> m_streamsTo;  ///< by receiving subnet
  Fifo m_loopback;
  std::vector<Refund> m_refunds;
  std::vector<Refund> m_loopbackRefunds;
  std::deque<OutputRef> m_outputs;  ///< queues with output, in turn
  std::deque<OutputRef> m_blocked;  ///< while routing: those whose stream is full
  ExpiryTable m_messageExpiry;
  ExpiryTable m_callbackExpiry;
  ExpiryTable m_answersDue;
  std::uint64_t m_callbacks = 0;
  std::uint64_t m_boundedOpen = 0;
  std::uint64_t m_answersToCome = 0;
  std::uint64_t m_guaranteedMemory = 0;
  std::uint64_t m_bestEffortMemory = 0;
};

}  // namespace roundscope
