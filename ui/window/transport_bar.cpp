// Every label has a fixed width for its longest text, so that nothing moves while playing.
#include "ui/window/transport_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSlider>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "ui/drawing/ticks.h"
#include "ui/models/call_words.h"
#include "ui/session/playback_clock.h"
#include "ui/window/actions.h"

namespace roundscope::ui {
namespace {

constexpr int kButtonIconPx = 20;
constexpr int kButtonPx = 34;
constexpr int kMarginsPx = 12;

std::uint64_t roundsUntil(Time time, Duration interval) {
  return static_cast<std::uint64_t>((time.us + interval.us - 1) / interval.us);
}

QWidget* makeGap(int widthPx, QWidget* parent) {
  auto* gap = new QWidget(parent);
  gap->setFixedWidth(widthPx);
  return gap;
}

}  // namespace

double speedAt(int sliderPosition) {
  const double share = static_cast<double>(sliderPosition) / kSpeedSteps;
  return PlaybackClock::kSlowest * std::pow(PlaybackClock::kFastest / PlaybackClock::kSlowest, share);
}

int sliderPositionOf(double roundsPerSecond) {
  const double share =
      std::log(roundsPerSecond / PlaybackClock::kSlowest) / std::log(PlaybackClock::kFastest / PlaybackClock::kSlowest);
  return static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * kSpeedSteps));
}

QString speedWords(double roundsPerSecond) {
  const int decimals = roundsPerSecond < 1 ? 2 : roundsPerSecond < 10 ? 1 : 0;
  const QString number = decimals == 0 ? numberWords(static_cast<std::uint64_t>(std::llround(roundsPerSecond)))
                                       : QString::number(roundsPerSecond, 'f', decimals);
  return TransportBar::tr("%1 rounds/s").arg(number);
}

QString positionWords(const Session& session) {
  QString words = cursorWords(session);
  if (session.viewState().answerHidden || !words.startsWith(QLatin1String("round "))) return words;
  const QString all = numberWords(roundsUntil(session.end(), session.roundInterval()));
  const qsizetype iteration = words.indexOf(QLatin1String(", iteration"));
  words.insert(iteration < 0 ? words.indexOf(QStringLiteral(" · ")) : iteration,
               session.finished() ? TransportBar::tr(" of %1").arg(all) : TransportBar::tr(" of %1 so far").arg(all));
  return words;
}

TransportBar::TransportBar(Session* session, const Actions& actions, QWidget* parent)
    : QToolBar(tr("Playing"), parent),
      m_session(session),
      m_position(new QLabel(this)),
      m_markers(new QLabel(this)),
      m_speed(new QSlider(Qt::Horizontal, this)),
      m_speedLabel(new QLabel(this)),
      m_verdict(new QLabel(this)) {
  setObjectName(QStringLiteral("transport"));
  setMovable(false);
  setFloatable(false);
  setContextMenuPolicy(Qt::PreventContextMenu);
  setIconSize({kButtonIconPx, kButtonIconPx});
  layout()->setSpacing(4);
  addWidget(makeGap(kMarginsPx / 2, this));
  addButtons(actions);
  addPosition();
  addSpeed();
  addVerdict();
  connect(session, &Session::opened, this, [this] {
    m_event.clear();
    showPosition();
    showVerdict();
  });
  connect(session, &Session::grew, this, &TransportBar::showPosition);
  connect(session, &Session::cursorChanged, this, &TransportBar::showPosition);
  connect(session, &Session::cursorChanged, this, &TransportBar::showVerdict);
  connect(session, &Session::viewStateChanged, this, &TransportBar::showPosition);
  connect(session, &Session::viewStateChanged, this, &TransportBar::showVerdict);
  connect(session, &Session::speedChanged, this, &TransportBar::showSpeed);
  connect(session, &Session::markersChanged, this, &TransportBar::showMarkers);
  fitToFont();
  showPosition();
  showMarkers();
  showSpeed();
}

void TransportBar::changeEvent(QEvent* event) {
  QToolBar::changeEvent(event);
  if (event->type() == QEvent::FontChange) fitToFont();
}

void TransportBar::fitToFont() {
  const auto width = [this](const char* widest) { return fontMetrics().horizontalAdvance(QString::fromUtf8(widest)); };
  m_position->setMinimumWidth(width("round 1,000 of 1,000, iteration 10 · 1,000.0 s"));
  m_speedLabel->setMinimumWidth(width("1,000 rounds/s "));
  fitHeight();
}

void TransportBar::resizeEvent(QResizeEvent* event) {
  QToolBar::resizeEvent(event);
  fitHeight();
}

/// What stands beside the sentence has its width only once it is laid out.
bool TransportBar::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_verdict && event->type() == QEvent::Resize)
    QMetaObject::invokeMethod(this, &TransportBar::fitHeight, Qt::QueuedConnection);
  return QToolBar::eventFilter(watched, event);
}

