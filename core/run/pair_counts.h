// The ordered pairs of canisters between which calls were attempted, and how many calls each has in flight.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "core/scenario/scenario.h"

namespace roundscope {

/// One ordered pair caller → callee. Messages of a canister's runtime to the canister itself are calls here: they take
/// slots like any other.
struct PairCounts {
  CanisterId caller, callee;
  std::uint64_t limit = 0;         ///< slots. Source: protocol.md section 3
  std::uint64_t now = 0;           ///< in flight after the last event
  std::uint64_t peak = 0;          ///< the most so far, between any two events
  std::uint64_t notPerformed = 0;  ///< attempts, whatever the reason

  void begin() { peak = std::max(peak, ++now); }
  void end() { --now; }
};

/// A row for each pair, in order of caller and callee. `Pair` is a PairCounts, with what else somebody keeps of a pair.
template <class Pair>
class PairTable {
 public:
  using Rows = std::map<std::pair<CanisterId, CanisterId>, Pair>;

  /// Borrows the scenario.
  explicit PairTable(const Scenario& scenario) : m_scenario(scenario) {}

  [[nodiscard]] const Rows& rows() const { return m_rows; }
  [[nodiscard]] Rows& rows() { return m_rows; }
  /// Made where it is asked for first.
  Pair& of(CanisterId caller, CanisterId callee) {
    if (m_last != nullptr && m_last->caller == caller && m_last->callee == callee) return *m_last;
    const auto [place, isNew] = m_rows.try_emplace({caller, callee});
    m_last = &place->second;
    if (isNew) {
      m_last->caller = caller;
      m_last->callee = callee;
      m_last->limit = m_scenario.subnetOf(caller).limits.queue_capacity;
    }
    return *m_last;
  }

 private:
  const Scenario& m_scenario;
  Rows m_rows;
  Pair* m_last = nullptr;  ///< mostly the next event is of the same pair; entries of a map stay in place
};

}  // namespace roundscope
