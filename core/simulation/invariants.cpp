// See invariants.h. Two passes: `tally` walks the state and counts, `compare` holds the counts against the state's own.
#include "core/simulation/invariants.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/protocol/capacity.h"

namespace roundscope {
namespace {

/// What one canister's queues to one peer hold, counted anew.
struct PairTally {
  // What is left of expired messages holds slots too.
  std::uint64_t requestsOut = 0;
  std::uint64_t responsesOut = 0;
  std::uint64_t requestsIn = 0;
  std::uint64_t expiredIn = 0;  ///< of `requestsIn`: their responses have no slot any more
  std::uint64_t served = 0;     ///< requests of the peer that are being served and not answered
  std::uint64_t callbacks = 0;  ///< open calls to the peer
  std::uint64_t pending = 0;    ///< performed by a paused message
};

struct SubnetTally {
  std::uint64_t callbacks = 0;
  std::uint64_t boundedOpen = 0;
  std::uint64_t reservations = 0;     ///< for guaranteed responses that do not exist yet
  std::uint64_t guaranteedBytes = 0;  ///< of those that wait in queues
  std::uint64_t bestEffortBytes = 0;
};

struct CallTally {
  std::uint32_t carriers = 0;  ///< its request, its response on the way, or the context that serves it
  std::uint32_t answers = 0;   ///< responses in the caller's input queue
  bool watched = false;        ///< its deadline will be looked at
};

/// A sum that cannot overflow.
class Sum {
 public:
  void add(std::uint64_t value) {
    m_low += value & 0xffffffff;
    m_high += value >> 32;
    m_high += m_low >> 32;
    m_low &= 0xffffffff;
  }
  bool operator==(const Sum&) const = default;

 private:
  std::uint64_t m_low = 0;
  std::uint64_t m_high = 0;
};

class StateCheck {
 public:
  StateCheck(const NetworkState& state, const Scenario& scenario)
      : m_state(state),
        m_scenario(scenario),
        m_seen(state.messages.rows().size()),
        m_calls(state.callbacks.rows().size()),
        m_waiting(state.contexts.rows().size()),
        m_pausedIn(state.contexts.rows().size()),
        m_subnets(state.subnets.size()),
        m_reserved(state.canisters.size()),
        m_openCalls(state.canisters.size()),
        m_contextsOf(state.canisters.size()) {}

  std::vector<StateBreach> run() {
    for (std::uint16_t i = 0; i < m_state.canisters.size(); ++i) tallyCanister(CanisterId{i});
    for (std::uint16_t i = 0; i < m_state.subnets.size(); ++i) tallySubnet(SubnetId{i});
    tallyCallbacks();
    tallyContexts();
    for (std::uint16_t i = 0; i < m_state.canisters.size(); ++i) compareQueues(CanisterId{i});
    compareMessages();
    compareCalls();
    compareContexts();
    for (std::uint16_t i = 0; i < m_state.subnets.size(); ++i) compareSubnet(SubnetId{i});
    compareCycles();
    return std::move(m_breaches);
  }

 private:
  void breach(StateInvariant invariant, std::string text) { m_breaches.push_back({invariant, std::move(text)}); }
  // What is counted, and where, is a function: it is put into words only for a breach.
  template <class What>
  void expectEqual(StateInvariant invariant, What&& what, std::uint64_t kept, std::uint64_t counted) {
    if (kept != counted) breach(invariant, fmt::format("{}: {} kept, {} counted", what(), kept, counted));
  }
  template <class What>
  void expectAtMost(What&& what, std::uint64_t count, std::uint64_t limit) {
    if (count > limit) breach(StateInvariant::Capacity, fmt::format("{}: {} above the limit {}", what(), count, limit));
  }
  [[nodiscard]] const std::string& name(CanisterId id) const { return m_scenario.canister(id).id; }
  [[nodiscard]] const std::string& name(SubnetId id) const { return m_scenario.subnet(id).id; }
  [[nodiscard]] SubnetTally& subnetOf(CanisterId id) { return m_subnets[m_scenario.canister(id).subnet.value]; }
  [[nodiscard]] PairTally& pair(CanisterId owner, CanisterId peer) { return m_pairs[{owner, peer}]; }

