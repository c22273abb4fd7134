// How long the whole protocol takes, with the whole trace recorded: N calls to a canister on another subnet, 500 of
// them kept in flight. Per call: `time_per_call`, and `bytes_per_call` of trace.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>

#include "core/base/check.h"
#include "core/scenario/parse.h"
#include "core/simulation/simulator.h"

namespace roundscope {
namespace {

std::shared_ptr<const Scenario> windowOfCalls(std::int64_t calls) {
  const std::string text = fmt::format(
      R"({{"roundscope": 1, "title": "Window of calls", "subnets": [{{"id": "app-1"}}, {{"id": "app-2"}}], "canisters": [
        {{"id": "caller", "subnet": "app-1", "methods": {{"go": {{"steps": [
          {{"call": {{"to": "callee.ping", "count": {}, "order": {{"window": 500}}}}}}, {{"reply": {{}}}}]}}}}}},
        {{"id": "callee", "subnet": "app-2", "methods": {{"ping": {{}}}}}}], "ingress": [{{"to": "caller.go"}}]}})",
      calls);
  const Result<ScenarioSet> set = parseScenario(text, {.fileName = "window"});
  RS_CHECK(set.ok());
  return std::make_shared<const Scenario>(set.value().variants.front());
}

void simulateWindow(benchmark::State& state) {
  const auto scenario = windowOfCalls(state.range(0));
  std::uint64_t events = 0;
  for (auto _ : state) {
    std::optional<Trace> trace = simulate(scenario);
    state.PauseTiming();  // freeing the trace is no part of making it
    RS_CHECK(trace->finished());
    events = trace->eventCount();
    trace.reset();
    state.ResumeTiming();
  }
  const auto calls = static_cast<double>(state.range(0));
  state.counters["time_per_call"] =
      benchmark::Counter(calls, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
  state.counters["bytes_per_call"] = static_cast<double>(events * sizeof(Event)) / calls;
}

BENCHMARK(simulateWindow)
    ->Name("simulate/window")
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace roundscope

BENCHMARK_MAIN();
