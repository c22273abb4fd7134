// `sweep`: many runs of one scenario on all cores, and what they come to.
#include <fmt/format.h>
#include <unistd.h>

#include <QApplication>
#include <QHashSeed>
#include <algorithm>
#include <optional>

#include "app/commands.h"
#include "app/interrupts.h"
#include "app/surroundings.h"
#include "core/analysis/influence.h"
#include "core/analysis/sweep_facts.h"
#include "core/analysis/sweep_numbers.h"
#include "core/export/csv_text.h"
#include "core/export/sweep_export.h"
#include "ui/files/write_file.h"
#include "ui/picture/formats.h"
#include "ui/plot/sweep_scene.h"
#include "ui/sweep/inquiry_runner.h"
#include "ui/sweep/sweep_picture.h"

namespace roundscope::app {

using namespace ui;
namespace {

/// Makes the runs, and says on a terminal how far it has come. Whether it came to its end.
bool investigate(const std::shared_ptr<const ScenarioSet>& set, const std::shared_ptr<Inquiry>& inquiry,
                 unsigned threads, const RunBudget& budget) {
  const Interrupts interrupts;
  const bool tells = isatty(STDERR_FILENO) != 0;
  InquiryRunner runner(set, inquiry, threads, budget);
  while (!runner.waitFor(100)) {
    const InquiryRunner::Progress progress = runner.progress();
    if (tells) std::fputs(fmt::format("\r\033[K{} of {} runs", progress.made, progress.all).c_str(), stderr);
    if (Interrupts::heard()) runner.stop();
  }
  if (tells) std::fputs("\r\033[K", stderr);
  if (!Interrupts::heard()) return true;
  const InquiryRunner::Progress progress = runner.progress();
  remark(fmt::format("stopped after {} of {} runs", progress.made, progress.all));
  return false;
}

/// Where the answer goes, and how.
enum class Form { Text, Json, Csv, Picture };

Result<Form> formOf(const SweepOptions& options) {
  if (options.output.path.empty()) return options.json ? Form::Json : Form::Text;
  if (const auto lacking = options.output.lacksFormat("-o")) return *lacking;
  const std::string file = options.output.named();
  const auto endsWith = [&](std::string_view ending) {
    return file.size() > ending.size() && file.compare(file.size() - ending.size(), ending.size(), ending) == 0;
  };
  if (endsWith(".csv")) return Form::Csv;
  if (endsWith(".json")) return Form::Json;
  if (pictureFormatOf(file, "-o", PictureUse::Series).ok()) return Form::Picture;
  return Error{ErrorKind::Usage, "-o", "found \"" + file + "\"",
               "a name that ends in .csv, .json, " + pictureEndings(PictureUse::Series)};
}

int write(const SweepOptions& options, const std::string& text) {
  if (options.output.path.empty()) return options.json ? print(text) : printWords(text);
  const std::string mark(options.utf8Mark ? kUtf8Mark : "");
  const auto failed = writeFile(QString::fromStdString(options.output.path), QByteArray::fromStdString(mark + text));
  return failed ? report(*failed) : 0;
}

/// Takes the ranges out of the overrides.
Result<std::vector<SweepParameter>> takeRanges(InputOptions& input) {
  std::vector<SweepParameter> parameters;
  std::vector<std::string> plain;
  for (const std::string& set : input.sets) {
    const std::size_t equals = set.find('=');
    const auto range = parseSweepRange(equals == std::string::npos ? "" : set.substr(equals + 1));
    if (!range.ok()) return range.error();
    if (range.value())
      parameters.push_back({set.substr(0, equals), *range.value()});
    else
      plain.push_back(set);
  }
  input.sets = std::move(plain);
  return parameters;
}

struct AskedSweep {
  std::shared_ptr<const ScenarioSet> set;
  SweepPlan plan;
};

/// The variants that are meant; when nobody says, the first in which the number changes anything.
std::optional<int> chooseVariants(const SweepOptions& options, AskedSweep& asked) {
  const std::vector<std::string> all = variantNames(*asked.set);
  if (options.input.all || all.size() == 1) {
    asked.plan.variants = all;
    return std::nullopt;
  }
  if (!options.input.variant.empty()) {
    const auto chosen = app::chooseVariants(*asked.set, options.input);
    if (!chosen.ok()) return report(chosen.error());
    asked.plan.variants = {options.input.variant};
    return std::nullopt;
  }
  asked.plan.variants = {all.front()};
  std::string_view reason = "the first";
  if (!asked.plan.parameters.empty()) {
    const auto influence = std::make_shared<Influence>(*asked.set, asked.plan.parameters);
    if (!investigate(asked.set, influence, options.threads, options.input.budget)) return kInterrupted;
    const Influence::Reached reached = influence->reached();
    if (!reached.variants.empty()) asked.plan.variants = {reached.variants.front()};
    if (reached.changed) reason = "the first that this changes,";
  }
  remark(fmt::format("this is the variant \"{}\", {} of {}; --all shows all", asked.plan.variants.front(), reason,
                     all.size()));
  return std::nullopt;
}

/// Names with commas between them.
std::vector<std::string> namesIn(const std::string& list) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t comma = std::min(list.find(',', at), list.size());
    names.push_back(list.substr(at, comma - at));
    at = comma + 1;
  }
  return names;
}

