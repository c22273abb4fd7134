// `run`: simulates without a window and prints the numbers, as JSON or as a table.
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <vector>

#include "app/commands.h"
#include "core/analysis/summary.h"
#include "core/export/summary_json.h"
#include "core/simulation/simulator.h"

namespace roundscope {
namespace {

struct Run {
  Trace trace;
  RunSummary summary;
};

Run runOnce(const std::shared_ptr<const Scenario>& scenario) {
  Trace trace = simulate(scenario);
  RunSummary summary = summarise(trace, buildCallTable(trace));
  spdlog::debug("{} \"{}\": {} events, fingerprint {}", scenario->id, scenario->variant, trace.eventCount(),
                summary.fingerprint);
  return {std::move(trace), std::move(summary)};
}

std::string json(const std::vector<Run>& runs, bool asList) {
  std::vector<std::pair<const Trace*, const RunSummary*>> pairs;
  for (const Run& run : runs) pairs.emplace_back(&run.trace, &run.summary);
  return (asList ? summariesJson(pairs) : summaryJson(*pairs[0].first, *pairs[0].second)) + "\n";
}

std::string table(const std::vector<Run>& runs) {
  const Scenario& first = runs.front().trace.scenario();
  std::size_t width = 8;
  for (const Run& run : runs) width = std::max(width, run.trace.scenario().variant.size());
  std::string text = fmt::format("{}\n\n{:<{}}  {:>8}  {:>8}  {:>8}  {:>8}  {:>13}  {:>12}\n", first.title, "", width,
                                 "rounds", "calls", "replied", "failed", "not performed", "end to end");
  std::vector<const Scenario*> scenarios;
  std::vector<RunSummary> summaries;
  for (const Run& run : runs) {
    const CallCounts& calls = run.summary.calls;
    const std::uint64_t failed = calls.rejected + calls.trapped + calls.expired + calls.dropped;
    const std::string& name = run.trace.scenario().variant;
    text += fmt::format("{:<{}}  {:>8}  {:>8}  {:>8}  {:>8}  {:>13}  {:>10.3f} s\n", name.empty() ? first.id : name,
                        width, run.summary.rounds, calls.attempted, calls.replied, failed, calls.notPerformed,
                        run.summary.endToEnd.seconds());
    scenarios.push_back(&run.trace.scenario());
    summaries.push_back(run.summary);
  }
  const std::string verdict = comparisonVerdict(scenarios, summaries);
  if (!verdict.empty()) text += "\n" + verdict + "\n";
  return text;
}

}  // namespace

int runCommand(const RunOptions& options) {
  const Result<ScenarioSet> set = loadInput(options.input);
  if (!set.ok()) return report(set.error());
  const auto variants = chooseVariants(set.value(), options.input);
  if (!variants.ok()) return report(variants.error());
  std::vector<Run> runs;
  for (const auto& scenario : variants.value()) runs.push_back(runOnce(scenario));
  return print(options.json ? json(runs, options.input.all) : table(runs));
}

}  // namespace roundscope
