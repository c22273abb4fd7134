// See simulate_run.h.
#include "core/analysis/simulate_run.h"

#include "core/simulation/simulator.h"

namespace roundscope {

std::shared_ptr<const Run> simulateRun(const std::shared_ptr<const Scenario>& scenario, const RunTerms& terms) {
  auto run = std::make_shared<Run>(scenario);
  simulate(scenario, scriptedPrograms(), terms,
           [&](std::shared_ptr<const RoundBatch> batch) { run->append(std::move(batch)); });
  return run;
}

}  // namespace roundscope
