// What canisters hold at any moment: variables, locks and cycles, as they were committed.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/large_list.h"
#include "core/run/event_here.h"
#include "core/run/last_state.h"
#include "core/run/time_list.h"

namespace roundscope {

/// The end of something that still goes on where the run is known no further.
inline constexpr std::int64_t kStillOpen = INT64_MAX;

/// A value that changes now and then. Twelve bytes a change, for a number.
template <class Value>
class ChangingValue {
 public:
  /// Changes come in order of time.
  void change(std::int64_t us, const Value& value) {
    m_times.add(us);
    m_values.push_back(value);
  }
  /// Absent before the first change.
  [[nodiscard]] std::optional<Value> at(double us) const {
    const std::uint32_t changes = m_times.countUntil(us);
    return changes == 0 ? std::nullopt : std::optional(m_values[changes - 1]);
  }
  [[nodiscard]] std::optional<Value> last() const {
    return m_values.empty() ? std::nullopt : std::optional(m_values.back());
  }
  [[nodiscard]] const TimeList& times() const { return m_times; }
  /// After the change with `i` others before it; `i` is less than there are changes.
  [[nodiscard]] const Value& value(std::uint32_t i) const { return m_values[i]; }

 private:
  TimeList m_times;
  LargeList<Value> m_values;
};

/// A lock held by one call context. Of one lock, spans follow each other.
struct LockSpan {
  std::int64_t startUs = 0;
  std::int64_t endUs = kStillOpen;
  VariableId lock;
  ContextId context;
};

/// A variable's whole history.
struct VariableChanges : ChangingValue<std::int64_t> {
  std::int64_t initial = 0;
  std::int64_t low = 0, high = 0;  ///< of all its values, the initial one among them
};

class CommittedState {
 public:
  explicit CommittedState(const Scenario& scenario);

  void take(const VariableChanged& event, const EventHere& here);
  void take(const LockChanged& event, const EventHere& here);
  void take(const BalanceChanged& event, const EventHere& here);
  /// Uninstalling leaves nobody to hold a lock, and every variable as if nothing had run.
  void take(const CanisterOperated& event, const EventHere& here);

  /// Of a lock: 0, or the number of the context that holds it plus 1.
  [[nodiscard]] std::int64_t valueAt(CanisterId canister, VariableId variable, double us) const;
  /// The same as readers meet it: of a lock 1 while it is held.
  [[nodiscard]] std::int64_t shownAt(CanisterId canister, VariableId variable, double us) const;
  /// After the last event.
  [[nodiscard]] const LastState& last() const { return m_last; }
  /// Of a variable that is no lock. What sets the value that it has anyway is a change, too.
  [[nodiscard]] const VariableChanges& changes(CanisterId canister, VariableId variable) const {
    return m_canisters[canister.value].variables[variable.value];
  }
  /// A list for each lock of the canister that was ever taken, in the order in which they first were.
  [[nodiscard]] const std::vector<std::vector<LockSpan>>& locks(CanisterId canister) const {
    return m_canisters[canister.value].locks;
  }
  /// Absent until an event tells, which happens at the end of rounds.
  [[nodiscard]] std::optional<Balance> balanceAt(CanisterId canister, double us) const {
    return m_canisters[canister.value].balance.at(us);
  }

 private:
  struct Canister {
    std::vector<VariableChanges> variables;
    std::vector<std::vector<LockSpan>> locks;
    ChangingValue<Balance> balance;
  };
  [[nodiscard]] const std::vector<LockSpan>* spansOf(CanisterId canister, VariableId lock) const;

  const Scenario& m_scenario;
  std::vector<Canister> m_canisters;
  LastState m_last;
};

}  // namespace roundscope
