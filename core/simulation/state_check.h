// Private to core/simulation: how the invariants of the state are checked. Two passes: `tally` walks the state and
// counts, `compare` holds the counts against the state's own.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/simulation/invariants.h"

namespace roundscope {

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
  std::uint64_t answersToCome = 0;
  std::uint64_t reservations = 0;     ///< for guaranteed responses that do not exist yet
  std::uint64_t guaranteedBytes = 0;  ///< of those that wait in queues
  std::uint64_t bestEffortBytes = 0;
};

struct CallTally {
  std::uint32_t carriers = 0;  ///< its request, its response on the way, the context that serves it, or the outside
  std::uint32_t answers = 0;   ///< responses in the caller's input queue
  bool watched = false;        ///< its deadline will be looked at
  bool due = false;            ///< the outside will answer it
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
    compareLifecycle();
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

  void tallyCarrier(const Message& message);

  template <class Where>
  void expectPlace(const Message& message, MessagePlace request, MessagePlace response, Where&& where) {
    if (message.place != (message.isResponse ? response : request))
      breach(StateInvariant::MessageInOnePlace,
             fmt::format("the {} of call {} is in {}, but believes to be elsewhere",
                         message.isResponse ? "response" : "request", message.call.value, where()));
  }

  void tallyCanister(CanisterId id);
  void tallyRefunds(const std::vector<Refund>& refunds);
  void tallySubnet(SubnetId id);
  void tallyCallbacks();
  void tallyContexts();
  void compareQueues(CanisterId id);
  void compareMessages();
  void compareCalls();
  void compareContexts();
  void compareSubnet(SubnetId id);
  void compareLifecycle();
  void compareCycles();

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

}  // namespace roundscope
