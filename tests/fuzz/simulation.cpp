// Reader and simulation. The input: a scenario's text. However a run is stepped, it is the same, and keeps all rules.
#include "core/analysis/summary.h"
#include "core/analysis/trace_invariants.h"
#include "core/run/run.h"
#include "core/scenario/parse.h"
#include "core/simulation/invariants.h"
#include "core/simulation/simulator.h"
#include "tests/fuzz/input.h"

using namespace roundscope;

namespace {

constexpr std::size_t kMostVariants = 3;
constexpr std::uint64_t kMostRounds = 5'000;  ///< idle ones take time, too
constexpr std::size_t kInstantsChecked = 50;  ///< looking at the whole state takes time
constexpr RunBudget kBudget{.events = 5'000, .memoryBytes = std::uint64_t{64} << 20, .work = 20'000};

/// Between two rounds: not where the budget ended an instant.
void checkState(const Simulator& simulator) {
  if (simulator.cutOff() != CutOff::None) return;
  const std::vector<StateBreach> broken = simulator.broken();
  for (const StateBreach& breach : broken) std::fprintf(stderr, "%s\n", breach.text.c_str());
  RS_CHECK(broken.empty());
}

std::string instantByInstant(const std::shared_ptr<const Scenario>& scenario) {
  Simulator simulator(scenario, scriptedPrograms(), kBudget);
  Fingerprint print;
  for (std::size_t instant = 0; !simulator.finished(); ++instant) {
    EventList events;
    simulator.step(events);
    for (const Event& event : events) print.add(event);
    if (instant < kInstantsChecked) checkState(simulator);
  }
  checkState(simulator);
  return print.text();
}

std::string inBatches(const std::shared_ptr<const Scenario>& scenario, std::size_t events) {
  Simulator simulator(scenario, scriptedPrograms(), kBudget);
  Fingerprint print;
  while (!simulator.finished())
    for (const Event& event : simulator.stepBatch(events).events) print.add(event);
  return print.text();
}

void check(const std::shared_ptr<const Scenario>& scenario) {
  auto run = std::make_shared<Run>(scenario);
  simulate(scenario, scriptedPrograms(), {.budget = kBudget}, [&](const RoundBatch& batch) { run->append(batch); });
  const std::string whole = fingerprint(run->trace());
  RS_CHECK(instantByInstant(scenario) == whole);
  RS_CHECK(inBatches(scenario, 100) == whole);
  RS_CHECK(brokenInvariants(run->trace()).empty());
  RS_CHECK(summarise(*run).fingerprint == whole);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Result<ScenarioSet> set =
      parseScenario({reinterpret_cast<const char*>(data), size}, {.fileName = "f.json", .overrides = {}});
  if (!set.ok()) return 0;
  const std::vector<Scenario>& variants = set.value().variants;
  for (std::size_t i = 0; i < variants.size() && i < kMostVariants; ++i) {
    Scenario scenario = variants[i];
    scenario.maxRounds = std::min(scenario.maxRounds, kMostRounds);
    check(std::make_shared<const Scenario>(std::move(scenario)));
  }
  return 0;
}
