// How many calls are in flight, at any moment and at most: of each ordered pair of canisters, and in all.
#pragma once

#include <cstdint>
#include <map>
#include <utility>

#include "core/run/event_here.h"
#include "core/run/step_curve.h"
#include "core/run/time_list.h"

namespace roundscope {

/// One ordered pair caller → callee. Messages of a canister's runtime to the canister itself are calls here: they take
/// slots like any other.
struct PairInFlight {
  CanisterId caller, callee;
  StepCurve curve;                 ///< calls in flight
  StepCurve inQueries;             ///< those of them that users' queries made
  TimeList refused;                ///< attempts for which no slot was free
  std::uint64_t limit = 0;         ///< slots. Source: protocol.md section 3
  std::uint64_t now = 0;           ///< in flight after the last event
  std::uint64_t peak = 0;          ///< the most so far, between any two events
  std::uint64_t notPerformed = 0;  ///< attempts, whatever the reason

  /// Calls whose slot is taken at `us`: queries take none.
  [[nodiscard]] std::int64_t slotsTakenAt(double us) const { return curve.valueAt(us) - inQueries.valueAt(us); }
};

class CallsInFlight {
 public:
  using Pairs = std::map<std::pair<CanisterId, CanisterId>, PairInFlight>;

  /// Borrows the table, which must know the events that are taken.
  CallsInFlight(const Scenario& scenario, const CallTable& calls) : m_scenario(scenario), m_calls(calls) {}

  void take(const CallPerformed& event, const EventHere& here);
  void take(const CallNotPerformed& event, const EventHere& here);
  void take(const CallEnded& event, const EventHere& here);
  /// Readers see what was taken before.
  void settle();

  /// All calls that methods have made. What a canister's runtime sends to the canister itself is counted apart, as
  /// everywhere that calls are counted.
  [[nodiscard]] const StepCurve& all() const { return m_all; }
  [[nodiscard]] const StepCurve& toItself() const { return m_toItself; }
  /// The pairs between which a call was attempted, in order of caller and callee.
  [[nodiscard]] const Pairs& pairs() const { return m_pairs; }
  /// Null where there was no call.
  [[nodiscard]] const PairInFlight* pair(CanisterId caller, CanisterId callee) const;

 private:
  PairInFlight& pairOf(CanisterId caller, CanisterId callee);
  void change(PairInFlight& pair, std::int32_t by, bool toItself, const EventHere& here);

  const Scenario& m_scenario;
  const CallTable& m_calls;
  Pairs m_pairs;
  PairInFlight* m_last = nullptr;  ///< mostly the next event is of the same pair; entries of a map stay in place
  StepCurve m_all;
  StepCurve m_toItself;
};

}  // namespace roundscope
