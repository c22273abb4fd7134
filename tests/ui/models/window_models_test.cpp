// The panels' models: sound for any view, and right about calls.
#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QTest>

#include "core/run/rounds.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"
#include "tests/ui/waiting.h"
#include "ui/lessons/lesson_progress.h"
#include "ui/models/call_words.h"
#include "ui/models/lesson_model.h"
#include "ui/models/phase_model.h"
#include "ui/models/run_state_model.h"
#include "ui/session/session.h"

namespace roundscope::ui {
namespace {

constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

void simulateToTheEnd(Session& session, std::shared_ptr<const ScenarioSet> set) {
  session.open(std::move(set));
  ASSERT_TRUE(QTest::qWaitFor([&] { return session.finished(); }, kGenerousMs));
}

TEST(LessonModelTest, FindsALessonById) {
  LessonModel model({{"one", "First", "…"}, {"two", "Second", "…"}}, nullptr);
  const QAbstractItemModelTester tester(&model, kFatal);
  EXPECT_EQ(model.indexOf("two").row(), 1);
  EXPECT_FALSE(model.indexOf("three").isValid());
  EXPECT_TRUE(model.indexOf("one").data().toString().contains("First"));
}

TEST(LessonModelTest, TellsHowFarTheViewerHasCome) {
  rememberSteps("told-some", 2);
  rememberSteps("told-all", 5);
  LessonModel model({{"told-none", "None", "…", 3}, {"told-some", "Some", "…", 3}, {"told-all", "All", "…", 3}},
                    nullptr);
  const auto shown = [&](const char* id) { return model.indexOf(id).data().toString(); };
  EXPECT_EQ(shown("told-none"), "1  None");
  EXPECT_EQ(shown("told-some"), "2  Some  2/3");
  EXPECT_EQ(shown("told-all"), QStringLiteral("3  All  ✓"));
  rememberSteps("told-none", 1);
  rememberSteps("told-some", 1);
  model.refreshProgress();
  EXPECT_EQ(shown("told-none"), "1  None  1/3");
  EXPECT_EQ(shown("told-some"), "2  Some  2/3") << "nobody forgets";
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

TEST(PhaseModelTest, ARequestThatComesAfterItsCallerGaveUpMakesNoPhaseNegative) {
  const test::Outcome late = test::runText(R"({
    "roundscope": 1, "title": "Late", "subnets": [{"id": "s"}, {"id": "t", "xnet_delay_rounds": 6}],
    "canisters": [
      {"id": "a", "subnet": "s", "methods": {
        "go": {"steps": [{"call": {"to": "c.ping", "wait": {"bounded_s": 2}}}, {"reply": {}}]}}},
      {"id": "c", "subnet": "t", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.go"}]})");
  const CallSpan& call = late.table.call(CallId{0});
  ASSERT_GT(late.table.drawnAt(call.at(CallPoint::RequestInducted)), late.table.drawnAt(call.at(CallPoint::Completed)));
  for (std::int64_t us = 0; us < seconds(12).us; us += 250'000)
    for (const PhaseRow& row : phaseRowsOf(call, late.table, Time{us})) {
      EXPECT_GE(row.length.value_or(Duration{}), Duration{}) << us;
      EXPECT_GE(row.drawnLength.value_or(Duration{}), Duration{}) << us;
    }
}

TEST(PhaseModelTest, RowsAreThePhasesOfTheBar) {
  const test::Outcome run = test::runLesson("parallel-calls");
  for (const CallSpan& call : run.table.calls()) {
    const auto rows = phaseRowsOf(call, run.table, endOfRounds(*run.run));
    const PhaseSpans spans = phasesOf(run.table, call, endOfRounds(*run.run).us);
    ASSERT_EQ(rows.size(), spans.count);
    for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(rows[i].drawn.us, spans.spans[i].startUs);
  }
}

/// No cell of the table says anything finer than a round, and rounds add up.
TEST(PhaseModelTest, CountsWholeRoundsOnly) {
  for (const char* const lesson : {"same-or-cross-subnet", "callee-trust"}) {
    const test::Outcome run = test::runLesson(lesson);
    for (const CallSpan& call : run.table.calls()) {
      const auto rows = phaseRowsOf(call, run.table, endOfRounds(*run.run));
      PhaseModel model(nullptr);
      model.show(rows, seconds(1));
      for (int row = 0; row < model.rowCount(); ++row)
        for (const int column : {PhaseModel::Begin, PhaseModel::Length}) {
          const QString text = model.index(row, column).data().toString();
          bool whole = false;
          text.toInt(&whole);
          EXPECT_TRUE(whole || text == QLatin1String("so far")) << text.toStdString();
        }
    }
  }
}

TEST(PhaseModelTest, NamesTheStretchInWhichTheCalleeAwaits) {
  const test::Outcome slow =
      test::runText(test::twoSubnets(test::pingSteps(1), R"("ping": {"steps": [{"delay_ms": 4000}, {"reply": {}}]})"));
  PhaseModel model(nullptr);
  model.show(phaseRowsOf(slow.table.call(CallId{0}), slow.table, endOfRounds(*slow.run)), seconds(1));
  QStringList named;
  for (int row = 0; row < model.rowCount(); ++row)
    named << model.index(row, PhaseModel::Name).data().toString() + QLatin1Char(' ') +
                 model.index(row, PhaseModel::Length).data().toString();
  EXPECT_TRUE(named.contains(QStringLiteral("Awaiting 4"))) << named.join(QLatin1Char('|')).toStdString();
  EXPECT_TRUE(named.contains(QStringLiteral("Executing 0"))) << named.join(QLatin1Char('|')).toStdString();
}

TEST(MomentWords, SayTheRoundAndItsIterationWithTheBlocksTime) {
  Session session;
  simulateToTheEnd(session, test::sequentialAndParallelPings(3));
  const roundscope::Run& run = *session.runs()[0];
  const Moment started = run.call(CallId{1}).at(CallPoint::Started);
  const std::uint32_t round = run.round(started).round;
  EXPECT_EQ(placeWords(run, started), QStringLiteral("round %1, iteration 0").arg(round));
  session.setCursor(run.calls().drawnAt(started));
  EXPECT_EQ(cursorWords(session), QString::fromUtf8("round %1, iteration 0 · %1.0\u00a0s").arg(round));
}

TEST(MomentWords, SayTheMillisecondsOfAQuery) {
  const test::Outcome query = test::runLesson("composite-query", "Composite query");
  const QString words = placeWords(*query.run, query.table.call(CallId{0}).at(CallPoint::Started));
  EXPECT_TRUE(words.endsWith(QString::fromUtf8("\u00a0ms"))) << words.toStdString();
}

}  // namespace
}  // namespace roundscope::ui
