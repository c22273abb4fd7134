// The models of the event table and of the state at the cursor.
#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QTest>
#include <algorithm>

#include "tests/support/scenarios.h"
#include "tests/ui/waiting.h"
#include "ui/models/event_table_model.h"
#include "ui/models/state_model.h"
#include "ui/session/session.h"

namespace roundscope::ui {
namespace {

constexpr auto kReported = QAbstractItemModelTester::FailureReportingMode::Fatal;

class TablesTest : public testing::Test {
 protected:
  void simulate(int count) {
    session.open(test::sequentialAndParallelPings(count));
    ASSERT_TRUE(QTest::qWaitFor([this] { return session.finished(); }, kGenerousMs));
  }
  /// Waits until a filter has gone through the whole trace.
  void settle() { QTest::qWait(200); }

  Session session;
};

TEST_F(TablesTest, TheEventTableHasARowForEachEventInOrder) {
  EventTableModel model(&session, nullptr);
  const QAbstractItemModelTester tester(&model, kReported);
  simulate(20);
  const Trace& trace = session.runs()[0]->trace();
  ASSERT_EQ(static_cast<std::uint64_t>(model.rowCount()), trace.eventCount());
  EXPECT_EQ(model.index(2, EventTableModel::EventColumn).data().toString().toStdString(),
            eventText(trace.event(2), trace.scenario()));
  model.sort(EventTableModel::TimeColumn, Qt::DescendingOrder);
  EXPECT_EQ(model.eventAt(0), trace.eventCount() - 1);
  model.showVariant(1);
  EXPECT_EQ(static_cast<std::uint64_t>(model.rowCount()), session.runs()[1]->trace().eventCount());
}

TEST_F(TablesTest, FiltersLeaveWhatTheyAskFor) {
  EventTableModel model(&session, nullptr);
  const QAbstractItemModelTester tester(&model, kReported);
  simulate(600);
  model.showVariant(1);
  model.setFilter({.failuresOnly = true});
  settle();
  EXPECT_EQ(model.rowCount(), 100) << "calls that found no slot";
  model.setFilter({.kind = EventKind::Message, .canister = CanisterId{1}, .text = "call 7 "});
  settle();
  ASSERT_EQ(model.rowCount(), 2);
  EXPECT_EQ(model.index(0, EventTableModel::EventColumn).data().toString(), "request of call 7 is inducted");
  EXPECT_EQ(model.index(1, EventTableModel::CanisterColumn).data().toString(), "callee");
}

TEST_F(TablesTest, SortingByCallBringsACallsEventsTogether) {
  EventTableModel model(&session, nullptr);
  const QAbstractItemModelTester tester(&model, kReported);
  simulate(5);
  model.showVariant(1);
  model.sort(EventTableModel::CallColumn, Qt::AscendingOrder);
  settle();
  EXPECT_EQ(model.index(0, EventTableModel::CallColumn).data().toString(), "#0");
  const Trace& trace = session.runs()[1]->trace();
  for (int row = 1; row < model.rowCount(); ++row)
    EXPECT_LE(callOf(trace.event(model.eventAt(row - 1))), callOf(trace.event(model.eventAt(row))));
}

TEST_F(TablesTest, ASortedTableFindsItsEventsWhileItGrows) {
  session.setReadAhead(false);
  session.open(test::sequentialAndParallelPings(40));
  EventTableModel model(&session, nullptr);
  model.sort(EventTableModel::CallColumn, Qt::DescendingOrder);
  int most = 0;
  for (int step = 0; step < 60; ++step) {
    session.stepForward();
    QTest::qWait(5);
    const Trace& trace = session.runs()[0]->trace();
    for (int row = 0; row < model.rowCount(); ++row) ASSERT_EQ(model.rowOf(model.eventAt(row)), row);
    most = std::max(most, model.rowCount());
    EXPECT_EQ(model.rowOf(trace.eventCount()), std::nullopt);
  }
  EXPECT_GT(most, 100);
  settle();
  const Trace& trace = session.runs()[0]->trace();
  for (int row = 1; row < model.rowCount(); ++row)
    EXPECT_GE(callOf(trace.event(model.eventAt(row - 1))), callOf(trace.event(model.eventAt(row))));
}

TEST_F(TablesTest, WhatIsStillToComeIsNotTold) {
  EventTableModel model(&session, nullptr);
  simulate(5);
  session.changeView([](ViewState& view) { view.hideFuture = true; });
  const QModelIndex last = model.index(model.rowCount() - 1, EventTableModel::EventColumn);
  EXPECT_EQ(last.data().toString(), "still to come");
  session.toEnd();
  EXPECT_NE(last.data().toString(), "still to come");
}

TEST_F(TablesTest, AFilteredEventsRowIsTheLastOneBeforeIt) {
  EventTableModel model(&session, nullptr);
  simulate(5);
  model.setFilter({.kind = EventKind::Round});
  settle();
  ASSERT_GT(model.rowCount(), 3);
  EXPECT_EQ(model.rowOf(model.eventAt(2)), 2);
  EXPECT_EQ(model.rowOf(model.eventAt(2) + 1), model.eventAt(3) == model.eventAt(2) + 1 ? 3 : 2);
}

QString valueOf(const StateModel& model, const QString& name) {
  for (int row = 0; row < model.rowCount(); ++row)
    if (model.index(row, StateModel::Name).data().toString() == name)
      return model.index(row, StateModel::Value).data().toString();
  return QStringLiteral("no such row");
}

TEST_F(TablesTest, TheStateFollowsTheCursor) {
  StateModel model(&session, nullptr);
  const QAbstractItemModelTester tester(&model, kReported);
  simulate(600);
  model.showVariant(1);
  EXPECT_EQ(valueOf(model, "caller → callee"), "0 of 500");
  const roundscope::Run& run = *session.runs()[1];
  session.setCursor(run.calls().drawnAt(run.call(CallId{0}).at(CallPoint::Started)));
  EXPECT_EQ(valueOf(model, "caller → callee"), "500 of 500");
  bool waits = false;
  for (int row = 0; row < model.rowCount(); ++row)
    waits = waits || model.index(row, StateModel::Name).data(StateModel::LitRole).toInt() == 1;
  EXPECT_TRUE(waits) << "the caller waits at its call";
  session.toEnd();
  EXPECT_EQ(valueOf(model, "caller → callee"), "0 of 500");
  EXPECT_EQ(valueOf(model, "app-1 → app-2"), "0");
}

}  // namespace
}  // namespace roundscope::ui
