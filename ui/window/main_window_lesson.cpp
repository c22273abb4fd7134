// What a lesson's step does to the window.
#include "ui/lessons/lesson_player.h"
#include "ui/session/session.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/timeline/topic.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/transport_bar.h"

namespace roundscope::ui {

void MainWindow::wireLesson() {
  const Actions& actions = *m_actions;
  connect(m_player, &LessonPlayer::scenarioWanted, this,
          [this](const std::shared_ptr<const ScenarioSet>& set) { showScenario(set); });
  connect(m_player, &LessonPlayer::changeWanted, this, &MainWindow::showChanged);
  connect(m_player, &LessonPlayer::viewWanted, m_timeline, [this](const ResolvedView& view) {
    m_timeline->leaveOut(lanesBesideTheTopic(*m_player->resolved(), m_session->runs()));
    m_timeline->fitShown();
    m_timeline->makeSelectionLegible();
    m_timeline->lookAt(targetOf(view, m_session->runs()));
  });
  connect(m_player, &LessonPlayer::changed, m_transport, [this] {
    const ResolvedVerdict* verdict = m_player->verdict();
    const QString text = verdict != nullptr ? QString::fromStdString(verdict->text) : QString();
    m_transport->setLessonVerdict(m_player->isOpen() ? std::optional(text) : std::nullopt);
  });
  connect(m_player, &LessonPlayer::failed, this, [this](const Error& error) {
    showError(m_player->isOpen() ? tr("The lesson cannot go on") : tr("The scenario cannot be run so"), error);
  });
  connect(actions[ActionId::NextStep], &QAction::triggered, this, [this] {
    if (!m_player->isOpen()) return m_session->stepForward();
    m_player->goOn();
  });
  connect(actions[ActionId::PreviousStep], &QAction::triggered, this, [this] {
    if (!m_player->isOpen()) return m_session->stepBack();
    if (!m_player->previous() && m_player->resolved()) say(tr("This is the first step of the lesson"));
  });
  connect(actions[ActionId::RestartLesson], &QAction::triggered, m_player, &LessonPlayer::restart);
  connect(actions[ActionId::ReturnToStep], &QAction::triggered, m_player, &LessonPlayer::returnToStep);
}

}  // namespace roundscope::ui
