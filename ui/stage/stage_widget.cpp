// See stage_widget.h.
#include "ui/stage/stage_widget.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/overloaded.h"
#include "core/run/message_places.h"
#include "core/run/moment_state.h"
#include "ui/drawing/painter.h"
#include "ui/motion.h"
#include "ui/text.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {
namespace {

constexpr double kCarriedPx = 8;  ///< a press that moves less is a click
constexpr double kOrdinaryPt = 9;
constexpr QSizeF kOrdinarySize(820, 400);  ///< in which ordinary type suits
constexpr double kMostEnlarged = 1.5;
constexpr int kShortWayMs = 300;
constexpr int kFrameMs = 16;
/// Steps that follow each other faster than this are not animated: the picture would lag behind.
constexpr qint64 kFastStepsMs = 220;
/// A farther way than so many rounds is a jump.
constexpr std::int64_t kFarthestRounds = 3;

QString stationWords(Station station, bool several) {
  switch (station) {
    case Station::CallerOutput:
      return StageWidget::tr("in the caller's output queue");
    case Station::Outbound:
      return StageWidget::tr("on the way to the callee");
    case Station::CalleeInput:
      return StageWidget::tr("in the callee's input queue");
    case Station::Serving:
      return several ? StageWidget::tr("being served: they run, or await calls of their own")
                     : StageWidget::tr("being served: it runs, or awaits calls of its own");
    case Station::CalleeOutput:
      return StageWidget::tr("in the callee's output queue");
    case Station::Inbound:
      return StageWidget::tr("on the way back to the caller");
    case Station::CallerInput:
      return StageWidget::tr("in the caller's input queue");
    case Station::Outside:
      return StageWidget::tr("waiting for the network itself");
  }
  return {};
}

QString kindWords(const MessagesHit& messages) {
  const bool marked = messages.messages.marked > 0;
  const std::int64_t count = messages.messages.total();
  if (holdsAnswers(messages.station))
    return marked ? (count == 1 ? StageWidget::tr("1 reject") : StageWidget::tr("%1 rejects").arg(grouped(count)))
                  : (count == 1 ? StageWidget::tr("1 reply") : StageWidget::tr("%1 replies").arg(grouped(count)));
  const QString noun = count == 1 ? StageWidget::tr("1 request") : StageWidget::tr("%1 requests").arg(grouped(count));
  return marked && messages.messages.plain == 0 ? noun + StageWidget::tr(" with a deadline") : noun;
}

}  // namespace

StageWidget::StageWidget(Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setAccessibleName(tr("Stage"));
  setAccessibleDescription(tr("Subnets as rooms, canisters as desks, and the messages where they are"));
  m_frames.setInterval(kFrameMs);
  connect(&m_frames, &QTimer::timeout, this, &StageWidget::advance);
  connect(&session, &Session::opened, this, &StageWidget::reopen);
  connect(&session, &Session::grew, this, &StageWidget::refresh);
  connect(&session, &Session::cursorChanged, this, &StageWidget::followCursor);
  connect(&session, &Session::selectionChanged, this, &StageWidget::refresh);
  connect(&session, &Session::viewStateChanged, this, &StageWidget::refresh);
  for (const auto signal : {&Session::cursorChanged, &Session::selectionChanged, &Session::opened})
    connect(&session, signal, this, [this] { tellChange(this); });
  reopen();
}

const StageScene& StageWidget::scene() {
  if (!m_scene) {
    std::vector<const Run*> runs;
    for (const auto& run : m_session.runs()) runs.push_back(run.get());
    m_view.shared = m_session.viewState();
    m_view.cursor = m_shown;
    m_view.selected = m_session.selectedCall();
    m_scene = buildStage(runs, m_view, size(), FontTextMeasure(typePt()));
  }
  return *m_scene;
}

