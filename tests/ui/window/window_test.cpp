// The window as a user meets it: keys, menus, lessons, files that are wrong, and what it remembers.
#include "ui/window/main_window.h"

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QApplication>
#include <QDockWidget>
#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QStatusBar>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <set>

#include "tests/support/scenarios.h"
#include "tests/ui/picture/picture_fixture.h"
#include "tests/ui/waiting.h"
#include "ui/editor/form_view.h"
#include "ui/editor/scenario_tree.h"
#include "ui/files/trace_file.h"
#include "ui/files/write_file.h"
#include "ui/lessons/lesson_library.h"
#include "ui/lessons/lesson_player.h"
#include "ui/picture/svg.h"
#include "ui/session/session.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/window/actions.h"
#include "ui/window/banner.h"
#include "ui/window/key_sheet.h"
#include "ui/window/transport_bar.h"

namespace roundscope::ui {
namespace {

class WindowTest : public testing::Test {
 protected:
  WindowTest() { QSettings(QSettings::defaultFormat(), QSettings::UserScope, "roundscope", "roundscope").clear(); }

  void showWithPings() {
    window.show();
    window.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    window.openScenario(test::sequentialAndParallelPings(10));
    ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  }

  [[nodiscard]] Banner* banner() const { return window.findChild<Banner*>(); }

  [[nodiscard]] QString verdict() const {
    for (const QLabel* label : window.findChildren<QLabel*>())
      if (label->accessibleName() == "Comparison") return label->text();
    return {};
  }

  [[nodiscard]] QListView* lessonList() const {
    for (QListView* list : window.findChildren<QListView*>())
      if (list->accessibleName() == "Lessons") return list;
    return nullptr;
  }

  QString writeFile(const QString& name, const QByteArray& content) {
    const QString path = folder.filePath(name);
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(content);
    return path;
  }

  QTemporaryDir folder;
  MainWindow window;
};

std::vector<QWidget*> widgetsReachedByTab(const MainWindow& window) {
  std::vector<QWidget*> reached;
  for (QWidget* widget : window.findChildren<QWidget*>())
    if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0)
      reached.push_back(widget);
  return reached;
}

/// In a field of a form keys change what it holds, and a tree folds.
bool isFieldOfAForm(const QWidget& widget) {
  if (qobject_cast<const ScenarioTree*>(&widget) != nullptr) return true;
  if (qobject_cast<const QAbstractButton*>(&widget) != nullptr) return false;
  for (const QWidget* above = &widget; above != nullptr; above = above->parentWidget())
    if (qobject_cast<const FormView*>(above) != nullptr) return true;
  return false;
}

std::set<QAction*> actionsBelow(const QMenu& menu) {
  std::set<QAction*> found;
  for (QAction* action : menu.actions()) {
    found.insert(action);
    if (action->menu()) found.merge(actionsBelow(*action->menu()));
  }
  return found;
}

TEST_F(WindowTest, OpensALessonPausedAtItsStart) {
  ASSERT_TRUE(window.openLesson(MainWindow::kFirstLesson));
  EXPECT_EQ(window.session()->cursor(), Time{});
  EXPECT_FALSE(window.session()->playing());
  EXPECT_TRUE(window.windowTitle().contains(QString::fromStdString(window.player()->lesson().title)));
}

TEST_F(WindowTest, ArrowKeysStepWhereverTheFocusIs) {
  showWithPings();
  const auto widgets = widgetsReachedByTab(window);
  ASSERT_GE(widgets.size(), 8u);
  for (QWidget* widget : widgets) {
    if (isFieldOfAForm(*widget)) continue;
    const std::string name = widget->metaObject()->className() + (" " + widget->accessibleName()).toStdString();
    widget->setFocus();
    ASSERT_EQ(QApplication::focusWidget(), widget->focusProxy() ? widget->focusProxy() : widget) << name;
    window.session()->toStart();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    const Time stepped = window.session()->cursor();
    EXPECT_GT(stepped, Time{}) << name;
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    EXPECT_GT(window.session()->cursor(), stepped) << name;
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
    EXPECT_EQ(window.session()->cursor(), stepped) << name;
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_End);
    EXPECT_EQ(window.session()->cursor(), window.session()->end()) << name;
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Home);
    EXPECT_EQ(window.session()->cursor(), Time{}) << name;
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    EXPECT_TRUE(window.session()->playing()) << name;
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Period);
    EXPECT_FALSE(window.session()->playing()) << name;
  }
}

