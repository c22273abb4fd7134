// The numbers of a scenario file that can be turned: for lists to choose from, for sweeps and for advice.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/scenario/scenario.h"

namespace roundscope {

/// What a number says of how many calls are in flight at once.
enum class CallsAtOnce : std::uint8_t { Nothing, Sequential, Parallel, Window };

/// A whole number of a variant, with the variant's patch and the set's overrides applied.
struct ScenarioNumber {
  std::string pointer;     ///< as overrides take it
  std::string label;       ///< for people: "caller, parallel_calls, step 1, call to callee.ping: count"
  std::int64_t value = 0;  ///< what it is now
  bool written = true;     ///< false for limits that the file leaves as the profile has them
  CallsAtOnce atOnce = CallsAtOnce::Nothing;
  bool operator==(const ScenarioNumber&) const = default;
};

/// In the file's order, then the limits that it does not write. Empty when there is no such variant.
std::vector<ScenarioNumber> numbersOf(const ScenarioSet& set, const std::string& variant);
/// Those of all variants, each once, as the first that has it calls it; how many calls are at once as in the variant
/// with the most.
std::vector<ScenarioNumber> numbersOf(const ScenarioSet& set);

/// What people call the number at a pointer; the pointer where no variant has one.
std::string numberLabel(const ScenarioSet& set, const std::string& pointer);

/// What stands at a pointer, as JSON; absent where nothing does.
std::optional<std::string> valueAt(const ScenarioSet& set, const std::string& variant, const std::string& pointer);

}  // namespace roundscope