double StageWidget::typePt() const {
  const double scale = m_basePt / kOrdinaryPt;
  const double room = std::min(width() / (kOrdinarySize.width() * scale), height() / (kOrdinarySize.height() * scale));
  return m_basePt * std::clamp(room, 1.0, kMostEnlarged);
}

void StageWidget::reopen() {
  m_held.reset();
  m_frames.stop();
  m_view.pointed.reset();
  m_shown = m_session.cursor();
  refresh();
}

void StageWidget::refresh() {
  m_scene.reset();
  update();
}

/// A step is shown as the short way from the moment before; a jump and playing are shown as they come.
void StageWidget::followCursor() {
  const Time target = m_session.cursor();
  if (target == (m_frames.isActive() ? m_target : m_shown)) return;  // told again of the same moment
  const bool fast = m_sinceStep.isValid() && m_sinceStep.elapsed() < kFastStepsMs;
  const std::int64_t distance = std::abs((target - m_shown).us);
  const bool far = distance > kFarthestRounds * m_session.roundInterval().us;
  m_sinceStep.start();
  if (reducedMotion() || m_session.playing() || fast || far || !isVisible() || m_dragged) {
    m_frames.stop();
    m_shown = target;
    return refresh();
  }
  m_from = m_shown;
  m_target = target;
  m_since.start();
  m_frames.start();
}

void StageWidget::advance() {
  const Time target = m_session.cursor();
  const double part = std::min(1.0, static_cast<double>(m_since.elapsed()) / kShortWayMs);
  m_shown = part >= 1 ? target : Time{m_from.us + std::llround(static_cast<double>((target - m_from).us) * part)};
  if (part >= 1) m_frames.stop();
  refresh();
}

void StageWidget::setTheme(const Theme& theme) {
  m_theme = theme;
  refresh();
}

void StageWidget::setBasePt(double basePt) {
  m_basePt = basePt;
  refresh();
}

void StageWidget::setScrubber(bool on) {
  m_view.scrubber = on;
  refresh();
}

void StageWidget::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintScene(painter, scene().scene, m_theme, typePt());
  if (carries()) paintCarried(painter);
  if (!hasFocus()) return;
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
  painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

void StageWidget::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  refresh();
}

const Run* StageWidget::runOf(const StageHit& hit) const {
  return hit.variant < m_session.runs().size() ? m_session.runs()[hit.variant].get() : nullptr;
}

void StageWidget::point(std::optional<StageHit> hit) {
  if (hit && std::holds_alternative<ScrubberHit>(hit->what)) hit.reset();
  if (hit == m_view.pointed) return;
  m_view.pointed = std::move(hit);
  setCursor(m_view.pointed ? Qt::PointingHandCursor : Qt::ArrowCursor);
  refresh();
}

/// What lies there is selected as on the timeline: a call, whose phases and reasons the inspector tells.
void StageWidget::choose(const StageHit& hit) {
  const Run* run = runOf(hit);
  if (run == nullptr) return;
  std::optional<CallId> call;
  if (const auto* messages = std::get_if<MessagesHit>(&hit.what))
    call = callAt(*run, messages->pair, messages->station, m_shown, messages->sentIn);
  if (const auto* moving = std::get_if<MovingHit>(&hit.what)) call = moving->call;
  if (const auto* refused = std::get_if<RefusedHit>(&hit.what)) call = refusedCall(*run, refused->caller, m_shown);
  m_session.selectCall(call ? std::optional(CallRef{hit.variant, *call}) : std::nullopt);
}

void StageWidget::seekTo(const ScrubberHit& line, const QRectF& rect, double x) {
  const double part = std::clamp((x - rect.left() - 4) / std::max(1.0, rect.width() - 8), 0.0, 1.0);
  m_session.setCursor(Time{std::llround(line.us + part * line.spanUs)});
}

