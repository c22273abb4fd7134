// What it costs to say how everything stands at any moment of a long run: the state of canisters and queues, the
// calls in flight and the counts of outcomes. It must not grow with the number of calls.
#include <benchmark/benchmark.h>

#include <memory>

#include "core/run/moment_state.h"
#include "core/simulation/simulator.h"
#include "tests/bench/window_of_calls.h"
#include "ui/timeline/index.h"

namespace roundscope::ui {
namespace {

/// All panels' state at moments spread over the run: a step of the golden ratio visits them in no order of time.
void seek(benchmark::State& state) {
  VariantRun run(windowOfCalls(state.range(0)));
  Simulator simulator(run.scenario);
  while (!simulator.finished()) {
    const auto batch = std::make_shared<const RoundBatch>(simulator.stepBatch(80'000));
    run.trace.append(batch);
    run.table.append(*batch);
  }
  MomentFold fold(run.trace, run.table);
  fold.update();
  VariantIndex index(run);
  index.grow();
  const std::int64_t end = index.frontierUs();
  double share = 0;
  for (auto _ : state) {
    share += 0.618033988749895;
    if (share >= 1) share -= 1;
    const Time time{static_cast<std::int64_t>(share * static_cast<double>(end))};
    const auto us = static_cast<double>(time.us);
    const MomentState moment = fold.at(time);
    benchmark::DoNotOptimize(moment.pairs.data());
    benchmark::DoNotOptimize(index.inFlight().valueAt(us));
    benchmark::DoNotOptimize(index.inFlight().peakUntil(us));
    benchmark::DoNotOptimize(index.countsUntil(us));
    for (const auto& [ids, pair] : index.pairs()) benchmark::DoNotOptimize(pair.inFlight.valueAt(us));
    for (const Lane& lane : index.lanes()) benchmark::DoNotOptimize(lane.countsUntil(us));
  }
}

BENCHMARK(seek)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace roundscope::ui
