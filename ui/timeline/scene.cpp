// Puts the parts of a scene one over the other. See scene.h.
#include "ui/timeline/scene.h"

#include <algorithm>
#include <cmath>

#include "core/base/words.h"
#include "ui/timeline/scene_parts.h"

namespace roundscope::ui {

namespace {

constexpr double kRightMargin = 14;

using parts::Context;

double rulerHeightOf(const TextMeasure& text) { return text.height(FontRole::Normal) + 12; }

/// The highest number of calls in flight in any variant, as far as it is told: strips share one scale, so that they can
/// be compared.
double commonPeak(const Context& context) {
  double peak = 1;
  for (const VariantIndex& variant : context.index.variants()) {
    const StepCurve& all = variant.run().inFlight().all();
    const StepCurve::Point top = context.hidesFuture() ? all.peakUntil(context.knownUs()) : all.peak();
    peak = std::max(peak, static_cast<double>(top.value));
  }
  return peak;
}

LayoutOptions layoutOptionsOf(const TimelineIndex& index, const TimelineView& view, double availablePx) {
  LayoutOptions options;
  options.availablePx = availablePx;
  options.stretch = view.stretch;
  options.hideIdle = view.hideIdle;
  options.strips = view.strips;
  options.variables = view.variables;
  options.keepVariables = view.keepVariables;
  options.calls = view.calls;
  options.executions = view.executions;
  options.locks = view.locks;
  options.collapsed = view.collapsed;
  options.collapsedSubnets = view.collapsedSubnets;
  options.foldedVariants = view.foldedVariants;
  options.leaveOutFolded = view.leaveOutFolded;
  options.leftOut = view.leftOut;
  options.leastBarPx = view.leastBarPx;
  options.ownAxes = ownAxesOf(index, view.foldedVariants);
  return options;
}

/// What each variant is drawn with: the common axis, or its own.
class Contexts {
 public:
  explicit Contexts(const Context& common) {
    const std::set<std::size_t> own = ownAxesOf(common.index, common.view.foldedVariants);
    m_own.reserve(own.size());
    for (std::size_t v = 0; v < common.index.variants().size(); ++v) {
      if (!own.contains(v)) {
        m_contexts.push_back(common);
        continue;
      }
      TimelineView& view = m_own.emplace_back(common.view);
      view.axis = axisOf(common.index, common.view, v);
      view.scale.queries = true;
      m_contexts.push_back({common.index, view, common.canvas, common.body, common.dy, common.focus});
    }
  }
  [[nodiscard]] const Context& of(const VariantLayout& variant) const { return m_contexts[variant.variant]; }
  [[nodiscard]] bool allShareOneAxis() const { return m_own.empty(); }

 private:
  std::vector<TimelineView> m_own;
  std::vector<Context> m_contexts;
};

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
void drawRoundLines(const Contexts& contexts, const Layout& layout) {
  for (const VariantLayout& variant : layout.variants) {
    if (variant.folded) continue;
    const Context& context = contexts.of(variant);
    const auto lines = [&](const AxisScale& scale, double top, double height) {
      for (const Tick& tick : ticksOf(context.view.axis, scale, 70, 11))
        context.canvas.add(LineShape{QLineF(tick.x, top + context.dy, tick.x, top + height + context.dy),
                                     {tick.major ? Role::RoundLineMajor : Role::RoundLine}});
    };
    lines(context.view.scale, variant.overlapTop, variant.overlapHeight);
    for (const LaneLayout& lane : variant.lanes) {
      if (!isVisible(context, lane.top, lane.height)) continue;
      const VariantIndex& data = context.variant(variant.variant);
      const Subnet& subnet = data.scenario().subnet(data.lanes()[lane.key.lane].subnet);
      lines(onSubnet(context.view.scale, subnet.blockInterval, subnet.phase), lane.top, lane.height);
    }
  }
}

}  // namespace

void parts::drawBreaks(const Context& context, const QRectF& body, bool withWords) {
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
    RectShape shape{QRectF(x0, body.top(), x1 - x0, body.height()), {Role::Shade}, {}};
    shape.hatch = Hatch::Forward;
    shape.hatchPaint = {Role::Divider};
    context.canvas.add(shape);
    const auto rounds = std::llround((gap->endUs - gap->startUs) / static_cast<double>(context.view.scale.interval.us));
    const QString words = QString::fromStdString(counted(rounds, "round")) + QStringLiteral(" idle");
    const double width = context.canvas.measure().width(words, FontRole::Normal);
    const QPointF at((x0 + x1 - width) / 2, body.top() + 2);
    if (withWords && width + 8 < x1 - x0) context.canvas.text(at, words, {Role::MutedText});
  }
}