void StageWidget::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const auto hit = scene().at(event->position());
  if (!hit) return m_session.selectCall(std::nullopt);
  if (const auto* line = std::get_if<ScrubberHit>(&hit->what)) {
    m_session.pause();
    m_dragged = hit;
    return seekTo(*line, hit->rect, event->position().x());
  }
  choose(*hit);
  if (!std::holds_alternative<DeskHit>(hit->what)) return;
  m_held = hit;
  m_heldAt = m_heldTo = event->position();
}

void StageWidget::mouseMoveEvent(QMouseEvent* event) {
  if (m_held) {
    m_heldTo = event->position();
    if (!carries()) return;
    setCursor(Qt::ClosedHandCursor);
    return update();
  }
  if (m_dragged) return seekTo(std::get<ScrubberHit>(m_dragged->what), m_dragged->rect, event->position().x());
  point(scene().at(event->position()));
}

void StageWidget::mouseReleaseEvent(QMouseEvent*) {
  m_dragged.reset();
  putDown();
}

bool StageWidget::carries() const { return m_held && (m_heldTo - m_heldAt).manhattanLength() >= kCarriedPx; }

void StageWidget::putDown() {
  const bool moves = carries();
  const std::optional<StageHit> held = std::exchange(m_held, std::nullopt);
  unsetCursor();
  if (!moves) return;
  update();
  const StageRoom* room = scene().roomAt(m_heldTo);
  const CanisterId canister = std::get<DeskHit>(held->what).canister;
  const Run* run = runOf(*held);
  if (run == nullptr || !rect().contains(m_heldTo.toPoint())) return;
  if (room == nullptr) return emit moved(held->variant, canister, std::nullopt);
  const bool isOther = room->variant == held->variant && room->subnet != run->scenario().canister(canister).subnet;
  if (isOther) emit moved(held->variant, canister, room->subnet);
}

/// Where the canister would stand, and in words.
void StageWidget::paintCarried(QPainter& painter) {
  const Run* run = runOf(*m_held);
  if (run == nullptr) return;
  const CanisterId canister = std::get<DeskHit>(m_held->what).canister;
  const StageRoom* room = scene().roomAt(m_heldTo);
  const bool isElsewhere = room != nullptr && room->variant != m_held->variant;
  const QString name = textOf(run->name(canister));
  QString words = tr("%1 on a subnet of its own").arg(name);
  if (room != nullptr)
    words =
        tr("%1 on %2")
            .arg(
                name,
                textOf(
                    run->scenario().subnet(isElsewhere ? run->scenario().canister(canister).subnet : room->subnet).id));
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
  painter.setBrush(Qt::NoBrush);
  if (room != nullptr && !isElsewhere) painter.drawRoundedRect(room->rect, 10, 10);
  const QRectF text = painter.fontMetrics().boundingRect(words);
  QRectF label(m_heldTo.x() + 12, m_heldTo.y() - text.height() - 10, text.width() + 16, text.height() + 8);
  label.moveLeft(std::clamp(label.left(), 0.0, std::max(0.0, width() - label.width())));
  label.moveTop(std::max(0.0, label.top()));
  painter.setBrush(palette().color(QPalette::Highlight));
  painter.drawRoundedRect(label, 4, 4);
  painter.setPen(palette().color(QPalette::HighlightedText));
  painter.drawText(label, Qt::AlignCenter, words);
}

std::vector<QuestionTopic> StageWidget::topicsAt(const StageHit& hit) const {
  const Run* run = runOf(hit);
  if (run == nullptr) return {};
  const auto ofCall = [&](std::optional<CallId> call) {
    return call ? topicsOf(*run, *call) : std::vector<QuestionTopic>();
  };
  return std::visit(
      Overloaded{[&](const DeskHit& desk) { return topicsOf(run->scenario(), desk.canister); },
                 [&](const MessagesHit& messages) {
                   return ofCall(callAt(*run, messages.pair, messages.station, m_shown, messages.sentIn));
                 },
                 [&](const MovingHit& moving) { return ofCall(moving.call); },
                 [&](const RefusedHit& refused) { return ofCall(refusedCall(*run, refused.caller, m_shown)); },
                 [](const ScrubberHit&) { return std::vector<QuestionTopic>(); }},
      hit.what);
}