  /// Visits the messages of a chain, each of which must be in no other.
  template <class Where, class Visit>
  void walk(const Fifo& queue, Where&& where, Visit&& visit) {
    const auto& rows = m_state.messages.rows();
    for (MessageIndex i = queue.head; i != kNone; i = rows[i].next) {
      if (i >= rows.size() || !rows[i].inUse || m_seen[i]) {
        breach(StateInvariant::MessageInOnePlace,
               fmt::format("{} leads to message row {}, which is {}", where(), i,
                           i < rows.size() && rows[i].inUse ? "in another queue too" : "free"));
        return;
      }
      m_seen[i] = true;
      m_cycles.add(rows[i].cycles);
      if (!rows[i].tombstone) tallyCarrier(rows[i]);
      visit(rows[i]);
    }
  }

  void tallyCarrier(const Message& message) {
    const bool open = message.callback < m_calls.size() && m_state.callbacks[message.callback].call == message.call;
    if (!open) {
      // Only a bounded call is over for its caller while something of it is still on the way.
      if (!message.bounded)
        breach(StateInvariant::CallUnderWay,
               fmt::format("a message of call {} is under way, but the call is over", message.call.value));
      return;
    }
    CallTally& call = m_calls[message.callback];
    ++(message.place == MessagePlace::CallerInput ? call.answers : call.carriers);
  }

  template <class Where>
  void expectPlace(const Message& message, MessagePlace request, MessagePlace response, Where&& where) {
    if (message.place != (message.isResponse ? response : request))
      breach(StateInvariant::MessageInOnePlace,
             fmt::format("the {} of call {} is in {}, but believes to be elsewhere",
                         message.isResponse ? "response" : "request", message.call.value, where()));
  }

  void tallyCanister(CanisterId id) {
    const CanisterState& canister = m_state.canisters[id.value];
    SubnetTally& subnet = subnetOf(id);
    for (const PeerQueues& queues : canister.queues.peers()) {
      PairTally& tally = pair(id, queues.peer());
      const auto output = [&] { return fmt::format("the output queue of {} to {}", name(id), name(queues.peer())); };
      walk(queues.output(), output, [&](const Message& message) {
        expectPlace(message, MessagePlace::CallerOutput, MessagePlace::CalleeOutput, output);
        ++(message.isResponse ? tally.responsesOut : tally.requestsOut);
        if (message.tombstone) return;
        if (message.bounded)
          subnet.bestEffortBytes += message.payloadBytes;
        else if (message.isResponse)
          subnet.guaranteedBytes += message.payloadBytes;
      });
      const auto input = [&] { return fmt::format("the input queue of {} from {}", name(id), name(queues.peer())); };
      walk(queues.input(), input, [&](const Message& message) {
        expectPlace(message, MessagePlace::CalleeInput, MessagePlace::CallerInput, input);
        if (!message.isResponse) ++tally.requestsIn;
        if (message.tombstone) {
          ++tally.expiredIn;
          return;
        }
        if (message.bounded)
          subnet.bestEffortBytes += message.payloadBytes;
        else if (message.isResponse)
          subnet.guaranteedBytes += message.payloadBytes;
        else
          ++subnet.reservations;
      });
    }
    m_cycles.add(canister.balance);
    m_cycles.add(canister.reserved);
    if (!canister.paused) return;
    ++m_paused;
    const Execution& execution = canister.paused->execution;
    if (execution.context < m_pausedIn.size()) m_pausedIn[execution.context] = true;
    m_reserved[id.value] += execution.prepaid;
    for (const PendingCall& call : canister.paused->execution.effects.calls) ++pair(id, call.callback.callee).pending;
  }

  void tallyRefunds(const std::vector<Refund>& refunds) {
    for (const Refund& refund : refunds) m_cycles.add(refund.cycles);
    m_refunds += refunds.size();
  }

