// The numbers of a run that sweeps fold and draw, a row each, under the names that `run --json` and `compare --csv`
// use.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/analysis/summary.h"

namespace roundscope {

struct SweepNumber {
  std::string_view name;   ///< in files: "end_to_end_ms"
  std::string_view words;  ///< for people: "end to end"
  std::string_view unit;   ///< "ms", "rounds"; empty for counts that name themselves
  /// Absent where the run has no such number, as the time of a run that a user still waits for.
  std::optional<std::int64_t> (*read)(const RunSummary&) = nullptr;
};

/// In the order in which files list them.
[[nodiscard]] std::span<const SweepNumber> sweepNumbers();

/// The row of a name; absent when there is none.
[[nodiscard]] std::optional<std::size_t> sweepNumberNamed(std::string_view name);

/// The row of a name that is known to be there.
[[nodiscard]] std::size_t sweepNumberAt(std::string_view name);

/// "calls not performed", "end to end (ms)": what an axis says.
[[nodiscard]] std::string titleOf(const SweepNumber& number);

/// The pair with the most calls in flight at once; null where no call was attempted.
[[nodiscard]] const PairSummary* busiestPair(const RunSummary& summary);

}  // namespace roundscope
