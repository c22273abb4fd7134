// One request in, one sealed batch out.
#include "ui/session/simulation_worker.h"

#include <QElapsedTimer>

#include "core/base/check.h"

namespace roundscope::ui {

void SimulationWorker::open(const std::vector<std::shared_ptr<const Scenario>>& scenarios) {
  m_simulators.clear();
  m_prints.assign(scenarios.size(), {});
  for (const auto& scenario : scenarios) m_simulators.push_back(std::make_unique<Simulator>(scenario));
}

void SimulationWorker::advance(const RoundRequest& request) {
  RS_CHECK(request.variant < m_simulators.size());
  Simulator& simulator = *m_simulators[request.variant];
  QElapsedTimer clock;
  clock.start();
  auto batch = std::make_shared<RoundBatch>();
  if (simulator.finished()) {
    batch->simulatedUntil = simulator.now();
    batch->finished = true;
  } else {
    *batch = simulator.stepBatch(request.eventBudget);
  }
  for (const Event& event : batch->events) m_prints[request.variant].add(event);
  RoundAnswer answer;
  answer.print = m_prints[request.variant];
  answer.generation = request.generation;
  answer.variant = request.variant;
  answer.eventBudget = request.eventBudget;
  answer.batch = std::move(batch);
  answer.workMicroseconds = clock.nsecsElapsed() / 1'000;
  emit answered(answer);
}

}  // namespace roundscope::ui
