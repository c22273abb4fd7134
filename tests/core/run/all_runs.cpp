// Places come from the call table, event by event: slow and plain.
#include "tests/core/run/all_runs.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/check.h"
#include "core/scenario/parse.h"
#include "core/simulation/simulator.h"
#include "tests/core/lesson/lesson_runs.h"
#include "tests/support/generated_scenario.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

std::vector<PlacedEvent> placed(const Run& run) {
  std::vector<PlacedEvent> events;
  bool inQuery = false;
  run.trace().forEach([&](std::uint64_t index, const Event& event) {
    if (std::holds_alternative<QueryStarted>(event)) inQuery = true;
    const Moment moment = momentOfEvent(run.calls(), index);
    events.push_back({event, run.calls().drawnAt(moment).us, run.calls().rounds()[moment.round].subnet, inQuery});
    if (const auto* query = std::get_if<QueryFinished>(&event); query && query->depth == 0) inQuery = false;
  });
  return events;
}

AnyRun made(std::string name, const Scenario& scenario, std::uint64_t seed) {
  AnyRun run{std::move(name), runScenario(scenario), {}, {-1}};
  run.events = placed(run.run());
  Random random(seed);
  constexpr std::size_t kMoments = 12;
  for (std::size_t i = 0; i < kMoments && !run.events.empty(); ++i) {
    const std::int64_t us = run.events[random.between(0, run.events.size() - 1)].us;
    run.moments.push_back(us);
    run.moments.push_back(us - 1);
  }
  run.moments.push_back(INT64_MAX / 2);
  return run;
}

std::vector<AnyRun> makeAll() {
  constexpr std::uint64_t kGenerated = 200;
  std::vector<AnyRun> all;
  for (const std::string& id : lessonIds())
    for (const Scenario& scenario : lessonScenarios(id).variants)
      all.push_back(made(id + " " + scenario.variant, scenario, all.size()));
  for (std::uint64_t seed = 1; seed <= kGenerated; ++seed)
    all.push_back(made(fmt::format("generated {}", seed), scenarioOf(generatedScenario(seed)), seed));
  return all;
}

}  // namespace

bool AnyRun::isWhole() const {
  if (run().trace().cutOff() != CutOff::None) return false;
  return std::none_of(events.begin(), events.end(), [](const PlacedEvent& placed) {
    const auto* asked = std::get_if<AnswerAwaited>(&placed.event);
    return asked != nullptr && asked->dueUs == kNeverDue;
  });
}

const std::vector<AnyRun>& allRuns() {
  static const std::vector<AnyRun> all = makeAll();
  // No test may pass because it was given nothing.
  RS_CHECK(all.size() >= 215);
  return all;
}

std::shared_ptr<const Run> inBatchesOf(std::size_t events, const Scenario& scenario) {
  const auto shared = std::make_shared<const Scenario>(scenario);
  auto run = std::make_shared<Run>(shared);
  Simulator simulator(shared);
  while (!simulator.finished()) run->append(simulator.stepBatch(events));
  return run;
}

}  // namespace roundscope::test
