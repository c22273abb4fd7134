// The panel of sweeps in the window: few actions, the command line's figures, and a way into each run and back.
#include "ui/sweep/sweep_panel.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include "core/analysis/sweep_numbers.h"
#include "core/export/sweep_export.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"
#include "tests/ui/waiting.h"
#include "ui/files/picture_record.h"
#include "ui/lessons/lesson_player.h"
#include "ui/plot/sweep_plot.h"
#include "ui/session/session.h"
#include "ui/sweep/inquiry_runner.h"
#include "ui/sweep/sweep_picture.h"
#include "ui/window/main_window.h"

namespace roundscope::ui {
namespace {

class SweepPanelTest : public testing::Test {
 protected:
  SweepPanelTest() {
    QSettings(QSettings::defaultFormat(), QSettings::UserScope, "roundscope", "roundscope").clear();
    window.show();
    window.activateWindow();
    EXPECT_TRUE(QTest::qWaitForWindowActive(&window));
  }

  void open(const std::string& text) {
    window.openScenario(std::make_shared<const ScenarioSet>(test::parsed(text)));
    EXPECT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  }
  [[nodiscard]] bool waitForAnswer() {
    return QTest::qWaitFor([this] { return !panel->running(); }, kGenerousMs);
  }
  [[nodiscard]] QLineEdit* rangeField() const {
    for (QLineEdit* edit : panel->findChildren<QLineEdit*>())
      if (edit->accessibleName() == "Range of Number that is swept") return edit;
    return nullptr;
  }
  void setRange(const QString& range) { rangeField()->setText(range); }
  [[nodiscard]] std::uint64_t callsAttempted() const {
    return summarise(*window.session()->runs().front()).calls.attempted;
  }

