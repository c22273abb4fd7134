// Whatever the window has to say is seen whole, or shows that it goes on.
#include <gtest/gtest.h>

#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QStatusBar>
#include <QTest>
#include <QToolButton>

#include "tests/support/scenarios.h"
#include "tests/ui/cut_texts.h"
#include "tests/ui/waiting.h"
#include "ui/editor/knob_dialog.h"
#include "ui/editor/number_dialog.h"
#include "ui/editor/text_panel.h"
#include "ui/panels/elided_label.h"
#include "ui/session/session.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/window/actions.h"
#include "ui/window/banner.h"
#include "ui/window/document_files.h"
#include "ui/window/main_window.h"
#include "ui/window/simulation_status.h"

namespace roundscope::ui {
namespace {

std::string cut() {
  QTest::qWait(50);  // layouts come to rest
  return cutTexts().join(u'\n').toStdString();
}

class RoomForText : public testing::Test {
 protected:
  RoomForText() { QSettings(QSettings::defaultFormat(), QSettings::UserScope, "roundscope", "roundscope").clear(); }
  void showWindow(QSize size) {
    window.show();
    window.resize(size);
  }

  MainWindow window;
};

TEST_F(RoomForText, ManyErrorsInALowWindowLeaveThePictureItsRoomAndCanAllBeRead) {
  showWindow({1000, 720});
  std::string text = R"({"roundscope": 1)";
  for (int i = 0; i < 8; ++i) text += ",\n \"a_field_that_nobody_knows_" + std::to_string(i) + "\": 1";
  window.openText({text + "}", QStringLiteral("/tmp/a-file-with-a-long-name-that-is-wrong.roundscope.json"), {}});
  auto* banner = window.findChild<Banner*>();
  ASSERT_TRUE(banner->isVisible());
  EXPECT_EQ(cut(), "");
  EXPECT_LT(banner->height(), window.height() / 2);
  const auto* scroll = banner->findChild<QScrollArea*>();
  EXPECT_EQ(scroll->verticalScrollBar()->maximum(),
            banner->findChild<QLabel*>()->height() - scroll->viewport()->height());
  EXPECT_GT(scroll->verticalScrollBar()->maximum(), 0);
  EXPECT_EQ(scroll->focusPolicy(), Qt::StrongFocus) << "keys scroll it, too";
}

TEST_F(RoomForText, AShortErrorTakesNoMoreThanItsLines) {
  showWindow({1280, 720});
  auto* banner = window.findChild<Banner*>();
  banner->show(QStringLiteral("Something is wrong"), QStringLiteral("and this is why"));
  EXPECT_EQ(cut(), "");
  EXPECT_LT(banner->height(), 4 * banner->fontMetrics().height());
  EXPECT_EQ(banner->findChild<QScrollArea*>()->verticalScrollBar()->maximum(), 0);
}

TEST_F(RoomForText, WhatOffersToGoOnSimulatingIsSeenWholeInALectureToo) {
  showWindow({1280, 720});
  window.actions()[ActionId::Presenter]->setChecked(true);
  window.session()->setReadAhead(false);
  window.openScenario(test::sequentialAndParallelPings(600));
  auto* status = window.findChild<SimulationStatus*>();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !status->isHidden(); }, kGenerousMs));
  window.statusBar()->showMessage(QStringLiteral("While something is told, it stands beside it"));
  ASSERT_TRUE(status->isVisible());
  EXPECT_EQ(cut(), "");
  window.actions()[ActionId::Presenter]->setChecked(false);
}

TEST_F(RoomForText, AHintBesideTheTextGivesWayToItsNameAndSaysThatItGoesOn) {
  showWindow({1000, 720});
  window.openScenario(test::sequentialAndParallelPings(3));
  auto* panel = window.findChild<TextPanel*>();
  for (QWidget* above = panel; above != &window; above = above->parentWidget()) above->show();
  EXPECT_EQ(cut(), "");
}

TEST(ElidedLabelTest, EndsWithAnEllipsisWhereItHasNoRoom) {
  ElidedLabel label, wanted;
  label.setText(QStringLiteral("A line that is much too long"));
  EXPECT_EQ(label.minimumSizeHint().width(), 0);
  const int room = label.sizeHint().width() / 2;
  wanted.setText(label.fontMetrics().elidedText(label.text(), Qt::ElideRight, room));
  ASSERT_NE(wanted.text(), label.text());
  label.resize(room, 30);
  wanted.resize(room, 30);
  EXPECT_EQ(label.grab().toImage(), wanted.grab().toImage());
}

TEST(DialogsThatRefuse, SayWhyWithRoomForIt) {
  NumberDialog dialog(QStringLiteral("Ask"), {"calls", 1, 0, 100'000'000'000'000'000, ""}, nullptr);
  dialog.setAttribute(Qt::WA_DeleteOnClose, false);
  dialog.show();
  dialog.findChild<QLineEdit*>()->setText(QStringLiteral("many"));
  dialog.accept();
  EXPECT_TRUE(dialog.isVisible());
  EXPECT_EQ(cut(), "");
}

TEST_F(RoomForText, AKnobThatIsRefusedIsToldWithRoomForIt) {
  showWindow({1280, 720});
  window.openScenario(test::sequentialAndParallelPings(3));
  KnobDialog dialog(*window.session(), 0, {}, &window);
  dialog.setAttribute(Qt::WA_DeleteOnClose, false);
  dialog.show();
  for (QLineEdit* field : dialog.findChildren<QLineEdit*>())
    if (field->accessibleName() == QLatin1String("Greatest"))
      field->setText(QStringLiteral("as many as there are, or a few more, nobody knows how many that will be then"));
  dialog.accept();
  EXPECT_TRUE(dialog.isVisible());
  EXPECT_EQ(cut(), "");
}

}  // namespace
}  // namespace roundscope::ui
