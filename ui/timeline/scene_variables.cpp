// A canister's variables, each as a step line under what the canister did: what races, sagas and lost payments are
// about. Found per pixel.
#include <algorithm>
#include <cmath>

#include "ui/drawing/pixels.h"
#include "ui/timeline/outcome_words.h"
#include "ui/timeline/scene_parts.h"

namespace roundscope::ui::parts {

namespace {

/// Of more changes in view only the last in each pixel is looked at.
constexpr std::size_t kMostExactChanges = 200'000;
/// Of more changes in view, values could not be told apart beside the line.
constexpr std::size_t kMostValueTexts = 60;
constexpr double kPaddingPx = 2;

std::int64_t valueAfter(const VariableChanges& changes, std::size_t count) {
  return count == 0 ? changes.initial : changes.value(static_cast<std::uint32_t>(count - 1));
}

/// The line: a corner where the value changes, and within a pixel as far up and down as the value went.
StrokeShape lineOf(const VariableTrack& track, const std::vector<double>& xs, const std::vector<std::size_t>& counts) {
  StrokeShape line{{}, {Role::Variable}, 1.6};
  const bool exact = counts.back() - counts.front() <= kMostExactChanges;
  double y = track.yOf(valueAfter(track.changes, counts.front()));
  line.points.emplace_back(xs.front(), y);
  for (std::size_t i = 0; i < xs.size(); ++i) {
    if (counts[i + 1] == counts[i]) continue;
    std::int64_t low = valueAfter(track.changes, counts[i + 1]);
    std::int64_t high = low;
    for (std::size_t k = counts[i] + 1; exact && k < counts[i + 1]; ++k) {
      low = std::min(low, valueAfter(track.changes, k));
      high = std::max(high, valueAfter(track.changes, k));
    }
    const double next = track.yOf(valueAfter(track.changes, counts[i + 1]));
    line.points.emplace_back(xs[i], y);
    for (const double reached : {track.yOf(high), track.yOf(low)})
      if (reached < std::min(y, next) || reached > std::max(y, next)) line.points.emplace_back(xs[i], reached);
    line.points.emplace_back(xs[i], next);
    y = next;
  }
  line.points.emplace_back(xs.back() + 1, y);
  return line;
}

/// Each new value beside its corner, as far as there is room.
void writeValues(const Context& context, const VariableTrack& track, double fromUs, double untilUs) {
  const TimeList& times = track.changes.times();
  const std::uint32_t first = times.countUntil(fromUs);
  const std::uint32_t end = times.countUntil(untilUs);
  if (end - first > kMostValueTexts) return;
  const double line = context.canvas.measure().height(FontRole::Normal);
  const auto write = [&](double x, std::int64_t value) {
    const double y = track.yOf(value);
    const double above = y - line;
    const double width = context.canvas.measure().width(grouped(value), FontRole::Normal);
    if (context.hidesFuture() && x + 4 + width > xOf(context.view.axis, context.knownUs())) return;
    context.canvas.text({x + 4, above >= track.top - 1 ? above : std::min(y + 1, track.top + track.height - line)},
                        grouped(value), {Role::Text});
  };
  write(context.view.axis.leftPx, valueAfter(track.changes, first));
  for (std::uint32_t i = first; i < end; ++i)
    if (track.changes.value(i) != valueAfter(track.changes, i))
      write(xOf(context.view.axis, static_cast<double>(times.at(i))), track.changes.value(i));
}

}  // namespace

double VariableTrack::yOf(std::int64_t value) const {
  const double span = static_cast<double>(changes.high) - static_cast<double>(changes.low);
  const double share = span <= 0 ? 0.5 : (static_cast<double>(value) - static_cast<double>(changes.low)) / span;
  return top + height - kPaddingPx - share * (height - 2 * kPaddingPx);
}

VariableTrack trackOf(const Context& context, const LaneLayout& lane, std::size_t i) {
  const VariantIndex& variant = context.variant(lane.key.variant);
  const double top = lane.variablesTop + context.dy + static_cast<double>(i) * lane.variableHeight;
  return {variant.run().state().changes(variant.lanes()[lane.key.lane].canister, lane.variables[i]), top,
          lane.variableHeight - 1};
}

double variablesKnownUs(const Context& context, const LaneLayout& lane) {
  return std::min(context.knownUs(), static_cast<double>(context.variant(lane.key.variant).frontierUs()));
}

void drawVariableLine(const Context& context, const VariableTrack& track, double knownUs) {
  const TimeAxis& axis = context.view.axis;
  context.canvas.add(LineShape{QLineF(axis.leftPx, track.top, axis.rightPx(), track.top), {Role::RoundLine}});
  const std::vector<double> xs = pixelsOf(axis, std::min(axis.rightPx(), xOf(axis, knownUs)));
  if (xs.empty()) return;
  std::vector<double> bounds = boundsOf(axis, xs);
  bounds.front() -= 1;  // a value that is set at the very beginning is no change
  bounds.back() = std::min(bounds.back(), knownUs);
  context.canvas.add(lineOf(track, xs, track.changes.times().countsUntil(bounds)));
}

void drawVariables(const Context& context, const LaneLayout& lane) {
  const TimeAxis& axis = context.view.axis;
  const double known = variablesKnownUs(context, lane);
  for (std::size_t i = 0; i < lane.variables.size(); ++i) {
    const VariableTrack track = trackOf(context, lane, i);
    drawVariableLine(context, track, known);
    if (xOf(axis, known) > axis.leftPx) writeValues(context, track, axis.firstUs(), std::min(axis.lastUs(), known));
  }
}

void drawVariableNames(const Context& context, const LaneLayout& lane) {
  const VariantIndex& variant = context.variant(lane.key.variant);
  const Canister& canister = variant.scenario().canisters[lane.key.lane];
  const TextMeasure& measure = context.canvas.measure();
  const double right = context.view.axis.leftPx - 8;
  const double line = measure.height(FontRole::Normal);
  // Without a cursor, as it stands at the end of what is shown.
  const double us = context.view.showCursor ? static_cast<double>(context.view.cursor.us)
                                            : std::min(context.knownUs(), context.view.axis.lastUs() - 1);
  double y = lane.variablesTop + context.dy + (lane.variableHeight - line) / 2;
  for (const VariableId variable : lane.variables) {
    const QString value =
        grouped(variant.run().state().valueAt(CanisterId{static_cast<std::uint16_t>(lane.key.lane)}, variable, us));
    const double valueWidth = measure.width(value, FontRole::Strong);
    context.canvas.text({right - valueWidth, y}, value, {Role::Text}, FontRole::Strong);
    const QString name = QString::fromStdString(canister.variables[variable.value].name);
    context.canvas.text({18, y}, measure.elided(name, FontRole::Normal, right - valueWidth - 26), {Role::MutedText});
    y += lane.variableHeight;
  }
}

}  // namespace roundscope::ui::parts
