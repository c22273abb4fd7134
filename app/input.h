// What the user named on the command line: a file or a lesson, and which of its variants.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/sweep_range.h"
#include "core/base/result.h"
#include "core/scenario/parse.h"
#include "core/scenario/scenario.h"
#include "core/trace/run_terms.h"
#include "ui/files/scenario_file.h"

namespace roundscope::app {

/// The choice that `run` and `render` share.
struct InputOptions {
  std::string source;             ///< a file's path, "-" for standard input, or a lesson's id
  std::string variant;            ///< empty: the first
  bool all = false;               ///< every variant
  std::vector<std::string> sets;  ///< "/json/pointer=VALUE"
  RunBudget budget;               ///< of all runs together
};

/// Whether the source names a file, which need not exist; otherwise a lesson.
[[nodiscard]] bool namesFile(const InputOptions& options);

/// Reads the file or lesson, once. Where a value, or one that is `swept`, is given by a label, a lesson's knobs are in
/// its scenario. Whoever needs what a picture says finds it beside the scenario.
/// Errors: of kind Usage for a malformed override, InputOutput when there is no such file or lesson.
[[nodiscard]] Result<ui::OpenedScenario> loadInput(const InputOptions& options,
                                                   const std::vector<SweepParameter>& swept = {});

/// The variants asked for, in the file's order. Says on the error stream when there are more than are shown.
/// Errors: of kind Usage when there is no variant of that name.
Result<std::vector<std::shared_ptr<const Scenario>>> chooseVariants(const ScenarioSet& set,
                                                                    const InputOptions& options);

/// The exit status that an error leads to.
[[nodiscard]] int exitStatus(const Error& error);

/// Of `--utf8-mark` where no comma-separated values are written.
[[nodiscard]] Error nothingToMark();

/// Prints a line for each thing that is wrong and gives the exit status of the first.
int report(const Error& error);

/// Says something on the error stream, on a line of its own.
void remark(const std::string& words);

/// Prints a text for programs, byte for byte, to the standard output. Gives the exit status: output may be a full disk
/// or a closed pipe.
int print(const std::string& text);
/// The same for people, with control characters written out: names may hold what a terminal takes for a command.
int printWords(const std::string& text);

}  // namespace roundscope::app