void StageWidget::contextMenuEvent(QContextMenuEvent* event) {
  const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
  const std::optional<StageHit> hit = byMouse ? scene().at(event->pos()) : m_view.pointed;
  const StageRoom* room = byMouse ? scene().roomAt(event->pos()) : nullptr;
  AskedPlace place{hit ? hit->variant : room != nullptr ? room->variant : 0, {}, event->globalPos()};
  if (hit) place.topics = topicsAt(*hit);
  if (place.topics.empty() && room != nullptr && room->variant < m_session.runs().size())
    place.topics = topicsOf(m_session.runs()[room->variant]->scenario(), room->subnet);
  emit asked(place);
}

void StageWidget::leaveEvent(QEvent* event) {
  QWidget::leaveEvent(event);
  point(std::nullopt);
}

void StageWidget::focusOutEvent(QFocusEvent* event) {
  QWidget::focusOutEvent(event);
  point(std::nullopt);
  update();
}

void StageWidget::pointNext(int by) {
  const std::vector<StageHit>& hits = scene().hits;
  std::vector<StageHit> places;
  std::copy_if(hits.begin(), hits.end(), std::back_inserter(places),
               [](const StageHit& hit) { return !std::holds_alternative<ScrubberHit>(hit.what); });
  if (places.empty()) return;
  const auto count = static_cast<std::ptrdiff_t>(places.size());
  std::ptrdiff_t next = by > 0 ? 0 : count - 1;
  // After the run has moved, the same kind of place may lie elsewhere.
  for (std::ptrdiff_t i = 0; m_view.pointed && i < count; ++i)
    if (places[static_cast<std::size_t>(i)].rect == m_view.pointed->rect) next = (i + by + count) % count;
  point(places[static_cast<std::size_t>(next)]);
  setAccessibleDescription(wordsOf(*m_view.pointed));
  tellChange(this);
}

void StageWidget::choosePointed() {
  if (m_view.pointed) choose(*m_view.pointed);
}

void StageWidget::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Down) return pointNext(1);
  if (event->key() == Qt::Key_Up) return pointNext(-1);
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return choosePointed();
  QWidget::keyPressEvent(event);
}

QString StageWidget::wordsOf(const StageHit& hit) const {
  const Run* run = runOf(hit);
  if (run == nullptr) return {};
  const auto name = [&](CanisterId canister) { return textOf(run->name(canister)); };
  return std::visit(
      Overloaded{
          [&](const DeskHit& desk) {
            return tr("Canister %1 on subnet %2").arg(name(desk.canister), textOf(run->subnetName(desk.canister)));
          },
          [&](const MessagesHit& messages) {
            return tr("%1, %2 → %3: %4")
                .arg(kindWords(messages), name(messages.pair.caller), name(messages.pair.callee),
                     stationWords(messages.station, messages.messages.total() != 1));
          },
          [&](const MovingHit& moving) {
            const CallSpan& call = run->call(moving.call);
            return tr("Call %1, %2 → %3, on its way to the next place")
                .arg(grouped(std::int64_t{moving.call.value}), name(call.caller), name(call.callee.canister));
          },
          [&](const RefusedHit& refused) {
            const auto count =
                run->outcomes().of(refused.caller).notPerformed().times().countUntil(static_cast<double>(m_shown.us));
            return tr("%1 of %2 not performed: no message was sent").arg(callsText(count), name(refused.caller));
          },
          [](const ScrubberHit&) { return tr("Drag to go to another moment"); },
      },
      hit.what);
}

bool StageWidget::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto hit = scene().at(help->pos());
  if (hit)
    QToolTip::showText(help->globalPos(), wordsOf(*hit), this);
  else
    QToolTip::hideText();
  return true;
}

}  // namespace roundscope::ui
