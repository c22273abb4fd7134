// See simulate_run.h.
#include "core/analysis/simulate_run.h"

#include "core/simulation/simulator.h"

namespace roundscope {

std::shared_ptr<const Run> simulateRun(const std::shared_ptr<const Scenario>& scenario, const RunTerms& terms) {
  const Trace trace = simulate(scenario, scriptedPrograms(), terms);
  auto run = std::make_shared<Run>(scenario);
  for (const auto& batch : trace.batches()) run->append(batch);
  return run;
}

}  // namespace roundscope
