// Private to core/analysis: when a named number changed during a run. The lists are those of the run's folds: nothing
// is copied or counted again.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "core/run/run.h"
#include "core/scenario/run_numbers.h"

namespace roundscope::detail {

/// The changes of a part of a number, in order of time.
struct ChangeTrack {
  struct Change {
    std::int64_t us = 0;
    double value = 0;  ///< from then on
  };
  std::uint32_t size = 0;
  double before = 0;                        ///< the value before the first change
  std::function<Change(std::uint32_t)> at;  ///< the change with so many before it; borrows the run

  [[nodiscard]] double valueAfter(std::uint32_t changes) const { return changes == 0 ? before : at(changes - 1).value; }
};

/// A number is the sum of these.
using NumberChanges = std::vector<ChangeTrack>;

/// Absent for a number that is known at the end of a run only.
[[nodiscard]] std::optional<NumberChanges> changesOf(const RunNumber& number, const Run& run);

}  // namespace roundscope::detail