/// A sentence usually takes three lines beside the other parts; presented, as many as it needs.
void TransportBar::fitHeight() {
  const int lines = m_presented ? 1 : 3;
  const int needed = std::max({lines * fontMetrics().lineSpacing(), m_verdict->heightForWidth(m_verdict->width()),
                               m_presented ? 0 : kButtonPx});
  if (height() != needed + kMarginsPx) setFixedHeight(needed + kMarginsPx);
}

void TransportBar::showMarkers() {
  const auto& markers = m_session->markers();
  QString text;
  const AxisScale scale{.interval = m_session->roundInterval()};
  const auto us = [&](std::size_t i) { return static_cast<double>(markers[i].us); };
  if (markers.size() == 1) text = tr("marker at %1").arg(momentText(scale, us(0), 0));
  if (markers.size() == 2) text = tr("between markers: %1").arg(distanceText(scale, us(0), us(1)));
  m_markers->setText(text);
  m_markersShown->setVisible(!text.isEmpty());
}

void TransportBar::addButtons(const Actions& actions) {
  for (const ActionId id :
       {ActionId::ToStart, ActionId::StepBack, ActionId::PlayPause, ActionId::StepForward, ActionId::ToEnd}) {
    QAction* action = actions[id];
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setIconSize(iconSize());
    addControl(button);
    button->setFixedSize(kButtonPx, kButtonPx);
    button->setFocusPolicy(Qt::TabFocus);  // a click leaves the keys where they were
    const auto name = [button, action] { button->setAccessibleName(action->text().remove(u'&')); };
    connect(action, &QAction::changed, button, name);
    name();
  }
}

void TransportBar::addControl(QWidget* widget) { m_controls << addWidget(widget); }

void TransportBar::addPosition() {
  m_position->setAccessibleName(tr("Position"));
  addWidget(makeGap(12, this));
  addWidget(m_position);
  m_markers->setAccessibleName(tr("Markers"));
  m_markers->setProperty("role", QStringLiteral("caption"));
  m_markers->setContentsMargins(kMarginsPx, 0, 0, 0);
  m_markersShown = addWidget(m_markers);
}

void TransportBar::addSpeed() {
  m_speed->setAccessibleName(tr("Speed in rounds a second"));
  m_speed->setToolTip(tr("Speed of playing"));
  m_speed->setRange(0, kSpeedSteps);
  m_speed->setPageStep(kSpeedSteps / 12);
  m_speed->setFixedWidth(140);
  addControl(makeGap(12, this));
  addControl(m_speed);
  addControl(makeGap(4, this));
  addControl(m_speedLabel);
  connect(m_speed, &QSlider::valueChanged, this, [this](int position) {
    if (position != sliderPositionOf(m_session->speed())) m_session->setSpeed(speedAt(position));
  });
}

void TransportBar::addVerdict() {
  m_verdict->setProperty("role", QStringLiteral("verdict"));
  m_verdict->setAccessibleName(tr("Comparison"));
  m_verdict->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_verdict->setContentsMargins(0, 0, kMarginsPx, 0);
  m_verdict->setWordWrap(true);
  m_verdict->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  addWidget(makeGap(12, this));
  m_verdict->installEventFilter(this);
  addWidget(m_verdict);
}

void TransportBar::setVerdict(const QString& sentence) {
  m_sentence = sentence;
  showVerdict();
}

void TransportBar::setLessonVerdict(std::optional<QString> sentence) {
  m_lessonSentence = std::move(sentence);
  showVerdict();
}

void TransportBar::present(bool on) {
  m_presented = on;
  for (QAction* control : m_controls) control->setVisible(!on);
  fitToFont();
  showVerdict();
  setVisible(!on || !m_verdict->text().isEmpty());
}

void TransportBar::tellEvent(const QString& sentence) {
  m_event = sentence;
  m_eventTime = m_session->cursor();
  showVerdict();
}

QString TransportBar::verdictShown() const { return verdictTold(); }

QString TransportBar::verdictTold() const {
  const ViewState& view = m_session->viewState();
  const bool seen = m_session->finished() && m_session->cursor() >= m_session->end();
  const bool told = view.tellVerdict && !view.answerHidden && (!view.hideFuture || seen);
  return m_lessonSentence ? *m_lessonSentence : told ? m_sentence : QString();
}

void TransportBar::showVerdict() {
  if (m_session->cursor() != m_eventTime) m_event.clear();
  const QString text = m_event.isEmpty() ? verdictTold() : m_event;
  if (m_presented) setVisible(!text.isEmpty());
  if (text == m_verdict->text()) return;
  m_verdict->setText(text);
  m_verdict->setToolTip(text);
  fitHeight();
}

void TransportBar::showPosition() { m_position->setText(positionWords(*m_session)); }

void TransportBar::showSpeed() {
  m_speed->setValue(sliderPositionOf(m_session->speed()));
  m_speedLabel->setText(speedWords(m_session->speed()));
}

}  // namespace roundscope::ui
