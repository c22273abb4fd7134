// The step of a scenario that has many calls in flight at once: what questions about "how many?" are about.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/run/run.h"

namespace roundscope {

struct FanOut {
  std::string pointer;     ///< of the number that says how many at once: a parallel call's count, or a window's size
  std::string label;       ///< for people, as of ScenarioNumber
  std::int64_t value = 0;  ///< of that number
  bool window = false;     ///< at most so many of the calls, rather than all of them
  MethodRef caller;
  std::vector<MethodRef> to;  ///< never empty
};

/// Of the methods that ran, the step with the most calls at once; absent when none has several.
[[nodiscard]] std::optional<FanOut> fanOutOf(const ScenarioSet& set, const Run& run);

}  // namespace roundscope
