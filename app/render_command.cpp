// `render`: simulates without a window and saves pictures.
#include <fmt/format.h>

#include <QApplication>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHashSeed>
#include <algorithm>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <set>

#include "app/commands.h"
#include "app/interrupts.h"
#include "app/surroundings.h"
#include "core/run/run.h"
#include "ui/files/write_file.h"
#include "ui/lessons/lesson_library.h"
#include "ui/picture/drawn_picture.h"
#include "ui/picture/formats.h"
#include "ui/picture/frames.h"
#include "ui/picture/lesson_slides.h"
#include "ui/picture/picture.h"
#include "ui/picture/preflight.h"

namespace roundscope::app {

using namespace ui;
namespace {

/// Runs that are kept for as long as pictures are made of them.
struct Runs {
  ScenarioSet set;
  std::vector<std::shared_ptr<const Run>> runs;
  RunBudget budget{};  ///< of each run
  [[nodiscard]] std::vector<const Run*> shown() const {
    std::vector<const Run*> list;
    for (const auto& run : runs) list.push_back(run.get());
    return list;
  }
};

/// The figure that the options start from: the file's of that name, or the one that the picture was made from.
/// `source` is the picture's name.
Result<Figure> figureBefore(const OpenedScenario& opened, const std::string& source, const std::string& name) {
  if (name.empty()) {
    return opened.picture ? figureIn(*opened.picture, nameInErrors(QString::fromStdString(source)))
                          : Result<Figure>(Figure{});
  }
  std::string known;
  for (const Figure& figure : opened.set.figures) {
    if (figure.name == name) return figure;
    known += fmt::format("{}\"{}\"", known.empty() ? "" : ", ", figure.name);
  }
  return wrongOption("--figure", name, known.empty() ? "none, because the file has no figures" : "one of " + known);
}

/// The variants named, which commas part; a name may have commas itself.
std::vector<std::string> namedVariants(const ScenarioSet& set, const std::string& text) {
  const auto known = [&](const std::string& name) {
    return std::any_of(set.variants.begin(), set.variants.end(),
                       [&](const Scenario& scenario) { return scenario.variant == name; });
  };
  std::vector<std::string> names;
  std::string name;
  for (std::size_t start = 0; start <= text.size() && !known(text);) {
    const std::size_t comma = std::min(text.find(',', start), text.size());
    name += text.substr(start, comma - start);
    start = comma + 1;
    if (known(name))
      names.push_back(std::exchange(name, {}));
    else
      name += ',';
  }
  if (names.empty() || !name.empty()) names = {text};  // what is wrong with it is told later
  return names;
}

std::string optionOf(const std::string& field) {
  if (field.starts_with("/variants")) return "--variant";
  return field.starts_with("/notes") ? "--note" : "--canisters";
}

/// The variants of the figure, in its order, simulated.
Result<Runs> runInput(const RenderOptions& options, const InputOptions& given, Result<OpenedScenario> opened,
                      Figure& figure) {
  InputOptions input = given;
  Result<Figure> before = figureBefore(opened.value(), input.source, options.figure.figure);
  if (!before.ok()) return before.error();
  Result<Figure> wanted = withArguments(std::move(before).value(), options.figure);
  if (!wanted.ok()) return wanted.error();
  figure = std::move(wanted).value();
  Runs runs{std::move(opened).value().set, {}};
  if (input.all) figure.variants.clear();
  if (!input.variant.empty()) figure.variants = namedVariants(runs.set, input.variant);
  if (const auto unknown = unknownIn(figure, runs.set.variants))
    return Error{ErrorKind::Usage, optionOf(unknown->field), unknown->what, unknown->expected};
  std::vector<std::shared_ptr<const Scenario>> chosen;
  if (figure.variants.empty()) {
    // A figure, or a picture, that names no variant shows all.
    input.all = input.all || opened.value().picture || !options.figure.figure.empty();
    const auto variants = chooseVariants(runs.set, input);
    if (!variants.ok()) return variants.error();
    chosen = variants.value();
  }
  for (const std::string& name : figure.variants)
    for (const Scenario& scenario : runs.set.variants)
      if (scenario.variant == name) chosen.push_back(std::make_shared<const Scenario>(scenario));
  runs.budget = sharedAmong(chosen.size(), input.budget);
  for (const auto& scenario : chosen) runs.runs.push_back(simulateUntilInterrupted(scenario, runs.budget));
  return runs;
}

/// Makes runs of other variants than those that are drawn, and keeps them.
class OtherRuns {
 public:
  OtherRuns(const ScenarioSet& set, const RunBudget& budget) : m_set(set), m_budget(budget) {}
  PictureSource operator()(const std::vector<std::string>& variants) {
    std::vector<const Run*> shown;
    for (const Scenario& scenario : m_set.variants)
      if (variants.empty() || std::find(variants.begin(), variants.end(), scenario.variant) != variants.end())
        shown.push_back(
            m_runs.emplace_back(simulateUntilInterrupted(std::make_shared<const Scenario>(scenario), m_budget)).get());
    return PictureSource(std::move(shown));
  }

