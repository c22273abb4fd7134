// The greatest value of a number for which all expectations hold, in every seed: "how many at once is safe?"
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/greatest_holding.h"
#include "core/analysis/sweep.h"

namespace roundscope {

/// What is known about one value that was tried.
struct TriedValue {
  std::int64_t value = 0;
  std::optional<Error> error;  ///< it makes no valid scenario, and so does not hold
  std::uint32_t runs = 0;
  std::uint32_t holding = 0;  ///< runs in which all expectations hold
  std::uint32_t cutOff = 0;
  std::vector<std::uint32_t> broken;  ///< by expectation: the runs in which it does not hold

  [[nodiscard]] bool holds() const { return !error && runs > 0 && holding == runs; }
};

/// The answer for one variant.
struct Largest {
  std::size_t variant = 0;
  std::optional<std::int64_t> value;       ///< absent: no value that was tried holds
  std::optional<std::int64_t> withoutGap;  ///< up to which all values tried hold; differs where some below fail
  GreatestHolding::Method method = GreatestHolding::Method::Bisection;
  std::optional<std::int64_t> exception;  ///< holds although a lesser value does not: why more values were tried
  std::vector<TriedValue> tried;          ///< ascending
  std::uint64_t firstSeed = 0;

  /// The least value tried above `value` that does not hold; null at the end of the range.
  [[nodiscard]] const TriedValue* firstBroken() const;
};

struct LargestAnswer {
  SweepPlan plan;
  std::string title;
  std::vector<std::string> expectations;
  bool assumed = false;
  std::vector<Largest> variants;

  /// Whether no value that was tried makes a valid scenario.
  [[nodiscard]] bool nothingRan() const;
};

/// Of a plan with one parameter.
class LargestSearch final : public Inquiry {
 public:
  LargestSearch(const ScenarioSet& set, SweepPlan plan);
  ~LargestSearch() override;

  std::vector<RunRequest> next() override;
  void take(std::size_t request, const SeenRun& seen) override;
  [[nodiscard]] std::size_t stillWanted() const override;

  /// When all is known.
  [[nodiscard]] LargestAnswer result() const;

 private:
  struct Search;
  LargestAnswer m_answer;
  std::vector<Search> m_searches;  ///< by variant
  /// What a request among the last ones is about.
  struct Asked {
    std::size_t variant = 0;
    std::size_t which = 0;  ///< of the parameter's values
  };
  std::vector<Asked> m_asked;
  std::size_t m_taken = 0;
};

/// What is wrong with a value: "“no call failed” does not hold in 3 of 50 runs".
[[nodiscard]] std::string brokenText(const TriedValue& tried, const std::vector<std::string>& expectations);
/// Why so, in sentences, a line each: the value, how it was found, what breaks above it, and what was assumed.
[[nodiscard]] std::string textOf(const LargestAnswer& answer, const Largest& largest);

}  // namespace roundscope
