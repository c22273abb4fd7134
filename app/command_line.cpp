// The command line's grammar: arguments become the options of one command.
#include "app/command_line.h"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <QString>
#include <QtGlobal>

#include "app/command_help.h"
#include "app/commands.h"
#include "core/export/trace_formats.h"
#include "ui/picture/formats.h"

namespace roundscope::app {
namespace {

/// Qt's own diagnostics join ours, so that one option rules both.
void logQtMessage(QtMsgType type, const QMessageLogContext&, const QString& message) {
  const std::string text = message.toStdString();
  // Qt then makes a folder of its own, which is as good.
  if (message.startsWith(QLatin1String("QStandardPaths: XDG_RUNTIME_DIR not set")))
    return spdlog::debug("Qt: {}", text);
  switch (type) {
    case QtDebugMsg:
      return spdlog::debug("Qt: {}", text);
    case QtInfoMsg:
      return spdlog::info("Qt: {}", text);
    case QtWarningMsg:
      return spdlog::warn("Qt: {}", text);
    case QtCriticalMsg:
    case QtFatalMsg:
      return spdlog::error("Qt: {}", text);
  }
}

/// Diagnostics go to the error stream, so that output stays clean for other programs.
void setUpLog(const std::string& level) {
  const auto log = spdlog::stderr_color_mt("roundscope");
  log->set_pattern("%n: %l: %v");
  log->set_level(spdlog::level::from_str(level));
  spdlog::set_default_logger(log);
  qInstallMessageHandler(logQtMessage);
}

/// Every command takes it, before or after the command's name.
void addLogLevel(CLI::App& command, std::string& level) {
  command.add_option("--log-level", level, "how much to say on the error stream")
      ->check(CLI::IsMember({"trace", "debug", "info", "warn", "error", "off"}))
      ->capture_default_str();
}

/// What runs may cost.
void addBudget(CLI::App& command, RunBudget& budget) {
  command.add_option("--max-events", budget.events, "end a run that has more events (default: the file's max_events)")
      ->check(CLI::PositiveNumber.description(""))
      ->type_name("NUMBER");
  command
      .add_option("--memory-budget", budget.memoryBytes,
                  fmt::format("end runs that need more memory together, as 500MB or 2GB (default: {}GB)",
                              budget.memoryBytes >> 30))
      ->transform(CLI::AsSizeValue(false).description(""))
      ->check(CLI::Range(std::uint64_t{1'000'000}, std::uint64_t{1} << 50).description(""))
      ->type_name("SIZE");
  command.add_option("--max-work", budget.work, "end a run that takes more steps")
      ->check(CLI::PositiveNumber.description(""))
      ->type_name("NUMBER")
      ->capture_default_str();
}

/// A scenario, perhaps changed.
void addSource(CLI::App& command, InputOptions& input) {
  command
      .add_option("source", input.source,
                  "a scenario file, or a picture that holds one; - for standard input; or a lesson's id")
      ->required()
      ->type_name("FILE|LESSON");
  command
      .add_option(
          "--set", input.sets,
          "a changed value, as /limits/queue_capacity=50, or a knob's by its label, as Calls=50; may be repeated")
      ->type_name("/POINTER=VALUE")
      ->allow_extra_args(false);
  addBudget(command, input.budget);
}

/// A scenario and which of its variants.
void addInput(CLI::App& command, InputOptions& input) {
  addSource(command, input);
  auto* const variant = command.add_option("--variant", input.variant, "one variant by name (default: the first)");
  command.add_flag("--all", input.all, "every variant")->excludes(variant);
}

void addUtf8Mark(CLI::App& command, bool& mark) {
  command.add_flag("--utf8-mark", mark, "begin a .csv with the mark by which some spreadsheets know that it is UTF-8");
}

/// "also save every event in a file; its ending says how: .jsonl (one event a line, for programs), …"
std::string traceHelp() {
  std::string text;
  for (const TraceFormat& format : traceFormats())
    text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", format.ending, format.description);
  return "also save every event or call in a file; its ending says how: " + text;
}

/// The formats of a table, as `--format` takes them.
template <class Formats>
std::vector<std::string> endingsOf(const Formats& formats) {
  std::vector<std::string> endings;
  for (const auto& format : formats) endings.emplace_back(format.ending.substr(1));
  return endings;
}

/// Those of tables, and of pictures that show more than a run.
std::vector<std::string> sweepEndings() {
  std::vector<std::string> endings{"csv", "json"};
  for (const ui::PictureFormat& format : ui::pictureFormats())
    if (ui::pictureFormatOf("x" + std::string(format.ending), "", ui::PictureUse::Series).ok())
      endings.emplace_back(format.ending.substr(1));
  return endings;
}

CLI::Option* addFormat(CLI::App& command, Output& output, const std::vector<std::string>& endings) {
  return command.add_option("--format", output.format, "in place of the file's ending; - for standard output needs it")
      ->check(CLI::IsMember(endings));
}

}  // namespace

int runProgram(int argc, char** argv) {
  CLI::App app("Shows how inter-canister calls run on the Internet Computer, round by round.", "roundscope");
  app.set_version_flag("--version", "roundscope " ROUNDSCOPE_VERSION);
  app.require_subcommand(0, 1);
  std::string logLevel = "warn";
  addLogLevel(app, logLevel);
  std::string source;
  app.add_option("source", source, "a scenario file or a lesson's id, to show in the window")->type_name("FILE|LESSON");
  RunBudget windowBudget;
  addBudget(app, windowBudget);

  RunOptions run;
  CLI::App* const runApp =
      app.add_subcommand("run", "simulate and print the numbers, and whether what the scenario expects holds");
  addInput(*runApp, run.input);
  runApp->add_flag("--json", run.json, "print JSON: an object, or with --all a list");
  auto* const trace = runApp->add_option("--trace", run.trace.path, traceHelp())->type_name("OUT");
  addFormat(*runApp, run.trace, endingsOf(traceFormats()))->needs(trace);
  addUtf8Mark(*runApp, run.utf8Mark);

  RenderOptions render;
  CLI::App* const renderApp = app.add_subcommand("render", "simulate and save a picture");
  addInput(*renderApp, render.input);
  renderApp
      ->add_option("-o,--output", render.output.path,
                   "the picture's file; its ending says how: " + ui::pictureFormatsHelp())
      ->required()
      ->type_name("OUT");
  addFormat(*renderApp, render.output, endingsOf(ui::pictureFormats()));
  addFigureOptions(*renderApp, render.figure);
  renderApp
      ->add_option("--series", render.series,
                   "rounds, or a lesson's steps: a numbered picture for each, as OUT-001.svg, or all in one .gif")
      ->check(CLI::IsMember({"rounds", "steps"}));

  CompareOptions compare;
  CLI::App* const compareApp =
      app.add_subcommand("compare", "simulate all variants and print them side by side, best and worst marked");
  addSource(*compareApp, compare.input);
  CLI::Option_group* const form = compareApp->add_option_group("form");
  form->add_flag("--json", compare.json, "print JSON: each run, the rows that compare them, and the verdict");
  form->add_flag("--advise", compare.advise, "print what is safe in each variant, too, from further runs");
  form->add_flag("--csv", compare.csv, "print comma-separated values, a line for each variant");
  form->add_flag("--markdown", compare.markdown, "print a Markdown table and the verdict");
  form->require_option(0, 1);
  addUtf8Mark(*compareApp, compare.utf8Mark);

  SweepOptions sweep;
  CLI::App* const sweepApp = app.add_subcommand(
      "sweep", "simulate for each value of one or two numbers: --set /POINTER=1..2000:50, =1..1024:x2 or =1,2,5");
  addInput(*sweepApp, sweep.input);
  sweepApp->add_option("--seeds", sweep.seeds, "so many seeds each, from the scenario's own on")->capture_default_str();
  auto* const largest = sweepApp->add_flag("--largest", sweep.largest,
                                           "find the greatest value for which all expectations hold, in every seed");
  sweepApp->add_flag("--fail-each-call", sweep.failEachCall, "fail each message of the run in turn; takes no range")
      ->excludes(largest);
  sweepApp
      ->add_flag("--advise", sweep.advise,
                 "say how many calls at once are safe, what their caller must hold, how long a callee may take")
      ->excludes(largest);
  auto* const sweepJson = sweepApp->add_flag("--json", sweep.json, "print JSON");
  auto* const sweepOut = sweepApp
                             ->add_option("-o,--output", sweep.output.path,
                                          "a file; its ending says how: .csv, .json, or a picture as " +
                                              ui::pictureEndings(ui::PictureUse::Series))
                             ->excludes(sweepJson)
                             ->type_name("OUT");
  addFormat(*sweepApp, sweep.output, sweepEndings())->needs(sweepOut);
  addUtf8Mark(*sweepApp, sweep.utf8Mark);
  sweepApp
      ->add_option("--plot", sweep.plot,
                   "the number that a picture shows, by its name in the JSON, as replied; a chart each of several, as "
                   "rounds,not_performed")
      ->type_name("NUMBERS");
  addPageOptions(*sweepApp, sweep.figure);
  sweepApp->add_option("--threads", sweep.threads, "how many runs at once (default: one for each core)");

  CodeOptions code;
  CLI::App* const codeApp = app.add_subcommand("code", "print a canister as a program");
  addInput(*codeApp, code.input);
  codeApp->add_option("--canister", code.canister, "the canister's id")->required()->type_name("ID");
  codeApp->add_option("--language", code.language, "motoko or rust; default: the canister's own")
      ->check(CLI::IsMember({"motoko", "rust"}));

  std::string file;
  CLI::App* const checkApp = app.add_subcommand("check", "say what is wrong with a scenario file");
  checkApp->add_option("file", file, "the scenario file; - for standard input")->required()->type_name("FILE");
  bool lessonsAsJson = false;
  CLI::App* const lessonsApp = app.add_subcommand("lessons", "list the lessons");
  lessonsApp->add_flag("--json", lessonsAsJson, "print JSON");
  NewOptions start;
  CLI::App* const newApp = app.add_subcommand("new", "print a scenario to start from; without a name, list them");
  newApp->add_option("name", start.name, "a template's or a lesson's id")->type_name("TEMPLATE|LESSON");
  newApp->add_option("-o,--output", start.output, "save it in this file, which must not be there yet")
      ->type_name("FILE");
  newApp->add_flag("--schema", start.namesSchema, "let it name the installed schema, by which editors complete");
  bool schemaPath = false;
  CLI::App* const schemaApp = app.add_subcommand("schema", "print the JSON Schema of scenario files");
  schemaApp->add_flag("--path", schemaPath, "print where it is installed instead");
  std::string shell;
  CLI::App* const completionApp =
      app.add_subcommand("completion", "print what lets a shell complete this command line");
  completionApp->add_option("shell", shell, "which shell")->required()->check(CLI::IsMember({"bash", "zsh"}));
  for (CLI::App* const command : app.get_subcommands({})) addLogLevel(*command, logLevel);
  addFooters(app);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  setUpLog(logLevel);
  if (*runApp) return runCommand(run);
  if (*renderApp) return renderCommand(render, argc, argv);
  if (*compareApp) return compareCommand(compare);
  if (*sweepApp) return sweepCommand(sweep, argc, argv);
  if (*codeApp) return codeCommand(code);
  if (*checkApp) return checkCommand(file);
  if (*lessonsApp) return lessonsCommand(lessonsAsJson);
  if (*newApp) return newCommand(start);
  if (*schemaApp) return schemaCommand(schemaPath);
  if (*completionApp) return completionCommand(app, shell);
  return windowCommand(source, windowBudget, argc, argv);
}

}  // namespace roundscope::app
