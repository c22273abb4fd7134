// The table, and the QActions made from it.
#include "ui/window/actions.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QPalette>
#include <cstdlib>
#include <vector>

#include "ui/window/icon.h"

namespace roundscope {

const std::vector<ActionSpec>& actionTable() {
  using enum ActionId;
  static const std::vector<ActionSpec> table = {
      {OpenFile, MenuId::File, QT_TR_NOOP("&Open…"), "Ctrl+O"},
      {ExportPicture, MenuId::File, QT_TR_NOOP("&Export picture…"), "Ctrl+E", "", false, true},
      {Quit, MenuId::File, QT_TR_NOOP("&Quit"), "Ctrl+Q", "", false, true},

      {ZoomIn, MenuId::View, QT_TR_NOOP("Zoom &in"), "W"},
      {ZoomOut, MenuId::View, QT_TR_NOOP("Zoom &out"), "S"},
      {PanLeft, MenuId::View, QT_TR_NOOP("Move &left"), "A"},
      {PanRight, MenuId::View, QT_TR_NOOP("Move &right"), "D"},
      {Fit, MenuId::View, QT_TR_NOOP("&Fit selection, then all"), "F"},
      {ClearSelection, MenuId::View, QT_TR_NOOP("&Clear selection"), "Esc"},
      {HideFuture, MenuId::View, QT_TR_NOOP("&Hide what is still to come"), "H", "", true, true},
      {LightTheme, MenuId::View, QT_TR_NOOP("Li&ght theme"), "", "", true, true},
      {DarkTheme, MenuId::View, QT_TR_NOOP("&Dark theme"), "", "", true},

      {PlayPause, MenuId::Run, QT_TR_NOOP("&Play"), "Space .", "play"},
      {StepForward, MenuId::Run, QT_TR_NOOP("Next &round"), "Right", "step-forward", false, true},
      {StepBack, MenuId::Run, QT_TR_NOOP("Pre&vious round"), "Left", "step-back"},
      {ToStart, MenuId::Run, QT_TR_NOOP("To the &start"), "Home", "to-start"},
      {ToEnd, MenuId::Run, QT_TR_NOOP("To the &end"), "End", "to-end"},
      {Faster, MenuId::Run, QT_TR_NOOP("&Faster"), "+ =", "", false, true},
      {Slower, MenuId::Run, QT_TR_NOOP("S&lower"), "-"},
      {StopSimulating, MenuId::Run, QT_TR_NOOP("S&top simulating ahead"), "Ctrl+.", "", false, true},
      {SimulateToEnd, MenuId::Run, QT_TR_NOOP("Si&mulate to the end"), "Ctrl+R"},

      {Keys, MenuId::Help, QT_TR_NOOP("&Keys"), "? F1"},
      {About, MenuId::Help, QT_TR_NOOP("&About Roundscope"), ""},
  };
  return table;
}

QString menuTitle(MenuId menu) {
  switch (menu) {
    case MenuId::File:
      return Actions::tr("&File");
    case MenuId::View:
      return Actions::tr("&View");
    case MenuId::Run:
      return Actions::tr("&Run");
    case MenuId::Help:
      return Actions::tr("&Help");
    case MenuId::Count:
      break;
  }
  std::abort();
}

Actions::Actions(QWidget* window) : QObject(window) {
  for (const ActionSpec& spec : actionTable()) {
    auto* action = new QAction(tr(spec.text), this);
    QList<QKeySequence> keys;
    for (const QString& key : QString::fromLatin1(spec.keys).split(u' ', Qt::SkipEmptyParts)) keys << QKeySequence(key);
    action->setShortcuts(keys);
    action->setCheckable(spec.checkable);
    window->addAction(action);
    m_actions[static_cast<std::size_t>(spec.id)] = action;
  }
  auto* themes = new QActionGroup(this);
  themes->addAction((*this)[ActionId::LightTheme]);
  themes->addAction((*this)[ActionId::DarkTheme]);
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

}  // namespace roundscope
