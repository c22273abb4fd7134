// How long the whole protocol takes, with the whole trace recorded: N calls to a canister on another subnet, 500 of
// them kept in flight. Per call: `time_per_call`, and `bytes_per_call` of trace.
#include <benchmark/benchmark.h>

#include <optional>

#include "core/base/check.h"
#include "core/simulation/simulator.h"
#include "tests/bench/window_of_calls.h"

namespace roundscope {
namespace {

void simulateWindow(benchmark::State& state) {
  const auto scenario = windowOfCalls(state.range(0));
  std::uint64_t bytes = 0;
  for (auto _ : state) {
    std::optional<Trace> trace = simulate(scenario);
    state.PauseTiming();  // freeing the trace is no part of making it
    RS_CHECK(trace->finished());
    bytes = trace->events().bytes();
    trace.reset();
    state.ResumeTiming();
  }
  const auto calls = static_cast<double>(state.range(0));
  state.counters["time_per_call"] =
      benchmark::Counter(calls, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
  state.counters["bytes_per_call"] = static_cast<double>(bytes) / calls;
}

BENCHMARK(simulateWindow)
    ->Name("simulate/window")
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace roundscope
