// Whole runs for tests.
#include "tests/support/run.h"
#include "core/analysis/simulate_run.h"

#include <gtest/gtest.h>

namespace roundscope::test {

std::vector<RoundBatch> batchesOf(const Trace& trace) {
  std::vector<RoundBatch> batches;
  trace.forEachBatch([&](const RoundBatch& batch) { batches.push_back(batch); });
  return batches;
}

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
  return runScenario(scenarioOf(text, std::move(overrides)));
}

Outcome runLesson(std::string_view lesson, std::string_view variant, std::vector<Override> overrides) {
  const ScenarioSet set = lessonScenarios(std::string(lesson), std::move(overrides));
  for (const Scenario& scenario : set.variants)
    if (variant.empty() || scenario.variant == variant) return runScenario(scenario);
  ADD_FAILURE() << "lesson " << lesson << " has no variant " << variant;
  return runScenario(set.variants.front());
}

}  // namespace roundscope::test