/// Saves what `picture` gives in the format that the output's name asks for.
template <class MakePicture>
int save(const Output& output, MakePicture&& picture) {
  const auto format = pictureFormatOf(output.named(), "-o", PictureUse::Series);
  if (!format.ok()) return report(format.error());
  const Result<QByteArray> bytes = picture(*format.value());
  if (!bytes.ok()) return report(bytes.error());
  const auto failed = writeFile(QString::fromStdString(output.path), bytes.value());
  return failed ? report(*failed) : 0;
}

/// What is wrong at some values is told beside the answer. It is the program's own status only where nothing ran.
int tell(const SweepOptions& options, Form form, const ScenarioSet& set, const SweepTable& table, const Figure& look) {
  const std::vector<SweepRefusal> refusals = table.refusals();
  const bool nothing = table.nothingRan();
  for (const SweepRefusal& refusal : refusals)
    if (form != Form::Text || nothing) printOnErrorStream(textOf(refusal, table) + "\n");
  const int status = nothing ? exitStatus(refusals.front().error) : 0;
  const auto told = [&](const std::string& text) {
    const int written = write(options, text);
    return written != 0 ? written : status;
  };
  switch (form) {
    case Form::Text:
      return nothing ? status : told(sweepText(table));
    case Form::Json:
      return told(sweepJson(table));
    case Form::Csv:
      return told(sweepCsv(table));
    case Form::Picture:
      break;
  }
  if (nothing) return status;
  std::vector<std::size_t> numbers;
  for (const std::string& name : namesIn(options.plot)) numbers.push_back(sweepNumberAt(name));
  if (numbers.empty()) numbers.push_back(tellingNumber(table));
  return save(options.output,
              [&](const PictureFormat& format) { return sweepPicture(set, table, numbers, look, format); });
}

int tell(const SweepOptions& options, Form form, const SafeValue& answer) {
  const int written = write(options, form == Form::Json  ? safeValueJson(answer)
                                     : form == Form::Csv ? safeValueCsv(answer)
                                                         : textOf(answer) + "\n");
  const LargestAnswer largest = answer.largest();
  if (written != 0 || !largest.nothingRan()) return written;
  return report(*largest.variants.front().tried.front().error);
}

int tell(const SweepOptions& options, Form form, const ScenarioSet& set, const FailureGrid& grid, const Figure& look) {
  if (grid.error) return report(*grid.error);
  if (form == Form::Json) return write(options, failuresJson(grid));
  if (form == Form::Csv) return write(options, failuresCsv(grid));
  if (form == Form::Picture) {
    return save(options.output, [&](const PictureFormat& as) { return failurePicture(set, grid, look, as); });
  }
  return write(options, failuresText(grid));
}

Error usage(std::string where, std::string what, std::string expected) {
  return {ErrorKind::Usage, std::move(where), std::move(what), std::move(expected)};
}

/// The first name that is none of a number that sweeps have.
std::optional<Error> wrongNumber(const std::string& plot) {
  for (const std::string& name : namesIn(plot)) {
    if (sweepNumberNamed(name)) continue;
    std::vector<std::string_view> names;
    for (const SweepNumber& number : sweepNumbers()) names.push_back(number.name);
    return usage("--plot", "found \"" + name + "\"", fmt::format("one of {}", fmt::join(names, ", ")));
  }
  return std::nullopt;
}

/// Makes the runs of the plan, or those in which each message fails, and tells what came of them.
int sweepAndTell(const SweepOptions& options, Form form, const AskedSweep& asked, const Figure& look) {
  if (options.failEachCall) {
    const auto sweep = std::make_shared<FailureSweep>(*asked.set, asked.plan.variants.front());
    if (!investigate(asked.set, sweep, options.threads, options.input.budget)) return kInterrupted;
    return tell(options, form, *asked.set, sweep->grid(), look);
  }
  const auto sweep = std::make_shared<Sweep>(*asked.set, asked.plan);
  if (!investigate(asked.set, sweep, options.threads, options.input.budget)) return kInterrupted;
  return tell(options, form, *asked.set, sweep->table(), look);
}

}  // namespace

