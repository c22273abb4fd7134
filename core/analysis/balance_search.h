// How many cycles a caller must hold: the least balance at the start with which everything goes as with its own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/greatest_holding.h"
#include "core/analysis/inquiry.h"

namespace roundscope {

struct NeededBalance {
  std::string canister;                ///< its id
  std::uint64_t own = 0;               ///< what it has in the scenario
  std::uint64_t needed = 0;            ///< with this, users, calls and variables end as with its own, in every seed
  std::optional<std::uint64_t> below;  ///< the greatest balance below it that was tried, with which they do not
  /// A lesser balance that was tried, with which they do again, by luck: nobody should count on it.
  std::optional<std::uint64_t> byLuck;
  std::uint32_t seeds = 1;
  std::size_t tried = 0;  ///< balances, the own one among them; with all from `needed` on they do
};

/// Balances are told to three digits, rounded up, and narrowed down by bisection from the own one on. The canister is
/// the one that has the most calls to another in flight.
class BalanceSearch final : public Inquiry {
 public:
  BalanceSearch(std::string variant, std::vector<Override> changes, std::uint32_t seeds);

  std::vector<RunRequest> next() override;
  void take(std::size_t request, const SeenRun& seen) override;
  [[nodiscard]] std::size_t stillWanted() const override { return m_wanted; }

  /// When all is known. Absent where no canister calls another, or a run does not end.
  [[nodiscard]] std::optional<NeededBalance> result() const;

 private:
  /// What must be the same.
  struct Ends {
    CallCounts calls;
    UserCounts users;
    std::vector<std::vector<std::int64_t>> variables;
    bool operator==(const Ends&) const = default;
  };
  void choose(const SeenRun& seen);

  std::string m_variant;
  std::vector<Override> m_changes;
  std::uint32_t m_seeds;
  std::vector<std::optional<Ends>> m_base;  ///< by seed
  std::string m_pointer;                    ///< of the balance; empty: there is none to search
  NeededBalance m_found;
  std::uint64_t m_guess = 0;
  std::vector<std::uint64_t> m_balances;  ///< descending from the canister's own
  std::optional<GreatestHolding> m_cases;
  std::vector<std::size_t> m_asked;   ///< of a stage, cases
  std::vector<std::uint32_t> m_same;  ///< of a stage, by case asked about: in how many seeds all is the same
  bool m_first = true;
  std::size_t m_wanted = 0;
};

/// "caller needs 1,240,000,000 cycles at the start for the same outcome; with 1,230,000,000 it is another (by
/// bisection, 17 balances tried)."
[[nodiscard]] std::string textOf(const NeededBalance& balance);

}  // namespace roundscope
