// The values that a sweep gives a number: "1..2000:50", "1..1024:x2", "1,2,5".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace roundscope {

/// One number of the scenario, and what it becomes in turn.
struct SweepParameter {
  std::string pointer;               ///< into the scenario, as of an override
  std::vector<std::int64_t> values;  ///< ascending, each once, at least one
  bool operator==(const SweepParameter&) const = default;
};

/// More would take hours, and no picture shows them.
inline constexpr std::size_t kMostSweepValues = 100'000;

/// "1..2000" is every whole number, "1..2000:50" every fiftieth from the first, "1..2000:x2" each twice the one before;
/// "5,1,2" is these. Absent where the text is no range: then it is one value, as it stands.
/// Errors: of kind Usage for a range that goes down, a step that leads nowhere, or more than kMostSweepValues.
[[nodiscard]] Result<std::optional<std::vector<std::int64_t>>> parseSweepRange(std::string_view text);

}  // namespace roundscope
