// Each option is a field of the specification, and is checked as the file's fields are. See figure_arguments.h.
#include "app/figure_arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <QFile>
#include <QFileInfo>
#include <charconv>

#include "core/scenario/figure_limits.h"

namespace roundscope::app {
namespace {

std::string rangeText(FigureLimit limit) { return fmt::format("from {} to {}", limit.least, limit.greatest); }

std::string listed(std::span<const std::string_view> words) { return fmt::format("{}", fmt::join(words, ", ")); }

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

/// The value whose word this is.
template <class Value>
std::optional<Error> readWord(const std::string& option, const std::string& word,
                              std::span<const std::string_view> words, Value& value) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] != word) continue;
    value = static_cast<Value>(i);
    return std::nullopt;
  }
  return wrongOption(option, word, "one of " + listed(words));
}

std::optional<Error> readNumber(const std::string& option, double number, FigureLimit limit) {
  if (limit.holds(number)) return std::nullopt;
  return wrongOption(option, fmt::format("{}", number), "a number " + rangeText(limit));
}

std::optional<Error> readSize(const FigureArguments& given, Figure& figure) {
  if (given.size) {
    const auto size = readPair(*given.size, "x");
    if (!size || !kSidePx.holds(size->first) || !kSidePx.holds(size->second))
      return wrongOption("--size", *given.size, "WIDTHxHEIGHT in pixels, each " + rangeText(kSidePx));
    figure.sizePx = *size;
    figure.widthMm = figure.heightMm = std::nullopt;
  }
  if (given.widthMm) {
    if (auto error = readNumber("--width-mm", *given.widthMm, kWidthMm)) return error;
    figure.widthMm = given.widthMm;
    figure.heightMm = std::nullopt;
  }
  if (given.heightMm) {
    if (auto error = readNumber("--height-mm", *given.heightMm, kHeightMm)) return error;
    if (!figure.widthMm) return wrongOption("--height-mm", fmt::format("{}", *given.heightMm), "--width-mm beside it");
    figure.heightMm = given.heightMm;
  }
  if (given.dpi) {
    if (auto error = readNumber("--dpi", *given.dpi, kDpi)) return error;
    figure.dpi = given.dpi;
  }
  const double dpi = figure.dpi.value_or(kPaperDpi);
  if (figure.widthMm && std::max(*figure.widthMm, figure.heightMm.value_or(0)) / 25.4 * dpi > kSidePx.greatest)
    return wrongOption("--width-mm", fmt::format("{} at {} dpi", *figure.widthMm, dpi),
                       fmt::format("at most {} pixels", kSidePx.greatest));
  if (given.marginMm) {
    if (auto error = readNumber("--margin-mm", *given.marginMm, kMarginMm)) return error;
    figure.marginMm = *given.marginMm;
  }
  return std::nullopt;
}

/// A name or colours, or a file that holds them.
std::optional<Error> readPalette(const std::string& words, Figure& figure) {
  QFile file(QString::fromStdString(words));
  if (!QFileInfo(file).isFile()) return setPalette(figure, words, "--palette");
  constexpr qint64 kMostBytes = 10'000;
  if (!file.open(QIODevice::ReadOnly))
    return Error{ErrorKind::InputOutput, words, "cannot be read: " + file.errorString().toStdString(), "a palette"};
  return setPalette(figure, file.read(kMostBytes).trimmed().toStdString(), words);
}

std::optional<Error> readStyle(const FigureArguments& given, Figure& figure) {
  if (given.fontPt) {
    if (auto error = readNumber("--font-pt", *given.fontPt, kFontPt)) return error;
    figure.fontPt = *given.fontPt;
  }
  if (given.font) figure.font = *given.font;
  if (given.palette)
    if (auto error = readPalette(*given.palette, figure)) return error;
  if (given.transparent) figure.transparent = true;
  if (given.theme)
    if (auto error = readWord("--theme", *given.theme, figureThemes(), figure.theme)) return error;
  if (given.density)
    if (auto error = readWord("--density", *given.density, figureDensities(), figure.density)) return error;
  return std::nullopt;
}

