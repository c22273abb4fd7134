// What the mouse does to a timeline: scrub in the ruler and the overview, pan in the body, select by a click.
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/timeline/phases.h"
#include "ui/timeline/timeline_widget.h"

namespace roundscope::ui {

namespace {
/// A press that moves less is a click.
constexpr double kClickSlackPx = 4;
constexpr double kNotch = 120;

bool isControl(HitKind kind) {
  return kind == HitKind::Toggle || kind == HitKind::CollapseLane || kind == HitKind::CollapseSubnet ||
         kind == HitKind::FoldVariant;
}
}  // namespace

void TimelineWidget::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  const std::optional<Hit> hit = hitAt(scene(), event->position());
  const HitKind kind = hit ? hit->kind : HitKind::Body;
  m_drag = kind == HitKind::Ruler ? Drag::Ruler : kind == HitKind::Overview ? Drag::Overview : Drag::Body;
  m_pressedAt = m_draggedTo = event->position();
  m_moved = false;
  if (m_drag != Drag::Body) seekTo(event->position().x());
}

void TimelineWidget::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  if (m_drag == Drag::None) {
    const std::optional<Hit> hit = hitAt(scene(), at);
    const bool call = hit && hit->kind == HitKind::Call;
    setCursor(hit && isControl(hit->kind) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    return hover(call ? std::optional(CallRef{hit->variant, hit->call}) : std::nullopt);
  }
  if (m_drag != Drag::Body) return seekTo(at.x());
  if (!m_moved && (at - m_pressedAt).manhattanLength() < kClickSlackPx) return;
  m_moved = true;
  setCursor(Qt::ClosedHandCursor);
  const QPointF delta = at - m_draggedTo;
  m_draggedTo = at;
  if (delta.x() != 0) changeAxis(panned(m_view.axis, -delta.x(), bounds()));
  if (delta.y() != 0) scrollLanes(-delta.y());
}

void TimelineWidget::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mouseReleaseEvent(event);
  if (m_drag == Drag::Body && !m_moved) click(event->position());
  m_drag = Drag::None;
  unsetCursor();
}

void TimelineWidget::mouseDoubleClickEvent(QMouseEvent* event) {
  const std::optional<Hit> hit = hitAt(scene(), event->position());
  if (!hit) return;
  if (hit->kind == HitKind::Call) {
    m_session.selectCall(CallRef{hit->variant, hit->call});
    return fitSelection();
  }
  if (hit->kind != HitKind::Calls && hit->kind != HitKind::Lane) return;
  const Lane& lane = m_index.variants()[hit->variant].lanes()[hit->lane];
  if (lane.rows.size() > kRowsBeforeBatch) return toggleLane({hit->variant, hit->lane});
  if (hit->kind == HitKind::Calls) changeAxis(zoomed(m_view.axis, 4, event->position().x(), bounds()));
}

void TimelineWidget::leaveEvent(QEvent* event) {
  hover(std::nullopt);
  QWidget::leaveEvent(event);
}

void TimelineWidget::wheelEvent(QWheelEvent* event) {
  const double notches = event->angleDelta().y() / kNotch;
  const double sideways = event->angleDelta().x() / kNotch;
  if (event->modifiers() & Qt::ControlModifier) {
    changeAxis(zoomed(m_view.axis, std::pow(1.25, notches), event->position().x(), bounds()));
  } else if (event->modifiers() & Qt::ShiftModifier) {
    changeAxis(panned(m_view.axis, -(notches + sideways) * 60, bounds()));
  } else {
    if (sideways != 0) changeAxis(panned(m_view.axis, -sideways * 60, bounds()));
    if (notches != 0) scrollLanes(-notches * 60);
  }
  event->accept();
}

bool TimelineWidget::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const QString tip = tipAt(help->pos());
  tip.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), tip, this);
  return true;
}

void TimelineWidget::seekTo(double x) {
  const TimeAxis axis =
      m_drag == Drag::Overview ? fitted(m_view.axis, {0, static_cast<double>(m_index.endUs())}) : m_view.axis;
  m_session.setCursor(timeAt(axis, std::clamp(x, axis.leftPx, axis.rightPx())));
}

void TimelineWidget::hover(std::optional<CallRef> call) {
  if (m_view.hovered == call) return;
  m_view.hovered = call;
  refresh();
}

void TimelineWidget::click(QPointF at) {
  const std::optional<Hit> hit = hitAt(scene(), at);
  if (hit && hit->kind == HitKind::Toggle) return toggleLane({hit->variant, hit->lane});
  if (hit && hit->kind == HitKind::CollapseLane) return collapseLane({hit->variant, hit->lane});
  if (hit && hit->kind == HitKind::FoldVariant) return foldVariant(hit->variant);
  if (hit && hit->kind == HitKind::CollapseSubnet)
    return collapseSubnet({hit->variant, SubnetId{static_cast<std::uint16_t>(hit->lane)}});
  if (hit && (hit->kind == HitKind::Call || hit->kind == HitKind::Calls))
    return m_session.selectCall(CallRef{hit->variant, hit->call});
  m_session.selectCall(std::nullopt);
}

QString TimelineWidget::tipAt(QPointF at) {
  const std::optional<Hit> hit = hitAt(scene(), at);
  if (!hit || hit->variant >= m_index.variants().size()) return {};
  const VariantIndex& variant = m_index.variants()[hit->variant];
  if (hit->kind == HitKind::Toggle) return tr("Show call by call, or as one block");
  if (hit->kind == HitKind::CollapseLane) return tr("Show this canister as one line, or in full");
  if (hit->kind == HitKind::FoldVariant) return tr("Show this variant's heading only, or in full");
  if (hit->kind == HitKind::CollapseSubnet) return tr("Show this subnet as one line, or in full");
  if (hit->kind == HitKind::Calls) {
    const QString advice = tr("Zoom in or double-click for single calls");
    const Lane& lane = variant.lanes()[hit->lane];
    if (!lane.madeCalls()) return advice;
    const double known =
        m_view.hideFuture ? static_cast<double>(m_view.cursor.us) : static_cast<double>(m_index.endUs());
    return outcomeText(lane.countsUntil(known)) + QLatin1Char('\n') + advice;
  }
  if (hit->kind != HitKind::Call || !variant.knows(hit->call)) return {};
  const CallSpan& call = variant.call(hit->call);
  const Scenario& scenario = variant.scenario();
  const bool hidden = m_view.hideFuture && call.at(CallPoint::Completed).happened() &&
                      variant.table().drawnAt(call.at(CallPoint::Completed)) > m_view.cursor;
  return tr("Call #%1: %2 → %3.%4, %5")
      .arg(hit->call.value)
      .arg(QString::fromStdString(scenario.canister(call.caller).id),
           QString::fromStdString(scenario.canister(call.callee.canister).id),
           QString::fromStdString(scenario.method(call.callee).name),
           outcomeName(hidden ? CallOutcome::InFlight : call.outcome));
}

}  // namespace roundscope::ui
