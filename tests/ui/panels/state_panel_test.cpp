// What the panel of a variant's state looks like where a queue is full.
#include "ui/panels/state_panel.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QHeaderView>
#include <QImage>
#include <QTableView>
#include <QTest>

#include "tests/support/scenarios.h"
#include "tests/ui/waiting.h"
#include "ui/drawing/theme.h"
#include "ui/session/session.h"
#include "ui/window/appearance.h"

namespace roundscope::ui {
namespace {

bool shows(const QImage& image, const QColor& colour) {
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x)
      if (image.pixelColor(x, y) == colour) return true;
  return false;
}

TEST(StatePanelTest, TellsNamesAndValuesWithoutNumbersOfRowsAndColumns) {
  Session session;
  StatePanel panel(&session, nullptr);
  const auto* table = panel.findChild<QTableView*>();
  ASSERT_NE(table, nullptr);
  EXPECT_TRUE(table->verticalHeader()->isHidden());
  EXPECT_TRUE(table->horizontalHeader()->isHidden());
}

TEST(StatePanelTest, AFullQueueHasTheFailuresColourOfTheTheme) {
  Session session;
  session.open(test::sequentialAndParallelPings(600));
  ASSERT_TRUE(QTest::qWaitFor([&] { return session.finished(); }, kGenerousMs));
  session.selectCall(CallRef{1, CallId{500}});  // the first that finds no slot
  session.setCursor(session.runs()[1]->calls().drawnAt(session.runs()[1]->call(CallId{500}).at(CallPoint::Performed)));
  for (const ThemeKind theme : {ThemeKind::Light, ThemeKind::Dark}) {
    applyAppearance(theme);
    StatePanel panel(&session, nullptr);
    emit panel.findChild<QComboBox*>()->activated(1);
    panel.resize(320, 500);
    panel.show();
    const QImage seen = panel.findChild<QTableView*>()->grab().toImage();
    const ThemeKind other = theme == ThemeKind::Light ? ThemeKind::Dark : ThemeKind::Light;
    EXPECT_TRUE(shows(seen, Theme{theme}.color(Role::Failure)));
    EXPECT_FALSE(shows(seen, Theme{other}.color(Role::Failure)));
  }
  applyAppearance(ThemeKind::Light);
}

}  // namespace
}  // namespace roundscope::ui
