// Whole runs for tests.
#include "tests/support/run.h"
#include "core/analysis/simulate_run.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/base/check.h"
#include "tests/support/scenario_text.h"

namespace roundscope::test {
namespace {

std::string pairText(std::string_view calleeSubnet, std::string_view steps, std::string_view methods,
                     std::string_view fields) {
  return fmt::format(
      R"({{"roundscope": 1, {}
"subnets": [{{"id": "app-1"}}, {{"id": "app-2"}}],
"canisters": [
  {{"id": "caller", "subnet": "app-1", "variables": {{"x": 0, "y": 0}}, "methods": {{"go": {{"steps": [{}]}}, "poke": {{}}}}}},
  {{"id": "callee", "subnet": "{}", "variables": {{"x": 0}}, "methods": {{{}}}}}],
"ingress": [{{"to": "caller.go"}}]}})",
      fields, steps, calleeSubnet, methods);
}

}  // namespace

std::uint64_t Outcome::count(CallOutcome outcome) const {
  std::uint64_t n = 0;
  for (const CallSpan& call : table.calls()) n += call.outcome == outcome ? 1 : 0;
  return n;
}

PairSummary Outcome::pair(std::string_view caller, std::string_view callee) const {
  for (const PairSummary& pair : summary.pairs)
    if (trace.scenario().canister(pair.caller).id == caller && trace.scenario().canister(pair.callee).id == callee)
      return pair;
  return {};
}

std::int64_t Outcome::variable(std::string_view canister, std::string_view name) const {
  const auto& canisters = trace.scenario().canisters;
  for (std::size_t c = 0; c < canisters.size(); ++c)
    for (std::size_t v = 0; v < canisters[c].variables.size(); ++v)
      if (canisters[c].id == canister && canisters[c].variables[v].name == name) return summary.variables[c][v];
  ADD_FAILURE() << "no variable " << canister << "." << name;
  return 0;
}

Outcome runScenario(const Scenario& scenario) {
  return Outcome(simulateRun(std::make_shared<const Scenario>(scenario)));
}

Outcome runText(std::string_view text, std::vector<Override> overrides) {
  return runScenario(parsed(text, std::move(overrides)).variants.front());
}

Outcome runLesson(std::string_view lesson, std::string_view variant, std::vector<Override> overrides) {
  const std::string path =
      fmt::format("{}/resources/lessons/{}/scenario.roundscope.json", ROUNDSCOPE_SOURCE_DIR, lesson);
  const ScenarioSet set = parsed(readFile(path), std::move(overrides));
  for (const Scenario& scenario : set.variants)
    if (variant.empty() || scenario.variant == variant) return runScenario(scenario);
  ADD_FAILURE() << "lesson " << lesson << " has no variant " << variant;
  return runScenario(set.variants.front());
}

std::string twoSubnets(std::string_view callerSteps, std::string_view calleeMethods, std::string_view fields) {
  return pairText("app-2", callerSteps, calleeMethods, fields);
}
std::string oneSubnet(std::string_view callerSteps, std::string_view calleeMethods, std::string_view fields) {
  return pairText("app-1", callerSteps, calleeMethods, fields);
}

}  // namespace roundscope::test
