// What the call in focus brings to light, over the lanes: message arrows, and the count of calls that it overlaps.
#include <algorithm>
#include <cmath>

#include "core/run/overlaps.h"
#include "ui/timeline/outcome_words.h"
#include "ui/timeline/scene_parts.h"

namespace roundscope::ui::parts {

namespace {

/// With more calls in view, only the focus' arrows are drawn.
constexpr std::uint32_t kMostArrowCalls = 40;
/// In lanes with more rows nothing is searched for row by row.
constexpr std::size_t kMostArrowRows = 2000;

const LaneLayout* laneOf(const VariantLayout& variant, CanisterId canister) {
  for (const LaneLayout& lane : variant.lanes)
    if (lane.key.lane == canister.value) return &lane;
  return nullptr;
}

class ArrowPainter {
 public:
  ArrowPainter(const Context& context, const VariantLayout& layout)
      : m_context(context), m_variant(context.variant(layout.variant)), m_layout(layout) {}

  void draw(CallId id, bool strong) const {
    const CallSpan& call = m_variant.call(id);
    if (call.outcome == CallOutcome::NotPerformed || call.isOwnMessage()) return;
    const LaneLayout* caller = laneOf(m_layout, call.caller);
    const LaneLayout* callee = laneOf(m_layout, call.callee.canister);
    if (caller == nullptr || callee == nullptr || !call.at(CallPoint::Started).happened()) return;
    const bool down = caller->top <= callee->top;
    const double callerY = rowEdge(*caller, id, down) + m_context.dy;
    const double calleeY = callee->stripTop + m_context.dy + (down ? 0 : callee->stripHeight);
    const Paint paint{strong ? Role::Arrow : Role::ArrowFaint, m_variant.hueOf(id)};
    arrow(xAt(call, CallPoint::Performed), callerY, xAt(call, CallPoint::Started), calleeY, paint, strong);
    if (!call.at(CallPoint::Answered).happened() || !call.at(CallPoint::Completed).happened()) return;
    const Paint back = call.failed() ? Paint{Role::Failure} : paint;
    if (call.at(CallPoint::Answered) < call.at(CallPoint::Started)) return;
    arrow(xAt(call, CallPoint::Answered), calleeY, xAt(call, CallPoint::Completed), callerY, back, strong);
  }

  /// All calls that are in view, of rows that can be searched.
  void drawVisible() const {
    const TimeAxis& axis = m_context.view.axis;
    for (const LaneLayout& lane : m_layout.lanes) {
      const Lane& data = m_variant.lanes()[lane.key.lane];
      if (data.rows.size() > kMostArrowRows) continue;
      for (const LaneRow& row : data.rows) {
        auto item = std::partition_point(row.items.begin(), row.items.end(), [&](const RowItem& i) {
          return static_cast<double>(i.endUs) < axis.firstUs();
        });
        for (; item != row.items.end() && static_cast<double>(item->startUs) <= axis.lastUs(); ++item)
          draw(item->call, false);
      }
    }
  }

 private:
  [[nodiscard]] double xAt(const CallSpan& call, CallPoint point) const {
    return xOf(m_context.view.axis, m_variant.table().drawnAt(call.at(point)));
  }
  /// The edge of the call's bar that faces the callee.
  [[nodiscard]] double rowEdge(const LaneLayout& lane, CallId id, bool lower) const {
    if (lane.form != LaneForm::Rows && lane.form != LaneForm::OpenBatch)
      return lane.callsTop + (lower ? lane.callsHeight : 0);
    return lane.callsTop + static_cast<double>(m_variant.rowOf(id) + (lower ? 1u : 0u)) * lane.rowHeight -
           (lower ? 2 : 0);
  }
  void arrow(double x0, double y0, double x1, double y1, Paint paint, bool strong) const {
    const TimeAxis& axis = m_context.view.axis;
    if (!strong && std::abs(x1 - x0) < 3) return;
    if (std::max(x0, x1) < axis.leftPx - 1 || std::min(x0, x1) > axis.rightPx() + 1) return;
    if (m_context.view.hideFuture && usAt(axis, x1) > m_context.knownUs()) return;
    LineShape line{QLineF(x0, y0, x1, y1), paint, strong ? 1.6 : 1.0};
    line.arrow = true;
    m_context.canvas.add(line);
  }

  const Context& m_context;
  const VariantIndex& m_variant;
  const VariantLayout& m_layout;
};

}  // namespace

void drawAllArrows(const Context& context, const Layout& layout) {
  if (!context.view.showArrows) return;
  const TimeAxis& axis = context.view.axis;
  for (const VariantLayout& variant : layout.variants)
    if (context.focusIn(variant.variant) == nullptr &&
        callsInFlightWithin(context.variant(variant.variant).run(), axis.firstUs(), axis.lastUs()) <= kMostArrowCalls)
      ArrowPainter(context, variant).drawVisible();
}

void drawFocusArrows(const Context& context, const Layout& layout) {
  if (!context.view.showArrows || !context.focus) return;
  for (const VariantLayout& variant : layout.variants) {
    const Focus* focus = context.focusIn(variant.variant);
    if (focus == nullptr) continue;
    for (const CallId id : focus->chain) ArrowPainter(context, variant).draw(id, id == focus->call.call);
  }
}

void drawFocusBand(const Context& context, const VariantLayout& layout) {
  const Focus* focus = context.focusIn(layout.variant);
  if (focus == nullptr) return;
  const double left = xOf(context.view.axis, focus->startUs);
  const double right = std::max(left + 1.5, xOf(context.view.axis, focus->endUs));
  context.canvas.add(RectShape{
      QRectF(left, layout.overlapTop + context.dy, right - left, layout.overlapHeight), {Role::FocusBand}, {}});
}

void drawFocusText(const Context& context, const VariantLayout& layout) {
  const Focus* focus = context.focusIn(layout.variant);
  if (focus == nullptr) return;
  Canvas& canvas = context.canvas;
  const TimeAxis& axis = context.view.axis;
  const bool refused = context.variant(layout.variant).call(focus->call.call).outcome == CallOutcome::NotPerformed;
  const QString count = grouped(focus->overlapped);
  const QString words = refused                  ? QStringLiteral("%1 in flight already").arg(count)
                        : focus->overlapped == 0 ? QStringLiteral("overlaps no other call")
                                                 : QStringLiteral("overlaps ") + callsText(focus->overlapped);
  const double width = canvas.measure().width(words, FontRole::Strong);
  const double line = canvas.measure().height(FontRole::Strong);
  const double left = std::max(axis.leftPx, xOf(axis, focus->startUs));
  const double right = std::min(axis.rightPx(), xOf(axis, focus->endUs));
  double x = (left + right - width) / 2;
  if (right - left < width + 8) x = right + 6;
  if (x + width > axis.rightPx() - 4) x = left - width - 6;
  x = std::clamp(x, axis.leftPx + 4, std::max(axis.leftPx + 4, axis.rightPx() - width - 4));
  const double y = layout.overlapTop + context.dy + (layout.overlapHeight - line) / 2;
  canvas.text({x, y}, words, {Role::Text}, FontRole::Strong);
}

}  // namespace roundscope::ui::parts
