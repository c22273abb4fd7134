// A picture that is opened shows in the window what it shows itself, and can be saved as it was.
#include <gtest/gtest.h>

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include "core/scenario/figure.h"
#include "core/scenario/numbers.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"
#include "tests/ui/waiting.h"
#include "ui/files/picture_record.h"
#include "ui/files/write_file.h"
#include "ui/picture/export_dialog.h"
#include "ui/session/session.h"
#include "ui/sweep/sweep_panel.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/window/actions.h"
#include "ui/window/banner.h"
#include "ui/window/main_window.h"

namespace roundscope::ui {
namespace {

enum What { WholeRun, WindowsPart };

class PictureRestoreTest : public testing::Test {
 protected:
  PictureRestoreTest() {
    QSettings(QSettings::defaultFormat(), QSettings::UserScope, "roundscope", "roundscope").clear();
    window.resize(1200, 760);
    window.show();
    window.openScenario(test::sequentialAndParallelPings(10));
    waitForTheEnd();
  }

  void waitForTheEnd() {
    ASSERT_TRUE(QTest::qWaitFor([this] { return window.session()->finished(); }, kGenerousMs));
  }
  [[nodiscard]] TimelineWidget& timeline() { return *window.findChild<TimelineWidget*>(); }
  [[nodiscard]] QString told() const {
    const auto* banner = window.findChild<Banner*>();
    return banner->isVisible() ? banner->text() : QString();
  }

  template <class Field>
  static Field* field(const QWidget& in, const char* name) {
    for (Field* found : in.findChildren<Field*>())
      if (found->accessibleName() == QLatin1String(name)) return found;
    ADD_FAILURE() << "no field is named " << name;
    return nullptr;
  }

  /// Saves in the export dialog after `choose` has set its fields.
  template <class Choose>
  QByteArray saved(const QString& name, Choose&& choose) {
    window.actions()[ActionId::ExportPicture]->trigger();
    auto* dialog = window.findChild<ExportDialog*>();
    choose(*dialog);
    EXPECT_TRUE(dialog->chooseFormatOf(name).ok());
    bool ended = false;
    QObject context;
    QObject::connect(dialog, &ExportDialog::saved, &context, [&] { ended = true; });
    dialog->saveTo(folder.filePath(name));
    EXPECT_TRUE(QTest::qWaitFor([&] { return ended; }, kGenerousMs));
    delete dialog;
    return contentOf(name);
  }
  QByteArray savedAsShown(const QString& name) {
    return saved(name,
                 [](const ExportDialog& dialog) { field<QComboBox>(dialog, "What")->setCurrentIndex(WindowsPart); });
  }
  QByteArray savedAsOpened(const QString& name) {
    return saved(name, [](const ExportDialog& dialog) {
      auto* figures = field<QComboBox>(dialog, "Figure");
      figures->setCurrentText("as opened");
      emit figures->activated(figures->currentIndex());
    });
  }
  [[nodiscard]] QByteArray contentOf(const QString& name) const {
    QFile file(folder.filePath(name));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return file.readAll();
  }
  /// Other things in between, so that nothing is merely left over.
  void openAgain(const QString& name) {
    window.openScenario(test::sequentialAndParallelPings(3));
    waitForTheEnd();
    window.openFile(folder.filePath(name));
    waitForTheEnd();
    QCoreApplication::processEvents();
  }
  void openRecord(const PictureRecord& record) {
    const QByteArray svg = "<svg><rs:roundscope-record>" + encodeRecord(record) + "</rs:roundscope-record></svg>";
    ASSERT_FALSE(writeFile(folder.filePath("made.svg"), svg));
    openAgain("made.svg");
  }
  [[nodiscard]] PictureRecord pings() const {
    const ScenarioSet& set = *window.session()->scenarioSet();
    PictureRecord record;
    record.scenario = set.id;
    record.sourceText = set.sourceText;
    record.variants = {"Sequential", "Parallel"};
    return record;
  }

  void arrange() {
    Session& session = *window.session();
    for (const std::int64_t second : {2, 5}) {
      session.setCursor(Time{second * 1'000'000});
      session.setMarker();
    }
    session.selectCall(CallRef{0, CallId{7}});  // made after the cursor's moment
    session.setCursor(Time{1'500'000});         // and that is outside the stretch shown
    session.changeView([](ViewState& view) {
      view.foldedVariants = {1};
      view.collapseIdle = true;
      view.showArrows = false;
    });
    timeline().collapseLane({0, 1});
    timeline().showRange({2'000'000, 7'000'000}, session.cursor());
  }

