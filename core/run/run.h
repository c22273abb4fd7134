// One run, as everything reads it: its scenario, its events, its calls, and what the folds know of any moment and in
// all. Whoever wants a number about a run asks here; nobody else counts.
#pragma once

#include <memory>
#include <string>

#include "core/run/call_table.h"
#include "core/run/calls_in_flight.h"
#include "core/run/committed_state.h"
#include "core/run/event_order.h"
#include "core/run/exposure.h"
#include "core/run/outcomes.h"
#include "core/run/users.h"
#include "core/run/whereabouts.h"
#include "core/trace/trace.h"

namespace roundscope {

/// Grows with every batch; what it says about the past does not change. It stays where it is, because its folds borrow
/// its table. Threads may read it together once it has ended.
class Run {
 public:
  explicit Run(std::shared_ptr<const Scenario> scenario);
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  /// Takes the next batch. Batches come in order, each once.
  void append(const RoundBatch& batch);
  /// The fingerprint of the events so far, where whoever simulates has worked it out on the way.
  void noteFingerprint(const Fingerprint& print) { m_print = print; }

  [[nodiscard]] const Scenario& scenario() const { return m_trace.scenario(); }
  [[nodiscard]] const Trace& trace() const { return m_trace; }
  [[nodiscard]] bool knowsFingerprint() const { return m_print.count() == m_trace.eventCount(); }
  /// Of the trace; takes a walk through it where it is not known.
  [[nodiscard]] std::string fingerprint() const;

  [[nodiscard]] const CallTable& calls() const { return m_calls; }
  [[nodiscard]] const CallSpan& call(CallId id) const { return m_calls.call(id); }
  [[nodiscard]] const RoundRow& round(Moment moment) const { return m_calls.rounds()[moment.round]; }
  /// Whether the event at a moment belongs to a user's query, which has limits of its own and takes no slots.
  [[nodiscard]] bool isInQuery(Moment moment) const { return round(moment).isInQuery(moment.ordinal); }
  /// The trace's number of the event at a moment, and the moment of an event.
  [[nodiscard]] std::uint64_t indexOf(Moment moment) const { return round(moment).firstEvent + moment.ordinal; }
  [[nodiscard]] Moment momentOf(std::uint64_t eventIndex) const { return momentOfEvent(m_calls, eventIndex); }

  // What the scenario calls them.
  [[nodiscard]] const std::string& name(CanisterId id) const { return scenario().canister(id).id; }
  [[nodiscard]] const std::string& subnetName(CanisterId id) const { return scenario().subnetOf(id).id; }
  /// "ledger.transfer", or the canister alone where it has no such method.
  [[nodiscard]] std::string name(MethodRef method) const;
  /// The line of the scenario that made the call; null where there is none, as for messages of the runtime.
  [[nodiscard]] const CallStep* stepOf(const CallSpan& call) const;
  [[nodiscard]] bool crossesSubnets(const CallSpan& call) const {
    return scenario().canister(call.caller).subnet != scenario().canister(call.callee.canister).subnet;
  }

  [[nodiscard]] const EventOrder& order() const { return m_order; }
  [[nodiscard]] const Outcomes& outcomes() const { return m_outcomes; }
  [[nodiscard]] const CallsInFlight& inFlight() const { return m_inFlight; }
  [[nodiscard]] const Users& users() const { return m_users; }
  [[nodiscard]] const CommittedState& state() const { return m_state; }
  [[nodiscard]] const Exposure& exposure() const { return m_exposure; }
  [[nodiscard]] const Whereabouts& whereabouts() const { return m_whereabouts; }

 private:
  template <class Taken>
  void offer(const Taken& taken, const EventHere& here);

  Trace m_trace;
  Fingerprint m_print;
  CallTable m_calls;
  EventOrder m_order;
  Outcomes m_outcomes;
  CallsInFlight m_inFlight;
  Users m_users;
  CommittedState m_state;
  Exposure m_exposure;
  Whereabouts m_whereabouts;
  bool m_inQuery = false;  ///< a user's query is being evaluated
};

}  // namespace roundscope
