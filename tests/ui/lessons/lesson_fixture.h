// The window with a lesson in it.
#pragma once

#include <gtest/gtest.h>

#include <QSettings>
#include <QTest>

#include "ui/lessons/lesson_player.h"
#include "ui/session/session.h"
#include "ui/window/main_window.h"

namespace roundscope::ui {

class LessonFixture : public testing::Test {
 protected:
  static constexpr int kGenerousMs = 60'000;  // only a hang is as long

  LessonFixture() { QSettings(QSettings::defaultFormat(), QSettings::UserScope, "roundscope", "roundscope").clear(); }

  void open(const char* id) {
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    ASSERT_TRUE(window.openLesson(QLatin1String(id)));
    waitUntilTold();
  }
  void waitUntilTold() {
    ASSERT_TRUE(QTest::qWaitFor([this] { return player().resolved().has_value(); }, kGenerousMs));
  }
  [[nodiscard]] LessonPlayer& player() { return *window.player(); }
  [[nodiscard]] Session& session() { return *window.session(); }
  template <class T>
  [[nodiscard]] T* named(const char* name) {
    for (T* widget : window.findChildren<T*>())
      if (widget->accessibleName() == QLatin1String(name)) return widget;
    return nullptr;
  }

  MainWindow window;
};

}  // namespace roundscope::ui