  QTemporaryDir folder;
  MainWindow window;
};

TEST_F(PictureRestoreTest, WhatTheWindowShowsIsShownAgainAndSavedAgainWithTheSameBytes) {
  arrange();
  const TimelineView before = timeline().view();
  const QByteArray first = savedAsShown("p.svg");
  openAgain("p.svg");
  const TimelineView& after = timeline().view();
  EXPECT_EQ(after.cursor, before.cursor);
  EXPECT_EQ(after.markers, before.markers);
  EXPECT_EQ(after.selected, before.selected);
  EXPECT_EQ(after.foldedVariants, before.foldedVariants);
  EXPECT_EQ(after.collapsed, before.collapsed);
  EXPECT_EQ(after.collapseIdle, before.collapseIdle);
  EXPECT_EQ(after.showArrows, before.showArrows);
  EXPECT_NEAR(after.axis.visible().startUs, 2e6, 1);
  EXPECT_NEAR(after.axis.visible().endUs, 7e6, 1);
  EXPECT_EQ(told(), "");
  EXPECT_EQ(savedAsShown("q.svg"), first);
}

TEST_F(PictureRestoreTest, ThePicturesOwnFigureIsOfferedAndGivesTheSameBytesWhateverTheWindowShowsSince) {
  arrange();
  const QByteArray first = saved("p.png", [](const ExportDialog& dialog) {
    field<QComboBox>(dialog, "What")->setCurrentIndex(WindowsPart);
    field<QLineEdit>(dialog, "Caption")->setText("as it was");
  });
  openAgain("p.png");
  window.session()->setCursor(Time{4'000'000});
  window.session()->clearMarkers();
  timeline().fitAll();
  EXPECT_EQ(savedAsOpened("q.png"), first);
}

TEST_F(PictureRestoreTest, AFigureKeepsItsOwnPartOfTheRunWhenAnythingElseOfItIsChanged) {
  arrange();
  savedAsShown("p.svg");
  openAgain("p.svg");
  timeline().fitAll();
  window.actions()[ActionId::ExportPicture]->trigger();
  auto* dialog = window.findChild<ExportDialog*>();
  auto* figures = field<QComboBox>(*dialog, "Figure");
  figures->setCurrentText("as opened");
  emit figures->activated(figures->currentIndex());
  field<QLineEdit>(*dialog, "Caption")->setText("another");
  const Figure changed = dialog->figure();
  EXPECT_EQ(changed.caption, "another");
  ASSERT_TRUE(changed.rangeUs);
  EXPECT_EQ(changed.rangeUs->first, 2'000'000);
  EXPECT_EQ(changed.rangeUs->second, 7'000'000);
  EXPECT_EQ(changed.cursorUs, 1'500'000);
}

TEST_F(PictureRestoreTest, WhatTheFieldsDoNotSayIsKeptInAFigureThatWasNotChanged) {
  PictureRecord record = pings();
  Figure figure;
  figure.fontPt = 11.25;  // the field has one digit
  record.figure = figureText(figure);
  openRecord(record);
  savedAsOpened("q.svg");
  const auto again = recordIn(contentOf("q.svg"), "q");
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again.value().figure, record.figure);
}

TEST_F(PictureRestoreTest, NoFigureIsOfferedOfAPictureThatIsNotOpenAnyMore) {
  savedAsShown("p.svg");
  openAgain("p.svg");
  window.openScenario(test::sequentialAndParallelPings(3));
  waitForTheEnd();
  window.actions()[ActionId::ExportPicture]->trigger();
  EXPECT_EQ(field<QComboBox>(*window.findChild<ExportDialog*>(), "Figure")->count(), 1);
}

TEST_F(PictureRestoreTest, NamesThatTheScenarioDoesNotHaveAreToldAndTheRestIsShown) {
  PictureRecord record = pings();
  Figure figure;
  figure.window.folded = {"Parallel", "Nobody"};
  figure.window.collapsed = {{"Sequential", "callee"}, {"Sequential", "stranger"}};
  figure.window.subnets = {{"Nowhere", "app"}};
  figure.window.selected = FigureCall{"Sequential", 4'000'000'000};
  figure.window.markersUs = {1'000'000'000'000};
  figure.cursorUs = 1'000'000'000'000;
  record.figure = figureText(figure);
  openRecord(record);
  EXPECT_TRUE(told().contains("Nobody")) << told().toStdString();
  EXPECT_TRUE(told().contains("stranger")) << told().toStdString();
  EXPECT_EQ(timeline().view().foldedVariants, std::set<std::size_t>{1});
  EXPECT_EQ(timeline().view().collapsed.size(), 1U);
  EXPECT_FALSE(window.session()->selectedCall());
  EXPECT_EQ(window.session()->cursor(), window.session()->end());
  timeline().grab();
}

TEST_F(PictureRestoreTest, AViewThatIsNoneIsToldAndTheScenarioOpens) {
  for (const auto& [figure, range] :
       std::vector<std::pair<std::string, std::optional<TimeRange>>>{{"{\"window\": 3}", std::nullopt},
                                                                     {"not even JSON", std::nullopt},
                                                                     {"{\"canisters\": [\"stranger\"]}", std::nullopt},
                                                                     {"{}", TimeRange{5e6, 2e6}},
                                                                     {"{}", TimeRange{-1e300, 1e300}}}) {
    PictureRecord record = pings();
    record.figure = figure;
    record.range = range;
    openRecord(record);
    EXPECT_TRUE(told().contains("could not be restored whole")) << figure << ": " << told().toStdString();
    EXPECT_EQ(window.session()->runs().size(), 2U);
    timeline().grab();
  }
}

TEST_F(PictureRestoreTest, APictureOfASweepOpensItsSweepAndMakesItOnceMore) {
  PictureRecord record;
  record.scenario = "fan-out";
  record.sourceText = test::twoSubnets(test::pingSteps(30, test::kParallel));
  record.variants = {""};
  auto* panel = window.findChild<SweepPanel*>();
  window.openScenario(std::make_shared<const ScenarioSet>(test::parsed(record.sourceText)));
  const ScenarioNumber number = numbersOf(*window.session()->scenarioSet()).back();
  record.swept = SweptRecord{{{number.pointer, {2, 4, 6}}}, 2, {"rounds"}};
  openRecord(record);
  EXPECT_TRUE(panel->isVisible());
  EXPECT_EQ(told(), "");
  EXPECT_EQ(field<QLineEdit>(*panel, "Range of Number that is swept")->text(), "2..6:2");
  EXPECT_EQ(field<QSpinBox>(*panel, "Seeds")->value(), 2);
  EXPECT_NE(field<QComboBox>(*panel, "Number that is plotted")->currentIndex(), 0);
  ASSERT_TRUE(QTest::qWaitFor([&] { return !panel->running(); }, kGenerousMs));
  ASSERT_TRUE(panel->table());
  EXPECT_EQ(panel->table()->plan.parameters, record.swept->parameters);
  EXPECT_EQ(panel->table()->plan.seeds, 2U);
}

TEST_F(PictureRestoreTest, ASweepThatCannotBeMadeIsToldAndTheScenarioOpens) {
  const std::string number = numbersOf(*window.session()->scenarioSet()).back().pointer;
  const SweptRecord none[] = {{{{"/nothing/here", {1, 2}}}, 1, {}},
                              {{{number, {}}}, 1, {}},
                              {{{number, {3, 1, 2}}}, 1, {}},
                              {{{number, {1, 2}}, {number, {1, 2}}}, 1, {}},
                              {{{number, {1, 2}}, {number, {1, 2}}, {number, {1, 2}}}, 1, {}},
                              {{{number, {1, 2}}}, 4'000'000'000, {}}};
  for (const SweptRecord& swept : none) {
    PictureRecord record = pings();
    record.swept = swept;
    openRecord(record);
    EXPECT_TRUE(told().contains("sweep could not be asked again")) << told().toStdString();
    EXPECT_FALSE(window.findChild<SweepPanel*>()->running());
    EXPECT_EQ(window.session()->runs().size(), 2U);
  }
}

}  // namespace
}  // namespace roundscope::ui