std::optional<Error> readContent(const FigureArguments& given, Figure& figure) {
  if (given.view)
    if (auto error = readWord("--view", *given.view, figureViews(), figure.view)) return error;
  if (!given.canisters.empty()) figure.canisters = given.canisters;
  for (const std::string& word : given.hidden) {
    FigurePart part{};
    if (auto error = readWord("--hide", word, figureParts(), part)) return error;
    figure.hidden.insert(part);
  }
  if (given.callNumbers) figure.callNumbers = true;
  if (given.roundsPerSecond) {
    if (*given.roundsPerSecond <= 0 || !kRoundsPerSecond.holds(*given.roundsPerSecond))
      return wrongOption("--speed", fmt::format("{}", *given.roundsPerSecond),
                         "rounds per second: more than 0, at most 50");
    figure.roundsPerSecond = *given.roundsPerSecond;
  }
  if (given.noLegend) figure.hidden.insert(FigurePart::Legend);
  if (given.title) figure.title = given.title;
  if (given.caption) figure.caption = *given.caption;
  if (given.rounds) {
    figure.rounds = readPair(*given.rounds, "..");
    figure.rangeUs = std::nullopt;
    if (!figure.rounds || figure.rounds->first > figure.rounds->second)
      return wrongOption("--rounds", *given.rounds, "FIRST..LAST, as 0..12");
  }
  for (const std::string& text : given.notes) {
    Result<FigureNote> note = parseNote(text, "--note");
    if (!note.ok()) return note.error();
    figure.notes.push_back(std::move(note).value());
  }
  return std::nullopt;
}

/// "{timeline,stage}": help and completion name the words.
std::string oneOf(std::span<const std::string_view> words) { return fmt::format("{{{}}}", fmt::join(words, ",")); }

}  // namespace

Error wrongOption(const std::string& option, const std::string& found, const std::string& expected) {
  return {ErrorKind::Usage, option, "found \"" + found + "\"", expected};
}

void addPageOptions(CLI::App& command, FigureArguments& given) {
  auto* const size = command.add_option("--size", given.size, "WIDTHxHEIGHT in pixels at --dpi");
  command.add_option("--width-mm", given.widthMm, "width on paper")->excludes(size);
  command.add_option("--height-mm", given.heightMm, "height on paper (default: what the content needs)")
      ->excludes(size);
  command.add_option("--dpi", given.dpi,
                     fmt::format("dots per inch (default: {}, or {} with --width-mm)", kScreenDpi, kPaperDpi));
  command.add_option(
      "--font-pt", given.fontPt,
      fmt::format("size of type in points; lines and marks grow with it (default: {})", Figure{}.fontPt));
  command.add_option("--font", given.font, "a font family");
  command
      .add_option(
          "--theme", given.theme,
          "colours of paper and type (default: auto, which is light, and in a page what the reader's screen is set to)")
      ->type_name(oneOf(figureThemes()));
  command.add_option("--palette", given.palette,
                     "colours of data: okabe-ito, tol-vibrant, tol-muted, viridis, three to six as \"#0072b2, #009e73, "
                     "#cc79a7\", or a file with them");
  command.add_option("--title", given.title, "in place of the scenario's; none where it is empty");
  command.add_option("--caption", given.caption, "stands below the picture");
  command.add_flag("--transparent", given.transparent, "no paper behind the picture");
}

void addFigureOptions(CLI::App& command, FigureArguments& given) {
  const auto listOption = [&](const char* name, std::vector<std::string>& values, const std::string& help) {
    return command.add_option(name, values, help)->delimiter(',')->allow_extra_args(false);
  };
  command.add_option("--figure", given.figure, "one of the file's figures, by name; further options change it")
      ->type_name("NAME");
  addPageOptions(command, given);
  command.add_option("--margin-mm", given.marginMm, "empty paper around all");
  command
      .add_option("--density", given.density,
                  "comfortable for slides, or compact for a column of a paper (default: comfortable)")
      ->type_name(oneOf(figureDensities()));
  command.add_flag("--call-numbers", given.callNumbers, "the numbers of calls in their bars, where they fit");
  command.add_option("--speed", given.roundsPerSecond,
                     "of an animation, in rounds per second (default: 2; a lesson's steps as long as reading takes)");
  command.add_option("--rounds", given.rounds, "FIRST..LAST (default: the whole run)");
  listOption("--canisters", given.canisters, "only these, as caller,callee")->type_name("ID,…");
  listOption("--hide", given.hidden, "parts left out: " + listed(figureParts()))->type_name("PART,…");
  command
      .add_option("--note", given.notes,
                  "a text with an arrow, as \"first refusal: the limit is reached\"; may be repeated. A refusal is "
                  "a call that found no slot, a failure any call that failed. Targets: " +
                      targetForms())
      ->type_name("\"TARGET: TEXT\"")
      ->allow_extra_args(false);
  command.add_flag("--no-legend", given.noLegend, "the same as --hide legend");
  command
      .add_option("--view,--chart", given.view,
                  "timeline; stage: the subnets late in the last of the rounds shown; or in-flight: the chart of "
                  "calls in flight alone (default: timeline)")
      ->type_name(oneOf(figureViews()));
}

Result<Figure> withArguments(Figure figure, const FigureArguments& given) {
  if (auto error = readContent(given, figure)) return *error;
  if (auto error = readSize(given, figure)) return *error;
  if (auto error = readStyle(given, figure)) return *error;
  return figure;
}

}  // namespace roundscope::app
