// The table of all variants in the window, and what the timeline marks of broken expectations.
#include "ui/compare/compare_panel.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QTableView>
#include <QTest>

#include "tests/support/scenarios.h"
#include "tests/ui/timeline/scene_fixture.h"
#include "tests/ui/waiting.h"
#include "ui/compare/comparison_model.h"
#include "ui/compare/comparisons.h"

namespace roundscope::ui {
namespace {

/// Thirty pings one by one and at once, of which the first take too long.
struct PanelOfPings {
  PanelOfPings() : panel(&session, nullptr), table(panel.findChild<QTableView*>()) {
    session.open(
        test::sequentialAndParallelPings(30, "Pings", {{"/expect", R"(["rounds <= 20", "calls.replied > 0"])"}}));
    panel.resize(700, 500);
    panel.show();
    known = QTest::qWaitFor([&] { return Comparisons::of(session).known() != nullptr; }, kGenerousMs);
  }
  /// The cell of a row's title; invalid where there is no such row.
  [[nodiscard]] QModelIndex cell(const QString& title, int column) const {
    for (int row = 0; row < table->model()->rowCount(); ++row)
      if (table->model()->index(row, 0).data().toString() == title) return table->model()->index(row, column);
    return {};
  }
  [[nodiscard]] QString text(const QString& title, int column) const { return cell(title, column).data().toString(); }

  Session session;
  ComparePanel panel;
  QTableView* table;
  bool known = false;
};

TEST(ComparePanelTest, ShowsAllVariantsWithBestAndWorst) {
  const PanelOfPings shown;
  ASSERT_TRUE(shown.known);
  EXPECT_TRUE(shown.table->isVisible());
  EXPECT_EQ(shown.table->model()->headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), "Parallel");
  EXPECT_EQ(shown.text("rounds", 2), QStringLiteral("3 ▲"));
  EXPECT_EQ(shown.text("rounds", 1), QStringLiteral("61 ▼"));
  EXPECT_EQ(shown.text("rounds <= 20", 1), QStringLiteral("✗ broken"));
  EXPECT_EQ(shown.text("rounds <= 20", 2), QStringLiteral("✓ holds"));
  EXPECT_TRUE(shown.cell("rounds <= 20", 1)
                  .data(Qt::ToolTipRole)
                  .toString()
                  .startsWith("rounds <= 20 is broken since round 20: rounds is 61."));
}

TEST(ComparePanelTest, ANumberLeadsToItsMoment) {
  PanelOfPings shown;
  ASSERT_TRUE(shown.known);
  shown.session.changeView([](ViewState& view) { view.foldedVariants = {0}; });
  emit shown.table->clicked(shown.cell("rounds <= 20", 1));
  ASSERT_EQ(shown.session.viewState().lost.size(), 1U);
  EXPECT_EQ(shown.session.cursor(), shown.session.viewState().lost.front().at);
  EXPECT_GE(shown.session.cursor(), Time{} + seconds(20));
  EXPECT_LT(shown.session.cursor(), Time{} + seconds(21));
  EXPECT_TRUE(shown.session.viewState().foldedVariants.empty()) << "it is shown in full";
}

TEST(ComparePanelTest, TheKeyboardLeadsThereToo) {
  PanelOfPings shown;
  ASSERT_TRUE(shown.known);
  shown.table->setCurrentIndex(shown.cell("rounds <= 20", 1));
  shown.table->setFocus();
  QTest::keyClick(shown.table, Qt::Key_Return);
  EXPECT_EQ(shown.session.cursor(), shown.session.viewState().lost.front().at);
}

TEST(ComparePanelTest, TellsNothingBeforeALessonDoes) {
  PanelOfPings shown;
  ASSERT_TRUE(shown.known);
  for (bool ViewState::*held : {&ViewState::answerHidden, &ViewState::foldedTellNothing}) {
    shown.session.changeView([held](ViewState& view) { view.*held = true; });
    EXPECT_EQ(shown.table->model()->rowCount(), 0);
    EXPECT_EQ(shown.table->model()->columnCount(), 0);
    shown.session.changeView([held](ViewState& view) { view.*held = false; });
    EXPECT_GT(shown.table->model()->rowCount(), 0);
  }
  shown.session.changeView([](ViewState& view) { view.tellVerdict = false; });
  EXPECT_EQ(shown.table->model()->rowCount(), 0);
}

TEST(ComparePanelTest, ForgetsWhatWasOpenBefore) {
  PanelOfPings shown;
  ASSERT_TRUE(shown.known);
  shown.session.open(test::sequentialAndParallelPings(5));
  EXPECT_EQ(shown.table->model()->rowCount(), 0);
  EXPECT_TRUE(shown.session.viewState().lost.empty());
  ASSERT_TRUE(QTest::qWaitFor([&] { return Comparisons::of(shown.session).known() != nullptr; }, kGenerousMs));
  EXPECT_EQ(shown.text("rounds", 1), QStringLiteral("11 ▼"));
  EXPECT_TRUE(shown.session.viewState().lost.empty());
}

TEST(ComparisonModelTest, IsAModelAsQtWantsIt) {
  const PanelOfPings shown;
  ASSERT_TRUE(shown.known);
  ComparisonModel model;
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
  model.show(Comparisons::of(const_cast<Session&>(shown.session)).known());
  EXPECT_GT(model.rowCount(), 10);
  model.show(nullptr);
  EXPECT_EQ(model.rowCount(), 0);
}

TEST(LostExpectations, AreMarkedWhereTheyWereLost) {
  const PanelOfPings pings;
  ASSERT_TRUE(pings.known);
  timeline_test::Shown shown({pings.session.runs()[0].get(), pings.session.runs()[1].get()});
  const auto red = [&] {
    std::size_t lines = 0;
    const Scene scene = shown.scene();
    for (const Layer& layer : scene.layers)
      for (const Shape& shape : layer.shapes)
        if (const auto* line = std::get_if<LineShape>(&shape))
          if (line->paint.role == Role::Failure &&
              std::abs(line->line.x1() - xOf(shown.view.axis, pings.session.viewState().lost[0].at)) < 0.5)
            ++lines;
    return lines;
  };
  EXPECT_EQ(red(), 0U);
  shown.view.lost = pings.session.viewState().lost;
  EXPECT_EQ(red(), 1U);
  EXPECT_EQ(timeline_test::texts(shown.scene()).filter("1 expectation broken").size(), 1);
  shown.view.hideFuture = true;
  EXPECT_EQ(red(), 0U) << "it lies ahead of the cursor";
  EXPECT_TRUE(timeline_test::texts(shown.scene()).filter("expectation broken").isEmpty());
}

}  // namespace
}  // namespace roundscope::ui
