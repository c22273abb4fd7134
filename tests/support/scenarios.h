// The scenarios of tests, in the words of what they are about. Take the first that says enough:
//
//   pingSteps(30, kParallel)          steps of a method: it calls `callee.ping` so often, and replies
//   twoSubnets(steps), oneSubnet(…)   a scenario's text for whole runs: `caller.go` has these steps
//   withSteps(steps), withFields(…)   the same for the parser and for programs: what a step or a field says
//   pingExperiment(30, kParallel)     the guide's experiment, read: nothing but the pings
//   sequentialAndParallelPings(30)    its two variants
//   lessonScenarios("cycles")         a built-in lesson's
//   generatedScenario(seed)           anything at all (generated_scenario.h)
//
// `parsed` and `scenarioOf` read a text that must be right, `errorIn` one that must be wrong; an override changes a
// field of it: `{{"/limits/queue_capacity", "4"}}`. A test that needs other canisters writes the JSON of its scenario
// out. Runs are in run.h.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/parse.h"

namespace roundscope::test {

/// A file's whole text. It must be there.
std::string readFile(const std::string& path);

// Reading.

/// Reads text that must be right. Ends the program with the error otherwise.
ScenarioSet parsed(std::string_view text, std::vector<Override> overrides = {});
/// Its first variant.
Scenario scenarioOf(std::string_view text, std::vector<Override> overrides = {});
/// What is wrong with a text, in the file "x.json", a line for each thing; empty when it is right.
std::string errorIn(std::string_view text, std::vector<Override> overrides = {});

// Steps.

/// A field of a call.
inline constexpr std::string_view kParallel = R"("order": "parallel")";
std::string window(int size);

/// Steps that call `callee.ping` so many times, with these further fields of the call, and then reply.
std::string pingSteps(int count, std::string_view fields = "");

// A caller and a callee.

/// `caller` on app-1 with the variables `x` and `y` and the method `go` of these steps, called once at the start;
/// `callee` on app-2 with the variable `x` and these methods ("\"ping\": {}"). `fields` are further top-level fields,
/// each followed by a comma.
std::string twoSubnets(std::string_view callerSteps, std::string_view calleeMethods = R"("ping": {})",
                       std::string_view fields = "");
/// The same with both canisters on app-1.
std::string oneSubnet(std::string_view callerSteps, std::string_view calleeMethods = R"("ping": {})",
                      std::string_view fields = "");

/// `caller` on app-1 and `callee` (methods `ping` and `undo`) on app-2, where `caller.go` has these steps, which begin
/// on line 5. `caller` has the variables `balance` and `count`.
std::string withSteps(std::string_view steps);
/// The same scenario with further top-level fields on line 2: `"limits": {…}`.
std::string withFields(std::string_view fields);
/// The first step of `caller.go`.
const Step& firstStep(const ScenarioSet& set);
/// The one step of `caller.go` that this text says.
template <class StepType>
StepType onlyStep(const std::string& step) {
  return std::get<StepType>(firstStep(parsed(withSteps(step))).action);
}

// Pings.

/// The guide's experiment: `caller.run` on app-1 calls `callee.ping` on app-2 so many times, with these further fields
/// of the call, and replies. There is nothing else.
Scenario pingExperiment(int count, std::string_view fields = "", const std::string& variant = "");
/// As the variants "Sequential" and "Parallel" of one file.
std::shared_ptr<const ScenarioSet> sequentialAndParallelPings(int count,
                                                              const std::string& title = "Pings across subnets",
                                                              std::vector<Override> overrides = {});

// Lessons.

/// The ids of all lessons, in the order of teaching.
const std::vector<std::string>& lessonIds();
/// A built-in lesson's scenario file as it stands, and read.
std::string lessonText(const std::string& id);
ScenarioSet lessonScenarios(const std::string& id, std::vector<Override> overrides = {});

}  // namespace roundscope::test
