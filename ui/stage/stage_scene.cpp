// The stage as a whole: variants side by side in lock step, legend, line of time. See stage_scene.h.
#include "ui/stage/stage_scene.h"

#include <algorithm>
#include <cmath>

#include "core/base/words.h"
#include "core/run/rounds.h"
#include "ui/stage/stage_parts.h"
#include "ui/text.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {
namespace {

constexpr double kLeastWidthPx = 300;  ///< of one variant, in type of 15 pixels: with less nothing is legible
constexpr double kOrdinaryLinePx = 15;
constexpr double kLeastHeightPx = 190;
constexpr double kScrubberPx = 46;
constexpr double kGapPx = 8;
/// In how much of a round a message is seen to go from one place to the next.
constexpr std::int64_t kPassageShare = 7;
constexpr std::size_t kMostPassages = 512;

/// The variants that are not folded, in order; where not all have room, those that are spoken of.
std::vector<std::size_t> shownVariants(std::size_t count, const StageView& view, std::size_t room) {
  std::vector<std::size_t> shown;
  for (std::size_t v = 0; v < count; ++v)
    if (!view.shared.foldedVariants.contains(v)) shown.push_back(v);
  const auto spokenOf = [&](std::size_t v) {
    const bool lit = std::any_of(view.shared.lit.begin(), view.shared.lit.end(),
                                 [v](const LaneKey& key) { return key.variant == v; });
    return lit || (view.selected && view.selected->variant == v);
  };
  if (shown.size() <= room) return shown;
  std::stable_partition(shown.begin(), shown.end(), spokenOf);
  shown.resize(room);
  std::sort(shown.begin(), shown.end());
  return shown;
}

/// Cells for up to `count` variants, all of one size.
std::vector<QRectF> cellsFor(std::size_t count, const QRectF& area, double line) {
  const double leastWidth = kLeastWidthPx * line / kOrdinaryLinePx;
  const auto columns = std::clamp<std::size_t>(static_cast<std::size_t>(area.width() / leastWidth), 1,
                                               std::max<std::size_t>(1, std::min<std::size_t>(count, 2)));
  const auto mostRows = std::max<std::size_t>(1, static_cast<std::size_t>(area.height() / kLeastHeightPx));
  const std::size_t rows = std::min(mostRows, (count + columns - 1) / columns);
  const double width = (area.width() - kGapPx * static_cast<double>(columns - 1)) / static_cast<double>(columns);
  const double height = (area.height() - kGapPx * static_cast<double>(rows - 1)) / static_cast<double>(rows);
  std::vector<QRectF> cells;
  for (std::size_t i = 0; i < std::min(count, rows * columns); ++i)
    cells.emplace_back(area.left() + static_cast<double>(i % columns) * (width + kGapPx),
                       area.top() + static_cast<double>(i / columns) * (height + kGapPx), width, height);
  return cells;
}

Duration windowOf(const Run& run) {
  return {std::max<std::int64_t>(1, shortestRound(run.scenario()).us / kPassageShare)};
}

void drawHeading(const parts::StageContext& context, std::size_t left) {
  Canvas& canvas = context.canvas;
  const Run& run = context.run();
  const QRectF& row = context.layout.heading;
  const auto counts = run.outcomes().countsUntil(static_cast<double>(context.moment.time.us));
  const TextMeasure& text = context.text();
  const QString title = textOf(run.scenario().variant.empty() ? run.scenario().title : run.scenario().variant);
  const double top = row.center().y() - text.height(FontRole::Heading) / 2;
  const QString shown = text.elided(title, FontRole::Heading, row.width() * 0.45);
  canvas.text({row.left() + 10, top}, shown, {Role::Text}, FontRole::Heading);
  QString words = counts.attempted == 0 ? QString() : outcomeText(counts);
  if (left > 0) words += QStringLiteral("   (%1: fold one to see more)").arg(textOf(counted(left, "more variant")));
  const double room = row.width() - text.width(shown, FontRole::Heading) - 40;
  words = text.elided(words, FontRole::Normal, room);
  const bool bad = counts.failed() > 0;
  canvas.text(
      {row.right() - 10 - text.width(words, FontRole::Normal), row.center().y() - text.height(FontRole::Normal) / 2},
      words, {bad ? Role::FailureText : Role::MutedText});
}

void drawVariant(const parts::StageContext& context, std::size_t left) {
  drawHeading(context, left);
  parts::drawRooms(context);
  parts::drawWays(context);
  for (const DeskLayout& desk : context.layout.desks) parts::drawDesk(context, desk);
  parts::drawTravellers(context);
  parts::drawPointed(context);
}

}  // namespace

