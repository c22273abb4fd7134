// One function for each subcommand. Each returns the program's exit status.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/figure_arguments.h"
#include "app/input.h"
#include "app/output.h"
#include "core/analysis/advice.h"

namespace CLI {
class App;
}

namespace roundscope::app {

struct RunOptions {
  InputOptions input;
  bool json = false;
  Output trace;           ///< where the events go, too
  bool utf8Mark = false;  ///< a table begins with the mark by which spreadsheets know UTF-8
};
/// Simulates and prints the numbers. Saves the trace where that is asked for, whole or not at all; on standard output
/// it stands alone, and the numbers go to the error stream. The status is 4 where an expectation of the scenario does
/// not hold.
int runCommand(const RunOptions& options);

struct CompareOptions {
  InputOptions input;
  bool json = false;
  bool csv = false;
  bool markdown = false;
  bool utf8Mark = false;
  bool advise = false;  ///< below, what further runs say is safe
};
/// Simulates every variant and prints them side by side, with the verdict where the form has room for it. The status is
/// that of `run`.
int compareCommand(CompareOptions options);

struct SweepOptions {
  InputOptions input;  ///< a `set` whose value is a range, as /pointer=1..2000:50, is swept
  std::uint32_t seeds = 1;
  bool largest = false;
  bool failEachCall = false;
  bool advise = false;
  bool json = false;
  Output output;  ///< its ending says the form; nowhere: a text on standard output
  bool utf8Mark = false;
  std::string plot;        ///< which numbers a picture shows, with commas between them; empty: one that differs
  FigureArguments figure;  ///< how the picture looks
  unsigned threads = 0;
};
/// What is safe in each of these variants, from runs on all cores. Absent where Ctrl+C ended it, which is told.
std::optional<std::vector<Advice>> adviceOn(const std::shared_ptr<const ScenarioSet>& set,
                                            const std::vector<std::string>& variants, const RunBudget& budget,
                                            unsigned threads = 0);
/// The exit status that shells give a program that Ctrl+C ends.
inline constexpr int kInterrupted = 130;

/// Runs a scenario for each value of a number, for the greatest value that is safe, or with each message failed.
int sweepCommand(const SweepOptions& options, int& argc, char** argv);

/// Makes the runs of a sweep's picture again, and draws it in this look. A QApplication must be there.
int drawSweptAgain(ui::OpenedScenario opened, const Output& output, const Figure& look, const RunBudget& budget);

struct RenderOptions {
  InputOptions input;
  Output output;
  FigureArguments figure;
  std::string series;  ///< "rounds" or "steps": a numbered picture for each; empty: one picture
};
/// Simulates and saves a picture, a series of pictures or a page, each file whole or not at all. Says on the error
/// stream what a reader could stumble over.
int renderCommand(const RenderOptions& options, int& argc, char** argv);

struct CodeOptions {
  InputOptions input;
  std::string canister;  ///< its id
  std::string language;  ///< "motoko" or "rust"; empty: the canister's own
};
/// Prints a canister as a program.
int codeCommand(const CodeOptions& options);

/// Says what is wrong with a scenario file, or what in it is surely not meant, of which the file is right none the
/// less: a line each on the error stream, FILE:LINE:COLUMN: error or warning: /json/pointer: what. Columns count
/// characters.
int checkCommand(const std::string& file);
int lessonsCommand(bool json);
struct NewOptions {
  std::string name;          ///< of a template or lesson; empty: they are listed
  std::string output;        ///< a file that is not there yet; empty or "-": standard output
  bool namesSchema = false;  ///< the scenario says where its schema is installed
};
/// Prints or saves a scenario to start from.
int newCommand(const NewOptions& options);
/// Prints the schema, or where it is installed.
int schemaCommand(bool path);

/// Prints the completion of this command line for a shell: "bash" or "zsh".
int completionCommand(const CLI::App& app, const std::string& shell);

/// Shows the window, with `source` open when it is not empty.
int windowCommand(const std::string& source, const RunBudget& budget, int& argc, char** argv);

}  // namespace roundscope::app
