// Follows the player; holds no state of its own.
#include "ui/panels/lesson_page.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/panels/knob_view.h"
#include "ui/panels/panel.h"
#include "ui/panels/question_view.h"
#include "ui/panels/verdict_view.h"

namespace roundscope::ui {
namespace {

constexpr int kSettledMs = 150;
constexpr double kLessonShare = 1.25;    ///< of ordinary type: the words of a lesson are larger …
constexpr double kPresentedShare = 1.5;  ///< … still larger for a hall …
constexpr double kUnabridgedShare =
    1.1;                           ///< … and rather than smaller than this, an answered question is told in brief …
constexpr double kLeastShare = 1;  ///< … so that all of them are seen at once
constexpr double kShareStep = 0.05;

/// The type of the page's labels, of which ordinary type has `ordinaryPx`.
QString typeSheet(double ordinaryPx, double share) {
  const auto px = [&](double of) { return QStringLiteral("font-size: %1px;").arg(std::lround(ordinaryPx * of)); };
  return QStringLiteral("QLabel[role=\"lesson\"], QLabel[role=\"title\"] { %1 } QLabel { %2 }")
      .arg(px(share), px(std::min(1.0, share)));
}

}  // namespace

LessonPage::LessonPage(LessonPlayer* player, QWidget* parent) : QWidget(parent), m_player(player) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(makeHead());
  layout->addWidget(makeBody(), 1);
  layout->addWidget(makeFoot());
  m_fit.setSingleShot(true);
  m_fit.setInterval(0);
  connect(&m_fit, &QTimer::timeout, this, &LessonPage::fitText);
  connect(player, &LessonPlayer::changed, this, &LessonPage::showStep);
  connect(player, &LessonPlayer::explored, this, [this] { m_return->setVisible(m_player->isAway()); });
}

QWidget* LessonPage::makeHead() {
  auto* head = new QWidget(this);
  auto* layout = new QHBoxLayout(head);
  layout->setContentsMargins(4, 4, kPanelMargin, 0);
  auto* back = new QToolButton(head);
  back->setText(tr("‹ All lessons"));
  back->setAccessibleName(tr("All lessons"));
  connect(back, &QToolButton::clicked, this, &LessonPage::listWanted);
  m_place = makeText("caption", tr("Step of the lesson"), head);
  m_place->setWordWrap(false);
  m_restart = new QToolButton(head);
  m_restart->setText(tr("Restart"));
  m_restart->setAccessibleName(tr("Restart the lesson"));
  connect(m_restart, &QToolButton::clicked, m_player, &LessonPlayer::restart);
  layout->addWidget(back);
  layout->addWidget(m_restart);
  layout->addStretch(1);
  layout->addWidget(m_place);
  return head;
}

QWidget* LessonPage::makeBody() {
  auto* content = new QWidget;
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(kPanelMargin, 4, kPanelMargin, kPanelMargin);
  layout->setSpacing(kPanelSpacing);
  m_title = makeText("caption", tr("Lesson"), content);
  m_goal = makeText("caption", tr("Goal of the lesson"), content);
  m_stepTitle = makeText("title", tr("Title of the step"), content);
  m_text = makeText("lesson", tr("What the step tells"), content);
  m_question = new QuestionView(content);
  m_reveal = makeText("lesson", tr("What the answer shows"), content);
  m_verdict = new VerdictView(content);
  layout->addWidget(m_title);
  layout->addWidget(m_stepTitle);
  layout->addWidget(m_goal);
  layout->addWidget(m_text);
  layout->addWidget(m_question);
  layout->addWidget(m_reveal);
  layout->addWidget(m_verdict);
  layout->addStretch(1);
  connect(m_question, &QuestionView::answered, m_player, &LessonPlayer::giveAnswer);
  m_scroll = new QScrollArea(this);
  m_scroll->setWidget(content);
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->setAccessibleName(tr("Text of the lesson"));
  m_scroll->setFocusPolicy(Qt::NoFocus);
  return m_scroll;
}

