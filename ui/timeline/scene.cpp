// Puts the parts of a scene one over the other. See scene.h.
#include "ui/timeline/scene.h"

#include <algorithm>

#include "ui/timeline/scene_parts.h"

namespace roundscope::ui {

namespace {

constexpr double kRightMargin = 14;

using parts::Context;

double rulerHeightOf(const TextMeasure& text) { return text.height(FontRole::Normal) + 12; }

LayoutOptions optionsOf(const TimelineView& view, double availablePx) {
  return {availablePx,         view.stretch,        view.hideIdle, view.collapsed, view.collapsedSubnets,
          view.foldedVariants, view.leaveOutFolded, view.leftOut,  view.leastBarPx};
}

/// The highest number of calls in flight in any variant: strips share one scale, so that they can be compared.
double commonPeak(const TimelineIndex& index) {
  double peak = 1;
  for (const VariantIndex& variant : index.variants())
    peak = std::max(peak, static_cast<double>(variant.run().inFlight().all().peak().value));
  return peak;
}

bool isVisible(const Context& context, double top, double height) {
  return top + height + context.dy >= context.body.top() && top + context.dy <= context.body.bottom();
}

void drawBackgrounds(const Context& context, const Layout& layout) {
  Canvas& canvas = context.canvas;
  canvas.begin("lanes", context.body);
  for (const VariantLayout& variant : layout.variants) {
    for (const LaneLayout& lane : variant.lanes) {
      const Lane& data = context.variant(variant.variant).lanes()[lane.key.lane];
      const QRectF rect(context.body.left(), lane.top + context.dy, context.body.width(), lane.height);
      canvas.add(RectShape{rect, {data.subnet.value % 2 == 0 ? Role::Lane : Role::LaneOther}, {}});
      canvas.clippedHit(rect, LaneHit{lane.key});
    }
  }
}

/// Round lines of each lane's own subnet; strips take the common scale's.
void drawRoundLines(const Context& context, const Layout& layout) {
  const auto lines = [&](const AxisScale& scale, double top, double height) {
    for (const Tick& tick : ticksOf(context.view.axis, scale, 70, 11))
      context.canvas.add(LineShape{QLineF(tick.x, top + context.dy, tick.x, top + height + context.dy),
                                   {tick.major ? Role::RoundLineMajor : Role::RoundLine}});
  };
  for (const VariantLayout& variant : layout.variants) {
    if (variant.folded) continue;
    lines(context.view.scale, variant.overlapTop, variant.overlapHeight);
    for (const LaneLayout& lane : variant.lanes) {
      if (!isVisible(context, lane.top, lane.height)) continue;
      const VariantIndex& data = context.variant(variant.variant);
      const Subnet& subnet = data.scenario().subnet(data.lanes()[lane.key.lane].subnet);
      lines(onSubnet(context.view.scale, subnet.blockInterval, subnet.phase), lane.top, lane.height);
    }
  }
}

/// Breaks of the axis: what is left out, and how long it was.
void drawBreaks(const Context& context) {
  const TimeAxis& axis = context.view.axis;
  if (axis.idle == nullptr) return;
  const auto& idle = axis.idle->idle();
  auto gap = std::partition_point(idle.begin(), idle.end(),
                                  [&](const IdleMap::Stretch& s) { return s.endUs < axis.firstUs(); });
  double last = -1e9;
  for (; gap != idle.end() && gap->startUs < axis.lastUs(); ++gap) {
    const double x0 = xOf(axis, gap->startUs);
    const double x1 = xOf(axis, gap->endUs);
    if (x1 < last + 1) continue;
    last = x1;
    RectShape shape{QRectF(x0, context.body.top(), x1 - x0, context.body.height()), {Role::Shade}, {}};
    shape.hatch = Hatch::Forward;
    shape.hatchPaint = {Role::Divider};
    context.canvas.add(shape);
    const QString words = secondsText(gap->endUs - gap->startUs, 1e6) + QStringLiteral(" idle");
    const double width = context.canvas.measure().width(words, FontRole::Normal);
    const QPointF at((x0 + x1 - width) / 2, context.body.top() + 2);
    if (width + 8 < x1 - x0) context.canvas.text(at, words, {Role::MutedText});
  }
}

void drawLanes(const Context& context, const Layout& layout, double peak) {
  for (const VariantLayout& variant : layout.variants) {
    if (!variant.folded && isVisible(context, variant.overlapTop, variant.overlapHeight)) {
      parts::drawOverlap(context, variant, peak);
      parts::drawFocusBand(context, variant);
    }
    for (const LaneLayout& lane : variant.lanes) {
      if (!isVisible(context, lane.top, lane.height)) continue;
      if (lane.form == LaneForm::Rows || lane.form == LaneForm::OpenBatch) parts::drawRows(context, lane);
      if (lane.form == LaneForm::Batch) parts::drawBatch(context, lane);
      parts::drawExecutions(context, lane);
      if (lane.form == LaneForm::Collapsed || lane.form == LaneForm::Folded)
        parts::drawFailures(context, lane);
      else
        parts::drawState(context, lane);
      if (context.view.showCriticalPath && lane.form == LaneForm::Batch) parts::drawBatchPath(context, lane);
    }
  }
}

void drawVeil(const Context& context, const Layout& layout) {
  const double x = std::max(context.view.axis.leftPx, xOf(context.view.axis, context.view.cursor));
  const double width = context.view.axis.rightPx() - x;
  if (width <= 0 || !context.view.showCursor) return;
  for (const VariantLayout& variant : layout.variants) {
    if (variant.folded) continue;
    const double height = variant.top + variant.height - variant.overlapTop;
    context.canvas.add(RectShape{QRectF(x, variant.overlapTop + context.dy, width, height),
                                 {context.view.hideFuture ? Role::VeilHidden : Role::Veil},
                                 {}});
  }
}

void drawTexts(const Context& context, const Layout& layout, double peak) {
  for (const VariantLayout& variant : layout.variants) {
    if (variant.folded) continue;
    parts::drawFocusText(context, variant);
    parts::drawOverlapText(context, variant, peak);
    parts::drawFinish(context, variant);
    for (const LaneLayout& lane : variant.lanes)
      if (lane.headerHeight > 0 && isVisible(context, lane.top, lane.height)) parts::drawBatchTexts(context, lane);
  }
}

}  // namespace

double gutterWidth(const TimelineIndex& index, const TextMeasure& text) {
  double widest = text.width(QStringLiteral("Rounds (1 s each)"), FontRole::Normal);
  const double indent = text.height(FontRole::Normal) * 0.62 + 6;  // of a triangle
  for (const VariantIndex& variant : index.variants())
    for (const std::size_t lane : variant.laneOrder()) {
      const Lane& content = variant.lanes()[lane];
      const double name = text.width(parts::subnetPrefix(variant.scenario(), content), FontRole::Normal) +
                          text.width(QString::fromStdString(variant.scenario().canisters[lane].id), FontRole::Strong) +
                          indent + 10;
      const double note =
          text.width(parts::noteOf(variant, content, static_cast<double>(index.endUs())), FontRole::Normal);
      widest = std::max({widest, name, note + 2 * indent + 10});
    }
  return std::clamp(std::ceil(widest) + 20, 120.0, 240.0);
}

TimeAxis axisFor(TimeAxis axis, double gutterPx, double widthPx) {
  axis.leftPx = gutterPx;
  axis.widthPx = std::max(40.0, widthPx - gutterPx - kRightMargin);
  return axis;
}

double leastHeightOf(const TimelineIndex& index, const TimelineView& view, const TextMeasure& text) {
  LayoutOptions options = optionsOf(view, 0);
  options.stretch = false;
  return rulerHeightOf(text) + layOut(index, view.opened, text, options).contentHeight;
}

double legendHeightOf(const TimelineIndex& index, const TextMeasure& text, double widthPx, const TimelineView& view) {
  return parts::legendHeight(index, text, widthPx, view);
}

QRectF bodyOf(const TimelineIndex& index, const TimelineView& view, QSizeF size, const TextMeasure& text) {
  const double above = (view.overview ? kOverviewHeight : 0) + rulerHeightOf(text);
  const double below = view.legend ? parts::legendHeight(index, text, size.width(), view) : 0;
  return {0, above, size.width(), std::max(0.0, size.height() - above - below)};
}

Layout layoutOf(const TimelineIndex& index, const TimelineView& view, QSizeF size, const TextMeasure& text) {
  return layOut(index, view.opened, text, optionsOf(view, bodyOf(index, view, size, text).height()));
}

Scene buildLegend(const TimelineIndex& index, const TimelineView& view, QSizeF size, const TextMeasure& text) {
  Canvas canvas(text);
  const QRectF rect(QPointF(0, 0), size);
  canvas.begin("legend", rect);
  parts::drawLegend({index, view, canvas, rect}, rect);
  return std::move(canvas.scene());
}

Scene buildScene(const TimelineIndex& index, const TimelineView& view, QSizeF size, const TextMeasure& text) {
  Canvas canvas(text);
  const double rulerHeight = rulerHeightOf(text);
  const double overview = view.overview ? kOverviewHeight : 0;
  const QRectF overviewRect(0, 0, size.width(), overview);
  const QRectF ruler(0, overviewRect.bottom(), size.width(), rulerHeight);
  const QRectF body = bodyOf(index, view, size, text);
  const QRectF legendRect(0, body.bottom(), size.width(),
                          view.legend ? parts::legendHeight(index, text, size.width(), view) : 0);

  const Layout layout = layOut(index, view.opened, text, optionsOf(view, body.height()));
  const double scroll = std::clamp(view.scrollPx, 0.0, std::max(0.0, layout.contentHeight - body.height()));
  Context context{index, view, canvas, body, body.top() - scroll};
  const std::optional<CallRef> focused = view.hovered ? view.hovered : view.selected;
  if (focused && focused->variant < index.variants().size())
    context.focus = focusOf(context.variant(focused->variant), *focused, context.knownUs());
  const QRectF chart(view.axis.leftPx, body.top(), view.axis.widthPx, body.height());
  const double peak = commonPeak(index);

  canvas.begin("background", QRectF(QPointF(0, 0), size));
  canvas.add(RectShape{QRectF(QPointF(0, 0), size), {Role::Background}, {}});
  canvas.hit(body, BodyHit{});
  drawBackgrounds(context, layout);
  canvas.begin("rounds", chart);
  drawRoundLines(context, layout);
  canvas.begin("state", chart);
  for (const VariantLayout& variant : layout.variants)
    for (const LaneLayout& lane : variant.lanes)
      if (isVisible(context, lane.top, lane.height)) parts::drawExposure(context, lane);
  canvas.begin("arrows behind", chart);
  parts::drawAllArrows(context, layout);
  canvas.begin("calls", chart);
  drawLanes(context, layout, peak);
  canvas.begin("arrows", chart);
  parts::drawFocusArrows(context, layout);
  canvas.begin("veil", chart);
  drawVeil(context, layout);
  if (view.showCursor) {
    canvas.begin("cursor", chart);
    const double x = xOf(view.axis, view.cursor);
    canvas.add(LineShape{QLineF(x, body.top(), x, body.bottom()), {Role::Cursor}, 1.5});
  }
  canvas.begin("markers", chart);
  for (const Time marker : view.markers) {
    const double x = xOf(view.axis, marker);
    canvas.add(LineShape{QLineF(x, body.top(), x, body.bottom()), {Role::Marker}, 1.5, true});
  }
  canvas.begin("breaks", chart);
  drawBreaks(context);
  canvas.begin("texts", chart);
  drawTexts(context, layout, peak);
  canvas.begin("names", body);
  for (const VariantLayout& variant : layout.variants) {
    parts::drawHeading(context, variant);
    if (!variant.folded) parts::drawGutter(context, variant);
  }
  canvas.begin("ruler", ruler);
  parts::drawRuler(context, ruler);
  if (view.legend) {
    canvas.begin("legend", legendRect);
    parts::drawLegend(context, legendRect);
  }
  if (view.overview) {
    canvas.begin("overview", overviewRect);
    parts::drawOverview(context, overviewRect);
  }
  canvas.scene().contentHeight = layout.contentHeight;
  canvas.scene().body = body;
  return std::move(canvas.scene());
}

}  // namespace roundscope::ui