TEST_F(WindowTest, EveryControlHasANameForScreenReaders) {
  showWithPings();
  ASSERT_GE(widgetsReachedByTab(window).size(), 8u);
  for (const QWidget* widget : widgetsReachedByTab(window)) {
    if (widget->focusProxy()) continue;
    EXPECT_FALSE(widget->accessibleName().isEmpty()) << widget->metaObject()->className();
  }
}

TEST_F(WindowTest, EveryActionIsInAMenu) {
  std::set<QAction*> inMenus;
  for (const QAction* top : window.menuBar()->actions()) inMenus.merge(actionsBelow(*top->menu()));
  for (const ActionSpec& spec : actionTable()) EXPECT_EQ(inMenus.count(window.actions()[spec.id]), 1u) << spec.text;
  for (const QDockWidget* dock : window.findChildren<QDockWidget*>())
    EXPECT_EQ(inMenus.count(dock->toggleViewAction()), 1u) << dock->objectName().toStdString();
}

TEST_F(WindowTest, NoLetterStandsForTwoRowsOfAMenu) {
  std::vector<const QMenu*> menus;
  for (const QAction* top : window.menuBar()->actions()) menus.push_back(top->menu());
  while (!menus.empty()) {
    const QMenu& menu = *menus.back();
    menus.pop_back();
    std::set<QString> taken;
    for (const QAction* action : menu.actions()) {
      if (action->menu()) menus.push_back(action->menu());
      const qsizetype mark = action->text().indexOf(u'&');
      if (mark < 0) continue;
      EXPECT_TRUE(taken.insert(action->text().mid(mark + 1, 1).toLower()).second) << action->text().toStdString();
    }
  }
}

TEST_F(WindowTest, NoKeyStandsForTwoActions) {
  std::set<QString> taken;
  for (const ActionSpec& spec : actionTable())
    for (const QKeySequence& key : window.actions()[spec.id]->shortcuts()) {
      EXPECT_FALSE(key.isEmpty()) << spec.text;
      EXPECT_TRUE(taken.insert(key.toString()).second) << spec.text << " " << key.toString().toStdString();
    }
}

TEST_F(WindowTest, TheKeySheetNamesEveryActionThatHasAKey) {
  showWithPings();
  QTest::keyClick(&window, Qt::Key_F1);
  const auto* sheet = window.findChild<KeySheet*>();
  ASSERT_NE(sheet, nullptr);
  EXPECT_LE(sheet->sizeHint().height(), 680) << "it fits into the smallest window, with its title";
  QStringList texts;
  for (const QLabel* label : sheet->findChildren<QLabel*>()) texts << label->text();
  for (const ActionSpec& spec : actionTable())
    for (const QKeySequence& key : window.actions()[spec.id]->shortcuts())
      EXPECT_FALSE(texts.filter(key.toString(QKeySequence::NativeText)).isEmpty()) << spec.text;
  for (const QDockWidget* dock : window.findChildren<QDockWidget*>()) {
    EXPECT_TRUE(texts.contains(dock->windowTitle())) << dock->windowTitle().toStdString();
    EXPECT_TRUE(texts.contains(keysText(*dock->toggleViewAction()))) << dock->windowTitle().toStdString();
  }
}

TEST_F(WindowTest, AClickedLessonIsOpened) {
  window.show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&window));
  window.openScenario(test::sequentialAndParallelPings(3));
  auto* list = lessonList();
  ASSERT_NE(list, nullptr);
  const QModelIndex second = list->model()->index(1, 0);
  QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(second).center());
  EXPECT_EQ(window.session()->scenarioSet()->id, lessons().at(1).id.toStdString());
}

