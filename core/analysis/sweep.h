// One or two numbers of a scenario over their ranges, for some variants, each over several seeds.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/inquiry.h"
#include "core/analysis/spread.h"
#include "core/analysis/sweep_range.h"

namespace roundscope {

struct SweepPlan {
  std::vector<SweepParameter> parameters;  ///< one or two
  std::vector<std::string> variants;       ///< names; an empty one for a file without variants
  std::uint32_t seeds = 1;                 ///< the scenario's own and those after it

  /// Runs in all.
  [[nodiscard]] std::size_t runs() const;
  /// The changes that give the parameters these values.
  [[nodiscard]] std::vector<Override> changesFor(const std::vector<std::int64_t>& values) const;
};

/// More would take days.
inline constexpr std::size_t kMostSweepRuns = 1'000'000;

/// Errors: of kind Usage for no or more than two parameters, a parameter twice, no seed, or too many runs.
[[nodiscard]] std::optional<Error> wrongIn(const SweepPlan& plan);

/// All runs of a variant at some values of the parameters.
struct SweepPoint {
  std::size_t variant = 0;
  std::vector<std::int64_t> values;  ///< of the parameters
  std::optional<Error> error;        ///< these values make no valid scenario
  std::uint64_t firstSeed = 0;
  std::uint32_t ended = 0;            ///< runs that came to an end: only they have numbers
  std::uint32_t cutOff = 0;           ///< runs that were cut off by a limit or budget
  std::vector<Spread> numbers;        ///< by row of sweepNumbers()
  std::vector<std::uint32_t> broken;  ///< by expectation: the runs in which it does not hold
  std::uint32_t holding = 0;          ///< runs in which all expectations hold
  std::uint64_t limit = 0;            ///< slots of the pair with the most calls in flight; 0 where there was no call

  /// Whether all expectations hold in all runs.
  [[nodiscard]] bool holds() const { return !error && holding == ended + cutOff && cutOff == 0 && ended > 0; }
};

/// What is wrong at some values of a variant, said once.
struct SweepRefusal {
  std::size_t variant = 0;
  Error error;                      ///< of the first; where they differ only in what was found, "found these values"
  std::vector<std::size_t> points;  ///< of the table
};

/// What a sweep came to. The same whichever thread made which run.
struct SweepTable {
  std::string scenario;  ///< its id
  std::string title;
  SweepPlan plan;
  std::vector<std::string> expectations;
  bool assumed = false;            ///< the scenario expects nothing itself
  std::vector<SweepPoint> points;  ///< by variant, then by the first parameter's values, then by the second's

  /// In the order of variants, each with the values at which the same is wrong.
  [[nodiscard]] std::vector<SweepRefusal> refusals() const;
  /// Whether no value of any variant makes a valid scenario.
  [[nodiscard]] bool nothingRan() const;
};

class Sweep final : public Inquiry {
 public:
  /// The plan must be right.
  Sweep(const ScenarioSet& set, SweepPlan plan);
  ~Sweep() override;

  std::vector<RunRequest> next() override;
  void take(std::size_t request, const SeenRun& seen) override;
  [[nodiscard]] std::size_t stillWanted() const override;

  /// What is known: of a sweep that was stopped, the points all of whose runs were made.
  [[nodiscard]] SweepTable table() const;

 private:
  struct Point;
  SweepTable m_table;
  std::vector<Point> m_points;
  bool m_asked = false;
  std::size_t m_taken = 0;
};

}  // namespace roundscope
