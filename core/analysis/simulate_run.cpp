// See simulate_run.h.
#include "core/analysis/simulate_run.h"

#include "core/run/run_tally.h"
#include "core/simulation/simulator.h"

namespace roundscope {

std::shared_ptr<const Run> simulateRun(const std::shared_ptr<const Scenario>& scenario, const RunTerms& terms) {
  auto run = std::make_shared<Run>(scenario);
  simulate(scenario, scriptedPrograms(), terms, [&](const RoundBatch& batch) { run->append(batch); });
  return run;
}

RunSummary sumUp(const std::shared_ptr<const Scenario>& scenario, const RunTerms& terms) {
  RunTally tally(*scenario);
  RunTerms inPassing = terms;
  inPassing.budget.keepsEvents = false;
  simulate(scenario, scriptedPrograms(), inPassing, [&](const RoundBatch& batch) { tally.take(batch, terms.stop); });
  return summarise(tally);
}

void findBreakings(RunSummary& summary, const std::shared_ptr<const Scenario>& scenario, const RunTerms& terms) {
  if (!anyBroken(summary.expectations)) return;
  const auto run = simulateRun(scenario, terms);
  if (run->trace().cutOff() == CutOff::None) summary.expectations = judged(*run, summary);
}

}  // namespace roundscope