 private:
  const ScenarioSet& m_set;
  RunBudget m_budget;  ///< of each run
  std::vector<std::shared_ptr<const Run>> m_runs;
};

/// What a picture is to be made of.
struct Asked {
  const PictureSource& source;
  const Figure& figure;
  const ResolvedLesson* lesson = nullptr;  ///< that a page tells
};

/// Lays a picture out and writes it. `say` hears each thing that a reader could stumble over.
template <class Say>
std::optional<Error> savePicture(const Runs& runs, const Asked& asked, const PictureFormat& format, const QString& path,
                                 Say&& say) {
  OtherRuns others(runs.set, runs.budget);
  const auto drawn = drawnPicture(runs.set, asked.source, asked.figure, std::ref(others));
  if (!drawn.ok()) return drawn.error();
  const auto& [figure, picture] = drawn.value();
  for (const PreflightNote& note : preflight(picture)) say(note.words);
  PictureContent content{asked.source, figure, picture, recordOf(runs.set, asked.source, asked.figure, picture)};
  content.lesson = asked.lesson;
  if (format.remarks != nullptr)
    for (const QString& words : format.remarks(content)) say(words);
  return writeFile(path, format.write(content));
}

/// Rounds that no run has would make an empty picture.
std::optional<Error> checkRounds(const PictureSource& source, const Figure& figure) {
  const std::vector<Frame> whole = framesOf(source, {}, 1);
  if (!figure.rounds || whole.empty() || figure.rounds->second <= whole.back().round) return std::nullopt;
  return wrongOption("--rounds", fmt::format("{}..{}", figure.rounds->first, figure.rounds->second),
                     fmt::format("rounds from 0 to {}, which the runs have", whole.back().round));
}

/// What pictures of some of the variants are made of, by their numbers: each made once.
using Sources = std::map<std::vector<std::size_t>, PictureSource>;

const PictureSource& sourceOf(const Runs& runs, const std::vector<std::size_t>& shown, Sources& sources) {
  const auto known = sources.find(shown);
  if (known != sources.end()) return known->second;
  const std::vector<const Run*> all = runs.shown();
  std::vector<const Run*> some;
  for (const std::size_t variant : shown) some.push_back(all[variant]);
  return sources.emplace(shown, PictureSource(std::move(some))).first->second;
}

std::vector<std::size_t> allOf(const Runs& runs) {
  std::vector<std::size_t> all(runs.runs.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

/// A picture for each round.
/// Errors: those of checkRounds.
Result<std::vector<Slide>> roundsOf(const Runs& runs, Figure figure, Sources& sources) {
  constexpr std::size_t kMostPictures = 9'999;
  const PictureSource& source = sourceOf(runs, allOf(runs), sources);
  if (const auto wrong = checkRounds(source, figure)) return *wrong;
  std::vector<Slide> slides;
  for (const Frame& frame : framesOf(source, figure, kMostPictures)) {
    figure.cursorUs = frame.cursor.us;
    figure.hideFuture = true;
    slides.push_back({allOf(runs), figure});
  }
  return slides;
}

/// What the lesson whose runs these are tells of them.
Result<ResolvedLesson> toldOf(const std::string& lesson, const Runs& runs) {
  const Result<Lesson> told = loadLessonText(QString::fromStdString(lesson));
  if (!told.ok()) return told.error();
  return ui::toldOf(told.value(), runs.set, runs.shown());
}

/// A picture for each step of the lesson whose runs these are.
Result<std::vector<Slide>> stepsOf(const std::string& lesson, const Runs& runs, const Figure& figure) {
  const Result<ResolvedLesson> told = toldOf(lesson, runs);
  if (!told.ok()) return told.error();
  return slidesOf(told.value(), figure);
}

/// `lesson`: the id of the lesson that a page tells; empty: none.
std::optional<Error> saveOne(const Runs& runs, const Figure& figure, const PictureFormat& format, const QString& path,
                             const std::string& lesson) {
  const PictureSource source(runs.shown(), figure.window.criticalPath);
  if (const auto wrong = checkRounds(source, figure)) return wrong;
  if (const auto wrong = wrongNote(source, figure)) return wrong;
  std::optional<ResolvedLesson> told;
  if (!lesson.empty()) {
    Result<ResolvedLesson> resolved = toldOf(lesson, runs);
    if (!resolved.ok()) return resolved.error();
    told = std::move(resolved).value();
  }
  const auto say = [](const QString& words) { remark(words.toStdString()); };
  return savePicture(runs, {source, figure, told ? &*told : nullptr}, format, path, say);
}

/// Says a remark once, with the first picture that it is of.
std::optional<Error> saveSeries(const Runs& runs, const std::vector<Slide>& slides, Sources& sources,
                                const PictureFormat& format, const QString& path) {
  std::set<QString> remarks;
  std::size_t number = 0;
  for (const auto& [shown, figure] : slides) {
    const PictureSource& source = sourceOf(runs, shown, sources);
    const QString file = numberedPath(path, ++number, slides.size());
    const auto failed = savePicture(runs, {source, figure}, format, file, [&](const QString& words) {
      if (remarks.insert(words).second)
        remark(fmt::format("{}: {}", QFileInfo(file).fileName().toStdString(), words.toStdString()));
    });
    if (failed) return failed;
  }
  return std::nullopt;
}

/// The error of a figure that has a name, where no option says otherwise, names the figure.
Error aboutFigure(Error error, const Figure& figure, const FigureArguments& given) {
  const std::pair<const char*, bool> typed[] = {{"--rounds", given.rounds.has_value()},
                                                {"--font", given.font.has_value()},
                                                {"caption", given.caption.has_value()},
                                                {"title", given.title.has_value()},
                                                {"note", !given.notes.empty()}};
  const bool isFigures = error.kind == ErrorKind::Usage || error.kind == ErrorKind::Scenario;
  const bool isOption = std::any_of(std::begin(typed), std::end(typed),
                                    [&](const auto& option) { return option.second && error.where == option.first; });
  if (figure.name.empty() || !isFigures || isOption) return error;
  if (error.where.starts_with("--")) error.where.erase(0, 2);
  error.where = fmt::format("figure \"{}\", {}", figure.name, error.where);
  return error;
}

/// What a sweep's picture has nothing of.
std::optional<Error> aboutRuns(const RenderOptions& options) {
  const FigureArguments& given = options.figure;
  const std::pair<const char*, bool> asked[] = {{"--variant", !options.input.variant.empty()},
                                                {"--all", options.input.all},
                                                {"--series", !options.series.empty()},
                                                {"--figure", !given.figure.empty()},
                                                {"--view", given.view.has_value()},
                                                {"--density", given.density.has_value()},
                                                {"--rounds", given.rounds.has_value()},
                                                {"--canisters", !given.canisters.empty()},
                                                {"--note", !given.notes.empty()},
                                                {"--hide", !given.hidden.empty() || given.noLegend},
                                                {"--call-numbers", given.callNumbers},
                                                {"--margin-mm", given.marginMm.has_value()},
                                                {"--speed", given.roundsPerSecond.has_value()}};
  for (const auto& [option, there] : asked)
    if (there)
      return Error{ErrorKind::Usage, option, "found a picture of a sweep, which has no such thing",
                   "size, look, title or caption; or another sweep"};
  return std::nullopt;
}

/// A picture of a sweep, once more.
int renderSwept(const RenderOptions& options, const std::string& source, OpenedScenario opened, int& argc,
                char** argv) {
  if (const auto wrong = aboutRuns(options)) return report(*wrong);
  const auto format = pictureFormatOf(options.output.named(), "-o", PictureUse::Series);
  if (!format.ok()) return report(format.error());
  Result<Figure> before = figureBefore(opened, source, {});
  if (!before.ok()) return report(before.error());
  const Result<Figure> look = withArguments(std::move(before).value(), options.figure);
  if (!look.ok()) return report(look.error());
  QHashSeed::setDeterministicGlobalSeed();
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QApplication application(argc, argv);
  if (const auto none = noFonts()) return report(*none);
  return drawSweptAgain(std::move(opened), options.output, look.value(), options.input.budget);
}

/// A page of a whole lesson has room for its text.
bool tellsLesson(const RenderOptions& options, const PictureFormat& format) {
  const bool isLesson = !namesFile(options.input);
  return format.tellsLesson && isLesson && options.input.variant.empty() && !options.figure.rounds;
}

}  // namespace

int renderCommand(const RenderOptions& options, int& argc, char** argv) {
  const QString output = QString::fromStdString(options.output.path);
  if (const auto lacking = options.output.lacksFormat("-o")) return report(*lacking);
  const auto format = pictureFormatOf(options.output.named(), "-o");
  if (!format.ok()) return report(format.error());
  const bool series = !options.series.empty() && !format.value()->allRounds;  // which has the series in one file
  if (series && options.output.isStandardOutput())
    return report(wrongOption("--series", options.series, "a file's name, or --format gif, which holds all pictures"));
  const bool steps = options.series == "steps";
  InputOptions input = options.input;
  if (steps) {
    if (!input.variant.empty() || namesFile(input))
      return report(wrongOption("--series", "steps", "a lesson's id and no --variant: only lessons have steps"));
    input.all = true;
  }
  const bool told = format.value()->allRounds && (steps || tellsLesson(options, *format.value()));
  input.all = input.all || told;
  Result<OpenedScenario> opened = loadInput(input);
  if (!opened.ok()) return report(opened.error());
  if (opened.value().picture && opened.value().picture->swept)
    return renderSwept(options, input.source, std::move(opened).value(), argc, argv);
  Figure figure;
  const Result<Runs> runs = runInput(options, input, std::move(opened), figure);
  if (!runs.ok()) return report(runs.error());
  if (Interrupts::heard()) {
    remark("stopped before the run's end: no picture is saved");
    return kInterrupted;
  }
  QHashSeed::setDeterministicGlobalSeed();  // Qt orders the fonts in a PDF by hash: the same command, the same bytes
  qputenv("QT_QPA_PLATFORM", "offscreen");  // a picture needs fonts, but no display
  const QApplication application(argc, argv);
  if (const auto none = noFonts()) return report(*none);
  const auto drawn = [&]() -> std::optional<Error> {
    if (!figure.font.empty() && !QFontDatabase::hasFamily(QString::fromStdString(figure.font)))
      return wrongOption("--font", figure.font, "a font family that is installed, as \"DejaVu Sans\"");
    if (!series) return saveOne(runs.value(), figure, *format.value(), output, told ? input.source : std::string());
    Sources sources;
    if (auto wrong = wrongNote(sourceOf(runs.value(), allOf(runs.value()), sources), figure)) return wrong;
    const Result<std::vector<Slide>> slides =
        steps ? stepsOf(input.source, runs.value(), figure) : roundsOf(runs.value(), figure, sources);
    if (!slides.ok()) return slides.error();
    return saveSeries(runs.value(), slides.value(), sources, *format.value(), output);
  }();
  return drawn ? report(aboutFigure(*drawn, figure, options.figure)) : 0;
}

}  // namespace roundscope::app
