// The window's controls as a teacher uses them: steps, runs until, markers, commands, presenter, panels.
#include <gtest/gtest.h>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSettings>
#include <QTableView>
#include <QTest>

#include "core/analysis/explain.h"
#include "tests/support/scenarios.h"
#include "tests/ui/waiting.h"
#include "ui/lessons/lesson_player.h"
#include "ui/models/event_table_model.h"
#include "ui/panels/event_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/session/session.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/window/actions.h"
#include "ui/window/command_list.h"
#include "ui/window/main_window.h"
#include "ui/window/transport_bar.h"

namespace roundscope::ui {
namespace {

class ControlsTest : public testing::Test {
 protected:
  ControlsTest() { QSettings(QSettings::defaultFormat(), QSettings::UserScope, "roundscope", "roundscope").clear(); }

  void showPings(int count) {
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    window.openScenario(test::sequentialAndParallelPings(count));
    ASSERT_TRUE(QTest::qWaitFor([this] { return session().finished(); }, kGenerousMs));
  }
  [[nodiscard]] Session& session() { return *window.session(); }
  void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
    QTest::keyClick(&window, key, modifiers);
  }
  void runToItsStop(ActionId action) {
    session().setSpeed(1'000);
    window.actions()[action]->trigger();
    ASSERT_TRUE(QTest::qWaitFor([this] { return !session().playing(); }, kGenerousMs));
  }
  [[nodiscard]] const CallSpan& call(std::size_t variant, std::uint32_t id) {
    return session().runs()[variant]->call(CallId{id});
  }
  [[nodiscard]] QString text(const char* accessibleName) {
    for (const QLabel* label : window.findChildren<QLabel*>())
      if (label->accessibleName() == QLatin1String(accessibleName)) return label->text();
    return {};
  }

  MainWindow window;
};

TEST_F(ControlsTest, ShiftAndTheArrowKeysStepByEvent) {
  showPings(3);
  press(Qt::Key_Right);
  const Time round = session().cursor();
  press(Qt::Key_Right, Qt::ShiftModifier);
  const Time event = session().cursor();
  EXPECT_GT(event, round);
  EXPECT_LT(event, round + session().roundInterval());
  press(Qt::Key_Left, Qt::ShiftModifier);
  EXPECT_EQ(session().cursor(), round);
}

TEST_F(ControlsTest, APresentersRemoteStepsByRound) {
  showPings(3);
  press(Qt::Key_PageDown);
  const Time first = session().cursor();
  EXPECT_GT(first, Time{});
  press(Qt::Key_PageDown);
  press(Qt::Key_PageUp);
  EXPECT_EQ(session().cursor(), first);
}

TEST_F(ControlsTest, NAndPGoFromFailureToFailureAndSelectEach) {
  showPings(600);
  press(Qt::Key_N);
  ASSERT_TRUE(session().selectedCall().has_value());
  EXPECT_EQ(*session().selectedCall(), (CallRef{1, CallId{500}})) << "the first that found no slot";
  press(Qt::Key_N);
  EXPECT_EQ(session().selectedCall()->call, CallId{501});
  press(Qt::Key_P);
  EXPECT_EQ(session().selectedCall()->call, CallId{500});
  press(Qt::Key_P);
  EXPECT_EQ(session().selectedCall()->call, CallId{500}) << "there is none before";
}

TEST_F(ControlsTest, CtrlAndTheArrowKeysFollowCauseAndConsequence) {
  showPings(3);
  session().selectCall(CallRef{0, CallId{1}});
  press(Qt::Key_Left, Qt::ControlModifier);
  EXPECT_EQ(session().selectedCall()->call, CallId{0}) << "sequential calls: each follows from the answer before";
  press(Qt::Key_Right, Qt::ControlModifier);
  press(Qt::Key_Right, Qt::ControlModifier);
  EXPECT_EQ(session().selectedCall()->call, CallId{2});
}

TEST_F(ControlsTest, RunningUntilStopsAtTheFirstSuchMoment) {
  showPings(600);
  const CallTable& parallel = session().runs()[1]->calls();
  runToItsStop(ActionId::UntilLimit);
  EXPECT_EQ(session().cursor(), parallel.drawnAt(call(1, 500).at(CallPoint::Performed)));
  runToItsStop(ActionId::UntilRound);
  EXPECT_GT(session().cursor(), parallel.drawnAt(call(1, 500).at(CallPoint::Performed)));
  session().toStart();
  session().selectCall(CallRef{1, CallId{7}});
  runToItsStop(ActionId::UntilCall);
  EXPECT_EQ(session().cursor(), parallel.drawnAt(call(1, 7).at(CallPoint::Completed)));
}

TEST_F(ControlsTest, TwoMarkersShowHowFarTheyAreApart) {
  showPings(3);
  press(Qt::Key_M);
  press(Qt::Key_Right);
  press(Qt::Key_Right);
  press(Qt::Key_M);
  ASSERT_EQ(session().markers().size(), 2u);
  EXPECT_TRUE(text("Markers").contains("2 rounds")) << text("Markers").toStdString();
  press(Qt::Key_M, Qt::ShiftModifier);
  EXPECT_TRUE(session().markers().empty());
}

TEST_F(ControlsTest, CtrlKFindsACommandByAFewLettersAndRunsIt) {
  showPings(3);
  press(Qt::Key_K, Qt::ControlModifier);
  auto* list = window.findChild<CommandList*>();
  ASSERT_NE(list, nullptr);
  auto* typed = list->findChild<QLineEdit*>();
  QTest::keyClicks(typed, "nxrnd");
  EXPECT_TRUE(list->findChild<QListWidget*>()->item(0)->text().startsWith("Next round"));
  QTest::keyClick(typed, Qt::Key_Return);
  EXPECT_GT(session().cursor(), Time{});
}

TEST_F(ControlsTest, CtrlKFindsALessonAndAStepAndOpensThem) {
  showPings(3);
  press(Qt::Key_K, Qt::ControlModifier);
  auto* typed = window.findChild<CommandList*>()->findChild<QLineEdit*>();
  QTest::keyClicks(typed, "the limit of calls in flight");
  QTest::keyClick(typed, Qt::Key_Return);
  EXPECT_EQ(window.player()->id(), "in-flight-limit");
  EXPECT_EQ(window.player()->step(), 0u);
  QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

  press(Qt::Key_K, Qt::ControlModifier);
  typed = window.findChild<CommandList*>()->findChild<QLineEdit*>();
  QTest::keyClicks(typed, "how long a slot is held");
  QTest::keyClick(typed, Qt::Key_Return);
  EXPECT_EQ(window.player()->id(), "in-flight-limit");
  EXPECT_EQ(window.player()->step(), 2u);
}

TEST_F(ControlsTest, CtrlKSaysSoWhenItFindsNothing) {
  showPings(3);
  press(Qt::Key_K, Qt::ControlModifier);
  auto* list = window.findChild<CommandList*>();
  const auto nothing = [&] {
    for (const QLabel* label : list->findChildren<QLabel*>())
      if (label->isVisible()) return label->text();
    return QString();
  };
  EXPECT_EQ(nothing(), "");
  QTest::keyClicks(list->findChild<QLineEdit*>(), "zzqqzz");
  EXPECT_TRUE(nothing().contains("zzqqzz")) << nothing().toStdString();
  list->findChild<QLineEdit*>()->clear();
  EXPECT_EQ(nothing(), "");
}

TEST_F(ControlsTest, SteppingByEventSaysWhatTheEventWasUntilTheCursorMovesOn) {
  showPings(3);
  const auto* bar = window.findChild<TransportBar*>();
  press(Qt::Key_Right, Qt::ShiftModifier);
  const QString first = text("Comparison");
  EXPECT_FALSE(first.isEmpty());
  EXPECT_NE(first, bar->verdictShown());
  press(Qt::Key_Right, Qt::ShiftModifier);
  press(Qt::Key_Right, Qt::ShiftModifier);
  EXPECT_NE(text("Comparison"), first);
  const QString third = text("Comparison");
  press(Qt::Key_Right);
  EXPECT_EQ(text("Comparison"), bar->verdictShown());
  press(Qt::Key_Left, Qt::ShiftModifier);
  EXPECT_NE(text("Comparison"), bar->verdictShown());
  EXPECT_NE(text("Comparison"), third);
}

TEST_F(ControlsTest, SteppingByEventTellsOnlyOfVariantsThatAreShown) {
  showPings(3);
  session().changeView([](ViewState& view) { view.foldedVariants = {0}; });
  const roundscope::Run& parallel = *session().runs()[1];
  for (int i = 0; i < 12; ++i) {
    press(Qt::Key_Right, Qt::ShiftModifier);
    const auto event = parallel.order().last(parallel.calls(), session().cursor());
    ASSERT_TRUE(event.has_value());
    EXPECT_EQ(parallel.calls().drawnAt(parallel.momentOf(*event)), session().cursor()) << "an event of its own";
    EXPECT_EQ(text("Comparison").toStdString(), explainEvent(parallel, *event).sentence);
  }
}

TEST_F(ControlsTest, ADrawerOfEventsLeavesTheTimelineHalfOfTheHeight) {
  window.resize(1280, 720);
  showPings(3);
  const auto* timeline = window.findChild<TimelineWidget*>();
  const int before = timeline->height();
  press(Qt::Key_F, Qt::ControlModifier);
  EXPECT_TRUE(QTest::qWaitFor([&] { return window.findChild<EventPanel*>()->isVisible(); }));
  EXPECT_TRUE(QTest::qWaitFor([&] { return timeline->height() >= 360; })) << timeline->height();
  EXPECT_GE(window.findChild<EventPanel*>()->findChild<QTableView*>()->height(), 80);
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
  EXPECT_TRUE(QTest::qWaitFor([&] { return timeline->height() == before; })) << timeline->height();
}

TEST_F(ControlsTest, TheCommandListHasEveryAction) {
  showPings(3);
  press(Qt::Key_K, Qt::ControlModifier);
  const auto* list = window.findChild<CommandList*>()->findChild<QListWidget*>();
  QStringList shown;
  for (int i = 0; i < list->count(); ++i) shown << list->item(i)->text();
  for (const ActionSpec& spec : actionTable()) {
    if (spec.id == ActionId::Commands) continue;
    EXPECT_FALSE(shown.filter(plainText(window.actions()[spec.id]->text())).isEmpty()) << spec.text;
  }
}

TEST(CommandListTest, LettersThatBeginWordsFitBest) {
  EXPECT_LT(fuzzyDistance("Next round", "nr"), fuzzyDistance("Fit unrelated", "nr"));
  EXPECT_EQ(fuzzyDistance("Next round", "xyz"), -1);
  EXPECT_GE(fuzzyDistance("Next round", ""), 0);
}

TEST_F(ControlsTest, PresenterModeHidesThePanelsEnlargesTypeAndGivesBothBack) {
  showPings(3);
  auto* inspector = window.findChild<QDockWidget*>("inspector");
  const double before = QApplication::font().pointSizeF();
  press(Qt::Key_F5);
  EXPECT_TRUE(inspector->isHidden());
  EXPECT_GT(QApplication::font().pointSizeF(), before);
  press(Qt::Key_F5);
  EXPECT_FALSE(inspector->isHidden());
  EXPECT_TRUE(window.findChild<QDockWidget*>("events")->isHidden()) << "it was hidden before";
  EXPECT_DOUBLE_EQ(QApplication::font().pointSizeF(), before);
}

TEST_F(ControlsTest, PresenterModeGivesTheLessonsPanelItsWidthBack) {
  window.resize(1280, 720);
  window.show();
  ASSERT_TRUE(window.openLesson(MainWindow::kFirstLesson));
  auto* lessons = window.findChild<QDockWidget*>("lessons");
  window.resizeDocks({lessons}, {350}, Qt::Horizontal);
  const auto becomes = [&](auto&& holds) { return QTest::qWaitFor([&] { return holds(lessons->width()); }); };
  ASSERT_TRUE(becomes([](int width) { return width == 350; })) << lessons->width();
  press(Qt::Key_F5);
  EXPECT_TRUE(becomes([](int width) { return width > 350; })) << lessons->width();
  press(Qt::Key_F5);
  EXPECT_TRUE(becomes([](int width) { return width == 350; })) << lessons->width();
}

TEST_F(ControlsTest, TheEventsTableHasRoomForWhatHappenedInASmallWindow) {
  window.resize(1280, 720);
  showPings(3);
  press(Qt::Key_F, Qt::ControlModifier);
  QCoreApplication::processEvents();
  const auto* table = window.findChild<EventPanel*>()->findChild<QTableView*>();
  ASSERT_LT(table->width(), 700);
  EXPECT_GE(table->columnWidth(EventTableModel::EventColumn),
            table->fontMetrics().horizontalAdvance("caller performs call 2 to callee.ping"));
}

TEST_F(ControlsTest, TheInspectorSaysWhyACallWasRefusedOnlyOnceTheCursorHasPassedIt) {
  showPings(600);
  window.actions()[ActionId::HideFuture]->setChecked(true);
  session().selectCall(CallRef{1, CallId{500}});
  EXPECT_FALSE(text("Why").contains("500")) << text("Why").toStdString();
  session().toEnd();
  EXPECT_TRUE(text("Why").contains("500")) << text("Why").toStdString();
  EXPECT_FALSE(text("Rule").isEmpty());
  EXPECT_TRUE(text("Parameter of the rule").contains("queue_capacity"));
}

TEST_F(ControlsTest, ChoosingAnEventMovesTheCursorAndSelectsItsCallAndTheCursorMovesTheRow) {
  showPings(3);
  press(Qt::Key_F, Qt::ControlModifier);
  auto* panel = window.findChild<EventPanel*>();
  auto* table = panel->findChild<QTableView*>();
  const auto* model = qobject_cast<const EventTableModel*>(table->model());
  int row = 0;
  const roundscope::Run& run = *session().runs()[0];
  while (!std::holds_alternative<ResponseCreated>(run.trace().event(model->eventAt(row)))) ++row;
  table->setCurrentIndex(model->index(row, EventTableModel::EventColumn));
  EXPECT_EQ(*session().selectedCall(), (CallRef{0, CallId{0}}));
  EXPECT_EQ(session().cursor(), run.calls().drawnAt(call(0, 0).at(CallPoint::Answered)));
  EXPECT_FALSE(text("Why").isEmpty());
  session().toEnd();
  EXPECT_EQ(table->currentIndex().row(), model->rowCount() - 1);
}

TEST_F(ControlsTest, ThePictureAndTheVerdictCanBeCopied) {
  showPings(10);
  window.actions()[ActionId::CopyPicture]->trigger();
  EXPECT_FALSE(QApplication::clipboard()->image().isNull());
  const auto* bar = window.findChild<TransportBar*>();
  ASSERT_TRUE(QTest::qWaitFor([&] { return bar->verdictShown().contains("Parallel"); }, kGenerousMs));
  window.actions()[ActionId::CopyVerdict]->trigger();
  EXPECT_EQ(QApplication::clipboard()->text(), bar->verdictShown());
}

TEST_F(ControlsTest, NothingIsCutOffAt1280By720) {
  window.resize(1280, 720);
  showPings(10);
  EXPECT_LE(window.minimumSizeHint().width(), 1280);
  EXPECT_LE(window.minimumSizeHint().height(), 720);
  press(Qt::Key_F, Qt::ControlModifier);
  QTest::qWait(50);
  EXPECT_LE(window.width(), 1280);
  EXPECT_LE(window.height(), 720);
}

}  // namespace
}  // namespace roundscope::ui