namespace {

void drawVariant(const Context& context, const VariantLayout& variant, double peak) {
  const std::size_t first = context.canvas.scene().layers.back().shapes.size();
  if (!variant.folded && variant.overlapHeight > 0 && isVisible(context, variant.overlapTop, variant.overlapHeight)) {
    parts::drawOverlap(context, variant, peak);
    parts::drawFocusBand(context, variant);
  }
  for (const LaneLayout& lane : variant.lanes) {
    if (!isVisible(context, lane.top, lane.height)) continue;
    if (lane.form == LaneForm::Rows || lane.form == LaneForm::OpenBatch) parts::drawRows(context, lane);
    if (lane.form == LaneForm::Batch) parts::drawBatch(context, lane);
    if (context.view.executions) parts::drawExecutions(context, lane);
    if (lane.form == LaneForm::Collapsed || lane.form == LaneForm::Folded) {
      parts::drawFailures(context, lane);
    } else {
      parts::drawCommits(context, lane);
      parts::drawLocks(context, lane);
      parts::drawVariables(context, lane);
    }
    if (context.view.showCriticalPath && lane.form == LaneForm::Batch) parts::drawBatchPath(context, lane);
  }
  if (context.view.showCursor && !context.hidesFuture())
    parts::outlineFuture(context.canvas, first, xOf(context.view.axis, context.view.cursor));
}

/// What was refused at once.
void drawRefusals(const Context& context, const VariantLayout& variant) {
  const std::size_t first = context.canvas.scene().layers.back().shapes.size();
  for (const LaneLayout& lane : variant.lanes)
    if (isVisible(context, lane.top, lane.height) && lane.form != LaneForm::Collapsed && lane.form != LaneForm::Folded)
      parts::drawRefused(context, lane);
  if (context.view.showCursor && !context.hidesFuture())
    parts::outlineFuture(context.canvas, first, xOf(context.view.axis, context.view.cursor));
}

/// Covers what is still to come, where it is hidden.
void drawVeil(const Context& context, const VariantLayout& variant) {
  const double x = std::max(context.view.axis.leftPx, xOf(context.view.axis, context.view.cursor));
  const double width = context.view.axis.rightPx() - x;
  if (width <= 0 || !context.view.showCursor || !context.hidesFuture() || variant.folded) return;
  const double height = variant.top + variant.height - variant.overlapTop;
  context.canvas.add(RectShape{QRectF(x, variant.overlapTop + context.dy, width, height), {Role::VeilHidden}, {}});
}

void drawTexts(const Context& context, const VariantLayout& variant, double peak) {
  if (variant.folded) return;
  parts::drawFocusText(context, variant);
  parts::drawOverlapText(context, variant, peak);
  parts::drawFinish(context, variant);
  parts::drawArrowCounts(context, variant);
  for (const LaneLayout& lane : variant.lanes) {
    if (!isVisible(context, lane.top, lane.height)) continue;
    if (lane.headerHeight > 0) parts::drawBatchTexts(context, lane);
    parts::drawRefusedTexts(context, lane);
    parts::drawAbsence(context, lane);
  }
}

/// A line down the variants at a moment, on each variant's own axis.
void drawLineAt(const Contexts& contexts, const Layout& layout, const Context& common, Time time,
                const LineShape& like) {
  const auto draw = [&](const TimeAxis& axis, double top, double bottom) {
    LineShape shape = like;
    shape.line = QLineF(xOf(axis, time), top, xOf(axis, time), bottom);
    common.canvas.add(shape);
  };
  if (contexts.allShareOneAxis()) return draw(common.view.axis, common.body.top(), common.body.bottom());
  for (const VariantLayout& variant : layout.variants)
    if (!variant.folded)
      draw(contexts.of(variant).view.axis, variant.rulerTop + common.dy, variant.top + variant.height + common.dy);
}

}  // namespace

