// How long 200 points of a sweep take, on one core and on all: per point, parse, simulate, sum up and judge.
#include <benchmark/benchmark.h>

#include "core/analysis/sweep.h"
#include "core/base/check.h"
#include "tests/support/scenarios.h"
#include "ui/sweep/inquiry_runner.h"

namespace roundscope {
namespace {

void sweepPoints(benchmark::State& state) {
  const auto set = std::make_shared<const ScenarioSet>(test::lessonScenarios("in-flight-limit"));
  SweepPlan plan{{{"/canisters/0/methods/parallel_calls/steps/0/call/count", {}}}, {"Parallel"}, 1};
  for (std::int64_t value = 5; value <= 1'000; value += 5) plan.parameters[0].values.push_back(value);
  for (auto _ : state) {
    const auto sweep = std::make_shared<Sweep>(*set, plan);
    ui::InquiryRunner runner(set, sweep, static_cast<unsigned>(state.range(0)));
    while (!runner.waitFor(1'000)) continue;
    RS_CHECK(sweep->table().points.size() == 200);
  }
}

BENCHMARK(sweepPoints)->Name("sweep/200_points/threads")->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace roundscope
