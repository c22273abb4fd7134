// The table, and the QActions made from it.
#include "ui/window/actions.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QPalette>
#include <cstdlib>
#include <vector>

#include "core/base/check.h"
#include "ui/window/icon.h"

namespace roundscope::ui {

const std::vector<ActionSpec>& actionTable() {
  using enum ActionId;
  static const std::vector<ActionSpec> table = {
      {NewFile, MenuId::File, QT_TR_NOOP("&New…"), "Ctrl+N"},
      {OpenFile, MenuId::File, QT_TR_NOOP("&Open…"), "Ctrl+O"},
      {SaveFile, MenuId::File, QT_TR_NOOP("&Save"), "Ctrl+S"},
      {SaveFileAs, MenuId::File, QT_TR_NOOP("Save &as…"), "Ctrl+Shift+S"},
      {Quit, MenuId::File, QT_TR_NOOP("&Quit"), "Ctrl+Q", "", false, true},

      {Undo, MenuId::Edit, QT_TR_NOOP("&Undo"), "Ctrl+Z"},
      {Redo, MenuId::Edit, QT_TR_NOOP("&Redo"), "Ctrl+Shift+Z Ctrl+Y"},
      {Ask, MenuId::Edit, QT_TR_NOOP("&Ask what if…"), "Q", "", false, true},
      {PinKnob, MenuId::Edit, QT_TR_NOOP("&Pin a number as a knob…"), "Shift+K"},
      {ShowInText, MenuId::Edit, QT_TR_NOOP("&Show the selected call in the text"), "F12", "", false, true},

      {ZoomIn, MenuId::View, QT_TR_NOOP("Zoom &in"), "W"},
      {ZoomOut, MenuId::View, QT_TR_NOOP("Zoom &out"), "S"},
      {PanLeft, MenuId::View, QT_TR_NOOP("Move &left"), "A"},
      {PanRight, MenuId::View, QT_TR_NOOP("Move &right"), "D"},
      {Fit, MenuId::View, QT_TR_NOOP("&Fit selection, then all"), "F"},
      {ClearSelection, MenuId::View, QT_TR_NOOP("&Clear selection, or close the panel in use"), "Esc"},
      {CallBelow, MenuId::View, QT_TR_NOOP("Select the next call at this &moment"), "Shift+Down"},
      {CallAbove, MenuId::View, QT_TR_NOOP("Select the pre&vious call at this moment"), "Shift+Up"},
      {SearchEvents, MenuId::View, QT_TR_NOOP("&Search events"), "Ctrl+F"},
      {HideFuture, MenuId::View, QT_TR_NOOP("&Hide what is still to come"), "H", "", true, true},
      {Presenter, MenuId::View, QT_TR_NOOP("&Present on the full screen"), "F5", "", true},
      {ShowStage, MenuId::View, QT_TR_NOOP("Sta&ge above the timeline"), "T", "", true, true},
      {StageAlone, MenuId::View, QT_TR_NOOP("Onl&y the stage"), "Shift+T", "", true},
      {CriticalPath, MenuId::View, QT_TR_NOOP("Critical path and slac&k"), "C", "", true, true},
      {Arrows, MenuId::View, QT_TR_NOOP("Message arro&ws"), "Shift+A", "", true},
      {OpenBatch, MenuId::View, QT_TR_NOOP("Show the selected call's &batch call by call"), "O"},
      {CollapseLane, MenuId::View, QT_TR_NOOP("Collapse or open the selecte&d call's canister"), "X"},
      {CollapseAll, MenuId::View, QT_TR_NOOP("Collapse or open all canist&ers"), "Shift+C"},
      {AxisRounds, MenuId::Axis, QT_TR_NOOP("&Rounds"), "", "", true},
      {AxisSeconds, MenuId::Axis, QT_TR_NOOP("&Seconds"), "", "", true},
      {CollapseIdle, MenuId::Axis, QT_TR_NOOP("&Collapse idle time"), "I", "", true, true},
      {LightTheme, MenuId::Theme, QT_TR_NOOP("&Light"), "", "", true},
      {DarkTheme, MenuId::Theme, QT_TR_NOOP("&Dark"), "", "", true},
      {PrintTheme, MenuId::Theme, QT_TR_NOOP("&Print"), "", "", true},

      {NextStep, MenuId::Lesson, QT_TR_NOOP("&Next step of the lesson, or round"), "PgDown"},
      {PreviousStep, MenuId::Lesson, QT_TR_NOOP("&Previous step of the lesson, or round"), "PgUp"},
      {RestartLesson, MenuId::Lesson, QT_TR_NOOP("&Restart the lesson"), "Ctrl+Home"},
      {ReturnToStep, MenuId::Lesson, QT_TR_NOOP("Return to the &step"), "Backspace"},

      {PlayPause, MenuId::Run, QT_TR_NOOP("&Play"), "Space .", "play"},
      {StepForward, MenuId::Run, QT_TR_NOOP("Next &round"), "Right", "step-forward", false, true},
      {StepBack, MenuId::Run, QT_TR_NOOP("Pre&vious round"), "Left", "step-back"},
      {EventForward, MenuId::Run, QT_TR_NOOP("Next &event"), "Shift+Right"},
      {EventBack, MenuId::Run, QT_TR_NOOP("Previous eve&nt"), "Shift+Left"},
      {NextFailure, MenuId::Run, QT_TR_NOOP("Next fail&ure"), "N"},
      {PreviousFailure, MenuId::Run, QT_TR_NOOP("Previous fa&ilure"), "P"},
      {Cause, MenuId::Run, QT_TR_NOOP("&Cause of the selected call"), "Ctrl+Left"},
      {Consequence, MenuId::Run, QT_TR_NOOP("Conse&quence of the selected call"), "Ctrl+Right"},
      {ToStart, MenuId::Run, QT_TR_NOOP("To the &start"), "Home", "to-start"},
      {ToEnd, MenuId::Run, QT_TR_NOOP("To the en&d"), "End", "to-end"},
      {UntilRound, MenuId::RunUntil, QT_TR_NOOP("The next &round"), "Ctrl+1"},
      {UntilFailure, MenuId::RunUntil, QT_TR_NOOP("The next &failure"), "Ctrl+2"},
      {UntilLimit, MenuId::RunUntil, QT_TR_NOOP("A call finds no s&lot"), "Ctrl+3"},
      {UntilReply, MenuId::RunUntil, QT_TR_NOOP("The next re&ply"), "Ctrl+4"},
      {UntilCall, MenuId::RunUntil, QT_TR_NOOP("The selected &call ends, or the next begins"), "Ctrl+5"},
      {Faster, MenuId::Run, QT_TR_NOOP("&Faster"), "+ =", "", false, true},
      {Slower, MenuId::Run, QT_TR_NOOP("S&lower"), "-"},
      {Marker, MenuId::Run, QT_TR_NOOP("Set a &marker"), "M", "", false, true},
      {ClearMarkers, MenuId::Run, QT_TR_NOOP("Remove the mar&kers"), "Shift+M"},
      {StopSimulating, MenuId::Run, QT_TR_NOOP("S&top simulating ahead"), "Ctrl+.", "", false, true},
      {SimulateToEnd, MenuId::Run, QT_TR_NOOP("Simul&ate to the end"), "Ctrl+R"},
      {RunCost, MenuId::Run, QT_TR_NOOP("What runs may c&ost…"), ""},

      {TellVerdict, MenuId::Compare, QT_TR_NOOP("&Tell the verdict"), "V"},
      {CopyVerdict, MenuId::Compare, QT_TR_NOOP("&Copy the verdict"), ""},
      {Advise, MenuId::Compare, QT_TR_NOOP("&Advice: what is safe, from runs"), "Shift+V"},

      {ExportPicture, MenuId::Export, QT_TR_NOOP("&Picture…"), "Ctrl+E"},
      {CopyPicture, MenuId::Export, QT_TR_NOOP("&Copy picture"), "Ctrl+C"},
      {ExportTrace, MenuId::Export, QT_TR_NOOP("&Trace…"), "Ctrl+Shift+E", "", false, true},

      {Commands, MenuId::Help, QT_TR_NOOP("Find a &command…"), "Ctrl+K"},
      {Keys, MenuId::Help, QT_TR_NOOP("&Keys"), "? F1"},
      {Protocol, MenuId::Help, QT_TR_NOOP("The &protocol"), "Shift+F1"},
      {About, MenuId::Help, QT_TR_NOOP("&About Roundscope"), ""},
  };
  return table;
}

QString menuTitle(MenuId menu) {
  switch (menu) {
    case MenuId::File:
      return Actions::tr("&File");
    case MenuId::Edit:
      return Actions::tr("&Edit");
    case MenuId::View:
      return Actions::tr("&View");
    case MenuId::Axis:
      return Actions::tr("&Axis");
    case MenuId::Theme:
      return Actions::tr("&Theme");
    case MenuId::Run:
      return Actions::tr("&Run");
    case MenuId::Lesson:
      return Actions::tr("&Lesson");
    case MenuId::RunUntil:
      return Actions::tr("Run until");
    case MenuId::Compare:
      return Actions::tr("&Compare");
    case MenuId::Export:
      return Actions::tr("&Export");
    case MenuId::Help:
      return Actions::tr("&Help");
    case MenuId::Count:
      break;
  }
  std::abort();
}

std::optional<MenuId> menuAbove(MenuId menu) {
  if (menu == MenuId::Axis || menu == MenuId::Theme) return MenuId::View;
  if (menu == MenuId::RunUntil) return MenuId::Run;
  return std::nullopt;
}

QString plainText(QString text) { return text.remove(u'&').remove(QStringLiteral("…")); }

QList<QKeySequence> keysOf(const char* separatedBySpaces) {
  QList<QKeySequence> keys;
  for (const QString& key : QString::fromLatin1(separatedBySpaces).split(u' ', Qt::SkipEmptyParts))
    keys << QKeySequence(key);
  return keys;
}

QString keysText(const QAction& action) {
  QStringList keys;
  for (const QKeySequence& key : action.shortcuts()) keys << key.toString(QKeySequence::NativeText);
  return keys.join(QStringLiteral("  "));
}

ActionId actionOf(AxisUnit unit) {
  switch (unit) {
    case AxisUnit::Rounds:
      return ActionId::AxisRounds;
    case AxisUnit::Seconds:
      return ActionId::AxisSeconds;
  }
  RS_CHECK(false);
}

Actions::Actions(QWidget* window) : QObject(window) {
  for (const ActionSpec& spec : actionTable()) {
    auto* action = new QAction(tr(spec.text), this);
    action->setShortcuts(keysOf(spec.keys));
    action->setCheckable(spec.checkable);
    window->addAction(action);
    m_actions[static_cast<std::size_t>(spec.id)] = action;
  }
  std::vector<ActionId> axisUnits;
  for (const AxisUnit unit : kAxisUnits) axisUnits.push_back(actionOf(unit));
  for (const auto& choice :
       {std::vector{ActionId::LightTheme, ActionId::DarkTheme, ActionId::PrintTheme}, std::move(axisUnits)}) {
    auto* group = new QActionGroup(this);
    for (const ActionId id : choice) group->addAction((*this)[id]);
  }
  (*this)[ActionId::AxisRounds]->setChecked(true);
  (*this)[ActionId::Arrows]->setChecked(true);
  (*this)[ActionId::Quit]->setMenuRole(QAction::QuitRole);
  (*this)[ActionId::About]->setMenuRole(QAction::AboutRole);
  drawIcons();
}

void Actions::addTo(QMenu* menu, MenuId id) const {
  for (const ActionSpec& spec : actionTable()) {
    if (spec.menu != id) continue;
    if (spec.startsGroup) menu->addSeparator();
    menu->addAction((*this)[spec.id]);
  }
}

void Actions::drawIcons() {
  const QPalette palette = QApplication::palette();
  for (const ActionSpec& spec : actionTable())
    if (*spec.icon != '\0') (*this)[spec.id]->setIcon(drawnIcon(QLatin1String(spec.icon), palette));
  showPlaying(m_playing);
}

void Actions::showPlaying(bool playing) {
  m_playing = playing;
  QAction* action = (*this)[ActionId::PlayPause];
  action->setText(playing ? tr("&Pause") : tr("&Play"));
  action->setIcon(drawnIcon(playing ? QLatin1String("pause") : QLatin1String("play"), QApplication::palette()));
}

}  // namespace roundscope::ui
