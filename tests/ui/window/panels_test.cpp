// Every row of the table of panels is a panel of the window.
#include "ui/window/panels.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QLayout>
#include <QListWidget>
#include <QSettings>
#include <QTabBar>
#include <QTest>
#include <set>
#include <string>

#include "ui/editor/text_editor.h"
#include "ui/editor/text_panel.h"
#include "ui/session/session.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/window/actions.h"
#include "ui/window/command_list.h"
#include "ui/window/main_window.h"

namespace roundscope::ui {
namespace {

class PanelsTest : public testing::Test {
 protected:
  PanelsTest() {
    QSettings(QSettings::defaultFormat(), QSettings::UserScope, "roundscope", "roundscope").clear();
    window.show();
  }
  [[nodiscard]] QDockWidget* dockOf(const PanelSpec& spec) const {
    return window.findChild<QDockWidget*>(QLatin1String(spec.id));
  }
  MainWindow window;
};

TEST_F(PanelsTest, StandWhereTheTableSaysAndNoOthers) {
  EXPECT_EQ(window.findChildren<QDockWidget*>().size(), static_cast<qsizetype>(panelTable().size()));
  for (const PanelSpec& spec : panelTable()) {
    const QDockWidget* dock = dockOf(spec);
    ASSERT_NE(dock, nullptr) << spec.id;
    EXPECT_EQ(dock->windowTitle(), QLatin1String(spec.title));
    EXPECT_EQ(window.dockWidgetArea(window.findChild<QDockWidget*>(QLatin1String(spec.id))), spec.area) << spec.id;
    EXPECT_EQ(dock->isHidden(), !spec.shown) << spec.id;
  }
}

TEST_F(PanelsTest, HaveAKeyEachThatNothingElseHas) {
  std::set<QString> taken;
  for (const ActionSpec& spec : actionTable())
    for (const QKeySequence& key : window.actions()[spec.id]->shortcuts()) taken.insert(key.toString());
  for (const PanelSpec& spec : panelTable()) {
    const QList<QKeySequence> keys = dockOf(spec)->toggleViewAction()->shortcuts();
    EXPECT_EQ(keys, keysOf(spec.keys)) << spec.id;
    ASSERT_FALSE(keys.isEmpty()) << spec.id;
    for (const QKeySequence& key : keys) EXPECT_TRUE(taken.insert(key.toString()).second) << spec.id;
  }
}

TEST_F(PanelsTest, AreHiddenAndShownByTheirKeys) {
  ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  for (const PanelSpec& spec : panelTable()) {
    const QDockWidget* dock = dockOf(spec);
    for (const QKeySequence& key : keysOf(spec.keys)) {
      QTest::keySequence(&window, key);
      EXPECT_EQ(dock->isHidden(), spec.shown) << spec.id << " after its key";
      QTest::keySequence(&window, key);
      EXPECT_EQ(dock->isHidden(), !spec.shown) << spec.id << " after its key a second time";
    }
  }
}

TEST_F(PanelsTest, ComeToTheFrontWhenTheyAreShownAgain) {
  ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  for (const PanelSpec& spec : panelTable()) {
    if (!dockOf(spec)->isHidden()) dockOf(spec)->toggleViewAction()->trigger();
    dockOf(spec)->toggleViewAction()->trigger();
    QCoreApplication::processEvents();
    EXPECT_FALSE(dockOf(spec)->visibleRegion().isEmpty()) << spec.id;
  }
}

TEST_F(PanelsTest, FitBelowStageAndTimelineInTheSmallestWindow) {
  window.resize(1280, 720);
  window.session()->changeView([](ViewState& view) { view.shown = RunView::Both; });
  for (QDockWidget* dock : window.findChildren<QDockWidget*>()) {
    if (window.dockWidgetArea(dock) != Qt::BottomDockWidgetArea) continue;
    dock->show();
    dock->raise();
    QApplication::processEvents();
    EXPECT_EQ(window.height(), 720) << dock->windowTitle().toStdString();
  }
}

TEST_F(PanelsTest, AreClosedByEscapeWhileTheFocusIsInThemAndThePictureHasItThen) {
  ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  for (const PanelSpec& spec : panelTable()) {
    QDockWidget* dock = dockOf(spec);
    if (dock->isHidden()) dock->toggleViewAction()->trigger();
    dock->raise();
    QCoreApplication::processEvents();
    QWidget* inside = nullptr;
    for (QWidget* widget : dock->findChildren<QWidget*>())
      if (inside == nullptr && widget->isVisible() && widget->isEnabled() &&
          (widget->focusPolicy() & Qt::TabFocus) != 0)
        inside = widget;
    ASSERT_NE(inside, nullptr) << spec.id;
    inside->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    const bool isLeftOpen = inside == window.findChild<TextPanel*>()->editor().focusProxy();
    EXPECT_EQ(dock->isHidden(), !isLeftOpen) << spec.id << ": Esc leaves the text, and it stays beside the run";
    EXPECT_EQ(QApplication::focusWidget(), window.findChild<TimelineWidget*>()) << spec.id;
  }
}

TEST_F(PanelsTest, HaveACloseButtonOnTheirTitleOrTheirTab) {
  ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  for (const PanelSpec& spec : panelTable()) {
    QDockWidget* dock = dockOf(spec);
    if (dock->isHidden()) dock->toggleViewAction()->trigger();
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    const auto pressClose = [&] {
      for (QTabBar* tabs : window.findChildren<QTabBar*>())
        for (int tab = 0; tab < tabs->count(); ++tab)
          if (tabs->isVisible() && tabs->tabText(tab) == dock->windowTitle()) return emit tabs->tabCloseRequested(tab);
      auto* button = dock->findChild<QAbstractButton*>("qt_dockwidget_closebutton");
      ASSERT_TRUE(button != nullptr && button->isVisible()) << spec.id;
      QTest::mouseClick(button, Qt::LeftButton);
    };
    pressClose();
    EXPECT_TRUE(dock->isHidden()) << spec.id;
  }
}

TEST_F(PanelsTest, AreFoundAmongTheCommands) {
  window.actions()[ActionId::Commands]->trigger();
  const auto* list = window.findChild<CommandList*>()->findChild<QListWidget*>();
  QStringList shown;
  for (int i = 0; i < list->count(); ++i) shown << list->item(i)->text();
  for (const PanelSpec& spec : panelTable())
    EXPECT_FALSE(shown.filter(QStringLiteral("Panel: ") + QLatin1String(spec.title)).isEmpty()) << spec.id;
}

TEST_F(PanelsTest, AreMadeOfTheSessionAlone) {
  Session session;
  for (const PanelSpec& spec : panelTable()) {
    const std::unique_ptr<QWidget> panel(spec.make(&session, nullptr));
    EXPECT_NE(panel, nullptr) << spec.id;
  }
}

QString warnedOfPanels;

TEST_F(PanelsTest, OneAmongTabsMayBeEmptyWithoutComplaints) {
  QCoreApplication::processEvents();
  QDockWidget* code = window.findChild<QDockWidget*>(QStringLiteral("code"));
  ASSERT_NE(code->titleBarWidget(), nullptr) << "its tab names it";
  warnedOfPanels.clear();
  const auto before = qInstallMessageHandler([](QtMsgType type, const QMessageLogContext&, const QString& message) {
    if (type == QtWarningMsg && !message.contains(QLatin1String("This plugin does not support")))
      warnedOfPanels = message;
  });
  code->widget()->hide();  // as when it lies over the picture of a lecture
  QCoreApplication::processEvents();
  code->layout()->activate();
  qInstallMessageHandler(before);
  EXPECT_EQ(warnedOfPanels.toStdString(), "");
}

}  // namespace
}  // namespace roundscope::ui
