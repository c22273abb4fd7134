// The window's scene on a page with a title and where it comes from.
#include "app/sweep_picture.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "app/commands.h"
#include "core/analysis/sweep_facts.h"
#include "core/analysis/sweep_numbers.h"
#include "core/base/words.h"
#include "core/run/run.h"
#include "core/scenario/figure_limits.h"
#include "ui/drawing/canvas.h"
#include "ui/drawing/patterns.h"
#include "ui/drawing/theme_names.h"
#include "ui/files/write_file.h"
#include "ui/picture/formats.h"
#include "ui/plot/sweep_scene.h"

namespace roundscope::app {

using namespace ui;
namespace {

constexpr QSizeF kPage{1000, 620};

QSizeF sizeOf(const SweepPicture& look) {
  const double proportion = kPage.height() / kPage.width();
  const auto pixels = [](double mm) { return mm / 25.4 * kPageDpi; };
  if (!look.widthMm && !look.heightMm) return kPage;
  const double width = look.widthMm ? pixels(*look.widthMm) : pixels(*look.heightMm) / proportion;
  return {width, look.heightMm ? pixels(*look.heightMm) : width * proportion};
}

/// Draws `body` between the title and the caption.
template <class Body>
Picture drawPage(const SweepPicture& look, const std::string& title, const std::string& caption, Body&& body) {
  constexpr double kMarginPx = 16;
  Picture picture;
  picture.size = sizeOf(look);
  picture.fontPt = look.fontPt;
  picture.theme = look.theme;
  if (look.widthMm || look.heightMm) picture.widthMm = picture.size.width() / kPageDpi * 25.4;
  picture.title = QString::fromStdString(title);
  picture.description = QString::fromStdString(caption);
  const FontTextMeasure text(picture.fontPt);
  const QRectF page(QPointF(0, 0), picture.size);
  const QString shownTitle = QString::fromStdString(look.title.value_or(title));
  const QString shownCaption = QString::fromStdString(look.caption.value_or(caption));
  const double top = shownTitle.isEmpty() ? 2 : text.height(FontRole::Title) + 14;
  const double bottom = page.height() - (shownCaption.isEmpty() ? 2 : text.height(FontRole::Normal) + 14);
  const double room = page.width() - 2 * kMarginPx;
  Canvas canvas(text);
  canvas.begin("page", page);
  canvas.add(RectShape{page, {Role::Background}, {}});
  canvas.text({kMarginPx, 10}, text.elided(shownTitle, FontRole::Title, room), {Role::Text}, FontRole::Title);
  canvas.text({kMarginPx, bottom + 6}, text.elided(shownCaption, FontRole::Normal, room), {Role::MutedText});
  picture.scene = std::move(canvas.scene());
  const SweepScene scene = body(QRectF(6, top, page.width() - 12, bottom - top), text);
  picture.scene.layers.insert(picture.scene.layers.end(), scene.scene.layers.begin(), scene.scene.layers.end());
  addPatterns(picture.scene, picture.theme);
  return picture;
}

std::optional<Error> save(const Picture& picture, const SweepPicture& look, const std::string& file) {
  const auto format = pictureFormatOf(file, "-o", PictureUse::Series);
  if (!format.ok()) return format.error();
  const PictureSource noRuns{std::vector<const Run*>()};
  PictureOptions options;
  options.dpi = look.dpi;
  return writeFile(QString::fromStdString(file), format.value()->write({noRuns, options, picture, std::nullopt}));
}

Error usage(const char* option, const std::string& found, const std::string& expected) {
  return {ErrorKind::Usage, option, "found \"" + found + "\"", expected};
}

std::string seedsText(const SweepTable& table) {
  const std::uint64_t first = table.points.empty() ? 0 : table.points.front().firstSeed;
  return table.plan.seeds == 1 ? fmt::format("seed {}", first)
                               : fmt::format("seeds {} to {}", first, first + table.plan.seeds - 1);
}

}  // namespace

Result<SweepPicture> sweepPictureOf(const SweepOptions& options) {
  SweepPicture look;
  const auto wrong = [](const char* option, const std::optional<double>& number,
                        const FigureLimit& limit) -> std::optional<Error> {
    if (!number || limit.holds(*number)) return std::nullopt;
    return usage(option, fmt::format("{}", *number),
                 fmt::format("a number from {} to {}", limit.least, limit.greatest));
  };
  for (const auto& error :
       {wrong("--width-mm", options.widthMm, kWidthMm), wrong("--height-mm", options.heightMm, kHeightMm),
        wrong("--dpi", options.dpi, kDpi), wrong("--font-pt", options.fontPt, kFontPt)})
    if (error) return *error;
  look.widthMm = options.widthMm;
  look.heightMm = options.heightMm;
  if (options.widthMm || options.heightMm) look.dpi = kPaperDpi;
  if (options.dpi) look.dpi = *options.dpi;
  const QSizeF pixels = sizeOf(look) / kPageDpi * look.dpi;
  if (std::max(pixels.width(), pixels.height()) > kSidePx.greatest)
    return usage("--dpi", fmt::format("{}", look.dpi), fmt::format("at most {} pixels a side", kSidePx.greatest));
  look.fontPt = options.fontPt;
  const auto theme = themeNamed(options.theme);
  if (!theme) return usage("--theme", options.theme, fmt::format("one of {}", fmt::join(kThemeNames, ", ")));
  look.theme.kind = *theme;
  if (!options.palette.empty()) {
    const auto palette = paletteFrom(options.palette, "--palette");
    if (!palette.ok()) return palette.error();
    look.theme.palette = palette.value();
  }
  look.title = options.title;
  look.caption = options.caption;
  return look;
}

std::optional<Error> saveSweepPicture(const SweepTable& table, const std::vector<std::size_t>& numbers,
                                      const std::vector<std::string>& parameterNames, const SweepPicture& look,
                                      const std::string& file) {
  SweepView view{.number = numbers.front(), .parameterNames = {}, .selected = {}, .figure = true};
  for (const std::string& name : parameterNames) view.parameterNames << QString::fromStdString(name);
  std::string caption =
      fmt::format("{} · {} · {}", table.scenario, counted(table.points.size(), "point"), seedsText(table));
  for (const SweepParameter& parameter : table.plan.parameters) caption += " · " + parameter.pointer;
  const Picture picture = drawPage(look, table.title, caption, [&](const QRectF& page, const TextMeasure& text) {
    return buildSweepFigure(table, view, numbers, page, text);
  });
  return save(picture, look, file);
}

std::optional<Error> saveFailurePicture(const FailureGrid& grid, const SweepPicture& look, const std::string& file) {
  std::string caption = fmt::format("{} · seed {}", grid.scenario, grid.seed);
  if (!grid.variant.empty()) caption += " · " + grid.variant;
  if (grid.messages() > grid.tried())
    caption += fmt::format(" · {} of {} failed", grouped(grid.tried()), counted(grid.messages(), "message"));
  const Picture picture = drawPage(look, grid.title, caption, [&](const QRectF& page, const TextMeasure& text) {
    return buildFailureScene(grid, std::nullopt, page, text);
  });
  return save(picture, look, file);
}

}  // namespace roundscope::app