TEST_F(WindowTest, EnterOpensTheLessonThatUpAndDownHaveReached) {
  showWithPings();
  auto* list = lessonList();
  list->setFocus();
  list->setCurrentIndex(list->model()->index(0, 0));
  QTest::keyClick(list, Qt::Key_Down);
  EXPECT_EQ(window.session()->scenarioSet()->id, "pings");
  QTest::keyClick(list, Qt::Key_Return);
  EXPECT_EQ(window.session()->scenarioSet()->id, lessons().at(1).id.toStdString());
}

TEST_F(WindowTest, WhatIsWrongWithAFileIsListedAsFarAsThereIsRoom) {
  showWithPings();
  QString text = QStringLiteral("{\"roundscope\": 1, \"subnets\": [{\"id\": \"s\"}], \"canisters\": [");
  for (int i = 0; i < 8; ++i)
    text += QStringLiteral("%1{\"id\": \"c%2\", \"subnet\": \"t\"}").arg(i == 0 ? "" : ",\n").arg(i);
  window.openFile(writeFile("bad.roundscope.json", (text + "]}").toUtf8()));
  EXPECT_EQ(banner()->text().count("unknown subnet"), 6);
  EXPECT_TRUE(banner()->text().endsWith("and 2 more"));
}

TEST_F(WindowTest, WhatAFileSurelyDoesNotMeanIsSaidAboveItsRun) {
  showWithPings();
  window.openFile(writeFile("odd.roundscope.json",
                            R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
      {"id": "c", "subnet": "s", "methods": {"go": {"steps": []}}}], "ingress": [{"to": "c.go"}]})"));
  EXPECT_EQ(window.session()->scenarioSet()->id, "odd");
  EXPECT_TRUE(banner()->isVisible());
  EXPECT_TRUE(banner()->text().contains("odd:2: /canisters/0/methods/go: ends without an answer"));
  window.openScenario(test::sequentialAndParallelPings(3));
  EXPECT_FALSE(banner()->isVisible());
}

TEST_F(WindowTest, ABadFileIsExplainedAndNothingOfWhatWasShownBeforeStays) {
  showWithPings();
  window.session()->stepForward();
  window.openFile(writeFile("broken.roundscope.json", "{ broken"));
  EXPECT_TRUE(banner()->isVisible());
  EXPECT_TRUE(banner()->text().contains("broken.roundscope.json"));
  EXPECT_TRUE(window.statusBar()->currentMessage().contains("broken.roundscope.json"));
  EXPECT_FALSE(window.session()->scenarioSet());
  EXPECT_TRUE(window.session()->runs().empty());

  window.openScenario(test::sequentialAndParallelPings(3));
  EXPECT_FALSE(banner()->isVisible()) << "what is shown now is right";
}

TEST_F(WindowTest, AMissingFileAndAnUnknownLessonAreExplained) {
  showWithPings();
  window.openFile(folder.filePath("nowhere.json"));
  EXPECT_TRUE(banner()->isVisible());
  EXPECT_TRUE(banner()->text().contains("nowhere.json"));
  EXPECT_FALSE(window.openLesson("no-such-lesson"));
  EXPECT_TRUE(banner()->text().contains("no-such-lesson"));
  EXPECT_EQ(window.session()->scenarioSet()->id, "pings");
}

TEST_F(WindowTest, TheBannerCanBeClosed) {
  showWithPings();
  window.openFile(folder.filePath("nowhere.json"));
  QTest::mouseClick(banner()->findChild<QToolButton*>(), Qt::LeftButton);
  EXPECT_FALSE(banner()->isVisible());
}

/// Counts how often timers fire anywhere in the program.
class TimerCount : public QObject {
 public:
  TimerCount() { QCoreApplication::instance()->installEventFilter(this); }
  bool eventFilter(QObject*, QEvent* event) override {
    count += event->type() == QEvent::Timer ? 1 : 0;
    return false;
  }
  int count = 0;
};

