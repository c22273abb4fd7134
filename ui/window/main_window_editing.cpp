// What an edit of the scenario does to the window.
#include <QAction>
#include <QDockWidget>
#include <utility>

#include "core/scenario/scenario_places.h"
#include "ui/editor/editing.h"
#include "ui/editor/knob_bar.h"
#include "ui/editor/knob_dialog.h"
#include "ui/editor/scenario_panel.h"
#include "ui/editor/text_editor.h"
#include "ui/editor/text_panel.h"
#include "ui/lessons/lesson_player.h"
#include "ui/panels/code_panel.h"
#include "ui/session/session.h"
#include "ui/stage/stage_widget.h"
#include "ui/timeline/target.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/window/actions.h"
#include "ui/window/asking.h"
#include "ui/window/banner.h"
#include "ui/window/centre.h"
#include "ui/window/command_list.h"
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

void MainWindow::wireKnobs() {
  connect((*m_actions)[ActionId::PinKnob], &QAction::triggered, this, [this] {
    const AskedPlace place = m_asking->placeOfKeys();
    const bool selects = m_session->selectedCall().has_value() && !m_editing->error();
    const auto numbers = selects ? m_asking->numbersAt(place) : std::vector<ScenarioNumber>();
    pinKnob(place.variant, numbers.empty() ? ScenarioNumber{} : numbers.front());
  });
  connect(findChild<ScenarioPanel*>(), &ScenarioPanel::pinWanted, this,
          [this](const ScenarioNumber& number) { pinKnob(0, number); });
  connect(m_asking, &Asking::pinWanted, this, &MainWindow::pinKnob);
  KnobBar* bar = m_centre->knobBar();
  connect(bar, &KnobBar::refused, this, [this](const Error& error) { showError(tr("This value cannot be"), error); });
  connect(bar, &KnobBar::changeWanted, this,
          [this](std::size_t knob) { (new KnobDialog(*m_session, knob, this))->open(); });
}

void MainWindow::pinKnob(std::size_t variant, const ScenarioNumber& number) {
  if (!m_session->scenarioSet() || m_editing->error()) return say(tr("The text cannot be run: no number to pin"));
  (new KnobDialog(*m_session, variant, number, this))->open();
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

void MainWindow::wireAsking() {
  const auto ask = [this](const AskedPlace& place) {
    // Keys ask about what is selected, and about everything where nothing is.
    AskedPlace whole = m_asking->placeOfKeys();
    if (!place.topics.empty()) whole = place;
    whole.at = place.at;
    m_asking->showMenu(whole);
  };
  connect(m_timeline, &TimelineWidget::asked, this, ask);
  connect(m_centre->stage(), &StageWidget::asked, this, ask);
  connect(m_centre->stage(), &StageWidget::moved, m_asking, &Asking::move);
  connect(m_asking, &Asking::told, this, &MainWindow::say);
  connect(m_asking, &Asking::answered, m_timeline, [this](std::size_t whatIf, std::size_t parent) {
    Target target{.variant = whatIf};
    for (const std::size_t variant : {whatIf, parent})
      for (std::size_t lane = 0; lane < m_session->runs()[variant]->scenario().canisters.size(); ++lane)
        target.lanes.push_back({variant, lane});
    m_timeline->lookAt(target);
  });
  connect(m_asking, &Asking::refused, this,
          [this](const Error& error) { showError(tr("This cannot be asked here"), error); });
  connect((*m_actions)[ActionId::Ask], &QAction::triggered, this, &MainWindow::showQuestions);
}

/// The questions in a list: what is typed finds one, and a number in it is its number.
void MainWindow::showQuestions() {
  const AskedPlace place = m_asking->placeOfKeys();
  QList<Command> commands;
  for (const Asking::Offer& offer : m_asking->offers(place.variant, place.topics))
    commands << Command{offer.words, {}, true, {}, [this, offer](std::optional<qint64> number) {
                          m_asking->ask(offer.variant, offer.question, offer.question.number ? number : std::nullopt);
                        }};
  auto* list = new CommandList(commands, this);
  list->setWhat(tr("Ask: what if…"), tr("Type some words of a question, and its number: calls 700"));
  list->show();
}

/// The same scenario, changed: it runs at once, and the cursor stays.
void MainWindow::showChanged(const std::shared_ptr<const ScenarioSet>& set) {
  m_banner->hide();
  m_session->reopen(set);
}

}  // namespace roundscope::ui
