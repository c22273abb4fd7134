// What the mouse does to a timeline: scrub in the ruler and the overview, pan in the body, select by a click.
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/text.h"
#include "ui/timeline/outcome_words.h"
#include "ui/timeline/phases.h"
#include "ui/timeline/timeline_widget.h"

namespace roundscope::ui {

namespace {
/// A press that moves less is a click.
constexpr double kClickSlackPx = 4;
constexpr double kNotch = 120;

/// Whether a click there changes what is shown rather than what is selected.
bool isControl(const Hit& hit) {
  return std::holds_alternative<BatchHit>(hit) || std::holds_alternative<LaneNameHit>(hit) ||
         std::holds_alternative<SubnetNameHit>(hit) || std::holds_alternative<HeadingHit>(hit);
}
}  // namespace

void TimelineWidget::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  const std::optional<Hit> hit = hitAt(scene(), event->position());
  m_drag = hit && std::holds_alternative<RulerHit>(*hit)      ? Drag::Ruler
           : hit && std::holds_alternative<OverviewHit>(*hit) ? Drag::Overview
                                                              : Drag::Body;
  m_pressedAt = m_draggedTo = event->position();
  m_moved = false;
  if (m_drag != Drag::Body) seekTo(event->position().x());
}

void TimelineWidget::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  if (m_drag == Drag::None) {
    const std::optional<Hit> hit = hitAt(scene(), at);
    const auto* call = hit ? std::get_if<CallHit>(&*hit) : nullptr;
    setCursor(hit && isControl(*hit) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    return hover(call != nullptr ? std::optional(call->call) : std::nullopt);
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
  const auto openBatch = [this](LaneKey key) {
    const bool batch = m_index.variants()[key.variant].lanes()[key.lane].rows.size() > kRowsBeforeBatch;
    if (batch) toggleLane(key);
    return batch;
  };
  std::visit(Overloaded{[&](const CallHit& at) {
                          m_session.selectCall(at.call);
                          fitSelection();
                        },
                        [&](const CallsHit& at) {
                          if (!openBatch(at.lane)) changeAxis(zoomed(m_view.axis, 4, event->position().x(), bounds()));
                        },
                        [&](const LaneHit& at) { openBatch(at.lane); }, [](const BatchHit&) {},
                        [](const LaneNameHit&) {}, [](const SubnetNameHit&) {}, [](const HeadingHit&) {},
                        [](const RulerHit&) {}, [](const OverviewHit&) {}, [](const BodyHit&) {}},
             *hit);
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
  const Hit hit = hitAt(scene(), at).value_or(BodyHit{});
  std::visit(Overloaded{[&](const CallHit& there) { m_session.selectCall(there.call); },
                        [&](const CallsHit& there) {
                          m_session.selectCall(CallRef{there.lane.variant, there.first});
                        },
                        [&](const BatchHit& there) { toggleLane(there.lane); },
                        [&](const LaneNameHit& there) { collapseLane(there.lane); },
                        [&](const SubnetNameHit& there) { collapseSubnet(there.subnet); },
                        [&](const HeadingHit& there) { foldVariant(there.variant); },
                        [&](const LaneHit&) { m_session.selectCall(std::nullopt); },
                        [&](const RulerHit&) { m_session.selectCall(std::nullopt); },
                        [&](const OverviewHit&) { m_session.selectCall(std::nullopt); },
                        [&](const BodyHit&) { m_session.selectCall(std::nullopt); }},
             hit);
}

AskedPlace TimelineWidget::placeAt(QPointF at) {
  const Hit hit = hitAt(scene(), at).value_or(BodyHit{});
  const auto& runs = m_session.runs();
  AskedPlace place;
  const auto ofCall = [&](std::size_t variant, CallId call) {
    if (variant < runs.size()) place = {variant, topicsOf(*runs[variant], call), {}};
  };
  const auto ofLane = [&](LaneKey lane) {
    const CanisterId canister{static_cast<std::uint16_t>(lane.lane)};
    if (lane.variant < runs.size()) place = {lane.variant, topicsOf(runs[lane.variant]->scenario(), canister), {}};
  };
  const auto ofVariant = [&](std::size_t variant) {
    if (variant < runs.size()) place = {variant, topicsOf(runs[variant]->scenario()), {}};
  };
  std::visit(
      Overloaded{[&](const CallHit& there) { ofCall(there.call.variant, there.call.call); },
                 [&](const CallsHit& there) { ofCall(there.lane.variant, there.first); },
                 [&](const BatchHit& there) { ofLane(there.lane); },
                 [&](const LaneNameHit& there) { ofLane(there.lane); },
                 [&](const LaneHit& there) { ofLane(there.lane); },
                 [&](const SubnetNameHit& there) {
                   const SubnetKey key = there.subnet;
                   if (key.variant < runs.size())
                     place = {key.variant, topicsOf(runs[key.variant]->scenario(), key.subnet), {}};
                 },
                 [&](const HeadingHit& there) { ofVariant(there.variant); }, [&](const RulerHit&) { ofVariant(0); },
                 [&](const OverviewHit&) { ofVariant(0); }, [&](const BodyHit&) { ofVariant(0); }},
      hit);
  return place;
}

void TimelineWidget::contextMenuEvent(QContextMenuEvent* event) {
  AskedPlace place;  // by a key: of what is selected
  if (event->reason() == QContextMenuEvent::Mouse) place = placeAt(event->pos());
  place.at = event->globalPos();
  emit asked(place);
}

QString TimelineWidget::tipOf(const CallsHit& calls) const {
  const QString advice = tr("Zoom in or double-click for single calls");
  const VariantIndex& variant = m_index.variants()[calls.lane.variant];
  const CanisterOutcomes& outcomes = variant.outcomesOf(variant.lanes()[calls.lane.lane]);
  if (!outcomes.madeCalls()) return advice;
  const double known = m_view.hideFuture || m_view.answerHidden ? static_cast<double>(m_view.cursor.us)
                                                                : static_cast<double>(m_index.endUs());
  return outcomeText(outcomes.countsUntil(known)) + QLatin1Char('\n') + advice;
}

/// The call, and the phase that is pointed at.
QString TimelineWidget::tipOf(CallRef ref, double x) const {
  const VariantIndex& variant = m_index.variants()[ref.variant];
  if (!variant.knows(ref.call)) return {};
  const CallSpan& call = variant.call(ref.call);
  const bool hides = m_view.hideFuture || m_view.answerHidden;
  const bool hidden = hides && call.at(CallPoint::Completed).happened() &&
                      variant.table().drawnAt(call.at(CallPoint::Completed)) > m_view.cursor;
  QString tip = tr("Call #%1: %2 → %3, %4")
                    .arg(ref.call.value)
                    .arg(QString::fromStdString(variant.run().name(call.caller)),
                         QString::fromStdString(variant.run().name(call.callee)),
                         outcomeName(hidden ? CallOutcome::InFlight : call.outcome));
  const bool ownAxis = ownAxesOf(m_index, m_view.foldedVariants).contains(ref.variant);
  const double us = usAt(m_view.axis, x);
  if (ownAxis || (hides && us > static_cast<double>(m_view.cursor.us))) return tip;
  for (const PhaseSpan& span : phasesOf(variant.table(), call, variant.frontierUs()))
    if (static_cast<double>(span.startUs) <= us && us < static_cast<double>(span.endUs))
      tip += QLatin1Char('\n') + textOf(nameOf(span.phase));
  return tip;
}

/// What was expected of the variant and is not so, before what a click does.
QString TimelineWidget::headingTip(std::size_t variant) const {
  QStringList lines;
  const bool hides = m_view.hideFuture || m_view.answerHidden;
  for (const LostExpectation& lost : m_view.lost)
    if (lost.variant == variant && (!hides || lost.at <= m_view.cursor)) lines << textOf(lost.sentence);
  lines << tr("Show this variant's heading only, or in full");
  return lines.join(QLatin1Char('\n'));
}

QString TimelineWidget::tipAt(QPointF at) {
  const std::optional<Hit> hit = hitAt(scene(), at);
  if (!hit) return {};
  return std::visit(Overloaded{[&](const CallHit& there) { return tipOf(there.call, at.x()); },
                               [&](const CallsHit& there) { return tipOf(there); },
                               [&](const BatchHit&) { return tr("Show call by call, or as one block"); },
                               [&](const LaneNameHit&) { return tr("Show this canister as one line, or in full"); },
                               [&](const SubnetNameHit&) { return tr("Show this subnet as one line, or in full"); },
                               [&](const HeadingHit& there) { return headingTip(there.variant); },
                               [](const LaneHit&) { return QString(); }, [](const RulerHit&) { return QString(); },
                               [](const OverviewHit&) { return QString(); }, [](const BodyHit&) { return QString(); }},
                    *hit);
}

}  // namespace roundscope::ui
