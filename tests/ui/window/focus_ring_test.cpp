// Whoever works by keyboard sees where keys go, whatever has the focus.
#include "ui/window/focus_ring.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QImage>
#include <QLineEdit>
#include <QSettings>
#include <QTest>
#include <algorithm>
#include <vector>

#include "tests/ui/waiting.h"
#include "ui/lessons/lesson_player.h"
#include "ui/session/session.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/window/actions.h"
#include "ui/window/command_list.h"
#include "ui/window/main_window.h"

namespace roundscope::ui {
namespace {

class FocusRingTest : public testing::Test {
 protected:
  FocusRingTest() { QSettings(QSettings::defaultFormat(), QSettings::UserScope, "roundscope", "roundscope").clear(); }

  void showWindow() {
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
  }

  MainWindow window;
};

std::vector<QWidget*> reachedOneByOne(QWidget& window) {
  std::vector<QWidget*> reached;
  for (int i = 0; i < 60; ++i) {
    QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window, Qt::Key_Tab);
    QWidget* now = QApplication::focusWidget();
    if (now == nullptr || std::find(reached.begin(), reached.end(), now) != reached.end()) break;
    reached.push_back(now);
  }
  return reached;
}

TEST_F(FocusRingTest, ShowsWhereTheFocusIsInLightAndDark) {
  showWindow();
  ASSERT_TRUE(window.openLesson("in-flight-limit"));
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.player()->resolved().has_value(); }, kGenerousMs));
  window.resize(1280, 720);
  for (const ActionId theme : {ActionId::LightTheme, ActionId::DarkTheme}) {
    window.actions()[theme]->trigger();
    window.findChild<TimelineWidget*>()->setFocus();
    const auto reached = reachedOneByOne(window);
    EXPECT_GE(reached.size(), 12u);
    for (QWidget* widget : reached) {
      const std::string name = widget->metaObject()->className() + (" " + widget->accessibleName()).toStdString();
      QTest::keyClick(&window, Qt::Key_Tab);
      widget->setFocus(Qt::TabFocusReason);
      ASSERT_EQ(window.findChild<FocusRing*>()->about(), widget) << name;
      const QImage shown = widget->grab().toImage();
      const QColor ring = QApplication::palette().color(QPalette::Highlight);
      EXPECT_EQ(shown.pixelColor(0, shown.height() / 2), ring) << name;
      EXPECT_EQ(shown.pixelColor(shown.width() - 1, shown.height() / 2), ring) << name;
    }
  }
  window.actions()[ActionId::LightTheme]->trigger();
}

TEST_F(FocusRingTest, ShowsWhereTheFocusIsInADialogToo) {
  showWindow();
  QTest::keyClick(&window, Qt::Key_K, Qt::ControlModifier);
  const auto* list = window.findChild<CommandList*>();
  ASSERT_NE(list, nullptr);
  EXPECT_TRUE(QTest::qWaitFor([&] { return window.findChild<FocusRing*>()->about() == list->findChild<QLineEdit*>(); },
                              kGenerousMs));
}

}  // namespace
}  // namespace roundscope::ui
