// F5 as a lecturer uses it: what a hall sees, what a key raises over it, and that all is afterwards as it was.
#include <gtest/gtest.h>

#include <QApplication>
#include <QDockWidget>
#include <QMenuBar>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>
#include <QTest>

#include "tests/support/scenarios.h"
#include "tests/ui/waiting.h"
#include "ui/lessons/lesson_library.h"
#include "ui/lessons/lesson_player.h"
#include "ui/plot/in_flight_chart.h"
#include "ui/session/session.h"
#include "ui/stage/stage_widget.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/timeline/topic.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/panel_overlay.h"
#include "ui/window/panels.h"
#include "ui/window/transport_bar.h"

namespace roundscope::ui {
namespace {

constexpr QSize kProjector{1280, 720};

class PresentationTest : public testing::Test {
 protected:
  PresentationTest() {
    QSettings(QSettings::defaultFormat(), QSettings::UserScope, "roundscope", "roundscope").clear();
    window.resize(kProjector);
    window.show();
  }

  void open(const char* lesson) {
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    ASSERT_TRUE(window.openLesson(QLatin1String(lesson)));
    waitUntilTold();
  }
  void waitUntilTold() {
    ASSERT_TRUE(QTest::qWaitFor([this] { return window.player()->resolved().has_value(); }, kGenerousMs));
  }
  void goToStep(std::size_t step) {
    while (window.player()->step() != step) {
      ASSERT_TRUE(window.player()->next());
      waitUntilTold();
    }
  }
  void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QWidget* focused = QApplication::focusWidget();
    QTest::keyClick(focused != nullptr ? focused : &window, key, modifiers);
  }
  /// The screen of the tests is smaller than a projector.
  void presentOnAProjector() {
    press(Qt::Key_F5);
    settle();
    window.resize(kProjector);
    ASSERT_TRUE(QTest::qWaitFor([this] { return timeline().width() > kProjector.width() / 2; }, kGenerousMs));
    settle();
  }
  static void settle() { QTest::qWait(50); }
  [[nodiscard]] TimelineWidget& timeline() { return *window.findChild<TimelineWidget*>(); }
  [[nodiscard]] InFlightChart& chart() { return *window.findChild<InFlightChart*>(); }
  [[nodiscard]] PanelOverlay& overlay() { return *window.findChild<PanelOverlay*>(); }
  [[nodiscard]] QDockWidget& dock(const char* id) { return *window.findChild<QDockWidget*>(QLatin1String(id)); }

  /// Layouts follow what is shown, once the window has come to them.
  void expectLook(const QStringList& expected) {
    EXPECT_TRUE(QTest::qWaitFor([&] { return look() == expected; }, kGenerousMs));
    EXPECT_EQ(look().join('\n').toStdString(), expected.join('\n').toStdString());
  }

  /// Everything that presenting changes.
  [[nodiscard]] QStringList look() {
    QStringList all;
    const auto place = [&](const QWidget& widget, const QString& name) {
      const QRect rect(widget.mapTo(&window, QPoint()), widget.size());
      all << QStringLiteral("%1 %2 %3,%4 %5x%6")
                 .arg(name, widget.isVisible() ? "shown" : "hidden")
                 .arg(rect.x())
                 .arg(rect.y())
                 .arg(rect.width())
                 .arg(rect.height());
    };
    for (const PanelSpec& spec : panelTable())
      if (const QDockWidget& each = dock(spec.id); !each.visibleRegion().isEmpty())
        place(each, each.windowTitle());
      else
        all << each.windowTitle() + (each.isHidden() ? " hidden" : " behind another");
    place(timeline(), "timeline");
    place(chart(), "chart");
    place(*window.menuBar(), "menu");
    place(*window.statusBar(), "status");
    place(*window.findChild<TransportBar*>(), "transport");
    all << QString::number(QApplication::font().pointSizeF()) << QString::number(timeline().basePt());
    all << QString::number(window.windowState())
        << QString::number(window.width()) + "x" + QString::number(window.height());
    return all;
  }

