// What it costs to say how everything stands at any moment of a long run: the state of canisters and queues, the
// calls in flight and the counts of outcomes. It must not grow with the number of calls.
#include <benchmark/benchmark.h>

#include <memory>

#include "core/analysis/simulate_run.h"
#include "core/run/moment_state.h"
#include "core/run/rounds.h"
#include "tests/bench/window_of_calls.h"

namespace roundscope {
namespace {

/// All panels' state at moments spread over the run: a step of the golden ratio visits them in no order of time.
void seek(benchmark::State& state) {
  const auto run = simulateRun(windowOfCalls(state.range(0)));
  const std::int64_t end = endOfRounds(*run).us;
  double share = 0;
  for (auto _ : state) {
    share += 0.618033988749895;
    if (share >= 1) share -= 1;
    const Time time{static_cast<std::int64_t>(share * static_cast<double>(end))};
    const auto us = static_cast<double>(time.us);
    const MomentState moment = stateAt(*run, time);
    benchmark::DoNotOptimize(moment.pairs.data());
    const CallsInFlight& inFlight = run->inFlight();
    benchmark::DoNotOptimize(inFlight.all().valueAt(us));
    benchmark::DoNotOptimize(inFlight.all().peakUntil(us));
    benchmark::DoNotOptimize(run->outcomes().countsUntil(us));
    for (const auto& [ids, pair] : inFlight.pairs()) benchmark::DoNotOptimize(pair.curve.valueAt(us));
    for (const CanisterOutcomes& calls : run->outcomes().canisters()) benchmark::DoNotOptimize(calls.countsUntil(us));
  }
}

BENCHMARK(seek)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace roundscope
