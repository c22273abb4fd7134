// The values of variables, beside their step lines and never on them. See compact_parts.h.
#include <algorithm>
#include <vector>

#include "ui/picture/compact_parts.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui::compact {

namespace {

/// Of more changes in view, values could not be told apart beside the line.
constexpr std::uint32_t kMostChanges = 200;
constexpr double kBesidePx = 3;

/// A value from one moment to the next change.
struct Level {
  double x0 = 0, x1 = 0, y = 0;
  std::int64_t value = 0;
};

std::vector<Level> levelsOf(const parts::Context& context, const parts::VariableTrack& track, double knownUs) {
  const TimeAxis& axis = context.view.axis;
  const TimeList& times = track.changes.times();
  const std::uint32_t first = times.countUntil(axis.firstUs() - 1);
  const std::uint32_t end = times.countUntil(std::min(axis.lastUs(), knownUs));
  std::vector<Level> levels;
  if (end - first > kMostChanges) return levels;
  const std::int64_t before = first == 0 ? track.changes.initial : track.changes.value(first - 1);
  levels.push_back({axis.leftPx, 0, track.yOf(before), before});
  for (std::uint32_t i = first; i < end; ++i) {
    const std::int64_t value = track.changes.value(i);
    if (value == levels.back().value) continue;
    const double x = xOf(axis, static_cast<double>(times.at(i)));
    levels.back().x1 = x;
    levels.push_back({x, 0, track.yOf(value), value});
  }
  levels.back().x1 = std::min(axis.rightPx(), xOf(axis, knownUs));
  return levels;
}

/// Whether the step line passes through a box.
bool isCrossed(const std::vector<Level>& levels, const QRectF& box) {
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const Level& level = levels[i];
    if (level.y > box.top() && level.y < box.bottom() && level.x0 < box.right() && level.x1 > box.left()) return true;
    if (i + 1 == levels.size() || level.x1 <= box.left() || level.x1 >= box.right()) continue;
    const auto [up, down] = std::minmax(level.y, levels[i + 1].y);
    if (down > box.top() && up < box.bottom()) return true;
  }
  return false;
}

/// Above or below the line, after the corner or before it. What is not told yet has no room either.
void write(const parts::Context& context, const parts::VariableTrack& track, const std::vector<Level>& levels,
           const Level& level) {
  const TextMeasure& measure = context.canvas.measure();
  const QString words = grouped(level.value);
  const QSizeF size(measure.width(words, FontRole::Normal), measure.height(FontRole::Normal));
  // Letters are lower than their box.
  const double slack = (size.height() - measure.digitHeight(FontRole::Normal)) / 2 - 1;
  const double most = context.hidesFuture() ? xOf(context.view.axis, context.knownUs()) : 1e9;
  for (const double x : {level.x0 + kBesidePx, level.x0 - kBesidePx - size.width()})
    for (const double y : {level.y - size.height() + slack - 1, level.y - slack + 2}) {
      const QRectF letters(QPointF(x, y + slack), QSizeF(size.width(), size.height() - 2 * slack));
      if (x + size.width() > most || letters.top() < track.top - 1 || letters.bottom() > track.top + track.height + 1)
        continue;
      if (isCrossed(levels, letters)) continue;
      if (context.canvas.text({x, y}, words, {Role::Text})) return;
    }
}

}  // namespace

void drawValues(const parts::Context& context, const LaneLayout& lane) {
  for (std::size_t i = 0; i < lane.variables.size(); ++i) {
    const parts::VariableTrack track = parts::trackOf(context, lane, i);
    const std::vector<Level> levels = levelsOf(context, track, parts::variablesKnownUs(context, lane));
    if (levels.empty()) continue;
    write(context, track, levels, levels.back());
    for (std::size_t k = 0; k + 1 < levels.size(); ++k) write(context, track, levels, levels[k]);
  }
}

}  // namespace roundscope::ui::compact