  void tallySubnet(SubnetId id) {
    const SubnetState& subnet = m_state.subnets[id.value];
    tallyRefunds(subnet.traffic.refunds());
    tallyRefunds(subnet.traffic.loopbackRefunds());
    const auto loopback = [&] { return "the loopback stream of " + name(id); };
    walk(subnet.traffic.loopback(), loopback,
         [&](const Message& m) { expectPlace(m, MessagePlace::Arrival, MessagePlace::Arrival, loopback); });
    for (const auto& [deadline, watched] : subnet.traffic.callbackExpiry())
      for (const Watched& row : watched)
        if (m_state.callbacks[row.row].call == row.call) m_calls[row.row].watched = true;
    for (std::uint16_t to = 0; to < m_state.subnets.size(); ++to) {
      const Stream& stream = subnet.traffic.streamTo(SubnetId{to});
      const auto where = [&] { return fmt::format("the stream from {} to {}", name(id), name(SubnetId{to})); };
      const auto messagesOf = [&] { return where() + ", messages"; };
      const auto bytesOf = [&] { return where() + ", bytes"; };
      std::uint64_t messages = 0;
      std::uint64_t bytes = 0;
      std::uint64_t largest = 0;
      for (const StreamSlice& slice : stream.slices()) {
        tallyRefunds(slice.refunds);
        walk(slice.signals, where,
             [&](const Message& m) { expectPlace(m, MessagePlace::Arrival, MessagePlace::Arrival, where); });
        walk(slice.messages, where, [&](const Message& m) {
          expectPlace(m, MessagePlace::Arrival, MessagePlace::Arrival, where);
          ++messages;
          bytes += m.payloadBytes;
          largest = std::max(largest, m.payloadBytes);
        });
      }
      expectEqual(StateInvariant::StreamCounts, messagesOf, stream.messages(), messages);
      expectEqual(StateInvariant::StreamCounts, bytesOf, stream.bytes(), bytes);
      const Limits& limits = m_scenario.subnet(id).limits;
      expectAtMost(messagesOf, messages, streamMessages(limits, m_scenario.subnet(SubnetId{to}).kind));
      // The last message may pass the limit of bytes.
      expectAtMost(bytesOf, bytes, limits.stream_bytes - 1 + largest);
    }
  }

  void tallyCallbacks() {
    for (const Callback& callback : m_state.callbacks.rows()) {
      if (callback.call == kNoCall) continue;
      ++m_openCallbacks;
      ++pair(callback.caller, callback.callee).callbacks;
      ++m_openCalls[callback.caller.value];
      SubnetTally& subnet = subnetOf(callback.caller);
      ++subnet.callbacks;
      if (callback.bounded)
        subnet.boundedOpen += callback.answered ? 0U : 1U;
      else
        subnet.reservations += callback.answered ? 0U : 1U;
      m_reserved[callback.caller.value] += callback.prepaid;
      if (callback.context < m_waiting.size()) ++m_waiting[callback.context];
    }
  }

  void tallyContexts() {
    for (const Context& context : m_state.contexts.rows()) {
      if (!context.open) continue;
      ++m_openContexts;
      ++m_contextsOf[context.canister.value];
      m_cycles.add(context.cycles);
      const bool serves = servesCall(context.kind);
      if (!serves || context.answered) continue;
      ++pair(context.canister, context.caller).served;
      if (!context.bounded) ++subnetOf(context.canister).reservations;
      if (context.callback < m_calls.size() && m_state.callbacks[context.callback].call == context.call)
        ++m_calls[context.callback].carriers;
      else if (!context.bounded)
        breach(StateInvariant::CallUnderWay,
               fmt::format("{} serves call {}, but the call is over", name(context.canister), context.call.value));
    }
  }

