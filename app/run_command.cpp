// `run` and `compare`: simulate without a window and print the numbers.
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "app/commands.h"
#include "app/interrupts.h"
#include "core/analysis/influence.h"
#include "core/analysis/verdict.h"
#include "core/base/visible_text.h"
#include "core/base/words.h"
#include "core/export/comparison.h"
#include "core/export/csv_text.h"
#include "core/export/summary_json.h"
#include "core/export/trace_formats.h"
#include "core/run/run.h"
#include "ui/files/trace_file.h"

namespace roundscope::app {

using namespace ui;
namespace {

struct SimulatedRun {
  std::shared_ptr<const Scenario> simulated;
  RunSummary summary;
  std::shared_ptr<const Run> run;  ///< where its trace is asked for
  [[nodiscard]] const Scenario& scenario() const { return *simulated; }
};

/// What becomes of the events: numbers need none of them.
enum class Events : std::uint8_t { Dropped, Kept };

SimulatedRun runOnce(const std::shared_ptr<const Scenario>& scenario, const RunBudget& budget, Events events) {
  SimulatedRun made{scenario, {}, {}};
  if (events == Events::Kept) {
    made.run = simulateUntilInterrupted(scenario, budget);
    made.summary = summarise(*made.run);
  } else {
    made.summary = sumUpUntilInterrupted(scenario, budget);
  }
  spdlog::debug("{} \"{}\": fingerprint {}", scenario->id, scenario->variant, made.summary.fingerprint);
  return made;
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

ComparisonTable comparisonOf(const std::vector<SimulatedRun>& runs) {
  std::vector<ComparedRun> all;
  for (const SimulatedRun& run : runs) all.push_back({&run.scenario(), &run.summary});
  return compared(all);
}

std::string nameIn(const SimulatedRun& run) {
  return visibleLine(run.scenario().variant.empty() ? run.scenario().id : run.scenario().variant);
}

/// A line for each expectation of each run: "Rust: ✗ users.rejected == 0 is broken since round 5: …".
std::string expectationsText(const std::vector<SimulatedRun>& runs) {
  std::string text;
  for (const SimulatedRun& run : runs)
    for (const JudgedExpectation& judged : run.summary.expectations)
      text += fmt::format("{}{} {}\n", runs.size() > 1 ? nameIn(run) + ": " : "", judged.holds() ? "✓" : "✗",
                          sentenceOf(judged));
  return text;
}

/// The exit status of numbers that were printed: 4 where an expectation does not hold.
int judgedStatus(int printed, const std::vector<SimulatedRun>& runs) {
  if (Interrupts::heard()) return kInterrupted;
  constexpr int kExpectationFailed = 4;
  const bool failed = std::any_of(runs.begin(), runs.end(),
                                  [](const SimulatedRun& run) { return failedOf(run.summary.expectations) > 0; });
  return printed == 0 && failed ? kExpectationFailed : printed;
}

std::string table(const std::vector<SimulatedRun>& runs) {
  std::size_t width = 8;
  for (const SimulatedRun& run : runs) width = std::max(width, nameIn(run).size());
  constexpr const char* kRow = "{:<{}}  {:>8}  {:>8}  {:>8}  {:>8}  {:>13}  {:>13}  {:>12}\n";
  std::string text = visibleLine(runs.front().scenario().title) + "\n\n" +
                     fmt::format(kRow, "", width, "rounds", "calls", "replied", "failed", "not performed",
                                 "users replied", "end to end");
  std::string notes;
  for (const SimulatedRun& run : runs) {
    const CallCounts& calls = run.summary.calls;
    const UserCounts& users = run.summary.users;
    const std::uint64_t failed = calls.rejected + calls.trapped + calls.expired + calls.dropped;
    const auto endToEnd = run.summary.endToEnd;
    text += fmt::format(kRow, nameIn(run), width, run.summary.rounds, calls.attempted, calls.replied, failed,
                        calls.notPerformed, fmt::format("{} of {}", users.replied, users.sent),
                        endToEnd ? fmt::format("{:.3f} s", endToEnd->seconds()) : "—");
    if (run.summary.cutOff != CutOff::None)
      notes +=
          fmt::format("{}: cut off by {}; these are its numbers so far.\n", nameIn(run), wordsOf(run.summary.cutOff));
    if (const std::string reasons = failuresText(run.summary.reasons); !reasons.empty())
      notes += fmt::format("{}: {}.\n", nameIn(run), reasons);
    if (calls.toItself > 0)
      notes += fmt::format("{}: besides, {} of a canister's runtime to itself.\n", nameIn(run),
                           counted(calls.toItself, "message"));
  }
  if (!notes.empty()) text += "\n" + notes;
  if (const std::string expectations = expectationsText(runs); !expectations.empty()) text += "\n" + expectations;
  if (const std::string verdict = comparisonVerdict(summedUp(runs)); !verdict.empty()) text += "\n" + verdict + "\n";
  return text;
}

Result<std::vector<SimulatedRun>> runChosen(const ScenarioSet& set, const InputOptions& input, Events events) {
  const auto variants = chooseVariants(set, input);
  if (!variants.ok()) return variants.error();
  const std::size_t atOnce = events == Events::Kept ? variants.value().size() : 1;
  std::vector<SimulatedRun> runs;
  for (const auto& scenario : variants.value())
    runs.push_back(runOnce(scenario, sharedAmong(atOnce, input.budget), events));
  return runs;
}

TracedRuns traced(const std::vector<SimulatedRun>& runs, bool utf8Mark) {
  TracedRuns file{"roundscope " ROUNDSCOPE_VERSION, {}, utf8Mark};
  for (const SimulatedRun& run : runs) file.runs.push_back(run.run.get());
  return file;
}

}  // namespace

int runCommand(const RunOptions& options) {
  const TraceFormat* format = nullptr;
  const bool traceAlone = options.trace.isStandardOutput();
  if (traceAlone && options.json)
    return report({ErrorKind::Usage, "--json", "standard output is taken by the trace", "--trace with a file's name"});
  if (const auto lacking = options.trace.lacksFormat("--trace")) return report(*lacking);
  if (!options.trace.path.empty()) {
    const auto found = traceFormatOf(options.trace.named(), "--trace");
    if (!found.ok()) return report(found.error());
    format = found.value();
  }
  if (options.utf8Mark && (format == nullptr || !format->isTable)) return report(nothingToMark());
  const Result<OpenedScenario> opened = loadInput(options.input);
  if (!opened.ok()) return report(opened.error());
  const Events events = format == nullptr ? Events::Dropped : Events::Kept;
  const Result<std::vector<SimulatedRun>> runs = runChosen(opened.value().set, options.input, events);
  if (!runs.ok()) return report(runs.error());
  if (format != nullptr) {
    const auto error =
        saveTrace(traced(runs.value(), options.utf8Mark), *format, QString::fromStdString(options.trace.path));
    if (error) return report(*error);
  }
  if (traceAlone) {
    printOnErrorStream(table(runs.value()));
    return judgedStatus(0, runs.value());
  }
  const int printed = options.json ? print(json(runs.value(), options.input.all)) : printWords(table(runs.value()));
  return judgedStatus(printed, runs.value());
}

int compareCommand(CompareOptions options) {
  options.input.all = true;
  if (options.utf8Mark && !options.csv) return report(nothingToMark());
  Result<OpenedScenario> opened = loadInput(options.input);
  if (!opened.ok()) return report(opened.error());
  const auto set = std::make_shared<const ScenarioSet>(std::move(opened).value().set);
  const Result<std::vector<SimulatedRun>> input = runChosen(*set, options.input, Events::Dropped);
  if (!input.ok()) return report(input.error());
  const std::vector<SimulatedRun>& runs = input.value();
  const ComparisonTable comparison = comparisonOf(runs);
  const auto text = [&] {
    if (options.json) return comparisonJson(comparison, summedUp(runs)) + "\n";
    if (options.csv) return (options.utf8Mark ? std::string(kUtf8Mark) : "") + comparisonCsv(comparison);
    if (options.markdown) return comparisonMarkdown(comparison);
    const std::string expectations = expectationsText(runs);
    return visibleLine(runs.front().scenario().title) + "\n\n" + comparisonText(comparison) +
           (expectations.empty() ? "" : "\n" + expectations) +
           (comparison.verdict.empty() ? "" : "\n" + comparison.verdict + "\n");
  };
  const bool forPrograms = options.json || options.csv;
  int printed = forPrograms ? print(text()) : printWords(text());
  if (options.advise && printed == 0) {
    const auto advice = adviceOn(set, variantNames(*set), options.input.budget);
    if (!advice) return kInterrupted;
    printed = printWords("\n" + textOf(*advice) + "\n");
  }
  return judgedStatus(printed, runs);
}

}  // namespace roundscope::app
