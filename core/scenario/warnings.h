// What is legal in a scenario but surely not meant.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/scenario.h"

namespace roundscope {

struct Warning {
  std::string pointer;  ///< what it is about, in the file with the variant's patch applied
  std::string what;     ///< without a full stop
  /// Whether it is odd only where it is so in all variants: a method may be there for another one.
  bool ofAllVariants = false;
  bool operator==(const Warning&) const = default;
};

/// Of one variant, canister by canister. A balance that the file gives may bind calls, for that is a thing to study; it
/// is odd only where not even one message or call can be paid.
[[nodiscard]] std::vector<Warning> warningsOf(const Scenario& scenario);

/// Of all variants, by line, each once, in the form of errors: `FILE:LINE: /json/pointer: what`. Absent where there are
/// none.
[[nodiscard]] std::optional<Error> warningsOf(const ScenarioSet& set, const std::string& fileName);

}  // namespace roundscope
