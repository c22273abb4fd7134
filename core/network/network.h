// The operations on the network's state, on behalf of one subnet in its round. They alone change slots, reservations,
// memory and what streams hold, and they keep the messages with them: each leaves the counts as those of the messages.
// They know no rules: what may be done, and what then stands in the trace, is core/simulation's to say.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/network/state.h"
#include "core/scenario/scenario.h"

namespace roundscope {

/// A call that is complete, as its callback needs it.
struct ClosedCall {
  Message response;
  Callback callback;
};

/// What becomes of a queue that had its turn to send.
enum class OutputTurn : std::uint8_t {
  Again,    ///< it stands in line again while it holds anything
  Blocked,  ///< it waits until `releaseBlocked`
};

class Network {
 public:
  /// Borrows both. Canisters that an operation works on are those of subnet `here`, except where it says otherwise.
  Network(NetworkState& state, const Scenario& scenario, SubnetId here)
      : m_state(state),
        m_scenario(scenario),
        m_limits(scenario.subnet(here).limits),
        m_traffic(state.subnets[here.value].traffic),
        m_here(here) {}

  // Calls at their caller.

  /// The row of `peer` in `owner`'s queues; made on first use.
  std::uint32_t peerRow(CanisterId owner, CanisterId peer);
  /// Sets the slots aside that a call of the executing message needs, until `openCall` or `cancelCall`.
  void reserveCall(CanisterId caller, std::uint32_t peer);
  /// The message commits: the request enters the output queue, and the response has its slot and its memory.
  void openCall(const PendingCall& call);
  /// The same for a call to the network itself: there is no request, and `takeAnswersDue` tells of it at `due`.
  void openOutsideCall(const PendingCall& call, Time due);
  /// The message is undone.
  void cancelCall(const PendingCall& call);
  /// The response is taken out of the input queue, to be executed: its slot and memory are free from here on.
  ClosedCall closeCall(MessageIndex response);
  /// The caller's own subnet answers, and nothing travels: it is delivered at once. `refund` in cycles.
  void answerHere(std::uint32_t callback, RejectReason reason, std::uint64_t refund);

  // Requests at their callee.

  /// An arrived request enters the input queue, and its response has a slot and memory.
  void acceptRequest(MessageIndex request);
  /// The request is taken out of the input queue, to be executed.
  Message takeRequest(MessageIndex request);
  /// The callee's answer enters its output queue in the place that was reserved for it. `response` says all but where
  /// it stands.
  void respond(const Message& response);
  /// The message goes on as its own reject, without payload and with the cycles that it carries.
  void turnIntoReject(MessageIndex message, RejectReason reason, TextId text = kNoText);

  // Input queues.

  void enterIngress(CanisterId canister, IngressId ingress);
  IngressId takeIngress(CanisterId canister);
  /// Chooses the canister's next input; its sender's turn is over with that.
  std::optional<NextInput> nextInput(CanisterId canister);
  /// Takes the chosen sender's first message, and what is left of expired ones behind it.
  MessageIndex leaveInput(CanisterId canister, const NextInput& input);
  /// An arrived response enters the caller's input queue: the call is answered, and any other response comes too late.
  void deliverResponse(MessageIndex response);
  /// A message that nobody waits for is gone.
  void discard(MessageIndex message);

  // Output queues.

  /// Takes the queue that is next in line. Empty when none is.
  std::optional<OutputRef> nextOutput();
  /// The first message of the queue; it is live. kNone: there is none.
  [[nodiscard]] MessageIndex firstOutput(OutputRef queue) const;
  /// Takes the queue's first message, and what is left of expired ones behind it. Its place must be set by what it
  /// enters next.
  MessageIndex leaveOutput(OutputRef queue);
  void endTurn(OutputRef queue, OutputTurn turn);
  /// The blocked queues are those in line from now on. No other may be.
  void releaseBlocked();
  /// Calls `visit(index)` for all messages in the output queues that stand in line.
  template <class Visit>
  void forEachOutput(Visit&& visit) const {
    for (const OutputRef& queue : m_traffic.m_outputs)
      for (MessageIndex i = queues(queue.canister, queue.peer).m_output.head; i != kNone; i = m_state.messages[i].next)
        visit(i);
  }

  // Streams.