  MainWindow window;
};

TEST_F(PresentationTest, AHallSeesTheLessonsWordsAndThePictureOnTheWholeScreenAndNoBars) {
  open("in-flight-limit");
  press(Qt::Key_F5);
  settle();
  EXPECT_TRUE(window.isFullScreen());
  EXPECT_FALSE(window.menuBar()->isVisible());
  EXPECT_FALSE(window.statusBar()->isVisible());
  EXPECT_FALSE(window.findChild<TransportBar*>()->isVisible()) << "it has nothing to say";
  for (const PanelSpec& spec : panelTable()) EXPECT_EQ(dock(spec.id).isVisible(), spec.forLessons) << spec.id;
  EXPECT_LE(dock("lessons").widget()->mapTo(&window, QPoint()).y(), 1) << "no title above the lesson's words";
  const auto* stage = window.findChild<StageWidget*>();
  ASSERT_TRUE(stage->isVisible()) << "the lesson begins with the stage above the timeline";
  EXPECT_LE(stage->mapTo(&window, QPoint()).y(), 1);
  EXPECT_GE(timeline().mapTo(&window, QPoint()).y(), stage->height());
}

TEST_F(PresentationTest, LeavingByF5OrByEscapeRestoresEverythingAsItWas) {
  open("partial-failures");
  window.resizeDocks({&dock("lessons"), &dock("inspector")}, {330, 280}, Qt::Horizontal);
  window.findChild<QSplitter*>()->setSizes({300, 260});
  dock("state").hide();
  settle();
  const QStringList before = look();
  for (const Qt::Key leave : {Qt::Key_F5, Qt::Key_Escape}) {
    presentOnAProjector();
    EXPECT_NE(look(), before);
    press(Qt::Key_5);
    press(Qt::Key_PageDown);
    press(Qt::Key_Escape);
    press(leave);
    expectLook(before);
  }
}

TEST_F(PresentationTest, CodeStateAndWhyAreRaisedOverThePictureByTheirKeysAndLaidAsideByEscape) {
  open("in-flight-limit");
  presentOnAProjector();
  const QRect picture = timeline().geometry();
  for (const PanelSpec& spec : panelTable()) {
    if (!spec.tabbed) continue;
    for (const QKeySequence& key : keysOf(spec.keys)) {
      QTest::keySequence(QApplication::focusWidget() ? QApplication::focusWidget() : &window, key);
      ASSERT_EQ(overlay().shown(), &dock(spec.id)) << spec.id;
      EXPECT_TRUE(overlay().isVisible());
      EXPECT_GE(overlay().height(), timeline().height());
      EXPECT_EQ(timeline().geometry(), picture) << "the picture keeps its place below";
      press(Qt::Key_Escape);
      EXPECT_FALSE(overlay().isVisible());
      EXPECT_NE(dock(spec.id).widget(), nullptr) << "its dock has it again";
      EXPECT_TRUE(window.actions()[ActionId::Presenter]->isChecked()) << "the first Escape closes the panel only";
    }
  }
}

TEST_F(PresentationTest, NoKeyOfAPanelLeavesTheWindowUnusable) {
  open("in-flight-limit");
  settle();
  const QStringList before = look();
  presentOnAProjector();
  for (const PanelSpec& spec : panelTable())
    for (const QKeySequence& key : keysOf(spec.keys)) {
      QTest::keySequence(QApplication::focusWidget() ? QApplication::focusWidget() : &window, key);
      settle();
      EXPECT_TRUE(timeline().isVisible()) << spec.id;
      EXPECT_GE(timeline().height(), 180) << spec.id;
      EXPECT_LE(window.minimumSizeHint().width(), kProjector.width()) << spec.id;
      EXPECT_LE(window.minimumSizeHint().height(), kProjector.height()) << spec.id;
    }
  window.actions()[ActionId::Presenter]->setChecked(false);
  expectLook(before);
}

TEST_F(PresentationTest, OnlyVariantsAndCanistersThatTheStepSpeaksOfHaveAPlace) {
  bool anyLeftOut = false;
  for (const LessonInfo& lesson : lessons()) {
    open(lesson.id.toLatin1().constData());
    window.actions()[ActionId::Presenter]->setChecked(true);
    for (std::size_t step = 0; step < window.player()->stepCount(); ++step) {
      goToStep(step);
      const ResolvedView& told =
          window.player()->revealed() ? *window.player()->resolved()->reveal : window.player()->resolved()->view;
      const Layout layout = layoutOf(timeline().index(), timeline().view(), timeline().size(), FontTextMeasure(9));
      std::set<LaneKey> placed;
      for (const VariantLayout& variant : layout.variants) {
        EXPECT_FALSE(window.session()->viewState().foldedVariants.contains(variant.variant)) << lesson.id.toStdString();
        for (const LaneLayout& lane : variant.lanes) placed.insert(lane.key);
        const std::size_t all = window.session()->runs()[variant.variant]->scenario().canisters.size();
        if (variant.lanes.size() < all) anyLeftOut = true;
      }
      const std::vector<LaneKey> target = targetOf(told, window.session()->runs()).lanes;
      if (target.empty()) continue;
      EXPECT_TRUE(placed.contains(target.front())) << lesson.id.toStdString() << " " << step;
    }
    window.actions()[ActionId::Presenter]->setChecked(false);
  }
  EXPECT_TRUE(anyLeftOut);
}

TEST_F(PresentationTest, BarsAreAtLeast24PixelsHighHoweverManyThereAre) {
  open("partial-failures");
  presentOnAProjector();
  for (std::size_t step = 0; step < window.player()->stepCount(); ++step) {
    goToStep(step);
    const Layout layout =
        layoutOf(timeline().index(), timeline().view(), timeline().size(), FontTextMeasure(timeline().basePt()));
    for (const VariantLayout& variant : layout.variants)
      for (const LaneLayout& lane : variant.lanes)
        if (lane.form == LaneForm::Rows) {
          EXPECT_GE(lane.rowHeight - 2, 24) << step;
        }
  }
}

TEST_F(PresentationTest, LegendAndChartGiveWayToLanesThatWouldHaveToBeScrolled) {
  window.openScenario(test::sequentialAndParallelPings(2));
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  presentOnAProjector();
  EXPECT_TRUE(timeline().view().legend);
  EXPECT_TRUE(chart().isVisible());
  window.openScenario(test::sequentialAndParallelPings(12));
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  window.resize(1280, 560);
  settle();
  EXPECT_FALSE(timeline().view().legend);
  EXPECT_FALSE(chart().isVisible());
  press(Qt::Key_F5);
  settle();
  EXPECT_TRUE(timeline().view().legend);
  EXPECT_TRUE(chart().isVisible());
}

TEST_F(PresentationTest, WhatAnEventWasIsSaidWhilePresentingToo) {
  open("in-flight-limit");
  presentOnAProjector();
  auto* bar = window.findChild<TransportBar*>();
  EXPECT_FALSE(bar->isVisible());
  press(Qt::Key_Right, Qt::ShiftModifier);
  EXPECT_TRUE(bar->isVisible());
  press(Qt::Key_Right);
  EXPECT_FALSE(bar->isVisible());
}

}  // namespace
}  // namespace roundscope::ui
