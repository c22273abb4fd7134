// One request in, one batch out.
#include "ui/session/simulation_worker.h"

#include <QElapsedTimer>
#include <utility>

#include "core/base/check.h"

namespace roundscope::ui {

void SimulationWorker::open(const std::vector<std::shared_ptr<const Scenario>>& scenarios, const RunBudget& budget) {
  m_variants.clear();
  m_budget = sharedAmong(scenarios.size(), budget);
  for (const auto& scenario : scenarios)
    m_variants.push_back({scenario, std::make_unique<Simulator>(scenario, scriptedPrograms(), m_budget), 0, {}, {}});
}

/// A simulator that was stopped within an instant is of no use any more. Another one takes its place, when it is asked
/// for, and first comes as far.
void SimulationWorker::next(Progress& progress, const RoundRequest& request, RoundBatch& batch) const {
  batch.events.clear();
  batch.texts.clear();
  batch.instants = 0;
  batch.finished = false;
  batch.cutOff = CutOff::None;
  batch.simulatedUntil = progress.simulatedUntil;
  if (!progress.simulator) {
    auto simulator = std::make_unique<Simulator>(progress.scenario, scriptedPrograms(), m_budget);
    if (!simulator->skip(progress.instants, request.stop)) return;
    progress.simulator = std::move(simulator);
  }
  batch.finished = progress.simulator->finished();
  if (!batch.finished) progress.simulator->refill(batch, request.eventBudget, request.stop);
  if (batch.cutOff == CutOff::Interrupted) {
    batch.cutOff = CutOff::None;
    batch.finished = false;
    progress.simulator.reset();
  }
  progress.instants += batch.instants;
  progress.simulatedUntil = batch.simulatedUntil;
}

void SimulationWorker::advance(const RoundRequest& request) {
  RS_CHECK(request.variant < m_variants.size());
  Progress& progress = m_variants[request.variant];
  QElapsedTimer clock;
  clock.start();
  auto batch = request.spare ? request.spare : std::make_shared<RoundBatch>();
  next(progress, request, *batch);
  for (const Event& event : batch->events) progress.print.add(event);
  RoundAnswer answer;
  answer.print = progress.print;
  answer.generation = request.generation;
  answer.variant = request.variant;
  answer.eventBudget = request.eventBudget;
  answer.batch = std::move(batch);
  answer.workMicroseconds = clock.nsecsElapsed() / 1'000;
  emit answered(answer);
}

}  // namespace roundscope::ui