TEST_F(WindowTest, RestsWhereNothingHappens) {
  showWithPings();
  ASSERT_TRUE(window.openLesson("in-flight-limit"));
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  for (QDockWidget* dock : window.findChildren<QDockWidget*>()) {
    dock->show();
    dock->raise();
    QCoreApplication::processEvents();
  }
  QTest::qWait(1'000);
  const TimerCount fired;
  QTest::qWait(500);
  EXPECT_LT(fired.count, 100) << "a timer without a pause fires thousands of times";
}

TEST_F(WindowTest, ADroppedFileIsOpened) {
  showWithPings();
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(folder.filePath("dropped.json"))});
  QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&window, &enter);
  EXPECT_TRUE(enter.isAccepted());
  QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
  QApplication::sendEvent(&window, &drop);
  EXPECT_TRUE(banner()->text().contains("dropped.json"));
}

TEST_F(WindowTest, APictureOpensAtTheViewThatItShows) {
  const picture_test::Runs runs(picture_test::pingSet(12));
  const PictureSource source(runs.shown());
  Figure figure;
  figure.rounds = {2, 6};
  const Picture picture = picture_test::pictureOf(source, figure);
  const QString path = folder.filePath("p.svg");
  ASSERT_FALSE(roundscope::ui::writeFile(
      path, svgFileOf({source, figure, picture, recordOf(runs.set, source, figure, picture)})));
  window.show();
  window.openFile(path);
  ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  const TimeRange shown = window.findChild<TimelineWidget*>()->axis().visible();
  EXPECT_NEAR(shown.startUs, 2e6, 1);
  EXPECT_NEAR(shown.endUs, 7e6, 1);
  EXPECT_EQ(window.session()->runs().size(), 2U);
}

TEST_F(WindowTest, AFileThatIsNoScenarioIsRefusedAndWhatWasShownStays) {
  showWithPings();
  const auto before = window.session()->scenarioSet();
  for (const QByteArray& content : {QByteArray("Dear students,"), QByteArray("\x01\x02\x03"), QByteArray()}) {
    window.openFile(writeFile("letter.txt", content));
    EXPECT_TRUE(banner()->text().contains("this is no scenario")) << banner()->text().toStdString();
    EXPECT_EQ(window.session()->scenarioSet(), before);
  }
}

TEST_F(WindowTest, ADamagedPictureIsRefusedAndWhatWasShownStays) {
  showWithPings();
  const auto before = window.session()->scenarioSet();
  const QString path =
      writeFile("p.svg",
                "<svg><rs:roundscope-record xmlns:rs=\"urn:roundscope\">roundscope1:0123456789abcdef:AAAA"
                "</rs:roundscope-record></svg>");
  window.openFile(path);
  EXPECT_TRUE(banner()->isVisible());
  EXPECT_TRUE(banner()->text().contains("the scenario in this picture is damaged")) << banner()->text().toStdString();
  EXPECT_EQ(window.session()->scenarioSet(), before);
}

