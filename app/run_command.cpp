// `run` and `compare`: simulate without a window and print the numbers.
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <vector>

#include "app/commands.h"
#include "core/export/comparison.h"
#include "core/export/summary_json.h"
#include "core/export/trace_formats.h"
#include "core/run/summary.h"
#include "core/simulation/simulator.h"
#include "ui/files/trace_file.h"

namespace roundscope::app {

using namespace ui;
namespace {

struct Run {
  Trace trace;
  CallTable table;
  RunSummary summary;
};

Run runOnce(const std::shared_ptr<const Scenario>& scenario) {
  Trace trace = simulate(scenario);
  CallTable calls = buildCallTable(trace);
  RunSummary summary = summarise(trace, calls);
  spdlog::debug("{} \"{}\": {} events, fingerprint {}", scenario->id, scenario->variant, trace.eventCount(),
                summary.fingerprint);
  return {std::move(trace), std::move(calls), std::move(summary)};
}

std::string json(const std::vector<Run>& runs, bool asList) {
  std::vector<std::pair<const Trace*, const RunSummary*>> pairs;
  for (const Run& run : runs) pairs.emplace_back(&run.trace, &run.summary);
  return (asList ? summariesJson(pairs) : summaryJson(*pairs[0].first, *pairs[0].second)) + "\n";
}

std::string verdictOf(const std::vector<Run>& runs) {
  std::vector<const Scenario*> scenarios;
  std::vector<RunSummary> summaries;
  for (const Run& run : runs) {
    scenarios.push_back(&run.trace.scenario());
    summaries.push_back(run.summary);
  }
  return comparisonVerdict(scenarios, summaries);
}

std::string table(const std::vector<Run>& runs) {
  const Scenario& first = runs.front().trace.scenario();
  std::size_t width = 8;
  for (const Run& run : runs) width = std::max(width, run.trace.scenario().variant.size());
  std::string text = fmt::format("{}\n\n{:<{}}  {:>8}  {:>8}  {:>8}  {:>8}  {:>13}  {:>12}\n", first.title, "", width,
                                 "rounds", "calls", "replied", "failed", "not performed", "end to end");
  for (const Run& run : runs) {
    const CallCounts& calls = run.summary.calls;
    const std::uint64_t failed = calls.rejected + calls.trapped + calls.expired + calls.dropped;
    const std::string& name = run.trace.scenario().variant;
    text += fmt::format("{:<{}}  {:>8}  {:>8}  {:>8}  {:>8}  {:>13}  {:>10.3f} s\n", name.empty() ? first.id : name,
                        width, run.summary.rounds, calls.attempted, calls.replied, failed, calls.notPerformed,
                        run.summary.endToEnd.seconds());
  }
  const std::string verdict = verdictOf(runs);
  if (!verdict.empty()) text += "\n" + verdict + "\n";
  return text;
}

Result<std::vector<Run>> runInput(const InputOptions& input) {
  const Result<OpenedScenario> opened = loadInput(input);
  if (!opened.ok()) return opened.error();
  const auto variants = chooseVariants(opened.value().set, input);
  if (!variants.ok()) return variants.error();
  std::vector<Run> runs;
  for (const auto& scenario : variants.value()) runs.push_back(runOnce(scenario));
  return runs;
}

TracedRuns traced(const std::vector<Run>& runs) {
  TracedRuns file{"roundscope " ROUNDSCOPE_VERSION, {}};
  for (const Run& run : runs) file.runs.push_back({run.trace, run.table});
  return file;
}

}  // namespace

int runCommand(const RunOptions& options) {
  const TraceFormat* format = nullptr;
  if (!options.trace.empty()) {
    const auto found = traceFormatOf(options.trace, "--trace");
    if (!found.ok()) return report(found.error());
    format = found.value();
  }
  const Result<std::vector<Run>> runs = runInput(options.input);
  if (!runs.ok()) return report(runs.error());
  if (format != nullptr) {
    const auto error = saveTrace(traced(runs.value()), *format, QString::fromStdString(options.trace));
    if (error) return report(*error);
  }
  return print(options.json ? json(runs.value(), options.input.all) : table(runs.value()));
}

int compareCommand(CompareOptions options) {
  options.input.all = true;
  const Result<std::vector<Run>> input = runInput(options.input);
  if (!input.ok()) return report(input.error());
  const std::vector<Run>& runs = input.value();
  std::vector<ComparedRun> compared;
  for (const Run& run : runs) compared.emplace_back(&run.trace.scenario(), &run.summary);
  if (options.json) return print(json(runs, true));
  if (options.csv) return print(comparisonCsv(compared));
  if (options.markdown) return print(comparisonMarkdown(compared, verdictOf(runs)));
  return print(table(runs));
}

}  // namespace roundscope::app
