// The window, its panels and its dialogs, widget by widget, as they were recorded: words, what is hidden, what can be
// typed, how lists are chosen from. A change of any of it is seen as a line that differs.
#include <gtest/gtest.h>

#include <QApplication>
#include <QDialog>
#include <QDockWidget>
#include <QPointer>
#include <QSettings>
#include <QTest>

#include "tests/support/scenarios.h"
#include "tests/ui/golden.h"
#include "tests/ui/waiting.h"
#include "tests/ui/widget_text.h"
#include "ui/session/session.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"

namespace roundscope::ui {
namespace {

class WidgetsRecorded : public testing::Test {
 protected:
  WidgetsRecorded() { QSettings(QSettings::defaultFormat(), QSettings::UserScope, "roundscope", "roundscope").clear(); }

  void open() {
    window.resize(1600, 1000);
    window.show();
    window.openScenario(test::sequentialAndParallelPings(3));
    ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
    window.session()->selectCall(CallRef{1, CallId{1}});
    window.session()->setCursor(Time{1'000'000});
    for (QDockWidget* dock : window.findChildren<QDockWidget*>()) {
      dock->show();
      dock->raise();
      QCoreApplication::processEvents();
    }
  }

  MainWindow window;
};

TEST_F(WidgetsRecorded, OfThePanelsAreAsRecorded) {
  open();
  QString all;
  for (const QDockWidget* dock : window.findChildren<QDockWidget*>()) all += widgetText(*dock);
  expectAsRecorded(all, QStringLiteral("widgets_panels.txt"));
}

TEST_F(WidgetsRecorded, OfTheDialogsAreAsRecorded) {
  open();
  QString all;
  for (const ActionId id : {ActionId::NewFile, ActionId::Ask, ActionId::PinKnob, ActionId::RunCost,
                            ActionId::ExportPicture, ActionId::Commands, ActionId::Keys}) {
    window.actions()[id]->trigger();
    QCoreApplication::processEvents();
    for (const QPointer<QWidget> dialog : QApplication::topLevelWidgets()) {
      if (dialog == nullptr || qobject_cast<QDialog*>(dialog) == nullptr || !dialog->isVisible()) continue;
      all += widgetText(*dialog);
      dialog->close();
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
  }
  expectAsRecorded(all, QStringLiteral("widgets_dialogs.txt"));
}

}  // namespace
}  // namespace roundscope::ui