TEST_F(WindowTest, ATraceIsSavedBesideTheWindowsWorkOrTheBannerSaysWhyNot) {
  showWithPings();
  for (const char* name : {"trace.jsonl", "trace.csv", "trace.perfetto.json"}) {
    const QString path = folder.filePath(name);
    window.exportTraceTo(path);
    ASSERT_TRUE(QTest::qWaitFor([&] { return window.statusBar()->currentMessage() == "Saved " + path; }, kGenerousMs));
    EXPECT_GT(QFileInfo(path).size(), 1'000);
  }
  EXPECT_FALSE(banner()->isVisible());
  window.exportTraceTo(folder.filePath("trace.txt"));
  EXPECT_TRUE(banner()->isVisible());
  EXPECT_TRUE(banner()->text().contains(".perfetto.json"));
  window.exportTraceTo(folder.filePath("no/such/folder/trace.csv"));
  EXPECT_TRUE(QTest::qWaitFor([&] { return banner()->text().contains("no/such/folder"); }, kGenerousMs));
}

TEST_F(WindowTest, ATraceThatIsStoppedLeavesNoFile) {
  showWithPings();
  const roundscope::Run& run = *window.session()->runs().front();
  const QString path = folder.filePath("trace.csv");
  std::stop_source stop;
  stop.request_stop();
  const TracedRuns runs{"roundscope", {&run}};
  EXPECT_TRUE(saveTrace(runs, *traceFormatOf("trace.csv", "").value(), path, stop.get_token()).has_value());
  EXPECT_FALSE(QFileInfo::exists(path));
}

TEST_F(WindowTest, EscapeClearsTheSelection) {
  showWithPings();
  window.session()->selectCall(CallRef{0, CallId{1}});
  QTest::keyClick(&window, Qt::Key_Escape);
  EXPECT_FALSE(window.session()->selectedCall().has_value());
}

TEST_F(WindowTest, WhatIsStillToComeIsNotGivenAwayByTheVerdict) {
  showWithPings();
  ASSERT_TRUE(QTest::qWaitFor([this] { return verdict().contains("Parallel"); }, kGenerousMs));
  window.actions()[ActionId::HideFuture]->trigger();
  EXPECT_TRUE(verdict().isEmpty());
  window.session()->toEnd();
  EXPECT_TRUE(verdict().contains("Parallel"));
  window.session()->stepBack();
  EXPECT_TRUE(verdict().isEmpty());
}

TEST_F(WindowTest, TheVerdictAppearsWhenAllVariantsAreSimulatedAndGoesWithTheScenario) {
  showWithPings();
  EXPECT_TRUE(QTest::qWaitFor([this] { return verdict().contains("Parallel"); }, kGenerousMs));
  window.openScenario(test::sequentialAndParallelPings(3));
  EXPECT_TRUE(verdict().isEmpty());
}

TEST_F(WindowTest, FasterAndSlowerMoveTheSlider) {
  showWithPings();
  const double before = window.session()->speed();
  QTest::keyClick(&window, Qt::Key_Plus);
  EXPECT_GT(window.session()->speed(), before);
  QTest::keyClick(&window, Qt::Key_Minus);
  EXPECT_DOUBLE_EQ(window.session()->speed(), before);
}

TEST_F(WindowTest, LayoutAndThemeAreRememberedInTheSettings) {
  window.show();
  window.actions()[ActionId::DarkTheme]->trigger();
  window.findChild<QDockWidget*>("inspector")->hide();
  window.close();
  MainWindow again;
  again.show();
  EXPECT_TRUE(again.actions()[ActionId::DarkTheme]->isChecked());
  EXPECT_FALSE(again.findChild<QDockWidget*>("inspector")->isVisible());
  again.actions()[ActionId::LightTheme]->trigger();
}

TEST_F(WindowTest, PlayBecomesPauseWhilePlaying) {
  showWithPings();
  QAction* play = window.actions()[ActionId::PlayPause];
  EXPECT_EQ(play->text(), "&Play");
  play->trigger();
  EXPECT_EQ(play->text(), "&Pause");
  play->trigger();
  EXPECT_EQ(play->text(), "&Play");
}

TEST(SpeedSliderTest, CoversTheWholeRangeEvenlyOnALogarithmicScale) {
  EXPECT_DOUBLE_EQ(speedAt(0), 0.25);
  EXPECT_DOUBLE_EQ(speedAt(kSpeedSteps), 1'000);
  for (int position = 0; position <= kSpeedSteps; ++position) EXPECT_EQ(sliderPositionOf(speedAt(position)), position);
  EXPECT_NEAR(speedAt(40) / speedAt(20), speedAt(100) / speedAt(80), 1e-9);
  EXPECT_EQ(speedWords(0.25), "0.25 rounds/s");
  EXPECT_EQ(speedWords(1'000), "1,000 rounds/s");
}

}  // namespace
}  // namespace roundscope::ui
