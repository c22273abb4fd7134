// What canisters hold after the last event: variables, locks and cycles. Knows nothing of how it came to that.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/scenario/scenario.h"
#include "core/trace/event.h"

namespace roundscope {

/// Liquid cycles, and those put aside for open calls.
struct Balance {
  std::uint64_t liquid = 0;
  std::uint64_t reserved = 0;
  bool operator==(const Balance&) const = default;
};

class LastState {
 public:
  /// Borrows the scenario.
  explicit LastState(const Scenario& scenario);

  void take(const VariableChanged& event);
  void take(const LockChanged& event);
  void take(const BalanceChanged& event);
  /// Uninstalling leaves nobody to hold a lock, and every variable as if nothing had run.
  void take(const CanisterOperated& event);

  /// Of a lock: 0, or the number of the context that holds it plus 1.
  [[nodiscard]] std::int64_t value(CanisterId canister, VariableId variable) const {
    return m_canisters[canister.value].values[variable.value];
  }
  [[nodiscard]] std::uint64_t locksHeld() const;
  [[nodiscard]] std::uint64_t cyclesBurned() const;
  /// The most that all canisters together had put aside after any event.
  [[nodiscard]] std::uint64_t peakReserved() const { return m_peakReserved; }

 private:
  struct Canister {
    std::vector<std::int64_t> values;  ///< by variable
    std::optional<Balance> balance;    ///< absent until an event tells
  };

  void reset(CanisterId canister);

  const Scenario& m_scenario;
  std::vector<Canister> m_canisters;
  std::uint64_t m_reserved = 0;  ///< of all canisters
  std::uint64_t m_peakReserved = 0;
  std::uint64_t m_minted = 0;  ///< came from outside
};

}  // namespace roundscope