  void compareQueues(CanisterId id) {
    const Limits& limits = m_scenario.subnetOf(id).limits;
    std::uint64_t withInput = 0;
    for (const PeerQueues& queues : m_state.canisters[id.value].queues.peers()) {
      const PairTally tally = std::exchange(pair(id, queues.peer()), {});
      const auto who = [&] { return fmt::format("{} with {}", name(id), name(queues.peer())); };
      const auto count = [&](StateInvariant invariant, std::string_view what, std::uint64_t kept,
                             std::uint64_t counted) {
        const auto where = [&] { return fmt::format("{}, {}", who(), what); };
        expectEqual(invariant, where, kept, counted);
        expectAtMost(where, kept, limits.queue_capacity);
      };
      count(StateInvariant::QueueCounts, "request slots in the output queue", queues.outputRequestSlots(),
            tally.requestsOut);
      count(StateInvariant::QueueCounts, "response slots in the output queue", queues.outputResponseSlots(),
            tally.responsesOut + tally.served + tally.requestsIn - tally.expiredIn);
      count(StateInvariant::QueueCounts, "request slots in the input queue", queues.inputRequestSlots(),
            tally.requestsIn);
      count(StateInvariant::SlotsHeld, "calls in flight", queues.inputResponseSlots(), tally.callbacks);
      count(StateInvariant::QueueCounts, "calls of a paused message", queues.reservedCalls(), tally.pending);
      // A queue may stay in line when all that it held has expired.
      if (!queues.inputListed() && !queues.input().empty())
        breach(StateInvariant::Schedule, who() + ", input: waits, but is not in line");
      if (!queues.outputListed() && !queues.output().empty())
        breach(StateInvariant::Schedule, who() + ", output: waits, but is not in line");
      withInput += queues.input().empty() ? 0U : 1U;
      for (const Fifo* queue : {&queues.output(), &queues.input()})
        if (!queue->empty() && m_state.messages[queue->head].tombstone)
          breach(StateInvariant::Schedule, who() + ": a queue begins with what is left of an expired message");
    }
    expectEqual(
        StateInvariant::ContextCounts, [&] { return name(id) + ", open contexts"; },
        m_state.canisters[id.value].openContexts, m_contextsOf[id.value]);
    expectEqual(
        StateInvariant::SlotsHeld, [&] { return name(id) + ", open calls"; }, m_state.canisters[id.value].openCalls,
        m_openCalls[id.value]);
    expectEqual(
        StateInvariant::Schedule, [&] { return name(id) + ", senders with input"; },
        m_state.canisters[id.value].queues.sendersWithInput(), withInput);
  }

  void compareMessages() {
    const auto& rows = m_state.messages.rows();
    std::uint64_t inUse = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      inUse += rows[i].inUse ? 1U : 0U;
      if (rows[i].inUse && !m_seen[i])
        breach(StateInvariant::MessageInOnePlace,
               fmt::format("the {} of call {} is in no queue", rows[i].isResponse ? "response" : "request",
                           rows[i].call.value));
    }
    expectEqual(
        StateInvariant::MessageInOnePlace, [] { return "messages"; }, m_state.messages.used(), inUse);
  }

  void compareCalls() {
    expectEqual(
        StateInvariant::SlotsHeld, [] { return "open callbacks"; }, m_state.callbacks.used(), m_openCallbacks);
    for (std::size_t i = 0; i < m_calls.size(); ++i) {
      const Callback& callback = m_state.callbacks.rows()[i];
      if (callback.call == kNoCall) continue;
      const CallTally& tally = m_calls[i];
      const auto call = [&] {
        return fmt::format("call {} from {} to {}", callback.call.value, name(callback.caller), name(callback.callee));
      };
      if (tally.answers != (callback.answered ? 1U : 0U))
        breach(StateInvariant::CallUnderWay, fmt::format("{}: {} responses wait at the caller, {} expected", call(),
                                                         tally.answers, callback.answered ? 1 : 0));
      // The answer of a bounded call may be its deadline, while the callee's own is still on the way or was lost.
      const std::uint32_t least = callback.answered || callback.bounded ? 0U : 1U;
      const std::uint32_t most = callback.answered && !callback.bounded ? 0U : 1U;
      if (tally.carriers < least || tally.carriers > most)
        breach(StateInvariant::CallUnderWay, fmt::format("{} is under way in {} places", call(), tally.carriers));
      if (callback.bounded && !callback.answered && !tally.watched)
        breach(StateInvariant::CallUnderWay, call() + " has a deadline that nobody looks at");
    }
  }