TimeRange parts::ownRangeOf(const VariantIndex& variant, const TimelineView& view) {
  constexpr double kLeadShare = 0.04;
  if (view.hideFuture || view.answerHidden) return {0, neutralEndUs({.queries = true}, view.cursor)};
  const TimeList& sent = variant.run().users().sent();
  const double first = sent.empty() ? 0 : static_cast<double>(sent.front());
  const double end = static_cast<double>(variant.frontierUs());
  return {std::max(0.0, first - (end - first) * kLeadShare), end};
}

TimeAxis axisOf(const TimelineIndex& index, const TimelineView& view, std::size_t variant) {
  TimeAxis axis = view.axis;
  if (!ownAxesOf(index, view.foldedVariants).contains(variant)) return axis;
  axis.idle = nullptr;
  return fitted(axis, parts::ownRangeOf(index.variants()[variant], view));
}

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

double neutralEndUs(const AxisScale& scale, Time cursor) {
  constexpr double kLeastRounds = 10;
  constexpr double kLeastQueryUs = 1e5;
  const double least = scale.queries ? kLeastQueryUs : kLeastRounds * static_cast<double>(scale.interval.us);
  // Whole steps of what is seen now, so that the axis stands still for a while.
  double end = least;
  while (static_cast<double>(cursor.us) > 0.8 * end) end *= 2;
  return end;
}

bool isOfCalls(const Layer& layer) {
  const QLatin1String name(layer.name);
  return name == QLatin1String("calls") || name == QLatin1String("marks");
}

TimeAxis axisFor(TimeAxis axis, double gutterPx, double widthPx) {
  axis.leftPx = gutterPx;
  axis.widthPx = std::max(40.0, widthPx - gutterPx - kRightMargin);
  return axis;
}

double leastHeightOf(const TimelineIndex& index, const TimelineView& view, const TextMeasure& text) {
  LayoutOptions options = layoutOptionsOf(index, view, 0);
  options.stretch = false;
  return rulerHeightOf(text) + layOut(index, view.opened, text, options).contentHeight;
}

double legendHeightOf(const TimelineIndex& index, const TextMeasure& text, double widthPx, const TimelineView& view) {
  return parts::legendHeight(index, text, widthPx, view);
}

double legendHeightOf(const TimelineIndex& index, const TextMeasure& text, double widthPx, const TimelineView& view,
                      const Scene& drawn) {
  return parts::legendHeight(index, text, widthPx, view, drawn);
}

QRectF bodyOf(const TimelineIndex& index, const TimelineView& view, QSizeF size, const TextMeasure& text) {
  const double above = (view.overview ? kOverviewHeight : 0) + rulerHeightOf(text);
  const double below = view.legend ? parts::legendHeight(index, text, size.width(), view) : 0;
  return {0, above, size.width(), std::max(0.0, size.height() - above - below)};
}

Layout layoutOf(const TimelineIndex& index, const TimelineView& view, QSizeF size, const TextMeasure& text) {
  return layOut(index, view.opened, text, layoutOptionsOf(index, view, bodyOf(index, view, size, text).height()));
}

