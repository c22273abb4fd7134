// How many calls are in flight, at any moment and at most: of each ordered pair of canisters, and in all.
#pragma once

#include <cstdint>

#include "core/run/event_here.h"
#include "core/run/pair_counts.h"
#include "core/run/step_curve.h"
#include "core/run/time_list.h"

namespace roundscope {

/// With what became of the counts over time.
struct PairInFlight : PairCounts {
  StepCurve curve;      ///< calls in flight
  StepCurve inQueries;  ///< those of them that users' queries made
  TimeList refused;     ///< attempts for which no slot was free

  /// Calls whose slot is taken at `us`: queries take none.
  [[nodiscard]] std::int64_t slotsTakenAt(double us) const { return curve.valueAt(us) - inQueries.valueAt(us); }
};

class CallsInFlight {
 public:
  using Pairs = PairTable<PairInFlight>::Rows;

  /// Borrows the table, which must know the events that are taken.
  CallsInFlight(const Scenario& scenario, const CallTable& calls) : m_calls(calls), m_pairs(scenario) {}

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
  [[nodiscard]] const Pairs& pairs() const { return m_pairs.rows(); }
  /// Null where there was no call.
  [[nodiscard]] const PairInFlight* pair(CanisterId caller, CanisterId callee) const;

 private:
  void change(PairInFlight& pair, std::int32_t by, bool toItself, const EventHere& here);

  const CallTable& m_calls;
  PairTable<PairInFlight> m_pairs;
  StepCurve m_all;
  StepCurve m_toItself;
};

}  // namespace roundscope