std::optional<std::vector<Advice>> adviceOn(const std::shared_ptr<const ScenarioSet>& set,
                                            const std::vector<std::string>& variants, const RunBudget& budget,
                                            unsigned threads) {
  std::vector<std::shared_ptr<AdviceSearch>> searches;
  for (const std::string& variant : variants) searches.push_back(std::make_shared<AdviceSearch>(*set, variant));
  const auto all = std::make_shared<InTurn>(std::vector<std::shared_ptr<Inquiry>>(searches.begin(), searches.end()));
  if (!investigate(set, all, threads, budget)) return std::nullopt;
  std::vector<Advice> advice;
  for (const auto& search : searches) advice.push_back(search->result());
  return advice;
}

int drawSweptAgain(OpenedScenario opened, const Output& output, const Figure& look, const RunBudget& budget) {
  const PictureRecord& record = *opened.picture;
  SweepOptions options;
  options.output = output;
  options.input.budget = budget;
  options.plot = fmt::format("{}", fmt::join(record.swept->numbers, ","));
  options.failEachCall = record.swept->parameters.empty();
  const AskedSweep asked{std::make_shared<const ScenarioSet>(std::move(opened.set)),
                         {record.swept->parameters, record.variants, record.swept->seeds}};
  const bool hollow = std::any_of(asked.plan.parameters.begin(), asked.plan.parameters.end(),
                                  [](const SweepParameter& parameter) { return parameter.values.empty(); });
  if (hollow || asked.plan.variants.empty())
    return report({ErrorKind::Scenario, "the sweep in the picture", "found no values or variants", "some of each"});
  if (const auto wrong = wrongNumber(options.plot)) return report(*wrong);
  if (const auto wrong = options.failEachCall ? std::nullopt : wrongIn(asked.plan)) return report(*wrong);
  return sweepAndTell(options, Form::Picture, asked, look);
}

int sweepCommand(const SweepOptions& given, int& argc, char** argv) {
  SweepOptions options = given;
  if (const auto wrong = wrongNumber(options.plot)) return report(*wrong);
  const Result<Form> form = formOf(options);
  if (!form.ok()) return report(form.error());
  if (options.utf8Mark && form.value() != Form::Csv) return report(nothingToMark());
  const Result<Figure> look = withArguments(Figure{}, options.figure);
  if (!look.ok()) return report(look.error());
  const auto parameters = takeRanges(options.input);
  if (!parameters.ok()) return report(parameters.error());
  Result<OpenedScenario> opened = loadInput(options.input, parameters.value());
  if (!opened.ok()) return report(opened.error());
  AskedSweep asked{std::make_shared<const ScenarioSet>(std::move(opened).value().set),
                   {parameters.value(), {""}, options.seeds}};
  if (options.advise) {
    if (!parameters.value().empty()) return report(usage("--set", "found a range", "none with --advise"));
    if (form.value() == Form::Csv || form.value() == Form::Picture)
      return report(usage("-o", "found \"" + options.output.named() + "\"", "a name that ends in .json with --advise"));
    if (options.seeds != 1) return report(usage("--seeds", "found more than one", "none with --advise"));
  } else if (options.failEachCall) {
    if (!parameters.value().empty()) return report(usage("--set", "found a range", "none with --fail-each-call"));
    if (options.seeds != 1) return report(usage("--seeds", "found more than one", "none with --fail-each-call"));
    if (options.input.all) return report(usage("--all", "found all variants", "one --variant with --fail-each-call"));
  } else if (const auto wrong = wrongIn(asked.plan)) {
    return report(*wrong);
  }
  std::optional<QApplication> application;
  if (form.value() == Form::Picture) {
    if (options.largest) return report(usage("-o", "found a picture", "a file of text, as .json, with --largest"));
    QHashSeed::setDeterministicGlobalSeed();  // the same command, the same bytes
    qputenv("QT_QPA_PLATFORM", "offscreen");  // a picture needs fonts, but no display
    application.emplace(argc, argv);
    if (const auto none = noFonts()) return report(*none);
  }
  if (options.largest && parameters.value().size() != 1)
    return report(usage("--largest", "found two ranges", "one --set with a range"));
  if (const auto status = chooseVariants(options, asked)) return *status;
  if (options.advise) {
    const auto advice = adviceOn(asked.set, asked.plan.variants, options.input.budget, options.threads);
    if (!advice) return kInterrupted;
    return write(options, form.value() == Form::Json ? adviceJson(*advice) : textOf(*advice) + "\n");
  }
  if (const auto wrong = options.failEachCall ? std::nullopt : wrongIn(asked.plan)) return report(*wrong);
  if (options.largest) {
    const auto search = std::make_shared<SafeValue>(*asked.set, asked.plan);
    if (!investigate(asked.set, search, options.threads, options.input.budget)) return kInterrupted;
    return tell(options, form.value(), *search);
  }
  return sweepAndTell(options, form.value(), asked, look.value());
}

}  // namespace roundscope::app
