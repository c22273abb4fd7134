// What each action of the table does.
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QStatusBar>
#include <QTimer>
#include <functional>

#include "ui/compare/comparisons.h"
#include "ui/editor/text_panel.h"
#include "ui/lessons/lesson_library.h"
#include "ui/lessons/lesson_player.h"
#include "ui/panels/event_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/knob_box.h"
#include "ui/panels/lesson_panel.h"
#include "ui/picture/picture.h"
#include "ui/session/session.h"
#include "ui/sweep/sweep_panel.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/window/actions.h"
#include "ui/window/appearance.h"
#include "ui/window/banner.h"
#include "ui/window/command_list.h"
#include "ui/window/event_sentence.h"
#include "ui/window/key_sheet.h"
#include "ui/window/main_window.h"
#include "ui/window/panel_overlay.h"
#include "ui/window/panels.h"
#include "ui/window/presentation.h"
#include "ui/window/protocol_window.h"
#include "ui/window/trace_export.h"
#include "ui/window/transport_bar.h"

namespace roundscope::ui {
namespace {

constexpr double kSpeedFactor = 1.5;
constexpr double kOrdinaryTimelinePt = 9;
constexpr int kMessageMs = 8'000;

/// Actions that turn something of the shared view on and off.
struct ViewSwitch {
  ActionId action;
  bool ViewState::*shows;
};
constexpr ViewSwitch kViewSwitches[] = {{ActionId::HideFuture, &ViewState::hideFuture},
                                        {ActionId::CriticalPath, &ViewState::showCriticalPath},
                                        {ActionId::Arrows, &ViewState::showArrows},
                                        {ActionId::CollapseIdle, &ViewState::collapseIdle}};

}  // namespace

void MainWindow::say(const QString& message) { statusBar()->showMessage(message, kMessageMs); }

void MainWindow::wireView() {
  const Actions& actions = *m_actions;
  connect(actions[ActionId::ZoomIn], &QAction::triggered, m_timeline, &TimelineWidget::zoomIn);
  connect(actions[ActionId::ZoomOut], &QAction::triggered, m_timeline, &TimelineWidget::zoomOut);
  connect(actions[ActionId::PanLeft], &QAction::triggered, m_timeline, &TimelineWidget::panLeft);
  connect(actions[ActionId::PanRight], &QAction::triggered, m_timeline, &TimelineWidget::panRight);
  connect(actions[ActionId::Fit], &QAction::triggered, m_timeline, &TimelineWidget::fitSelection);
  connect(actions[ActionId::ClearSelection], &QAction::triggered, this, &MainWindow::escape);
  connect(actions[ActionId::SearchEvents], &QAction::triggered, this, &MainWindow::showSearch);
  for (const ViewSwitch& row : kViewSwitches) {
    QAction* action = actions[row.action];
    connect(action, &QAction::toggled, m_session,
            [this, shows = row.shows](bool on) { m_session->changeView([&](ViewState& view) { view.*shows = on; }); });
    connect(m_session, &Session::viewStateChanged, action,
            [this, action, shows = row.shows] { action->setChecked(m_session->viewState().*shows); });
  }
  connect(actions[ActionId::Presenter], &QAction::toggled, this, &MainWindow::setPresenter);
  for (const AxisUnit unit : kAxisUnits)
    connect(actions[actionOf(unit)], &QAction::triggered, m_timeline, [this, unit] { m_timeline->setAxisUnit(unit); });
  const auto selects = [this](int by) {
    if (!m_timeline->selectNeighbour(by)) say(tr("No call is in flight at this moment"));
  };
  connect(actions[ActionId::CallAbove], &QAction::triggered, m_timeline, [selects] { selects(-1); });
  connect(actions[ActionId::CallBelow], &QAction::triggered, m_timeline, [selects] { selects(1); });
  const auto onLane = [this](void (TimelineWidget::*change)(LaneKey)) {
    const std::optional<LaneKey> lane = m_timeline->selectedLane();
    if (!lane) return say(tr("Select a call first"));
    std::invoke(change, m_timeline, *lane);
  };
  connect(actions[ActionId::OpenBatch], &QAction::triggered, m_timeline,
          [onLane] { onLane(&TimelineWidget::toggleLane); });
  connect(actions[ActionId::CollapseLane], &QAction::triggered, m_timeline,
          [onLane] { onLane(&TimelineWidget::collapseLane); });
  connect(actions[ActionId::CollapseAll], &QAction::triggered, m_timeline, &TimelineWidget::collapseAll);
  connect(actions[ActionId::LightTheme], &QAction::triggered, this, [this] { setTheme(ThemeKind::Light); });
  connect(actions[ActionId::DarkTheme], &QAction::triggered, this, [this] { setTheme(ThemeKind::Dark); });
  connect(actions[ActionId::PrintTheme], &QAction::triggered, this, [this] { setTheme(ThemeKind::Print); });
}

void MainWindow::wireSteps() {
  const Actions& actions = *m_actions;
  connect(actions[ActionId::StepForward], &QAction::triggered, m_session, &Session::stepForward);
  connect(actions[ActionId::StepBack], &QAction::triggered, m_session, &Session::stepBack);
  const auto stepsByEvent = [this, &actions](ActionId id, void (Session::*step)()) {
    connect(actions[id], &QAction::triggered, this, [this, step] {
      std::invoke(step, m_session);
      m_transport->tellEvent(sentenceAtCursor(*m_session));
    });
  };
  stepsByEvent(ActionId::EventForward, &Session::stepEventForward);
  stepsByEvent(ActionId::EventBack, &Session::stepEventBack);
  connect(actions[ActionId::ToStart], &QAction::triggered, m_session, &Session::toStart);
  connect(actions[ActionId::ToEnd], &QAction::triggered, m_session, &Session::toEnd);
  connect(actions[ActionId::NextFailure], &QAction::triggered, this, [this] {
    if (!m_session->toNextFailure())
      say(m_session->finished() ? tr("No failure after this moment") : tr("No later failure is known yet"));
  });
  connect(actions[ActionId::PreviousFailure], &QAction::triggered, this, [this] {
    if (!m_session->toPreviousFailure()) say(tr("No failure before this moment"));
  });
  const auto needsCall = [this](bool found, const QString& none) {
    if (!found) say(m_session->selectedCall() ? none : tr("Select a call first"));
  };
  connect(actions[ActionId::Cause], &QAction::triggered, this,
          [this, needsCall] { needsCall(m_session->toCause(), tr("No call led to this one")); });
  connect(actions[ActionId::Consequence], &QAction::triggered, this,
          [this, needsCall] { needsCall(m_session->toConsequence(), tr("No call follows from this one")); });
  connect(actions[ActionId::Marker], &QAction::triggered, m_session, &Session::setMarker);
  connect(actions[ActionId::ClearMarkers], &QAction::triggered, m_session, &Session::clearMarkers);
}

void MainWindow::wireRun() {
  wireSteps();
  const Actions& actions = *m_actions;
  connect(actions[ActionId::PlayPause], &QAction::triggered, m_session, [this] {
    if (m_player->isOpen()) return m_player->playOrPause();
    m_session->playing() ? m_session->pause() : m_session->play();
  });
  const std::pair<ActionId, StopAt> stops[] = {{ActionId::UntilRound, StopAt::Round},
                                               {ActionId::UntilFailure, StopAt::Failure},
                                               {ActionId::UntilLimit, StopAt::Limit},
                                               {ActionId::UntilReply, StopAt::Reply},
                                               {ActionId::UntilCall, StopAt::Call}};
  for (const auto& pair : stops)
    connect(actions[pair.first], &QAction::triggered, m_session,
            [this, stop = pair.second] { m_session->playUntil(stop); });
  connect(actions[ActionId::Faster], &QAction::triggered, m_session,
          [this] { m_session->setSpeed(m_session->speed() * kSpeedFactor); });
  connect(actions[ActionId::Slower], &QAction::triggered, m_session,
          [this] { m_session->setSpeed(m_session->speed() / kSpeedFactor); });
  connect(actions[ActionId::StopSimulating], &QAction::triggered, m_session, &Session::cancel);
  connect(actions[ActionId::SimulateToEnd], &QAction::triggered, m_session, [this] { m_session->setReadAhead(true); });
  connect(actions[ActionId::RunCost], &QAction::triggered, this, &MainWindow::askForBudget);
  connect(m_session, &Session::playingChanged, m_actions, [this] { m_actions->showPlaying(m_session->playing()); });
}

void MainWindow::wireCompareAndExport() {
  const Actions& actions = *m_actions;
  auto* comparisons = &Comparisons::of(*m_session);
  connect(comparisons, &Comparisons::changed, m_transport,
          [this, comparisons] { m_transport->setVerdict(comparisons->verdict()); });
  connect(actions[ActionId::TellVerdict], &QAction::triggered, this, [this] {
    const QString told = m_transport->verdictShown();
    say(told.isEmpty() ? tr("The verdict comes when all variants have been seen to their end") : told);
  });
  connect(actions[ActionId::CopyVerdict], &QAction::triggered, this, [this] {
    const QString told = m_transport->verdictShown();
    if (told.isEmpty()) return say(tr("There is no verdict yet"));
    QApplication::clipboard()->setText(told);
    say(tr("The verdict is on the clipboard"));
  });
  connect(actions[ActionId::Advise], &QAction::triggered, this, [this] {
    auto* sweeps = findChild<SweepPanel*>();
    for (QDockWidget* dock : m_docks)
      if (dock->widget() == sweeps) dock->show();
    sweeps->advise();
  });
  connect(actions[ActionId::ExportPicture], &QAction::triggered, this, &MainWindow::askForPicture);
  connect(actions[ActionId::CopyPicture], &QAction::triggered, this, &MainWindow::copyPicture);
  connect(actions[ActionId::ExportTrace], &QAction::triggered, this, &MainWindow::askForTrace);
  connect(m_traceExport, &TraceExport::saved, this, [this](const QString& path) { say(tr("Saved %1").arg(path)); });
  connect(m_traceExport, &TraceExport::failed, this,
          [this](const Error& error) { showError(tr("The trace was not saved"), error); });
}

void MainWindow::copyPicture() {
  if (m_session->runs().empty()) return;
  const PictureSource source(m_timeline->index(), m_session->viewState().lost);
  const Result<Picture> picture = layOutPicture(source, Figure{});
  if (!picture.ok()) return showError(tr("The picture was not copied"), picture.error());
  QApplication::clipboard()->setImage(renderPicture(picture.value(), dpiOf(Figure{})));
  say(tr("The picture is on the clipboard"));
}

void MainWindow::wireHelp() {
  connect((*m_actions)[ActionId::Commands], &QAction::triggered, this, &MainWindow::showCommands);
  connect((*m_actions)[ActionId::Keys], &QAction::triggered, this, [this] {
    QList<QAction*> panels;
    for (const QDockWidget* dock : m_docks) panels << m_presentation->actionOf(dock);
    (new KeySheet(*m_actions, panels, this))->show();
  });
  connect((*m_actions)[ActionId::Protocol], &QAction::triggered, this, [this] { showProtocol(1); });
  connect(findChild<InspectorPanel*>(), &InspectorPanel::sectionAsked, this, &MainWindow::showProtocol);
  connect((*m_actions)[ActionId::About], &QAction::triggered, this, &MainWindow::showAbout);
}

void MainWindow::showProtocol(int section) {
  if (m_protocol == nullptr) m_protocol = new ProtocolWindow(this);
  m_protocol->showSection(section);
}

QList<Command> MainWindow::commandsToFind() {
  QList<Command> commands;
  for (const ActionSpec& spec : actionTable()) {
    if (spec.id == ActionId::Commands) continue;
    const QString menu = menuAbove(spec.menu) ? plainText(menuTitle(spec.menu)) + QStringLiteral(": ") : QString();
    commands << commandOf(menu, *(*m_actions)[spec.id]);
  }
  for (const QDockWidget* dock : m_docks) commands << commandOf(tr("Panel: "), *m_presentation->actionOf(dock));
  for (const LessonInfo& lesson : lessons()) {
    commands << Command{tr("Lesson: %1").arg(lesson.title), {}, true, [this, id = lesson.id] { openLesson(id); }, {}};
    const auto text = loadLessonText(lesson.id);
    if (!text.ok()) continue;
    std::size_t step = 0;
    for (const LessonStep& told : text.value().steps) {
      const QString name = tr("Step: %1 — %2").arg(QString::fromStdString(told.title), lesson.title);
      commands << Command{name, {}, true, [this, id = lesson.id, step] { openLesson(id, step); }, {}};
      ++step;
    }
  }
  return commands;
}

void MainWindow::showCommands() { (new CommandList(commandsToFind(), this))->show(); }

void MainWindow::showSearch() {
  auto* events = findChild<EventPanel*>();
  for (QDockWidget* dock : m_docks)
    if (dock->widget() == events) {
      dock->show();
      dock->raise();
    }
  events->focusSearch();
}

/// The panel that holds the focus; null where the focus is elsewhere.
QDockWidget* MainWindow::focusedPanel() const {
  const QWidget* focused = QApplication::focusWidget();
  for (QDockWidget* dock : m_docks)
    if (focused != nullptr && dock->isAncestorOf(focused)) return dock;
  return nullptr;
}

/// Closes what lies nearest: a panel over the picture, the panel in use, the presentation; then nothing is selected
/// any more. The words of a lesson stay while they are presented.
void MainWindow::escape() {
  // The first Esc leaves a number or the text, the next one its panel; over the picture of a lecture one lays it aside.
  QWidget* const focused = QApplication::focusWidget();
  const bool writes = findChild<TextPanel*>()->isAncestorOf(focused) && !m_presentation->isOn();
  if (writes || qobject_cast<KnobBox*>(focused) != nullptr) return m_timeline->setFocus();
  QDockWidget* panel = focusedPanel();
  if (panel != nullptr && m_presentation->isOn() && panel->findChild<LessonPanel*>() != nullptr) panel = nullptr;
  const bool overlaid = m_presentation->overlay()->dismiss();
  if (!overlaid && panel != nullptr) panel->close();
  if (overlaid || panel != nullptr) return m_timeline->setFocus();
  if (m_presentation->isOn()) return (*m_actions)[ActionId::Presenter]->setChecked(false);
  m_session->selectCall({});
}

void MainWindow::setPresenter(bool on) {
  on ? m_presentation->begin() : m_presentation->end();
  // The keys belong to the run and the lesson, not to a number that happened to have the focus.
  m_timeline->setFocus();
  m_timeline->setBasePt(kOrdinaryTimelinePt * m_presentation->typeScale());
  setTheme(m_theme);
  m_presentation->fitToType();
}

void MainWindow::setTheme(ThemeKind theme) {
  m_theme = theme;
  applyAppearance(theme, m_presentation->typeScale());
  m_timeline->setTheme(Theme{theme});
  m_actions->drawIcons();
  m_banner->drawIcons();
  m_presentation->overlay()->drawIcons();
  const ActionId chosen = theme == ThemeKind::Dark    ? ActionId::DarkTheme
                          : theme == ThemeKind::Print ? ActionId::PrintTheme
                                                      : ActionId::LightTheme;
  (*m_actions)[chosen]->setChecked(true);
}

}  // namespace roundscope::ui
