// What an edit of the scenario does to the window.
#include <QAction>
#include <QDockWidget>
#include <utility>

#include "core/scenario/scenario_places.h"
#include "ui/editor/editing.h"
#include "ui/editor/text_editor.h"
#include "ui/editor/text_panel.h"
#include "ui/lessons/lesson_player.h"
#include "ui/panels/code_panel.h"
#include "ui/session/session.h"
#include "ui/window/actions.h"
#include "ui/window/banner.h"
#include "ui/window/centre.h"
#include "ui/window/main_window.h"
#include "ui/window/stale_strip.h"

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
  auto* text = findChild<TextPanel*>();
  connect(text, &TextPanel::canisterEntered, findChild<CodePanel*>(), &CodePanel::showCanister);
  for (QDockWidget* dock : std::as_const(m_docks))
    if (dock->widget() == text)
      connect(dock->toggleViewAction(), &QAction::triggered, text, [text](bool shown) {
        if (shown) text->setFocus();  // whoever opens the text wants to write
      });
  connect((*m_actions)[ActionId::ShowInText], &QAction::triggered, this, &MainWindow::showInText);
  connect(m_centre->staleStrip(), &StaleStrip::errorWanted, this, [this, text] {
    showText();
    text->editor().goToError(true);
  });
}

void MainWindow::showText() {
  auto* text = findChild<TextPanel*>();
  for (QDockWidget* dock : m_docks)
    if (dock->widget() == text) {
      dock->show();
      dock->raise();
    }
  text->setFocus();
}

/// At the step that made the selected call; without one, where the text's cursor is.
void MainWindow::showInText() {
  showText();
  const auto selected = m_session->selectedCall();
  if (!selected || selected->variant >= m_session->runs().size()) return;
  const Run& run = *m_session->runs()[selected->variant];
  const CallSpan& call = run.call(selected->call);
  const MethodRef method{call.caller, run.calls().contexts()[call.context.value].method};
  const auto place =
      writtenAt(m_editing->document(), selected->variant, pointerOfStep(method, call.step, run.scenario()));
  if (place.ok()) findChild<TextPanel*>()->showPlace(place.value());
}

/// The same scenario, changed: it runs at once, and the cursor stays.
void MainWindow::showChanged(const std::shared_ptr<const ScenarioSet>& set) {
  m_banner->hide();
  m_session->reopen(set);
}

}  // namespace roundscope::ui
