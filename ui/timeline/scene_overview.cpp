// Counts over the whole: the strips of calls in flight, the overview with its ticks, and the legend.
#include <algorithm>
#include <cmath>

#include "core/base/words.h"
#include "core/run/rounds.h"
#include "ui/text.h"
#include "ui/timeline/outcome_words.h"
#include "ui/timeline/scene_parts.h"

namespace roundscope::ui::parts {

namespace {

/// The curve's peak about each pixel of an axis, as a filled area of at most twice as many points. Gaps of less than a
/// pixel are no gaps.
AreaShape curveArea(const StepCurve& curve, const TimeAxis& axis, double bottom, double pxPerCall, double untilUs) {
  AreaShape area;
  std::vector<double> xs;
  for (double x = axis.leftPx; x < axis.rightPx() && usAt(axis, x) < untilUs; x += 1) xs.push_back(x);
  if (xs.empty()) return area;
  // Each half of what a pixel shows is also half of a neighbour's.
  std::vector<double> bounds{usAt(axis, xs.front() - 0.5)};
  for (const double x : xs) bounds.push_back(usAt(axis, x + 0.5));
  bounds.push_back(usAt(axis, xs.back() + 1.5));
  const std::vector<StepCurve::Stretch> halves = curve.stretches(bounds);
  double last = -1;
  for (std::size_t i = 0; i < xs.size(); ++i) {
    const std::int32_t high = std::max(halves[i].extremes.high, halves[i + 1].extremes.high);
    const double y = high == 0 ? bottom : bottom - std::max(1.5, high * pxPerCall);
    if (y == last) continue;
    if (last >= 0) area.points.emplace_back(xs[i], last);
    area.points.emplace_back(xs[i], y);
    last = y;
  }
  const double end = xs.back() + 1;
  if (last >= 0) area.points.emplace_back(end, last);
  area.edgePoints = area.points.size();
  if (!area.points.empty()) {
    area.points.emplace_back(end, bottom);
    area.points.emplace_back(axis.leftPx, bottom);
  }
  return area;
}

constexpr double kStripPadding = 4;

double curveEnd(const Context& context, const VariantIndex& variant) {
  const auto frontier = static_cast<double>(variant.frontierUs());
  return context.hidesFuture() ? std::min(frontier, context.knownUs()) : frontier;
}

}  // namespace

void drawOverlap(const Context& context, const VariantLayout& layout, double peak) {
  const VariantIndex& variant = context.variant(layout.variant);
  const double bottom = layout.overlapTop + layout.overlapHeight + context.dy;
  const double scale = (layout.overlapHeight - kStripPadding) / peak;
  const std::uint8_t hue = variant.hueOfFirst();
  AreaShape area =
      curveArea(variant.run().inFlight().all(), context.view.axis, bottom, scale, curveEnd(context, variant));
  if (area.points.empty()) return;
  area.fill = {Role::OverlapFill, hue};
  area.line = Paint{Role::OverlapLine, hue};
  context.canvas.add(std::move(area));
}

void drawOverlapText(const Context& context, const VariantLayout& layout, double peak) {
  const VariantIndex& variant = context.variant(layout.variant);
  const StepCurve::Point top = variant.run().inFlight().all().peakUntil(context.knownUs());
  if (top.value == 0 || layout.overlapHeight <= 0) return;
  // A peak that is not in view has nothing to be beside.
  if (static_cast<double>(top.us) < context.view.axis.firstUs() ||
      static_cast<double>(top.us) > context.view.axis.lastUs())
    return;
  const TimeAxis& axis = context.view.axis;
  const QString words = QStringLiteral("peak ") + grouped(top.value);
  const double width = context.canvas.measure().width(words, FontRole::Normal);
  const double line = context.canvas.measure().height(FontRole::Normal);
  const double bottom = layout.overlapTop + layout.overlapHeight + context.dy;
  const double height = top.value / peak * (layout.overlapHeight - kStripPadding);
  // Beside a high peak, above a low one: the first place that covers nothing.
  double x = xOf(axis, static_cast<double>(top.us));
  double y = bottom - height - line - 1;
  const double inside = bottom - layout.overlapHeight / 2 - line / 2;
  const StepCurve& curve = variant.run().inFlight().all();
  const bool wide = curve.extremesIn(usAt(axis, x), usAt(axis, x + width + 16)).low >= top.value * 0.8;
  if (y < layout.overlapTop + context.dy && wide && x + width + 16 < axis.rightPx()) {
    x += 8;
    y = inside;
  } else if (y < layout.overlapTop + context.dy) {
    y = layout.overlapTop + context.dy + (layout.overlapHeight - line) / 2;
    const double from = std::max(axis.leftPx, x);
    double end = from;
    while (end < axis.rightPx() &&
           variant.run().inFlight().all().extremesIn(usAt(axis, end), usAt(axis, end + 1)).high > 0)
      end += 1;
    x = end + 6;
    if (x + width > axis.rightPx()) x = from - width - 6;
    if (x < axis.leftPx) x = axis.rightPx() - width - 6;
  }
  x = std::clamp(x, axis.leftPx + 4, std::max(axis.leftPx + 4, axis.rightPx() - width - 4));
  context.canvas.text({x, y}, words, {Role::Text}, FontRole::Normal);
}

void drawFinish(const Context& context, const VariantLayout& layout) {
  const VariantIndex& variant = context.variant(layout.variant);
  const auto endUs = static_cast<double>(variant.frontierUs());
  const Trace& trace = variant.run().trace();
  // A run that was cut off has not finished; its heading says what cut it off.
  if (!trace.finished() || trace.cutOff() != CutOff::None || endUs > context.knownUs()) return;
  const TimeAxis& axis = context.view.axis;
  const auto rounds = static_cast<std::int64_t>(roundsUntil(variant.run(), endUs));
  if (rounds == 0) return;  // queries alone: the heading says so
  const QString words = QStringLiteral("finished after %1").arg(textOf(counted(rounds, "round")));
  const double x = std::max(axis.leftPx, xOf(axis, endUs)) + 10;
  const double width = context.canvas.measure().width(words, FontRole::Strong);
  const double line = context.canvas.measure().height(FontRole::Strong);
  if (x + width + 40 > axis.rightPx()) return;
  for (const LaneLayout& lane : layout.lanes) {
    if (lane.form == LaneForm::NoCalls || lane.callsHeight < line) continue;
    const double top = lane.callsTop + (lane.callsHeight - line) / 2 + context.dy;
    context.canvas.text({x, top}, words, {Role::Text}, FontRole::Strong);
    return;
  }
}

namespace {

/// Events that nobody should miss, a tick for each pixel that holds one: users' messages and their answers hang from
/// the top, failures stand on the bottom.
void drawTicks(const Context& context, const TimeAxis& whole, const VariantIndex& variant, double top, double bottom) {
  constexpr double kTickPx = 2;
  const Users& users = variant.run().users();
  std::vector<double> xs;
  std::vector<double> bounds{usAt(whole, whole.leftPx) - 1};  // what happens at the very beginning, too
  for (double x = whole.leftPx; x < whole.rightPx(); x += kTickPx) {
    if (context.hidesFuture() && bounds.back() > context.knownUs()) break;
    xs.push_back(x);
    bounds.push_back(usAt(whole, x + kTickPx));
  }
  using Counts = std::vector<std::size_t>;
  const Counts sent = users.sent().countsUntil(bounds);
  const Counts replied = users.replied().countsUntil(bounds);
  const Counts rejected = users.rejected().countsUntil(bounds);
  const Counts trapped = users.trapped().countsUntil(bounds);
  const Counts failures = variant.run().outcomes().failuresUntil(bounds);
  for (std::size_t i = 0; i < xs.size(); ++i) {
    const auto any = [i](const Counts& counts) { return counts[i + 1] > counts[i]; };
    const auto tick = [&](double y, double height, Role role) {
      context.canvas.add(RectShape{QRectF(xs[i], y, kTickPx, height), {role}, {}});
    };
    if (any(sent) || any(replied)) tick(top + 1, 5, Role::Text);
    if (any(rejected) || any(trapped)) tick(top + 1, 5, Role::Failure);
    if (any(failures)) tick(bottom - 4, 4, Role::Failure);
  }
}

}  // namespace

void drawOverview(const Context& context, const QRectF& rect) {
  Canvas& canvas = context.canvas;
  const TimeAxis& view = context.view.axis;
  const auto count = static_cast<double>(std::max<std::size_t>(1, context.index.variants().size()));
  const TimeAxis whole =
      fitted(view, {0, context.view.answerHidden ? neutralEndUs(context.view.scale, context.view.cursor)
                                                 : static_cast<double>(context.index.endUs())});
  canvas.add(RectShape{rect, {Role::Ruler}, {}});
  canvas.add(LineShape{QLineF(rect.left(), rect.bottom() - 0.5, rect.right(), rect.bottom() - 0.5), {Role::Divider}});
  const QRectF track(whole.leftPx, rect.top() + 4, whole.widthPx, rect.height() - 8);
  canvas.add(RectShape{track, {Role::Background}, {}});
  canvas.hit(QRectF(whole.leftPx, rect.top(), whole.widthPx, rect.height()), OverviewHit{});
  canvas.text({10, rect.top() + (rect.height() - canvas.measure().height(FontRole::Normal)) / 2},
              canvas.measure().elided(QStringLiteral("whole run"), FontRole::Normal, view.leftPx - 14),
              {Role::MutedText});

  const double each = track.height() / count;
  for (std::size_t v = 0; v < context.index.variants().size(); ++v) {
    const VariantIndex& variant = context.variant(v);
    const double bottom = track.top() + each * static_cast<double>(v + 1);
    const StepCurve& all = variant.run().inFlight().all();
    const StepCurve::Point peak = context.hidesFuture() ? all.peakUntil(context.knownUs()) : all.peak();
    const double scale = (each - 3) / std::max(1, peak.value);
    const std::uint8_t hue = variant.hueOfFirst();
    AreaShape area = curveArea(all, whole, bottom, scale, curveEnd(context, variant));
    area.fill = {Role::OverlapFill, hue};
    area.line = Paint{Role::OverlapLine, hue};
    if (!area.points.empty()) canvas.add(std::move(area));
    drawTicks(context, whole, variant, bottom - each, bottom);
    for (const LostExpectation& lost : context.view.lost)
      if (lost.variant == v && context.tells(lost)) {
        const double x = std::min(xOf(whole, lost.at), track.right() - 2);
        canvas.add(RectShape{QRectF(x, bottom - each, 2, each), {Role::Failure}, {}});
      }
  }
  const double left = std::clamp(xOf(whole, view.firstUs()), track.left(), track.right());
  const double right = std::clamp(xOf(whole, view.lastUs()), track.left(), track.right());
  canvas.add(RectShape{QRectF(track.left(), track.top(), left - track.left(), track.height()), {Role::Shade}, {}});
  canvas.add(RectShape{QRectF(right, track.top(), track.right() - right, track.height()), {Role::Shade}, {}});
  for (const QLineF& edge :
       {QLineF(left, track.top(), right, track.top()), QLineF(left, track.bottom(), right, track.bottom()),
        QLineF(left, track.top(), left, track.bottom()), QLineF(right, track.top(), right, track.bottom())})
    canvas.add(LineShape{edge, {Role::Window}});
  if (!context.view.showCursor) return;
  const double x = xOf(whole, context.view.cursor);
  canvas.add(LineShape{QLineF(x, rect.top() + 1, x, rect.bottom() - 1), {Role::Cursor}, 1.5});
  canvas.add(IconShape{QRectF(x - 5, rect.top() + 1, 10, 8), Mark::Handle, {Role::Cursor}});
}

}  // namespace roundscope::ui::parts