std::optional<StageHit> StageScene::at(QPointF point) const {
  const auto found =
      std::find_if(hits.rbegin(), hits.rend(), [&](const StageHit& hit) { return hit.rect.contains(point); });
  return found == hits.rend() ? std::nullopt : std::optional(*found);
}

const StageRoom* StageScene::roomAt(QPointF point) const {
  const auto found =
      std::find_if(rooms.begin(), rooms.end(), [&](const StageRoom& room) { return room.rect.contains(point); });
  return found == rooms.end() ? nullptr : &*found;
}

StageScene buildStage(const std::vector<const Run*>& runs, const StageView& view, QSizeF size,
                      const TextMeasure& text) {
  StageScene stage;
  Canvas canvas(text);
  QRectF rest(QPointF(0, 0), size);
  canvas.begin("stage", rest);
  canvas.add(RectShape{.rect = rest, .fill = {Role::Lane}});
  rest.adjust(kGapPx, 4, -kGapPx, -4);
  QRectF scrubber, legend;
  if (view.scrubber) {
    scrubber = QRectF(rest.left(), rest.bottom() - kScrubberPx, rest.width(), kScrubberPx);
    rest.setBottom(scrubber.top() - 4);
  }
  const std::size_t open = shownVariants(runs.size(), view, runs.size()).size();
  if (open == 0) {
    stage.scene = std::move(canvas.scene());
    return stage;
  }
  if (view.legend && rest.height() > 2 * kLeastHeightPx) {
    const double line = text.height(FontRole::Normal) + 6;
    legend = QRectF(rest.left(), rest.bottom() - line, rest.width(), line);
    rest.setBottom(legend.top());
  }
  const std::vector<QRectF> cells = cellsFor(open, rest, text.height(FontRole::Normal));
  const std::vector<std::size_t> shown = shownVariants(runs.size(), view, cells.size());
  stage.variantsShown = cells.size();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Run& run = *runs[shown[i]];
    parts::StageMoment moment{run, shown[i], view.cursor};
    moment.state = stateAt(run, view.cursor);
    moment.flights = run.whereabouts().flightsAt(run.trace(), run.order(), view.cursor);
    moment.passages = passagesAt(run, view.cursor, windowOf(run), kMostPassages);
    moment.hues = parts::huesOf(run);
    const StageLayout layout = layOutStage(run, cells[i], text);
    for (const RoomLayout& room : layout.rooms) stage.rooms.push_back({room.rect, shown[i], room.subnet});
    canvas.begin("variant", cells[i]);
    const parts::StageContext context{moment, layout, view, canvas, stage.hits};
    drawVariant(context, i == 0 ? open - cells.size() : 0);
    if (i > 0 || (legend.isEmpty() && scrubber.isEmpty())) continue;
    canvas.begin("foot", QRectF(QPointF(0, 0), size));
    if (!legend.isEmpty()) parts::drawStageLegend(context, legend);
    if (!scrubber.isEmpty()) parts::drawScrubber(context, scrubber);
  }
  stage.scene = std::move(canvas.scene());
  return stage;
}

}  // namespace roundscope::ui
