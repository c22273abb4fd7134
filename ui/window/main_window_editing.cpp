// What an edit of the scenario does to the window.
#include "ui/editor/editing.h"
#include "ui/lessons/lesson_player.h"
#include "ui/session/session.h"
#include "ui/window/actions.h"
#include "ui/window/banner.h"
#include "ui/window/main_window.h"

namespace roundscope::ui {

void MainWindow::wireEditing() {
  connect(m_editing, &Editing::scenarioWanted, this, [this](const std::shared_ptr<const ScenarioSet>& set) {
    if (m_player->isOpen()) return m_player->runWith(set->sourceText);
    showChanged(set);
  });
  QAction* undo = (*m_actions)[ActionId::Undo];
  QAction* redo = (*m_actions)[ActionId::Redo];
  connect(undo, &QAction::triggered, m_editing, &Editing::undo);
  connect(redo, &QAction::triggered, m_editing, &Editing::redo);
  const auto enable = [this, undo, redo] {
    undo->setEnabled(m_editing->canUndo());
    redo->setEnabled(m_editing->canRedo());
  };
  connect(m_editing, &Editing::stateChanged, this, enable);
  enable();
}

/// The same scenario, changed: it runs at once, and the cursor stays.
void MainWindow::showChanged(const std::shared_ptr<const ScenarioSet>& set) {
  m_banner->hide();
  m_session->reopen(set);
}

}  // namespace roundscope::ui
