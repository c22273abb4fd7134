// Advice for those who must decide, each piece from runs: how many calls at once are safe, how many cycles their caller
// needs, how long a callee may take.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/balance_search.h"
#include "core/analysis/fan_out.h"
#include "core/analysis/largest.h"

namespace roundscope {

/// The greatest value that holds, and what its caller must hold then: "which batch is safe, and how much must the payer
/// hold?" Of a plan with one parameter. Borrows the set.
class SafeValue final : public Inquiry {
 public:
  SafeValue(const ScenarioSet& set, SweepPlan plan);

  std::vector<RunRequest> next() override;
  void take(std::size_t request, const SeenRun& seen) override;
  [[nodiscard]] std::size_t stillWanted() const override;

  // When all is known.
  [[nodiscard]] LargestAnswer largest() const { return m_largest.result(); }
  /// By variant; absent where no value holds or no balance is to be found.
  [[nodiscard]] std::vector<std::optional<NeededBalance>> balances() const;

 private:
  SweepPlan m_plan;
  LargestSearch m_largest;
  std::vector<std::optional<BalanceSearch>> m_balances;  ///< by variant
  std::size_t m_stage = 0;                               ///< 0: the value; then the balances, a variant each
};

/// What is said: an answer a variant, each with its balance, in lines.
[[nodiscard]] std::string textOf(const SafeValue& answer);

/// How long a callee may take before it answers.
struct LongestDelay {
  std::string callee;                    ///< "ledger.transfer"
  std::optional<std::int64_t> ms;        ///< the longest with which all is as expected; absent: not even the least
  std::optional<std::int64_t> brokenAt;  ///< the least longer one that was tried and is not; absent: none
};

/// What is advised for one variant. Absent pieces were not to be found, and `why` says why.
struct Advice {
  std::string variant;
  std::uint64_t seed = 0;
  std::vector<std::string> expectations;  ///< what safe means
  bool holds = false;                     ///< all is as expected in the run as it is
  std::optional<FanOut> fanOut;           ///< absent: no method that ran makes several calls at once
  std::optional<LargestAnswer> batch;
  std::optional<NeededBalance> balance;
  std::optional<LongestDelay> delay;  ///< of the fan-out's first callee, else of the first call's
  std::string why;
};

/// Asks for one variant's runs. Borrows the set.
class AdviceSearch final : public Inquiry {
 public:
  AdviceSearch(const ScenarioSet& set, std::string variant);
  ~AdviceSearch() override;

  std::vector<RunRequest> next() override;
  void take(std::size_t request, const SeenRun& seen) override;
  [[nodiscard]] std::size_t stillWanted() const override;

  /// When all is known.
  [[nodiscard]] Advice result() const;

 private:
  class Delays;
  void begin();

  const ScenarioSet& m_set;
  Advice m_advice;
  std::unique_ptr<LargestSearch> m_batch;
  std::unique_ptr<BalanceSearch> m_balance;
  std::unique_ptr<Delays> m_delays;  ///< null where no canister calls another
  std::vector<Inquiry*> m_parts;     ///< of these, in turn
  std::size_t m_part = 0;
  bool m_asked = false;
  bool m_begun = false;
};

/// A line for each piece of advice, then what was assumed.
[[nodiscard]] std::string textOf(const Advice& advice);
/// The same for several variants, each after its name.
[[nodiscard]] std::string textOf(const std::vector<Advice>& advice);

}  // namespace roundscope
