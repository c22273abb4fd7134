// The panels' models: sound for any view, and right about calls.
#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QTest>

#include "tests/support/scenarios.h"
#include "ui/models/lesson_model.h"
#include "ui/models/phase_model.h"
#include "ui/models/run_state_model.h"
#include "ui/models/scenario_tree_model.h"
#include "ui/session/session.h"

namespace roundscope::ui {
namespace {

constexpr int kGenerousMs = 60'000;  // only a hang is as long
constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

void simulateToTheEnd(Session& session, std::shared_ptr<const ScenarioSet> set) {
  session.open(std::move(set));
  ASSERT_TRUE(QTest::qWaitFor([&] { return session.finished(); }, kGenerousMs));
}

TEST(ScenarioTreeModelTest, ShowsSharedSubnetsOnceAndEachVariantsUserCalls) {
  ScenarioTreeModel model(nullptr);
  const QAbstractItemModelTester tester(&model, kFatal);
  auto set = std::make_shared<ScenarioSet>(*test::sequentialAndParallelPings(90));
  set->variants[1].canisters = set->variants[0].canisters;
  model.show(*set);
  ASSERT_EQ(model.rowCount(), 4);
  const QModelIndex subnet = model.index(0, 0);
  EXPECT_EQ(subnet.data().toString(), "subnet app-1");
  const QModelIndex caller = model.index(0, 0, subnet);
  EXPECT_EQ(caller.data().toString(), "caller");
  const QModelIndex call = model.index(0, 0, model.index(0, 0, caller));
  EXPECT_EQ(call.data().toString(), "call callee.ping × 90, sequential");
  EXPECT_EQ(model.index(2, 0).data().toString(), "Sequential");
  EXPECT_EQ(model.index(3, 0).data().toString(), "Parallel");
}

TEST(ScenarioTreeModelTest, ShowsEachVariantsOwnSubnetsWhereTheyDiffer) {
  ScenarioTreeModel model(nullptr);
  const QAbstractItemModelTester tester(&model, kFatal);
  model.show(*test::sequentialAndParallelPings(90));
  ASSERT_EQ(model.rowCount(), 2);
  EXPECT_EQ(model.rowCount(model.index(0, 0)), 3) << "a user's call and two subnets";
}

TEST(LessonModelTest, FindsALessonById) {
  LessonModel model({{"one", "First", "…"}, {"two", "Second", "…"}}, nullptr);
  const QAbstractItemModelTester tester(&model, kFatal);
  EXPECT_EQ(model.indexOf("two").row(), 1);
  EXPECT_FALSE(model.indexOf("three").isValid());
  EXPECT_TRUE(model.indexOf("one").data().toString().contains("First"));
}

TEST(RunStateModelTest, FollowsTheCursorAndGrowsWithTheRun) {
  Session session;
  RunStateModel model(&session, nullptr);
  const QAbstractItemModelTester tester(&model, kFatal);
  EXPECT_EQ(model.rowCount(), 0);
  simulateToTheEnd(session, test::sequentialAndParallelPings(600));
  ASSERT_EQ(model.columnCount(), 2);
  const auto shown = [&](RunStateModel::Row row, int variant) { return model.index(row, variant).data().toString(); };
  EXPECT_EQ(shown(RunStateModel::Replied, 0), "0");
  session.toEnd();
  EXPECT_EQ(shown(RunStateModel::InFlight, 0), "0");
  EXPECT_EQ(shown(RunStateModel::Replied, 0), "600");
  EXPECT_EQ(shown(RunStateModel::Replied, 1), "500");
  EXPECT_EQ(shown(RunStateModel::NotPerformed, 1), "100");
  session.setCursor(Time{} + seconds(1));
  EXPECT_EQ(shown(RunStateModel::InFlight, 1), "500");
  EXPECT_EQ(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), "Parallel");
}

TEST(PhaseModelTest, PhasesOfACallFollowEachOtherWithoutGaps) {
  Session session;
  simulateToTheEnd(session, test::sequentialAndParallelPings(3));
  const CallTable& table = session.runs()[0]->calls();
  const auto rows = phaseRowsOf(table.call(CallId{1}), table, session.end());
  ASSERT_GE(rows.size(), 4u);
  for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
    ASSERT_TRUE(rows[i].length.has_value());
    EXPECT_EQ(rows[i].begin + *rows[i].length, rows[i + 1].begin);
    EXPECT_NE(rows[i].phase, rows[i + 1].phase);
  }
  EXPECT_TRUE(rows.back().length.has_value());

  PhaseModel model(nullptr);
  const QAbstractItemModelTester tester(&model, kFatal);
  model.show(rows, seconds(1));
  EXPECT_EQ(model.rowCount(), static_cast<int>(rows.size()));
}

TEST(PhaseModelTest, WhatLiesAfterTheCursorIsNotTold) {
  Session session;
  simulateToTheEnd(session, test::sequentialAndParallelPings(3));
  const CallTable& table = session.runs()[0]->calls();
  const CallSpan& call = table.call(CallId{0});
  const auto rows = phaseRowsOf(call, table, table.drawnAt(call.at(CallPoint::RequestRouted)));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_FALSE(rows.back().length.has_value());
}

}  // namespace
}  // namespace roundscope::ui
