// `run` and `compare`: simulate without a window and print the numbers.
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <vector>

#include "app/commands.h"
#include "core/analysis/simulate_run.h"
#include "core/analysis/verdict.h"
#include "core/export/comparison.h"
#include "core/export/summary_json.h"
#include "core/export/trace_formats.h"
#include "core/run/run.h"
#include "ui/files/trace_file.h"

namespace roundscope::app {

using namespace ui;
namespace {

struct SimulatedRun {
  std::shared_ptr<const Run> run;
  RunSummary summary;
  [[nodiscard]] const Scenario& scenario() const { return run->scenario(); }
};

SimulatedRun runOnce(const std::shared_ptr<const Scenario>& scenario) {
  auto run = simulateRun(scenario);
  RunSummary summary = summarise(*run);
  spdlog::debug("{} \"{}\": {} events, fingerprint {}", scenario->id, scenario->variant, run->trace().eventCount(),
                summary.fingerprint);
  return {std::move(run), std::move(summary)};
}

std::vector<SummedUpRun> summedUp(const std::vector<SimulatedRun>& runs) {
  std::vector<SummedUpRun> list;
  for (const SimulatedRun& run : runs) list.emplace_back(&run.scenario(), &run.summary);
  return list;
}

std::string json(const std::vector<SimulatedRun>& runs, bool asList) {
  const std::vector<SummedUpRun> all = summedUp(runs);
  return (asList ? summariesJson(all) : summaryJson(all.front())) + "\n";
}

std::string verdictOf(const std::vector<SimulatedRun>& runs) {
  std::vector<const Scenario*> scenarios;
  std::vector<RunSummary> summaries;
  for (const SimulatedRun& run : runs) {
    scenarios.push_back(&run.scenario());
    summaries.push_back(run.summary);
  }
  return comparisonVerdict(scenarios, summaries);
}

std::string table(const std::vector<SimulatedRun>& runs) {
  const Scenario& first = runs.front().scenario();
  std::size_t width = 8;
  for (const SimulatedRun& run : runs) width = std::max(width, run.scenario().variant.size());
  std::string text = fmt::format("{}\n\n{:<{}}  {:>8}  {:>8}  {:>8}  {:>8}  {:>13}  {:>12}\n", first.title, "", width,
                                 "rounds", "calls", "replied", "failed", "not performed", "end to end");
  for (const SimulatedRun& run : runs) {
    const CallCounts& calls = run.summary.calls;
    const std::uint64_t failed = calls.rejected + calls.trapped + calls.expired + calls.dropped;
    const std::string& name = run.scenario().variant;
    const auto endToEnd = run.summary.endToEnd;
    text += fmt::format("{:<{}}  {:>8}  {:>8}  {:>8}  {:>8}  {:>13}  {:>12}\n", name.empty() ? first.id : name, width,
                        run.summary.rounds, calls.attempted, calls.replied, failed, calls.notPerformed,
                        endToEnd ? fmt::format("{:.3f} s", endToEnd->seconds()) : "cut off");
  }
  const std::string verdict = verdictOf(runs);
  if (!verdict.empty()) text += "\n" + verdict + "\n";
  return text;
}

Result<std::vector<SimulatedRun>> runInput(const InputOptions& input) {
  const Result<OpenedScenario> opened = loadInput(input);
  if (!opened.ok()) return opened.error();
  const auto variants = chooseVariants(opened.value().set, input);
  if (!variants.ok()) return variants.error();
  std::vector<SimulatedRun> runs;
  for (const auto& scenario : variants.value()) runs.push_back(runOnce(scenario));
  return runs;
}

TracedRuns traced(const std::vector<SimulatedRun>& runs) {
  TracedRuns file{"roundscope " ROUNDSCOPE_VERSION, {}};
  for (const SimulatedRun& run : runs) file.runs.push_back(run.run.get());
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
  const Result<std::vector<SimulatedRun>> runs = runInput(options.input);
  if (!runs.ok()) return report(runs.error());
  if (format != nullptr) {
    const auto error = saveTrace(traced(runs.value()), *format, QString::fromStdString(options.trace));
    if (error) return report(*error);
  }
  return print(options.json ? json(runs.value(), options.input.all) : table(runs.value()));
}

int compareCommand(CompareOptions options) {
  options.input.all = true;
  const Result<std::vector<SimulatedRun>> input = runInput(options.input);
  if (!input.ok()) return report(input.error());
  const std::vector<SimulatedRun>& runs = input.value();
  if (options.json) return print(json(runs, true));
  if (options.csv) return print(comparisonCsv(summedUp(runs)));
  if (options.markdown) return print(comparisonMarkdown(summedUp(runs), verdictOf(runs)));
  return print(table(runs));
}

}  // namespace roundscope::app
