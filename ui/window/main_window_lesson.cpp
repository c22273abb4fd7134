// What a lesson's step does to the window.
#include "ui/lessons/lesson_player.h"
#include "ui/panels/code_panel.h"
#include "ui/panels/lesson_panel.h"
#include "ui/session/session.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/transport_bar.h"

namespace roundscope::ui {

void MainWindow::wireLesson() {
  const Actions& actions = *m_actions;
  connect(m_lessons, &LessonPanel::chosen, this, &MainWindow::openLesson);
  connect(m_player, &LessonPlayer::scenarioWanted, this, &MainWindow::showScenario);
  connect(m_player, &LessonPlayer::viewWanted, this, &MainWindow::showStep);
  connect(m_player, &LessonPlayer::failed, this,
          [this](const Error& error) { showError(tr("The lesson cannot go on"), error); });
  connect(actions[ActionId::NextStep], &QAction::triggered, this, [this] {
    if (!m_player->isOpen()) return m_session->stepForward();
    if (!m_player->next() && m_player->resolved()) m_lessons->chooseNext();
  });
  connect(actions[ActionId::PreviousStep], &QAction::triggered, this, [this] {
    if (!m_player->isOpen()) return m_session->stepBack();
    if (!m_player->previous() && m_player->resolved()) say(tr("This is the first step of the lesson"));
  });
  connect(actions[ActionId::RestartLesson], &QAction::triggered, m_player, &LessonPlayer::restart);
  connect(actions[ActionId::ReturnToStep], &QAction::triggered, m_player, &LessonPlayer::returnToStep);
}

/// The variant that a step speaks of is shown in full. While the step asks, nothing that lies ahead may tell the
/// answer.
void MainWindow::showStep(const ResolvedView& view, bool asking) {
  (*m_actions)[ActionId::HideFuture]->setChecked(asking);
  m_transport->setVerdictShown(m_player->step() + 1 == m_player->stepCount());
  m_timeline->showVariants(view.shown);
  m_code->showVariant(view.variant);
  std::vector<LaneKey> lit;
  if (const auto* canister = std::get_if<CanisterId>(&view.highlight)) lit = {{view.variant, canister->value}};
  if (const auto* pair = std::get_if<CanisterPair>(&view.highlight))
    lit = {{view.variant, pair->caller.value}, {view.variant, pair->callee.value}};
  m_timeline->light(lit);
  m_timeline->makeSelectionLegible();
}

}  // namespace roundscope::ui