  void compareContexts() {
    expectEqual(
        StateInvariant::ContextCounts, [] { return "open contexts"; }, m_state.contexts.used(), m_openContexts);
    for (std::size_t i = 0; i < m_waiting.size(); ++i) {
      const Context& context = m_state.contexts.rows()[i];
      const auto what = [&] {
        return fmt::format("context {} of {}, open calls", context.id.value, name(context.canister));
      };
      if (!context.open) {
        if (m_waiting[i] > 0) breach(StateInvariant::ContextCounts, what() + ": the context is over");
        continue;
      }
      expectEqual(StateInvariant::ContextCounts, what, context.outstanding, m_waiting[i]);
      if (context.outstanding == 0 && m_waiting[i] == 0 && !m_pausedIn[i])
        breach(StateInvariant::ContextCounts, what() + ": none, and yet the context is open");
    }
    expectEqual(
        StateInvariant::ContextCounts, [] { return "paused messages"; }, m_state.pausedCount, m_paused);
  }

  void compareSubnet(SubnetId id) {
    const SubnetState& subnet = m_state.subnets[id.value];
    const SubnetTally& tally = m_subnets[id.value];
    const Limits& limits = m_scenario.subnet(id).limits;
    expectEqual(
        StateInvariant::Memory, [&] { return name(id) + ", callbacks"; }, subnet.traffic.callbacks(), tally.callbacks);
    expectEqual(
        StateInvariant::Memory, [&] { return name(id) + ", bounded calls without an answer"; },
        subnet.traffic.boundedOpen(), tally.boundedOpen);
    expectEqual(
        StateInvariant::Memory, [&] { return name(id) + ", bytes of guaranteed responses, to come and waiting"; },
        subnet.traffic.guaranteedMemory(),
        tally.reservations * limits.guaranteed_reservation_bytes + tally.guaranteedBytes);
    expectEqual(
        StateInvariant::Memory, [&] { return name(id) + ", bytes of best-effort messages"; },
        subnet.traffic.bestEffortMemory(), tally.bestEffortBytes);
  }

  void compareCycles() {
    Sum initial;
    for (std::size_t i = 0; i < m_state.canisters.size(); ++i) {
      const Canister& canister = m_scenario.canisters[i];
      initial.add(canister.cycles);
      expectEqual(
          StateInvariant::Cycles, [&] { return canister.id + ", cycles put aside for open calls"; },
          m_state.canisters[i].reserved, m_reserved[i]);
    }
    expectEqual(
        StateInvariant::Cycles, [] { return "refunds under way"; }, m_state.refundCount, m_refunds);
    m_cycles.add(m_state.burned);
    if (m_cycles != initial)
      breach(StateInvariant::Cycles, "balances, cycles put aside, in transit and burned do not add up to the initial");
  }

  const NetworkState& m_state;
  const Scenario& m_scenario;
  std::vector<bool> m_seen;              ///< by message row
  std::vector<CallTally> m_calls;        ///< by callback row
  std::vector<std::uint32_t> m_waiting;  ///< by context row: open callbacks
  std::vector<bool> m_pausedIn;          ///< by context row
  std::vector<SubnetTally> m_subnets;
  std::vector<std::uint64_t> m_reserved;   ///< by canister
  std::vector<std::uint64_t> m_openCalls;  ///< by canister
  std::vector<std::uint64_t> m_contextsOf;
  std::map<std::pair<CanisterId, CanisterId>, PairTally> m_pairs;
  Sum m_cycles;
  std::uint64_t m_openCallbacks = 0;
  std::uint64_t m_openContexts = 0;
  std::uint64_t m_paused = 0;
  std::uint64_t m_refunds = 0;
  std::vector<StateBreach> m_breaches;
};

}  // namespace

std::vector<StateBreach> brokenInvariants(const NetworkState& state, const Scenario& scenario) {
  return StateCheck(state, scenario).run();
}

}  // namespace roundscope
