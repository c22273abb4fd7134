// The window's scene on a page with a title and where it comes from.
#include "app/sweep_picture.h"

#include <fmt/format.h>

#include "core/analysis/sweep_facts.h"
#include "core/analysis/sweep_numbers.h"
#include "core/base/words.h"
#include "core/run/run.h"
#include "ui/drawing/canvas.h"
#include "ui/files/write_file.h"
#include "ui/picture/formats.h"
#include "ui/plot/sweep_scene.h"

namespace roundscope::app {

using namespace ui;
namespace {

constexpr QSizeF kPage{1000, 620};
constexpr std::uint32_t kDpi = 192;

/// Draws `body` between the title and the caption.
template <class Body>
Picture pageOf(const std::string& title, const std::string& caption, Body&& body) {
  Picture picture;
  picture.size = kPage;
  picture.type = TypeStyle(10);
  picture.title = QString::fromStdString(title);
  picture.description = QString::fromStdString(caption);
  const FontTextMeasure text(picture.type);
  const QRectF page(QPointF(0, 0), kPage);
  const double top = text.height(FontRole::Title) + 14;
  const double bottom = kPage.height() - text.height(FontRole::Normal) - 14;
  Canvas canvas(text);
  canvas.begin("page", page);
  canvas.add(RectShape{page, {Role::Background}, {}});
  canvas.text({16, 10}, text.elided(picture.title, FontRole::Title, kPage.width() - 32), {Role::Text}, FontRole::Title);
  canvas.text({16, bottom + 6}, text.elided(picture.description, FontRole::Normal, kPage.width() - 32),
              {Role::MutedText});
  picture.scene = std::move(canvas.scene());
  const SweepScene scene = body(QRectF(6, top, kPage.width() - 12, bottom - top), text);
  picture.scene.layers.insert(picture.scene.layers.end(), scene.scene.layers.begin(), scene.scene.layers.end());
  return picture;
}

std::optional<Error> save(const Picture& picture, const std::string& file) {
  const auto format = pictureFormatOf(file, "-o", PictureUse::Series);
  if (!format.ok()) return format.error();
  const PictureSource noRuns{std::vector<const Run*>()};
  Figure figure;
  figure.dpi = kDpi;
  return writeFile(QString::fromStdString(file), format.value()->write({noRuns, figure, picture, std::nullopt}));
}

std::string seedsText(const SweepTable& table) {
  const std::uint64_t first = table.points.empty() ? 0 : table.points.front().firstSeed;
  return table.plan.seeds == 1 ? fmt::format("seed {}", first)
                               : fmt::format("seeds {} to {}", first, first + table.plan.seeds - 1);
}

}  // namespace

std::optional<Error> saveSweepPicture(const SweepTable& table, std::size_t number,
                                      const std::vector<std::string>& parameterNames, const std::string& file) {
  SweepView view{.number = number, .parameterNames = {}, .selected = {}};
  for (const std::string& name : parameterNames) view.parameterNames << QString::fromStdString(name);
  std::string caption =
      fmt::format("{} · {} · {}", table.scenario, counted(table.points.size(), "point"), seedsText(table));
  for (const SweepParameter& parameter : table.plan.parameters) caption += " · " + parameter.pointer;
  const Picture picture = pageOf(table.title, caption, [&](const QRectF& page, const TextMeasure& text) {
    return buildSweepScene(table, view, page, text);
  });
  return save(picture, file);
}

std::optional<Error> saveFailurePicture(const FailureGrid& grid, const std::string& file) {
  std::string caption = fmt::format("{} · seed {}", grid.scenario, grid.seed);
  if (!grid.variant.empty()) caption += " · " + grid.variant;
  if (grid.messages() > grid.tried())
    caption += fmt::format(" · {} of {} failed", grouped(grid.tried()), counted(grid.messages(), "message"));
  const Picture picture = pageOf(grid.title, caption, [&](const QRectF& page, const TextMeasure& text) {
    return buildFailureScene(grid, std::nullopt, page, text);
  });
  return save(picture, file);
}

}  // namespace roundscope::app
