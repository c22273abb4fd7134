// `render`: simulates without a window and saves pictures.
#include <fmt/format.h>

#include <QApplication>
#include <QFileInfo>
#include <QHashSeed>
#include <algorithm>
#include <charconv>
#include <map>
#include <numeric>
#include <optional>
#include <set>

#include "app/commands.h"
#include "core/analysis/simulate_run.h"
#include "core/analysis/summary.h"
#include "core/run/run.h"
#include "ui/drawing/theme_names.h"
#include "ui/files/write_file.h"
#include "ui/lessons/lesson_library.h"
#include "ui/picture/formats.h"
#include "ui/picture/frames.h"
#include "ui/picture/lesson_slides.h"
#include "ui/picture/picture.h"
#include "ui/picture/picture_limits.h"
#include "ui/picture/preflight.h"

namespace roundscope::app {

using namespace ui;
namespace {

Error usage(const std::string& option, const std::string& found, const std::string& expected) {
  return {ErrorKind::Usage, option, "found \"" + found + "\"", expected};
}

std::string rangeText(const PictureLimit& limit) { return fmt::format("from {} to {}", limit.least, limit.greatest); }

/// Two numbers around a separator: "1600x900", "3..8".
std::optional<std::pair<std::uint32_t, std::uint32_t>> readPair(const std::string& text, std::string_view separator) {
  const std::size_t at = text.find(separator);
  if (at == std::string::npos) return std::nullopt;
  std::pair<std::uint32_t, std::uint32_t> numbers;
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  const auto first = std::from_chars(begin, begin + at, numbers.first);
  const auto second = std::from_chars(begin + at + separator.size(), end, numbers.second);
  const bool whole =
      first.ec == std::errc() && first.ptr == begin + at && second.ec == std::errc() && second.ptr == end;
  return whole ? std::optional(numbers) : std::nullopt;
}

Result<PictureOptions> readPictureOptions(const RenderOptions& options) {
  PictureOptions picture;
  const auto size = readPair(options.size, "x");
  if (!size || !kSidePx.holds(size->first) || !kSidePx.holds(size->second))
    return usage("--size", options.size, "WIDTHxHEIGHT in pixels, each " + rangeText(kSidePx));
  picture.sizePx = QSize(static_cast<int>(size->first), static_cast<int>(size->second));
  if (options.widthMm && !kWidthMm.holds(*options.widthMm))
    return usage("--width-mm", fmt::format("{}", *options.widthMm), "a number " + rangeText(kWidthMm));
  picture.widthMm = options.widthMm;
  picture.dpi = options.dpi.value_or(options.widthMm ? kPaperDpi : kScreenDpi);
  if (!kDpi.holds(picture.dpi)) return usage("--dpi", fmt::format("{}", picture.dpi), "a number " + rangeText(kDpi));
  if (options.widthMm && *options.widthMm / 25.4 * picture.dpi > kSidePx.greatest)
    return usage("--width-mm", fmt::format("{} at {} dpi", *options.widthMm, picture.dpi),
                 fmt::format("at most {} pixels", kSidePx.greatest));
  if (!kFontPt.holds(options.fontPt))
    return usage("--font-pt", fmt::format("{}", options.fontPt), "a number " + rangeText(kFontPt));
  picture.fontPt = options.fontPt;
  picture.title = QString::fromStdString(options.title);
  picture.caption = QString::fromStdString(options.caption);
  picture.legend = !options.noLegend;
  picture.transparent = options.transparent;
  picture.stage = options.view == "stage";
  if (options.speed && (*options.speed < kLeastSpeed || *options.speed > kGreatestSpeed))
    return usage("--speed", fmt::format("{}", *options.speed),
                 fmt::format("from {} to {} pictures a second", kLeastSpeed, kGreatestSpeed));
  picture.speed = options.speed;
  const auto theme = themeNamed(options.theme.empty() ? std::string(kThemeNames[0]) : options.theme);
  if (!theme)
    return usage("--theme", options.theme, fmt::format("{}, {} or {}", kThemeNames[0], kThemeNames[1], kThemeNames[2]));
  picture.theme = *theme;
  if (!options.rounds.empty()) {
    picture.rounds = readPair(options.rounds, "..");
    if (!picture.rounds || picture.rounds->first > picture.rounds->second)
      return usage("--rounds", options.rounds, "FIRST..LAST, as 0..12");
  }
  return picture;
}

/// Runs that are kept for as long as pictures are made of them.
struct Runs {
  ScenarioSet set;
  std::vector<std::shared_ptr<const Run>> runs;
  [[nodiscard]] std::vector<const Run*> shown() const {
    std::vector<const Run*> list;
    for (const auto& run : runs) list.push_back(run.get());
    return list;
  }
};

Result<Runs> runInput(InputOptions input, PictureOptions& picture) {
  Result<OpenedScenario> opened = loadInput(input);
  if (!opened.ok()) return opened.error();
  if (const auto& before = opened.value().picture) {  // the same view again
    input.all = input.all || input.variant.empty();
    if (!picture.rounds) picture.range = before->range;
  }
  const auto variants = chooseVariants(opened.value().set, input);
  if (!variants.ok()) return variants.error();
  Runs runs{std::move(opened).value().set, {}};
  for (const auto& scenario : variants.value()) runs.runs.push_back(simulateRun(scenario));
  return runs;
}

void warn(const std::vector<PreflightNote>& notes) {
  for (const PreflightNote& note : notes) remark(note.words.toStdString());
}

/// Rounds that no run has would make an empty picture.
std::optional<Error> checkRounds(const PictureSource& source, const PictureOptions& options) {
  const std::vector<Frame> whole = framesOf(source, {}, 1);
  if (!options.rounds || whole.empty() || options.rounds->first <= whole.back().round) return std::nullopt;
  return usage("--rounds", fmt::format("{}..{}", options.rounds->first, options.rounds->second),
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

/// A picture for each round.
/// Errors: those of checkRounds.
Result<std::vector<Slide>> roundsOf(const Runs& runs, PictureOptions options, Sources& sources) {
  constexpr std::size_t kMostPictures = 9'999;
  std::vector<std::size_t> all(runs.runs.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  const PictureSource& source = sourceOf(runs, all, sources);
  if (const auto wrong = checkRounds(source, options)) return *wrong;
  std::vector<Slide> slides;
  for (const Frame& frame : framesOf(source, options, kMostPictures)) {
    options.cursor = frame.cursor;
    slides.push_back({all, options});
  }
  return slides;
}

/// What the lesson whose runs these are tells of them.
Result<ResolvedLesson> toldOf(const std::string& lesson, const Runs& runs) {
  const Result<Lesson> told = loadLessonText(QString::fromStdString(lesson));
  if (!told.ok()) return told.error();
  std::vector<RunSummary> summaries;
  for (const auto& run : runs.runs) summaries.push_back(summarise(*run));
  LessonRuns played{{}, runs.set.sourceText, runs.set.overrides};
  for (std::size_t i = 0; i < summaries.size(); ++i) played.variants.push_back({*runs.runs[i], summaries[i]});
  return resolveLesson(told.value(), played);
}

/// A picture for each step of the lesson whose runs these are.
Result<std::vector<Slide>> stepsOf(const std::string& lesson, const Runs& runs, const PictureOptions& options) {
  const Result<ResolvedLesson> told = toldOf(lesson, runs);
  if (!told.ok()) return told.error();
  return slidesOf(told.value(), options);
}

/// `lesson`: the id of the lesson that a page tells; empty: none.
int saveOne(const Runs& runs, const RenderOptions& asked, const PictureOptions& options, const PictureFormat& format,
            const std::string& lesson) {
  const PictureSource source(runs.shown());
  if (const auto wrong = checkRounds(source, options)) return report(*wrong);
  std::optional<ResolvedLesson> told;
  if (!lesson.empty()) {
    Result<ResolvedLesson> resolved = toldOf(lesson, runs);
    if (!resolved.ok()) return report(resolved.error());
    told = std::move(resolved).value();
  }
  const Picture picture = layOutPicture(source, options);
  warn(preflight(picture));
  PictureContent content{source, options, picture, recordOf(runs.set, source, picture)};
  content.lesson = told ? &*told : nullptr;
  content.readersTheme = asked.theme.empty();
  if (format.remarks != nullptr)
    for (const QString& words : format.remarks(content)) remark(words.toStdString());
  const auto failed = writeFile(QString::fromStdString(asked.output), format.write(content));
  return failed ? report(*failed) : 0;
}

/// Says a remark once, with the first picture that it is of.
int saveSeries(const Runs& runs, const std::vector<Slide>& slides, Sources& sources, const PictureFormat& format,
               const QString& path) {
  std::set<QString> remarks;
  std::size_t number = 0;
  for (const auto& [shown, options] : slides) {
    const PictureSource& source = sourceOf(runs, shown, sources);
    const Picture picture = layOutPicture(source, options);
    const QString file = numberedPath(path, ++number, slides.size());
    for (const PreflightNote& note : preflight(picture))
      if (remarks.insert(note.words).second)
        remark(fmt::format("{}: {}", QFileInfo(file).fileName().toStdString(), note.words.toStdString()));
    const auto failed = writeFile(file, format.write({source, options, picture, recordOf(runs.set, source, picture)}));
    if (failed) return report(*failed);
  }
  return 0;
}

/// A page of a whole lesson has room for its text.
bool tellsLesson(const RenderOptions& options, const PictureFormat& format) {
  const bool isLesson = !QFileInfo::exists(QString::fromStdString(options.input.source));
  return format.tellsLesson && isLesson && options.input.variant.empty() && options.rounds.empty();
}

}  // namespace

int renderCommand(const RenderOptions& options, int& argc, char** argv) {
  Result<PictureOptions> picture = readPictureOptions(options);
  if (!picture.ok()) return report(picture.error());
  const QString output = QString::fromStdString(options.output);
  const auto format = pictureFormatOf(options.output, "-o");
  if (!format.ok()) return report(format.error());
  const bool series = !options.series.empty() && !format.value()->allRounds;  // which has the series in one file
  const bool steps = options.series == "steps";
  InputOptions input = options.input;
  if (steps) {
    if (!input.variant.empty() || QFileInfo::exists(QString::fromStdString(input.source)))
      return report(usage("--series", "steps", "a lesson's id and no --variant: only lessons have steps"));
    input.all = true;
  }
  const bool told = format.value()->allRounds && (steps || tellsLesson(options, *format.value()));
  input.all = input.all || told;
  const Result<Runs> runs = runInput(input, picture.value());
  if (!runs.ok()) return report(runs.error());
  QHashSeed::setDeterministicGlobalSeed();  // Qt orders the fonts in a PDF by hash: the same command, the same bytes
  qputenv("QT_QPA_PLATFORM", "offscreen");  // a picture needs fonts, but no display
  const QApplication application(argc, argv);
  if (!series)
    return saveOne(runs.value(), options, picture.value(), *format.value(), told ? input.source : std::string());
  Sources sources;
  const Result<std::vector<Slide>> slides =
      steps ? stepsOf(input.source, runs.value(), picture.value()) : roundsOf(runs.value(), picture.value(), sources);
  if (!slides.ok()) return report(slides.error());
  return saveSeries(runs.value(), slides.value(), sources, *format.value(), output);
}

}  // namespace roundscope::app
