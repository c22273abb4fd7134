// The panels' models: sound for any view, and right about calls.
#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QTest>

#include "core/simulation/simulator.h"
#include "tests/support/pings.h"
#include "ui/models/lesson_model.h"
#include "ui/models/phase_model.h"
#include "ui/models/run_counts.h"
#include "ui/models/run_state_model.h"
#include "ui/models/scenario_tree_model.h"
#include "ui/session/instants.h"
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
  auto set = std::make_shared<ScenarioSet>(*sequentialAndParallelPings(90));
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
  model.show(*sequentialAndParallelPings(90));
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
  simulateToTheEnd(session, sequentialAndParallelPings(600));
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

TEST(RunCountsTest, GrowingInBatchesGivesTheSameCountsAsAllAtOnce) {
  Session session;
  session.setReadAhead(false);
  RunCounts grown;
  QObject::connect(&session, &Session::grew, &session, [&] { grown.update(session.runs()[0]->table); });
  session.open(sequentialAndParallelPings(40));
  session.setSpeed(1'000);
  session.play();
  ASSERT_TRUE(QTest::qWaitFor([&] { return session.finished(); }, kGenerousMs));
  RunCounts atOnce;
  atOnce.update(session.runs()[0]->table);
  for (Time time; time <= session.end(); time = time + milliseconds(250)) EXPECT_EQ(grown.at(time), atOnce.at(time));
  EXPECT_EQ(atOnce.at(session.end()), (CountsAt{.inFlight = 0, .replied = 40, .failed = 0, .notPerformed = 0}));
}

/// Pings a neighbour on its own subnet and a canister on another by turns, so that answers overtake each other.
Scenario pingsNearAndFar(std::uint32_t count) {
  Scenario scenario = pings("", count, Order::Parallel);
  Canister near = scenario.canisters[1];
  near.id = "near";
  near.subnet = SubnetId{0};
  scenario.canisters.push_back(near);
  std::get<CallStep>(scenario.canisters[0].methods[0].steps[0].action).to.push_back({CanisterId{2}, MethodId{0}});
  return scenario;
}

CountsAt recount(const CallTable& table, Time time) {
  CountsAt counts;
  for (const CallSpan& call : table.calls()) {
    if (table.drawnAt(call.at(CallPoint::Performed)) > time) continue;
    const Moment end = call.at(CallPoint::Completed);
    if (end.happened() && table.drawnAt(end) <= time)
      ++counts.replied;
    else
      ++counts.inFlight;
  }
  return counts;
}

TEST(RunCountsTest, CountsRightWhenAnswersOvertakeEachOther) {
  const Trace trace = simulate(std::make_shared<const Scenario>(pingsNearAndFar(20)));
  const CallTable table = buildCallTable(trace);
  RunCounts counts;
  counts.update(table);
  for (Time time; time < Time{} + seconds(5); time = time + milliseconds(10))
    EXPECT_EQ(counts.at(time), recount(table, time)) << time.us;
}

TEST(PhaseModelTest, PhasesOfACallFollowEachOtherWithoutGaps) {
  Session session;
  simulateToTheEnd(session, sequentialAndParallelPings(3));
  const CallTable& table = session.runs()[0]->table;
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
  simulateToTheEnd(session, sequentialAndParallelPings(3));
  const CallTable& table = session.runs()[0]->table;
  const CallSpan& call = table.call(CallId{0});
  const auto rows = phaseRowsOf(call, table, table.drawnAt(call.at(CallPoint::RequestRouted)));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_FALSE(rows.back().length.has_value());
}

LargeList<RoundRow> rowsOf(std::initializer_list<RoundRow> rows) {
  LargeList<RoundRow> list;
  for (const RoundRow& row : rows) list.push_back(row);
  return list;
}

TEST(InstantsTest, MergesRunsThatGrowAtDifferentPaces) {
  const auto at = [](std::int64_t s) {
    RoundRow row;
    row.time = Time{} + seconds(s);
    return row;
  };
  Instants instants;
  instants.add(rowsOf({at(0), at(2), at(4), at(9)}), 0);
  instants.add(rowsOf({at(0), at(1), at(1), at(4)}), 0);
  instants.add(rowsOf({at(0), at(1), at(1), at(4), at(5)}), 4);
  std::vector<std::int64_t> times;
  for (const Time time : instants.all()) times.push_back(time.us / 1'000'000);
  EXPECT_EQ(times, (std::vector<std::int64_t>{0, 1, 2, 4, 5, 9}));
  EXPECT_EQ(instants.after(Time{} + seconds(4)), Time{} + seconds(5));
  EXPECT_EQ(instants.before(Time{} + seconds(4)), Time{} + seconds(2));
  EXPECT_FALSE(instants.after(Time{} + seconds(9)).has_value());
  EXPECT_FALSE(instants.before(Time{}).has_value());
}

}  // namespace
}  // namespace roundscope::ui
