// The window's scene on a page with a title and where it comes from.
#include "ui/sweep/sweep_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/analysis/sweep_facts.h"
#include "core/analysis/sweep_numbers.h"
#include "core/base/words.h"
#include "core/run/run.h"
#include "core/scenario/numbers.h"
#include "ui/drawing/canvas.h"
#include "ui/drawing/patterns.h"
#include "ui/picture/figure_view.h"
#include "ui/picture/formats.h"
#include "ui/picture/page_text.h"
#include "ui/picture/paper.h"
#include "ui/plot/sweep_scene.h"

namespace roundscope::ui {

namespace {

constexpr QSizeF kPage{1000, 620};

/// At 96 dpi. Of two sides of which one is given the other keeps their proportion.
QSizeF pageOf(const Figure& look) {
  if (look.sizePx) return QSizeF(look.sizePx->first, look.sizePx->second) * kPageDpi / dpiOf(look);
  if (!look.widthMm) return kPage;
  const double width = *look.widthMm / 25.4 * kPageDpi;
  return {width, look.heightMm ? *look.heightMm / 25.4 * kPageDpi : width * kPage.height() / kPage.width()};
}

/// A picture of many runs cannot quote one of them.
std::optional<Error> quotesARun(const Figure& look) {
  const std::pair<const char*, std::string> words[] = {{"title", look.title.value_or("")}, {"caption", look.caption}};
  for (const auto& [where, text] : words)
    if (text.find('{') != std::string::npos)
      return Error{ErrorKind::Usage, where, "found \"" + text + "\"",
                   "a text without braces: a sweep is of many runs, and no number is that of all"};
  return std::nullopt;
}

/// In the unit in which the size was asked for.
Error tooSmall(const Picture& picture, const Figure& look, QSizeF least) {
  const double unit = picture.zoom * (picture.inMm ? 25.4 : dpiOf(look)) / kPageDpi;
  const auto sized = [&](QSizeF size) {
    return fmt::format("{} × {} {}", std::lround(std::ceil(size.width() * unit - 0.01)),
                       std::lround(std::ceil(size.height() * unit - 0.01)), picture.inMm ? "mm" : "pixels");
  };
  return {ErrorKind::Usage, "size", fmt::format("{} is too small for this figure", sized(picture.size)),
          fmt::format("at least {}, smaller type, shorter words, or fewer numbers or variants",
                      sized(picture.size.expandedTo(least)))};
}

/// Draws `body` between the title and the caption, if there is room for what it needs at `least` in what it has.
template <class Least, class Body>
Result<Picture> drawPage(const Figure& look, const std::string& title, const std::string& caption, Least&& least,
                         Body&& body) {
  if (const auto quotes = quotesARun(look)) return *quotes;
  constexpr double kMarginPx = 16;
  Result<Theme> theme = themeOf(look);
  if (!theme.ok()) return theme.error();
  Picture picture;
  picture.type = TypeStyle(kLayoutPt, QString::fromStdString(look.font));
  picture.zoom = look.fontPt / kLayoutPt;
  picture.size = pageOf(look) / picture.zoom;
  picture.inMm = look.widthMm.has_value();
  picture.theme = theme.value();
  picture.transparent = look.transparent;
  picture.title = QString::fromStdString(title);
  picture.description = QString::fromStdString(caption);
  const FontTextMeasure text(picture.type);
  const QRectF page(QPointF(0, 0), picture.size);
  const QString shownTitle =
      look.shows(FigurePart::Title) ? QString::fromStdString(look.title.value_or(title)) : QString();
  const QString shownCaption =
      QString::fromStdString(look.caption.empty() && look.shows(FigurePart::Provenance) ? caption : look.caption);
  const auto linesOf = [&](const QString& words, FontRole font, double width) {
    return wrapped(words, text, font, width - 2 * kMarginPx);
  };
  const auto heightOf = [&](const QString& words, FontRole font, double width) {
    return words.isEmpty() ? 2 : static_cast<double>(linesOf(words, font, width).size()) * text.height(font) + 14;
  };
  const auto aroundAt = [&](double width) {
    return heightOf(shownTitle, FontRole::Title, width) + heightOf(shownCaption, FontRole::Normal, width);
  };
  const double top = heightOf(shownTitle, FontRole::Title, page.width());
  const double bottom = page.height() - heightOf(shownCaption, FontRole::Normal, page.width());
  constexpr double kSidePx = 6;
  const QSizeF needed = least(QSizeF(page.width() - 2 * kSidePx, bottom - top), text);
  if (needed.width() > page.width() - 2 * kSidePx || needed.height() > bottom - top)
    return tooSmall(picture, look,
                    needed + QSizeF(2 * kSidePx, aroundAt(std::max(page.width(), needed.width() + 2 * kSidePx))));
  Canvas canvas(text);
  canvas.begin("page", page);
  canvas.add(RectShape{page, {Role::Background}, {}});
  picture.scene = std::move(canvas.scene());
  picture.scene.layers.push_back(linesOfText("title", linesOf(shownTitle, FontRole::Title, page.width()),
                                             {kMarginPx, 10}, FontRole::Title, Role::Text, text));
  picture.scene.layers.push_back(linesOfText("caption", linesOf(shownCaption, FontRole::Normal, page.width()),
                                             {kMarginPx, bottom + 6}, FontRole::Normal, Role::MutedText, text));
  const SweepScene scene = body(QRectF(kSidePx, top, page.width() - 2 * kSidePx, bottom - top), text);
  picture.scene.layers.insert(picture.scene.layers.end(), scene.scene.layers.begin(), scene.scene.layers.end());
  addPatterns(picture.scene, picture.theme);
  if (picture.transparent) leaveOutPaper(picture.scene);
  return picture;
}

PictureRecord recordOf(const ScenarioSet& set, std::vector<std::string> variants, SweptRecord swept,
                       const Figure& look) {
  PictureRecord record;
  record.scenario = set.id;
  record.sourceText = set.sourceText;
  record.overrides = set.overrides;
  record.variants = std::move(variants);
  if (!set.variants.empty()) record.seed = set.variants.front().seed;
  record.figure = figureText(look);
  record.swept = std::move(swept);
  record.program = ROUNDSCOPE_VERSION;
  return record;
}

Result<QByteArray> fileOf(const Result<Picture>& picture, Figure look, const PictureRecord& record,
                          const PictureFormat& format) {
  if (!picture.ok()) return picture.error();
  constexpr std::uint32_t kUsualDpi = 192;
  if (!look.dpi && !look.widthMm && !look.sizePx) look.dpi = kUsualDpi;
  const PictureSource noRuns{std::vector<const Run*>()};
  return format.write({noRuns, look, picture.value(), record});
}

std::string seedsText(const SweepTable& table) {
  const std::uint64_t first = table.points.empty() ? 0 : table.points.front().firstSeed;
  return table.plan.seeds == 1 ? fmt::format("seed {}", first)
                               : fmt::format("seeds {} to {}", first, first + table.plan.seeds - 1);
}

}  // namespace

Result<QByteArray> sweepPicture(const ScenarioSet& set, const SweepTable& table,
                                const std::vector<std::size_t>& numbers, const Figure& look,
                                const PictureFormat& format) {
  SweepView view{.number = numbers.front(), .parameterNames = {}, .selected = {}, .figure = true};
  for (const SweepParameter& parameter : table.plan.parameters)
    view.parameterNames << QString::fromStdString(numberLabel(set, parameter.pointer));
  std::string caption =
      fmt::format("{} · {} · {}", table.scenario, counted(table.points.size(), "point"), seedsText(table));
  for (const SweepParameter& parameter : table.plan.parameters) caption += " · " + parameter.pointer;
  const Result<Picture> picture = drawPage(
      look, table.title, caption,
      [&](QSizeF room, const TextMeasure& text) { return leastSweepFigure(table, view, numbers, room, text); },
      [&](const QRectF& page, const TextMeasure& text) { return buildSweepFigure(table, view, numbers, page, text); });
  SweptRecord swept{table.plan.parameters, table.plan.seeds, {}};
  for (const std::size_t number : numbers) swept.numbers.emplace_back(sweepNumbers()[number].name);
  return fileOf(picture, look, recordOf(set, table.plan.variants, std::move(swept), look), format);
}

Result<QByteArray> failurePicture(const ScenarioSet& set, const FailureGrid& grid, const Figure& look,
                                  const PictureFormat& format) {
  std::string caption = fmt::format("{} · seed {}", grid.scenario, grid.seed);
  if (!grid.variant.empty()) caption += " · " + grid.variant;
  if (grid.messages() > grid.tried())
    caption += fmt::format(" · {} of {} failed", grouped(grid.tried()), counted(grid.messages(), "message"));
  const Result<Picture> picture = drawPage(
      look, grid.title, caption,
      [&](QSizeF room, const TextMeasure& text) { return leastFailureFigure(grid, room.width(), text); },
      [&](const QRectF& page, const TextMeasure& text) { return buildFailureScene(grid, std::nullopt, page, text); });
  return fileOf(picture, look, recordOf(set, {grid.variant}, {}, look), format);
}

}  // namespace roundscope::ui
