// Follows the player; holds no state of its own.
#include "ui/panels/lesson_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/panels/knob_view.h"
#include "ui/panels/panel.h"
#include "ui/panels/question_view.h"
#include "ui/panels/verdict_view.h"

namespace roundscope::ui {
LessonPage::LessonPage(LessonPlayer* player, QWidget* parent) : QWidget(parent), m_player(player) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(makeHead());
  layout->addWidget(makeBody(), 1);
  layout->addWidget(makeFoot());
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
  layout->addWidget(back);
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
  m_knobs = new KnobView(content);
  layout->addWidget(m_title);
  layout->addWidget(m_stepTitle);
  layout->addWidget(m_goal);
  layout->addWidget(m_text);
  layout->addWidget(m_question);
  layout->addWidget(m_reveal);
  layout->addWidget(m_verdict);
  layout->addStretch(1);
  layout->addWidget(m_knobs);
  connect(m_question, &QuestionView::answered, m_player, &LessonPlayer::giveAnswer);
  connect(m_knobs, &KnobView::turned, m_player, &LessonPlayer::turnKnob, Qt::QueuedConnection);
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
  m_return = new QPushButton(tr("Return to the step"), foot);
  m_return->setAccessibleName(tr("Return to the step"));
  m_previous = new QPushButton(tr("Previous"), foot);
  m_previous->setAccessibleName(tr("Previous step"));
  m_next = new QPushButton(tr("Next"), foot);
  m_next->setAccessibleName(tr("Next step"));
  m_next->setProperty("role", QStringLiteral("primary"));
  m_restart = new QToolButton(foot);
  m_restart->setText(tr("Restart"));
  m_restart->setAccessibleName(tr("Restart the lesson"));
  layout->addWidget(m_return);
  auto* row = new QHBoxLayout;
  row->addWidget(m_previous);
  row->addWidget(m_next, 1);
  row->addWidget(m_restart);
  layout->addLayout(row);
  connect(m_return, &QPushButton::clicked, m_player, &LessonPlayer::returnToStep);
  connect(m_previous, &QPushButton::clicked, m_player, &LessonPlayer::previous);
  connect(m_next, &QPushButton::clicked, m_player, &LessonPlayer::goOn);
  connect(m_restart, &QToolButton::clicked, m_player, &LessonPlayer::restart);
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
  // The answer must be seen; its place is known only once the page is laid out anew.
  if (!m_reveal->isHidden() && !wasRevealed)
    QTimer::singleShot(0, m_scroll, [this] { m_scroll->ensureWidgetVisible(m_reveal); });
}

}  // namespace roundscope::ui