  MainWindow window;
  SweepPanel* panel = window.findChild<SweepPanel*>();
};

const std::string kFanOut = test::twoSubnets(test::pingSteps(30, test::kParallel));

TEST_F(SweepPanelTest, AnswersWhatOtherNumbersDoInTwoKeys) {
  open(kFanOut);
  QTest::keySequence(&window, QKeySequence("Alt+8"));
  ASSERT_TRUE(panel->isVisible());
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
  ASSERT_TRUE(panel->running());
  ASSERT_TRUE(waitForAnswer());
  ASSERT_NE(panel->table(), nullptr);
  EXPECT_EQ(panel->table()->plan.parameters[0].pointer, "/canisters/0/methods/go/steps/0/call/count");
  EXPECT_GT(panel->table()->points.size(), 10U);
  EXPECT_EQ(panel->plot()->scene().places.size(), panel->table()->points.size());
}

TEST_F(SweepPanelTest, HasTheFiguresOfTheCommandLine) {
  open(kFanOut);
  setRange("100..1000:300");
  panel->sweep();
  ASSERT_TRUE(waitForAnswer());
  Sweep same(*window.session()->scenarioSet(), panel->table()->plan);
  investigate(same, *window.session()->scenarioSet());
  EXPECT_EQ(sweepJson(*panel->table()), sweepJson(same.table()));
  EXPECT_TRUE(panel->answer().contains("not performed from 700 on; at 400 all are. The limit is 500"))
      << panel->answer().toStdString();
}

TEST_F(SweepPanelTest, OpensTheVeryRunOfAPointThatIsClickedAndGoesBack) {
  open(kFanOut);
  QTest::keySequence(&window, QKeySequence("Alt+8"));
  setRange("10..40:10");
  panel->sweep();
  ASSERT_TRUE(waitForAnswer());
  QCoreApplication::processEvents();
  const SweepPlace place = panel->plot()->scene().places.at(3);
  QTest::mouseClick(panel->plot(), Qt::LeftButton, {}, place.box.center().toPoint());
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  EXPECT_EQ(callsAttempted(), 40U);
  EXPECT_TRUE(LessonPlayer::of(*window.session()).triesOut());
  EXPECT_NE(panel->table(), nullptr) << "the sweep stays beside its run";
  QTest::keyClick(panel->plot(), Qt::Key_Left);
  QTest::keyClick(panel->plot(), Qt::Key_Return);
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  EXPECT_EQ(callsAttempted(), 30U);
  panel->goBack();
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  EXPECT_FALSE(LessonPlayer::of(*window.session()).triesOut());
  EXPECT_TRUE(window.session()->scenarioSet()->overrides.empty());
}

TEST_F(SweepPanelTest, OpensARunInALessonWhichGoesOn) {
  ASSERT_TRUE(window.openLesson("in-flight-limit"));
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  setRange("100..200:100");
  panel->sweep();
  ASSERT_TRUE(waitForAnswer());
  const auto& points = panel->table()->points;
  ASSERT_EQ(points.size(), 6U);  // of three variants
  emit panel->plot()->chosen(3);
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  EXPECT_EQ(summarise(*window.session()->runs()[points[3].variant]).calls.attempted,
            static_cast<std::uint64_t>(points[3].numbers[sweepNumberAt("attempted")].median));
  EXPECT_TRUE(LessonPlayer::of(*window.session()).isOpen());
  panel->goBack();
  EXPECT_EQ(window.session()->scenarioSet()->overrides,
            test::lessonScenarios("in-flight-limit", window.session()->scenarioSet()->overrides).overrides);
  EXPECT_FALSE(LessonPlayer::of(*window.session()).triesOut());
}

TEST_F(SweepPanelTest, AnswersTheLargestSafeValueAsTheCommandLineDoes) {
  open(kFanOut);
  setRange("1..1000");
  panel->findLargest();
  ASSERT_TRUE(waitForAnswer());
  SweepPlan plan{{{"/canisters/0/methods/go/steps/0/call/count", *parseSweepRange("1..1000").value()}}, {""}, 1};
  SafeValue same(*window.session()->scenarioSet(), plan);
  investigate(same, *window.session()->scenarioSet());
  EXPECT_EQ(panel->answer().toStdString(), textOf(same));
  EXPECT_TRUE(panel->answer().contains("500, with seed 1."));
}

// "Which batch is safe for these seeds, and how much must the payer hold?"
TEST_F(SweepPanelTest, AnswersThePayrollQuestion) {
  // A tenth of the example, so that thousands of runs are soon over.
  std::string text = test::readFile(ROUNDSCOPE_SOURCE_DIR "/resources/examples/payroll.roundscope.json");
  const std::pair<std::string, std::string> tenths[] = {
      {"1200,", "120,"},
      {"== 1200", "== 120"},
      {"390", "39"},
      {"\"mainnet\",", "\"mainnet\", \"limits\": {\"queue_capacity\": 50},"}};
  for (const auto& [whole, tenth] : tenths) {
    ASSERT_NE(text.find(whole), std::string::npos) << whole;
    text.replace(text.find(whole), whole.size(), tenth);
  }
  open(text);
  setRange("30..60:5");
  panel->findChild<QSpinBox*>()->setValue(5);
  panel->findLargest();
  ASSERT_TRUE(waitForAnswer());
  SafeValue same(*window.session()->scenarioSet(),
                 {{{"At once", *parseSweepRange("30..60:5").value()}}, {"Motoko", "Rust"}, 5});
  investigate(same, *window.session()->scenarioSet());
  EXPECT_EQ(panel->answer().toStdString(), textOf(same));
  EXPECT_TRUE(panel->answer().contains("With it, payroll needs ")) << panel->answer().toStdString();
}

TEST_F(SweepPanelTest, OpensTheRunOfAFailedMessage) {
  open(kFanOut);
  panel->failEachMessage();
  ASSERT_TRUE(waitForAnswer());
  ASSERT_NE(panel->grid(), nullptr);
  EXPECT_EQ(panel->grid()->cells.size(), 31U);
  emit panel->plot()->chosen(5);
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  EXPECT_EQ(summarise(*window.session()->runs().front()).calls.rejected, 1U);
}

TEST_F(SweepPanelTest, SaysWhatIsWrongWithARangeAndRunsNothing) {
  open(kFanOut);
  for (const char* const range : {"9..1", "many", ""}) {
    setRange(range);
    panel->sweep();
    EXPECT_FALSE(panel->running()) << range;
    EXPECT_FALSE(panel->answer().isEmpty()) << range;
  }
}

TEST_F(SweepPanelTest, SaysAtWhichValuesThereIsNoScenarioAndShowsTheOthers) {
  open(kFanOut);
  QTest::keySequence(&window, QKeySequence("Alt+8"));
  setRange("-2..3");
  panel->sweep();
  ASSERT_TRUE(waitForAnswer());
  EXPECT_TRUE(panel->answer().contains("no valid scenario at 3 of 6 values (-2 to 0): "))
      << panel->answer().toStdString();
  EXPECT_TRUE(panel->answer().contains("3 points. Click one")) << panel->answer().toStdString();
  EXPECT_TRUE(panel->plot()->isVisible());
  setRange("-2..0");
  panel->sweep();
  ASSERT_TRUE(waitForAnswer());
  EXPECT_TRUE(panel->answer().contains("no valid scenario at any of 3 values: ")) << panel->answer().toStdString();
  EXPECT_FALSE(panel->plot()->isVisible()) << "there is nothing to draw";
}

TEST_F(SweepPanelTest, IsCancelledAndKeepsThePointsThatAreWhole) {
  open(kFanOut);
  setRange("1..100000");
  panel->sweep();
  ASSERT_TRUE(panel->running());
  panel->cancel();
  EXPECT_FALSE(panel->running());
  ASSERT_NE(panel->table(), nullptr);
  EXPECT_LT(panel->table()->points.size(), 100'000U);
}

TEST(TellingNumber, IsOneThatDiffersFromPointToPoint) {
  const auto told = [](double repliedAtTwo, double rejectedAtOne, double rejectedAtTwo) {
    SweepTable table{.plan = {{{"/x", {1, 2}}}, {""}, 1}};
    for (const double which : {0, 1}) {
      SweepPoint point{.values = {static_cast<std::int64_t>(which) + 1}, .ended = 1};
      point.numbers.assign(sweepNumbers().size(), spreadOf({0}));
      point.numbers[sweepNumberAt("replied")] = spreadOf({which == 0 ? 10 : repliedAtTwo});
      point.numbers[sweepNumberAt("rejected")] = spreadOf({which == 0 ? rejectedAtOne : rejectedAtTwo});
      table.points.push_back(std::move(point));
    }
    return sweepNumbers()[tellingNumber(table)].name;
  };
  EXPECT_EQ(told(9, 0, 1), "replied");
  EXPECT_EQ(told(10, 0, 1), "rejected") << "all are replied in the end";
  EXPECT_EQ(told(10, 1, 1), "rounds");
  EXPECT_EQ(told(20, 0, 0), "rounds") << "none fails";
}

TEST(InquiryRunner, ComesToTheSameTableOnAnyNumberOfThreads) {
  const auto set = std::make_shared<const ScenarioSet>(test::lessonScenarios("in-flight-limit"));
  SweepPlan plan{{{"/canisters/0/methods/parallel_calls/steps/0/call/count", {1, 10, 100, 400, 700}}},
                 {"Parallel", "Both ways"},
                 3};
  std::vector<std::string> tables;
  for (const unsigned threads : {1U, 2U, 7U}) {
    const auto sweep = std::make_shared<Sweep>(*set, plan);
    InquiryRunner runner(set, sweep, threads);
    EXPECT_TRUE(runner.waitFor(kGenerousMs));
    tables.push_back(sweepJson(sweep->table()));
  }
  EXPECT_EQ(tables[0], tables[1]);
  EXPECT_EQ(tables[0], tables[2]);
}

TEST(InquiryRunner, AbandonsALongRunWhenItIsStopped) {
  // Far longer than anybody waits.
  const auto set = std::make_shared<const ScenarioSet>(test::parsed(test::twoSubnets(test::pingSteps(1'000'000))));
  const auto sweep = std::make_shared<Sweep>(*set, SweepPlan{{{"/seed", {1, 2, 3}}}, {""}, 1});
  InquiryRunner runner(set, sweep, 2);
  runner.stop();
  EXPECT_TRUE(runner.waitFor(kGenerousMs));
  EXPECT_TRUE(sweep->table().points.empty());
}

TEST_F(SweepPanelTest, SavesThePictureOfItsPlotFromWhichItIsAskedAgain) {
  open(kFanOut);
  const QTemporaryDir folder;
  const QString path = folder.filePath("swept.svg");
  EXPECT_TRUE(panel->saveTo(path, Figure{}).has_value()) << "there is no answer";
  panel->sweep();
  ASSERT_TRUE(waitForAnswer());
  const SweepTable table = *panel->table();
  ASSERT_EQ(panel->saveTo(path, Figure{}), std::nullopt);
  const Result<QByteArray> commandLines = sweepPicture(*window.session()->scenarioSet(), table, {tellingNumber(table)},
                                                       Figure{}, *pictureFormatOf("swept.svg", "").value());
  QFile file(path);
  ASSERT_TRUE(file.open(QIODevice::ReadOnly));
  EXPECT_EQ(file.readAll(), commandLines.value());
  Figure small;
  small.widthMm = 20;
  EXPECT_TRUE(panel->saveTo(path, small).has_value()) << "too small";
  EXPECT_TRUE(panel->saveTo(folder.filePath("swept.gif"), Figure{}).has_value()) << "no picture of a sweep";

  open(test::twoSubnets(test::pingSteps(3)));
  window.openFile(path);
  ASSERT_TRUE(waitForAnswer());
  ASSERT_TRUE(panel->table());
  EXPECT_EQ(panel->table()->plan.parameters, table.plan.parameters);
}

TEST_F(SweepPanelTest, ItsControlsAreNotCutOffInTheTypeOfAPresentation) {
  open(kFanOut);
  QTest::keySequence(&window, QKeySequence("Alt+8"));
  const QScrollArea* controls = nullptr;
  for (const QScrollArea* area : panel->findChildren<QScrollArea*>())
    if (area->isAncestorOf(rangeField())) controls = area;
  ASSERT_NE(controls, nullptr);
  const int before = controls->widget()->minimumSizeHint().width();
  EXPECT_LE(before, controls->viewport()->width());
  QTest::keySequence(&window, QKeySequence("F5"));
  EXPECT_GT(controls->widget()->minimumSizeHint().width(), before) << "its type is larger";
  EXPECT_TRUE(QTest::qWaitFor(
      [&] { return controls->widget()->minimumSizeHint().width() <= controls->viewport()->width(); }, kGenerousMs));
}

TEST_F(SweepPanelTest, SavesThePictureOfFailuresToo) {
  open(kFanOut);
  panel->failEachMessage();
  ASSERT_TRUE(waitForAnswer());
  const QTemporaryDir folder;
  EXPECT_EQ(panel->saveTo(folder.filePath("failures.pdf"), Figure{}), std::nullopt);
  EXPECT_GT(QFileInfo(folder.filePath("failures.pdf")).size(), 1000);
}

TEST_F(SweepPanelTest, OffersToSaveWholeAnswersOnly) {
  open(kFanOut);
  QTest::keySequence(&window, QKeySequence("Alt+8"));
  const QPushButton* save = nullptr;
  for (const QPushButton* button : panel->findChildren<QPushButton*>())
    if (button->menu() != nullptr) save = button;
  ASSERT_NE(save, nullptr);
  EXPECT_FALSE(save->isVisible());
  panel->sweep();
  EXPECT_FALSE(save->isVisible());
  ASSERT_TRUE(waitForAnswer());
  EXPECT_TRUE(save->isVisible());
  panel->findLargest();
  ASSERT_TRUE(waitForAnswer());
  EXPECT_FALSE(save->isVisible()) << "words are no picture";
  setRange("1..20000:1");
  panel->sweep();
  const auto* made = panel->findChild<QProgressBar*>();
  ASSERT_TRUE(QTest::qWaitFor([&] { return made->maximum() == 20'000 && made->value() > 20; }, kGenerousMs));
  panel->cancel();
  ASSERT_FALSE(panel->table()->nothingRan());
  EXPECT_FALSE(save->isVisible()) << "not whole";
}

TEST_F(SweepPanelTest, TurnsTheKnobsThatTheFileHas) {
  std::string text = kFanOut;
  text.insert(text.rfind('}'), R"(, "knobs": [{"label": "Pings", "set": ["/canisters/0/methods/go/steps/0/call/count"],
                                               "minimum": 1, "maximum": 2000}])");
  text.replace(text.find("2000}]"), 4, "40");
  open(text);
  EXPECT_EQ(rangeField()->text(), "5..40:5") << "not beyond the knob";
  text.replace(text.find("40}]"), 2, "2000");
  open(text);
  const SweptRecord swept{{{"Pings", {100, 900}}}, 1, {}};
  ASSERT_EQ(panel->askAgain(swept), std::nullopt);
  ASSERT_TRUE(waitForAnswer());
  EXPECT_EQ(panel->table()->plan.parameters, swept.parameters);
  ASSERT_EQ(panel->table()->points.size(), 2U);
  const std::size_t refused = *sweepNumberNamed("not_performed");
  EXPECT_EQ(panel->table()->points[0].numbers[refused].greatest, 0);
  EXPECT_EQ(panel->table()->points[1].numbers[refused].greatest, 400) << "more than slots";
  panel->plot()->chosen(1);
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  EXPECT_EQ(callsAttempted(), 900U) << "the point's run is open";
}

TEST_F(SweepPanelTest, OneThatNobodySeesAnyMoreEndsAndSaysThatItIsNotWhole) {
  open(kFanOut);
  QTest::keySequence(&window, QKeySequence("Alt+8"));
  setRange("1..20000:1");
  panel->sweep();
  ASSERT_TRUE(panel->running());
  QTest::keySequence(&window, QKeySequence("Alt+8"));
  ASSERT_FALSE(panel->isVisible());
  EXPECT_FALSE(panel->running());
  QTest::keySequence(&window, QKeySequence("Alt+8"));
  EXPECT_TRUE(panel->answer().startsWith(QStringLiteral("Stopped"))) << panel->answer().toStdString();
}

}  // namespace
}  // namespace roundscope::ui