  void enterLoopback(MessageIndex message);
  /// kNone: it is empty.
  MessageIndex leaveLoopback();
  /// Whether round `sentRound` of this subnet has a slice in the stream to `receiver` already.
  [[nodiscard]] bool hasSlice(SubnetId receiver, std::uint64_t sentRound) const;
  void openSlice(SubnetId receiver, std::uint64_t sentRound, std::uint64_t dueRound);
  /// Into the slice that was opened last.
  void enterStream(SubnetId receiver, MessageIndex message);
  /// A reject made on arrival goes back, beside the messages of the slice that was opened last.
  void sendSignal(SubnetId receiver, MessageIndex reject);
  /// The first message of the stream from `sender` that has arrived by `round`. kNone: there is none.
  MessageIndex firstArrived(SubnetId sender, std::uint64_t round);
  /// Takes that message.
  void leaveStream(SubnetId sender);
  /// The cycles of a message that is gone start on their way back. Nothing for none.
  void owe(CanisterId to, std::uint64_t cycles);
  /// Calls `visit(refund)` for those that are owed and in no stream yet, which `enterStream` or `enterLoopback` then
  /// take.
  template <class Visit>
  void routeRefunds(Visit&& visit) {
    for (const Refund& refund : std::exchange(m_traffic.m_refunds, {})) visit(refund);
  }
  void enterLoopback(const Refund& refund) { m_traffic.m_loopbackRefunds.push_back(refund); }
  /// Into the slice that was opened last.
  void enterStream(SubnetId receiver, const Refund& refund) {
    m_traffic.m_streamsTo[receiver.value].m_slices.back().refunds.push_back(refund);
  }
  /// The refunds of the loopback stream reach their canisters.
  void payLoopbackRefunds();
  /// Those of the stream from `sender` that have arrived by `round`.
  void payRefunds(SubnetId sender, std::uint64_t round);
  /// Takes the signals of the stream from `sender` that have arrived by `round`, one after the other, and calls
  /// `visit(index)` for each.
  template <class Visit>
  void takeSignals(SubnetId sender, std::uint64_t round, Visit&& visit) {
    for (StreamSlice& slice : m_state.subnets[sender.value].traffic.m_streamsTo[m_here.value].m_slices) {
      if (slice.dueRound > round) break;
      while (!slice.signals.empty()) visit(slice.signals.pop(m_state.messages));
    }
  }

  // Deadlines and memory.

  /// The message is to be looked at when this second is over.
  void watchMessage(MessageIndex message, std::int64_t deadline);
  /// Takes the earliest messages, or callbacks, whose deadline lies before this second. Empty when there are none.
  std::optional<std::vector<Watched>> takeExpiredMessages(std::int64_t second);
  std::optional<std::vector<Watched>> takeExpiredCallbacks(std::int64_t second);
  /// Takes the earliest calls to the network itself whose answer is due by now. Empty when there are none.
  std::optional<std::vector<Watched>> takeAnswersDue(Time now);
  /// An expired or shed message leaves the memory. What is left of it keeps its slot until everything ahead of it in
  /// its queue has left, but nobody's turn; only the slot that a request had reserved for its response is free at once.
  /// A response in the caller's input queue keeps its place and slot, for a reject. Returns the cycles that it carried.
  /// Source: protocol.md section 3 (rs/replicated_state: queues.rs on_message_dropped, queue.rs pop_while).
  std::uint64_t drop(MessageIndex message);

 private:
  [[nodiscard]] PeerQueues& queues(CanisterId owner, std::uint32_t peer) const {
    return m_state.canisters[owner.value].queues.m_peers[peer];
  }
  /// Of two that have met.
  [[nodiscard]] PeerQueues& between(CanisterId owner, CanisterId peer) const {
    return queues(owner, m_state.peerRows.of(owner, peer));
  }
  [[nodiscard]] bool isLocal(CanisterId canister) const { return m_scenario.canister(canister).subnet == m_here; }
  void enterInput(CanisterId canister, std::uint32_t peer, MessageIndex message);
  // A queue is empty or begins with a live message: these drop what is left of expired ones in front.
  void clearInput(CanisterQueues& owner, PeerQueues& queues);
  void clearOutput(PeerQueues& queues);
  MessageIndex newMessage();
  std::uint32_t openCallback(const PendingCall& call);
  void pay(std::vector<Refund>& refunds);
  void listOutput(CanisterId canister, std::uint32_t peer);

  NetworkState& m_state;
  const Scenario& m_scenario;
  const Limits& m_limits;
  SubnetTraffic& m_traffic;
  SubnetId m_here;
};

}  // namespace roundscope