Scene buildLegend(const TimelineIndex& index, const TimelineView& view, const Scene& drawn, QSizeF size,
                  const TextMeasure& text) {
  Canvas canvas(text);
  const QRectF rect(QPointF(0, 0), size);
  canvas.begin("legend", rect);
  parts::drawLegend({index, view, canvas, rect}, drawn, rect);
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
                          view.legend ? std::max(0.0, size.height() - body.bottom()) : 0);

  const Layout layout = layOut(index, view.opened, text, layoutOptionsOf(index, view, body.height()));
  const double scroll = std::clamp(view.scrollPx, 0.0, std::max(0.0, layout.contentHeight - body.height()));
  Context context{index, view, canvas, body, body.top() - scroll};
  const std::optional<CallRef> focused = view.hovered ? view.hovered : view.selected;
  if (focused && focused->variant < index.variants().size())
    context.focus = focusOf(context.variant(focused->variant), *focused, context.knownUs());
  const Contexts contexts(context);
  const QRectF chart(view.axis.leftPx, body.top(), view.axis.widthPx, body.height());
  const double peak = commonPeak(context);
  const auto forVariants = [&](auto&& draw) {
    for (const VariantLayout& variant : layout.variants) draw(contexts.of(variant), variant);
  };

  canvas.begin("background", QRectF(QPointF(0, 0), size));
  canvas.add(RectShape{QRectF(QPointF(0, 0), size), {Role::Background}, {}});
  canvas.hit(body, BodyHit{});
  drawBackgrounds(context, layout);
  canvas.begin("rounds", chart);
  drawRoundLines(contexts, layout);
  canvas.begin("state", chart);
  forVariants([](const Context& own, const VariantLayout& variant) {
    for (const LaneLayout& lane : variant.lanes)
      if (isVisible(own, lane.top, lane.height)) parts::drawExposure(own, lane);
  });
  canvas.begin("arrows behind", chart);
  forVariants(parts::drawAllArrows);
  canvas.begin("calls", chart);
  forVariants([peak](const Context& own, const VariantLayout& variant) { drawVariant(own, variant, peak); });
  // A mark at the first moment is whole.
  canvas.begin("marks", chart.adjusted(-parts::kRefusalMarkPx / 2, 0, 0, 0));
  forVariants(drawRefusals);
  canvas.begin("arrows", chart);
  forVariants(parts::drawFocusArrows);
  canvas.begin("veil", chart);
  forVariants(drawVeil);
  if (view.showCursor) {
    canvas.begin("cursor", chart);
    drawLineAt(contexts, layout, context, view.cursor, {{}, {Role::Cursor}, 1.5});
  }
  canvas.begin("markers", chart);
  for (const Time marker : view.markers) drawLineAt(contexts, layout, context, marker, {{}, {Role::Marker}, 1.5, true});
  canvas.begin("breaks", chart);
  parts::drawBreaks(context, context.body, true);
  canvas.begin("texts", chart);
  forVariants([peak](const Context& own, const VariantLayout& variant) { drawTexts(own, variant, peak); });
  canvas.begin("names", body);
  for (const VariantLayout& variant : layout.variants) {
    parts::drawHeading(context, variant);
    if (variant.folded) continue;
    if (variant.rulerHeight > 0) parts::drawOwnRuler(contexts.of(variant), variant);
    parts::drawGutter(context, variant);
  }
  canvas.begin("ruler", ruler);
  parts::drawRuler(context, ruler);
  if (view.overview) {
    canvas.begin("overview", overviewRect);
    parts::drawOverview(context, overviewRect);
  }
  if (view.legend) {
    canvas.begin("legend", legendRect);
    parts::drawLegend(context, canvas.scene(), legendRect);
  }
  canvas.scene().contentHeight = layout.contentHeight;
  canvas.scene().body = body;
  return std::move(canvas.scene());
}

}  // namespace roundscope::ui
