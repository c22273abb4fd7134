// Atomicity on a canister's lane: where state is half done for others to see, commit points, locks, and messages that
// came in between. All of it is found per pixel.
#include <algorithm>
#include <cmath>

#include "ui/drawing/pixels.h"
#include "ui/timeline/scene_parts.h"

namespace roundscope::ui::parts {

namespace {

constexpr double kMarkPx = 11;

/// The moments that are in view and known, those closer than a mark's width left out. `nextAfter(us)` gives the first
/// one after a moment.
template <class NextAfter, class Draw>
void forSpacedMoments(const Context& context, NextAfter&& nextAfter, Draw&& draw) {
  const TimeAxis& axis = context.view.axis;
  const double until = std::min(usAt(axis, axis.rightPx()), context.knownUs());
  auto next = nextAfter(usAt(axis, axis.leftPx) - 1);
  while (next && static_cast<double>(*next) <= until) {
    const double x = xOf(axis, static_cast<double>(*next));
    draw(x);
    next = nextAfter(usAt(axis, x + kMarkPx));
  }
}

/// For forSpacedMoments.
auto in(const TimeList& moments) {
  return [&moments](double us) { return moments.nextAfter(us); };
}

void drawLock(const Context& context, const LaneLayout& lane, const std::vector<LockSpan>& spans, double top) {
  const VariantIndex& variant = context.variant(lane.key.variant);
  const TimeAxis& axis = context.view.axis;
  Canvas& canvas = context.canvas;
  const auto endOf = [&](const LockSpan& span) {
    return std::min(context.knownUs(),
                    static_cast<double>(span.endUs == kStillOpen ? variant.frontierUs() : span.endUs));
  };
  const QString name =
      QString::fromStdString(variant.scenario().canisters[lane.key.lane].variables[spans.front().lock.value].name);
  const double height = lane.lockHeight - 2;
  auto span = std::partition_point(spans.begin(), spans.end(),
                                   [&](const LockSpan& s) { return endOf(s) < usAt(axis, axis.leftPx); });
  while (span != spans.end() && static_cast<double>(span->startUs) <= usAt(axis, axis.rightPx())) {
    if (static_cast<double>(span->startUs) > context.knownUs()) return;
    const double x0 = std::max(axis.leftPx - 2, xOf(axis, static_cast<double>(span->startUs)));
    double x1 = xOf(axis, endOf(*span));
    // Spans that cannot be told apart are one.
    auto next = span + 1;
    while (next != spans.end() && xOf(axis, static_cast<double>(next->startUs)) < x1 + 1.5) {
      x1 = std::max(x1, xOf(axis, endOf(*next)));
      next = std::max(next + 1, std::partition_point(next, spans.end(), [&](const LockSpan& s) {
                        return xOf(axis, static_cast<double>(s.startUs)) < x1 + 1.5;
                      }));
    }
    const QRectF box(x0, top, std::max(2.0, std::min(x1, axis.rightPx() + 2) - x0), height);
    canvas.add(RectShape{box, {Role::LockSpan}, Paint{Role::ExposedLine}, Hatch::None, {}, 2});
    const double icon = height - 5;
    if (box.width() > icon + 8) {
      canvas.add(IconShape{QRectF(box.left() + 4, top + 2, icon, icon), Mark::Lock, {Role::Text}});
      const QString words = canvas.measure().elided(name, FontRole::Normal, box.width() - icon - 12);
      if (words.size() > 2 || words == name)
        canvas.text({box.left() + icon + 8, top + (height - canvas.measure().height(FontRole::Normal)) / 2}, words,
                    {Role::Text});
    }
    span = next;
  }
}

}  // namespace

void drawExposure(const Context& context, const LaneLayout& lane) {
  const VariantIndex& variant = context.variant(lane.key.variant);
  const StepCurve& exposed = variant.exposureOf(variant.lanes()[lane.key.lane]).halfDone;
  if (exposed.empty()) return;
  const TimeAxis& axis = context.view.axis;
  const double until = std::min(axis.rightPx(), xOf(axis, context.knownUs()));
  const std::vector<double> xs = pixelsOf(axis, until);
  const std::vector<StepCurve::Stretch> stretches = exposed.stretches(boundsOf(axis, xs));
  const auto shown = [&](std::size_t i) { return stretches[i].extremes.high > 0; };
  for (std::size_t i = 0; i < xs.size(); ++i) {
    if (!shown(i)) continue;
    std::size_t end = i + 1;
    while (end < xs.size() && shown(end)) ++end;
    const QRectF box(xs[i], lane.top + context.dy + 1, static_cast<double>(end - i), lane.height - 2);
    context.canvas.add(RectShape{box, {Role::Exposed}, {}});
    for (const double edge : {box.left(), box.right()}) {
      LineShape line{QLineF(edge, box.top(), edge, box.bottom()), {Role::ExposedLine}};
      line.dashed = true;
      context.canvas.add(line);
    }
    i = end;
  }
}

void drawFailures(const Context& context, const LaneLayout& lane) {
  const VariantIndex& variant = context.variant(lane.key.variant);
  const CanisterOutcomes& outcomes = variant.outcomesOf(variant.lanes()[lane.key.lane]);
  const double size = std::min(kMarkPx, lane.stripHeight);
  const double top = lane.stripTop + context.dy + (lane.stripHeight - size) / 2;
  const auto icon = [&](Mark mark) {
    return [&context, top, size, mark](double x) {
      context.canvas.add(IconShape{QRectF(x - size / 2, top, size, size), mark, {Role::Failure}});
    };
  };
  forSpacedMoments(
      context, [&](double us) { return outcomes.failedAfter(us); }, icon(Mark::Rejected));
  forSpacedMoments(context, in(outcomes.notPerformed().times()), icon(Mark::NotPerformed));
}

void drawCommits(const Context& context, const LaneLayout& lane) {
  const VariantIndex& variant = context.variant(lane.key.variant);
  const Lane& data = variant.lanes()[lane.key.lane];
  const double middle = lane.stripTop + lane.stripHeight / 2 + context.dy;
  const double size = std::min(kMarkPx, lane.stripHeight);
  forSpacedMoments(context, in(variant.exposureOf(data).commits), [&](double x) {
    context.canvas.add(IconShape{QRectF(x - size / 2, middle - size / 2, size, size), Mark::Commit, {Role::Text}});
  });
  forSpacedMoments(context, in(variant.exposureOf(data).cameBetween), [&](double x) {
    context.canvas.add(
        IconShape{QRectF(x - 1, lane.stripTop + context.dy - 3, kMarkPx, kMarkPx), Mark::CameBetween, {Role::Marker}});
  });
}

void drawLocks(const Context& context, const LaneLayout& lane) {
  const VariantIndex& variant = context.variant(lane.key.variant);
  if (lane.lockHeight <= 0) return;
  double top = lane.locksTop + context.dy;
  for (const std::vector<LockSpan>& spans : variant.locksOf(variant.lanes()[lane.key.lane])) {
    drawLock(context, lane, spans, top);
    top += lane.lockHeight;
  }
}

}  // namespace roundscope::ui::parts
