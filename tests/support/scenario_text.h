// Scenario files for tests, written with as few words as the matter at hand needs.
#pragma once

#include <string>
#include <string_view>

#include "core/scenario/parse.h"

namespace roundscope::test {

/// A file's whole text.
std::string readFile(const std::string& path);

/// A scenario with `caller` on app-1 and `callee` (methods `ping` and `undo`) on app-2, where `caller.go` has these
/// steps. `caller` has the variables `balance` and `count`.
std::string withSteps(std::string_view steps);

/// The same scenario with further top-level fields: `"limits": {…}`.
std::string withFields(std::string_view fields);

/// Parses text that must be right. Ends the test with the error otherwise.
ScenarioSet parsed(std::string_view text, std::vector<Override> overrides = {});
/// The first step of `caller.go`.
const Step& firstStep(const ScenarioSet& set);
/// The one step of `caller.go` that this text says.
template <class StepType>
StepType onlyStep(const std::string& step) {
  return std::get<StepType>(firstStep(parsed(withSteps(step))).action);
}
/// The error's one line for text that must be wrong, in the file "x.json"; empty when it is right.
std::string errorIn(std::string_view text, std::vector<Override> overrides = {});

}  // namespace roundscope::test