QWidget* LessonPage::makeFoot() {
  auto* foot = new QWidget(this);
  auto* layout = new QVBoxLayout(foot);
  layout->setContentsMargins(kPanelMargin, 6, kPanelMargin, kPanelMargin);
  m_knobs = new KnobView(foot);  // they are turned while the text is read, so they never scroll away
  connect(m_knobs, &KnobView::turned, m_player, &LessonPlayer::turnKnob, Qt::QueuedConnection);
  m_return = new QPushButton(tr("Return to the step"), foot);
  m_return->setAccessibleName(tr("Return to the step"));
  m_previous = new QPushButton(tr("Previous"), foot);
  m_previous->setAccessibleName(tr("Previous step"));
  m_next = new QPushButton(tr("Next"), foot);
  m_next->setAccessibleName(tr("Next step"));
  m_next->setProperty("role", QStringLiteral("primary"));
  layout->addWidget(m_knobs);
  layout->addWidget(m_return);
  auto* row = new QHBoxLayout;
  row->addWidget(m_previous);
  row->addWidget(m_next, 1);
  layout->addLayout(row);
  connect(m_return, &QPushButton::clicked, m_player, &LessonPlayer::returnToStep);
  connect(m_previous, &QPushButton::clicked, m_player, &LessonPlayer::previous);
  connect(m_next, &QPushButton::clicked, m_player, &LessonPlayer::goOn);
  return foot;
}

void LessonPage::showStep() {
  if (!m_player->isOpen()) return;
  const Lesson& lesson = m_player->lesson();
  const std::size_t step = m_player->step();
  const auto& resolved = m_player->resolved();
  const ResolvedVerdict* verdict = m_player->verdict();
  const bool wasRevealed = !m_reveal->isHidden();
  m_place->setText(verdict ? tr("end of the lesson") : tr("step %1 of %2").arg(step + 1).arg(m_player->stepCount()));
  showText(m_title, QString::fromStdString(lesson.title));
  showText(m_goal, step == 0 ? QString::fromStdString(lesson.goal) : QString());
  showText(m_stepTitle, verdict ? tr("What it comes to") : QString::fromStdString(lesson.steps[step].title));
  showText(m_text, verdict ? QString() : resolved ? QString::fromStdString(resolved->view.text) : tr("Simulating …"));
  m_question->show(*m_player);
  showText(m_reveal, resolved && !verdict && m_player->revealed() && resolved->reveal
                         ? QString::fromStdString(resolved->reveal->text)
                         : QString());
  m_verdict->show(verdict);
  m_knobs->show(*m_player);
  m_return->setVisible(m_player->isAway());
  m_previous->setEnabled(resolved && (step > 0 || m_player->revealed() || m_player->revealing()));
  m_next->setEnabled(resolved.has_value());
  const bool last = step + 1 == m_player->stepCount() && !m_player->willSumUp();
  m_next->setText(m_player->revealing() ? tr("Skip to the answer")
                  : m_player->asks()    ? tr("Show the answer")
                  : last                ? tr("Next lesson")
                                        : tr("Next"));
  m_seeAnswer = !m_reveal->isHidden() && !wasRevealed;
  fitTextLater();
  // What appears in the window with an answer takes room from the page only when this is over.
  if (m_seeAnswer) QTimer::singleShot(kSettledMs, this, &LessonPage::fitTextLater);
}

void LessonPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::FontChange) fitTextLater();
}

void LessonPage::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fitTextLater();
}

void LessonPage::fitTextLater() { m_fit.start(); }

/// Leaves the page with the largest type that fits; false, and with the smallest, where none does.
bool LessonPage::fitsInSomeType(double largest, double least) {
  QWidget* content = m_scroll->widget();
  const double ordinaryPx = QFontInfo(font()).pixelSize();
  for (double share = largest; share > least - kShareStep / 2; share -= kShareStep) {
    const QString sheet = typeSheet(ordinaryPx, share);
    if (content->styleSheet() != sheet) content->setStyleSheet(sheet);
    content->layout()->invalidate();
    if (content->layout()->totalHeightForWidth(m_scroll->viewport()->width()) <= m_scroll->viewport()->height())
      return true;
  }
  return false;
}

/// The largest type in which all of the step is seen without scrolling; where there is none, the answer is scrolled to.
void LessonPage::fitText() {
  m_question->setBrief(false);
  const double largest = window()->isFullScreen() ? kPresentedShare : kLessonShare;
  if (!fitsInSomeType(largest, kUnabridgedShare)) {
    m_question->setBrief(true);
    fitsInSomeType(largest, kLeastShare);
  }
  QWidget* content = m_scroll->widget();
  content->setMinimumHeight(std::max(0, content->layout()->totalHeightForWidth(m_scroll->viewport()->width())));
  if (m_seeAnswer) m_scroll->ensureWidgetVisible(m_reveal);
  m_seeAnswer = false;
}

}  // namespace roundscope::ui
