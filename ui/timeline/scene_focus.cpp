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

  /// A message slants while it travels, and lies at the callee's edge while it waits there.
  void draw(CallId id, bool strong) const {
    const CallSpan& call = m_variant.call(id);
    if (call.outcome == CallOutcome::NotPerformed || call.isOwnMessage()) return;
    const LaneLayout* caller = laneOf(m_layout, call.caller);
    const LaneLayout* callee = laneOf(m_layout, call.callee.canister);
    if (caller == nullptr || callee == nullptr) return;
    // Nobody is there to start it: it goes as far as where it is rejected.
    const bool exists = roundscope::exists(m_variant.scenario().canister(call.callee.canister).status);
    const CallPoint reached = exists ? CallPoint::Started : CallPoint::Answered;
    if (!call.at(reached).happened()) return;
    const bool down = caller->top <= callee->top;
    const double callerY = rowEdge(*caller, id, down) + m_context.dy;
    const double calleeY = callee->stripTop + m_context.dy + (down ? 0 : callee->stripHeight);
    const Paint paint{strong ? Role::Arrow : Role::ArrowFaint, m_variant.hueOf(id)};
    const double started = xAt(call, reached);
    const double arrived = xAtOr(call, CallPoint::RequestInducted, started);
    message({{xAtOr(call, CallPoint::RequestRouted, xAt(call, CallPoint::Performed)), callerY},
             {std::min(arrived, started), calleeY},
             {started, calleeY}},
            paint, strong);
    if (!call.at(CallPoint::Answered).happened() || !call.at(CallPoint::Completed).happened()) return;
    if (exists && call.at(CallPoint::Answered) < call.at(CallPoint::Started)) return;
    const Paint back = call.failed() ? Paint{Role::Failure} : paint;
    const double completed = xAt(call, CallPoint::Completed);
    const double answered = xAt(call, CallPoint::Answered);
    message({{answered, calleeY},
             {xAtOr(call, CallPoint::ResponseRouted, answered), calleeY},
             {xAtOr(call, CallPoint::ResponseInducted, completed), callerY}},
            back, strong);
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
  [[nodiscard]] double xAtOr(const CallSpan& call, CallPoint point, double otherwise) const {
    return call.at(point).happened() ? xAt(call, point) : otherwise;
  }

  /// A line with a head at its end. What the cursor has not come to is dotted, or not there where the future is hidden:
  /// while the message is on its way, its head is at the cursor.
  void message(std::vector<QPointF> way, Paint paint, bool strong) const {
    const TimeAxis& axis = m_context.view.axis;
    const double x0 = way.front().x();
    const double x1 = way.back().x();
    if (!strong && std::abs(x1 - x0) < 3) return;
    if (x1 < axis.leftPx - 1 || x0 > axis.rightPx() + 1) return;
    const double cursor = m_context.view.showCursor ? xOf(axis, m_context.view.cursor) : x1;
    const double width = strong ? 1.6 : 1.0;
    bool headed = false;
    for (std::size_t i = way.size() - 1; i > 0; --i) {
      QLineF leg(way[i - 1], way[i]);
      if (leg.length() < 0.5) continue;
      const bool last = !headed;
      if (leg.x1() > cursor) {
        if (!m_context.hidesFuture()) m_context.canvas.add(LineShape{leg, paint, width, true, last});
        headed = headed || !m_context.hidesFuture();
        continue;
      }
      if (leg.x2() > cursor) {
        QLineF rest(leg.pointAt((cursor - leg.x1()) / (leg.x2() - leg.x1())), leg.p2());
        leg.setP2(rest.p1());
        if (!m_context.hidesFuture() && rest.length() > 2) m_context.canvas.add(LineShape{rest, paint, width, true});
        if (leg.length() >= 0.5) m_context.canvas.add(LineShape{leg, paint, strong ? 2.2 : 1.6, false, true});
      } else {
        m_context.canvas.add(LineShape{leg, paint, width, false, last});
      }
      headed = true;
    }
  }

  const Context& m_context;
  const VariantIndex& m_variant;
  const VariantLayout& m_layout;
};

}  // namespace

void drawAllArrows(const Context& context, const VariantLayout& variant) {
  if (!context.view.showArrows || context.focusIn(variant.variant) != nullptr) return;
  const TimeAxis& axis = context.view.axis;
  if (callsInFlightWithin(context.variant(variant.variant).run(), axis.firstUs(), axis.lastUs()) <= kMostArrowCalls)
    ArrowPainter(context, variant).drawVisible();
}

void drawFocusArrows(const Context& context, const VariantLayout& variant) {
  const Focus* focus = context.focusIn(variant.variant);
  if (!context.view.showArrows || focus == nullptr) return;
  for (const CallId id : focus->chain) ArrowPainter(context, variant).draw(id, id == focus->call.call);
}

void drawFocusBand(const Context& context, const VariantLayout& layout) {
  const Focus* focus = context.focusIn(layout.variant);
  if (focus == nullptr || layout.overlapHeight <= 0) return;
  const double left = xOf(context.view.axis, focus->startUs);
  const double right = std::max(left + 1.5, xOf(context.view.axis, focus->endUs));
  context.canvas.add(RectShape{
      QRectF(left, layout.overlapTop + context.dy, right - left, layout.overlapHeight), {Role::FocusBand}, {}});
}

void drawFocusText(const Context& context, const VariantLayout& layout) {
  const Focus* focus = context.focusIn(layout.variant);
  if (focus == nullptr || focus->overlapped == 0 || layout.overlapHeight <= 0) return;
  Canvas& canvas = context.canvas;
  const TimeAxis& axis = context.view.axis;
  const double left = xOf(axis, focus->startUs);
  const double right = xOf(axis, focus->endUs);
  if (right < axis.leftPx || left > axis.rightPx()) return;
  const QString words = focusWords(context.variant(layout.variant), *focus);
  const double width = canvas.measure().width(words, FontRole::Strong);
  const double line = canvas.measure().height(FontRole::Strong);
  double x = (std::max(axis.leftPx, left) + std::min(axis.rightPx(), right) - width) / 2;
  if (right - left < width + 8) x = right + 6;
  if (x + width > axis.rightPx() - 4) x = left - width - 6;
  x = std::clamp(x, axis.leftPx + 4, std::max(axis.leftPx + 4, axis.rightPx() - width - 4));
  const double y = layout.overlapTop + context.dy + (layout.overlapHeight - line) / 2;
  canvas.text({x, y}, words, {Role::Text}, FontRole::Strong);
}

QString focusWords(const VariantIndex& variant, const Focus& focus) {
  if (focus.overlapped == 0) return {};
  if (variant.call(focus.call.call).outcome == CallOutcome::NotPerformed)
    return QStringLiteral("%1 in flight already").arg(grouped(focus.overlapped));
  return QStringLiteral("overlaps ") + callsText(focus.overlapped);
}

}  // namespace roundscope::ui::parts
