// Rows never overdraw, batches add up to what the run counts, and growing by batches gives what one go gives.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/run/rounds.h"
#include "tests/support/generated_scenario.h"
#include "tests/support/run.h"
#include "tests/ui/timeline/timeline_fixture.h"
#include "ui/timeline/calls_at.h"
#include "ui/timeline/index.h"
#include "ui/timeline/outcome_words.h"
#include "ui/timeline/phases.h"

namespace roundscope::ui {
namespace {

using namespace timeline_test;

class RandomRuns : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomRuns, RowsNeverOverlap) {
  const auto run = randomRun(GetParam(), 40, 60);
  const VariantIndex index = [&] {
    VariantIndex made(*run);
    made.grow();
    return made;
  }();
  std::size_t calls = 0;
  for (const LaneRow& row : index.lanes()[0].rows) {
    for (std::size_t i = 0; i + 1 < row.items.size(); ++i) EXPECT_LE(row.items[i].endUs, row.items[i + 1].startUs);
    calls += row.items.size();
  }
  EXPECT_EQ(calls + run->outcomes().of(CanisterId{0}).notPerformed().size(), run->calls().calls().size());
  // Greedy packing needs no more rows than calls are ever in flight.
  EXPECT_EQ(static_cast<std::int32_t>(index.lanes()[0].rows.size()), run->inFlight().all().peak().value);
}

TEST_P(RandomRuns, GrowingBatchByBatchGivesTheSameRows) {
  const auto whole = randomRun(GetParam(), 30, 40);
  roundscope::Run growing(whole->trace().scenarioPtr());
  VariantIndex stepwise(growing);
  whole->trace().forEachBatch([&](const RoundBatch& batch) {
    growing.append(batch);
    stepwise.grow();
  });
  VariantIndex atOnce(*whole);
  atOnce.grow();
  ASSERT_EQ(stepwise.lanes()[0].rows.size(), atOnce.lanes()[0].rows.size());
  for (std::size_t r = 0; r < atOnce.lanes()[0].rows.size(); ++r) {
    const LaneRow& a = stepwise.lanes()[0].rows[r];
    const LaneRow& b = atOnce.lanes()[0].rows[r];
    ASSERT_EQ(a.items.size(), b.items.size());
    EXPECT_EQ(a.failed, b.failed);
    for (std::size_t i = 0; i < a.items.size(); ++i) {
      EXPECT_EQ(a.items[i].startUs, b.items[i].startUs);
      EXPECT_EQ(a.items[i].endUs, b.items[i].endUs);
    }
  }
}

TEST_P(RandomRuns, ALanesCountsAreThoseOfItsBatches) {
  const auto run = randomRun(GetParam(), 40, 60);
  VariantIndex index(*run);
  index.grow();
  const auto endUs = static_cast<double>(index.frontierUs());
  for (double us = -1; us < endUs * 1.1; us += endUs / 97) {
    OutcomeCounts all;
    for (const Lane& lane : index.lanes()) {
      OutcomeCounts sum;
      for (const Batch& batch : lane.batches) {
        const OutcomeCounts counts = batch.log.countsUntil(us);
        sum.attempted += counts.attempted;
        for (std::size_t i = 0; i < kOutcomeCount; ++i) sum.by[i] += counts.by[i];
      }
      EXPECT_EQ(index.outcomesOf(lane).countsUntil(us), sum);
      all.attempted += sum.attempted;
      for (std::size_t i = 0; i < kOutcomeCount; ++i) all.by[i] += sum.by[i];
    }
    EXPECT_EQ(run->outcomes().countsUntil(us), all);
  }
  EXPECT_EQ(run->outcomes().attemptFrom(0), index.lanes()[0].batches.front().log.attempts().front());
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomRuns, testing::Range<std::uint64_t>(1, 13));

TEST(Index, SequentialCallsShareOneRow) {
  const auto run = sequentialRun(90);
  VariantIndex index(*run);
  index.grow();
  EXPECT_EQ(index.lanes()[0].rows.size(), 1u);
  EXPECT_EQ(index.lanes()[1].messages.executions().size(), 90u);
  EXPECT_EQ(roundsUntil(*run, 1e12), 181u);
}

/// Nothing that the run holds is missing on its lanes, and what shares a row follows in time, so that searches find it.
void expectWholeRowsInOrder(const roundscope::Run& run) {
  VariantIndex index(run);
  index.grow();
  std::size_t calls = 0;
  std::size_t executions = 0;
  for (const Lane& lane : index.lanes()) {
    calls += run.outcomes().of(lane.canister).notPerformed().size();
    for (const LaneRow& row : lane.rows) {
      calls += row.items.size();
      for (std::size_t i = 0; i + 1 < row.items.size(); ++i) EXPECT_LE(row.items[i].endUs, row.items[i + 1].startUs);
    }
    for (const ExecutionRow* row : lane.strip()) {
      const auto& all = row->executions();
      executions += all.size();
      for (std::size_t i = 0; i + 1 < all.size(); ++i) EXPECT_LE(all[i].endUs, all[i + 1].startUs);
    }
  }
  EXPECT_EQ(calls, run.calls().calls().size());
  std::size_t started = 0;
  run.trace().forEach([&](std::uint64_t, const Event& event) {
    started += std::holds_alternative<ExecutionStarted>(event) ? std::size_t{1} : std::size_t{0};
  });
  EXPECT_EQ(executions, started);
}

class GeneratedRuns : public testing::TestWithParam<std::uint64_t> {};

TEST_P(GeneratedRuns, AreDrawnWholeWithRowsInOrderOfTime) {
  const auto set = parseScenario(test::generatedScenario(GetParam()), {.fileName = "generated"});
  for (const Scenario& variant : set.value().variants) expectWholeRowsInOrder(*test::runScenario(variant).run);
}

INSTANTIATE_TEST_SUITE_P(Seeds, GeneratedRuns, testing::Range<std::uint64_t>(1, 41));

TEST(Index, QueriesAreDrawnBesideTheUpdatesOfTheirTime) {
  const test::Outcome mixed = test::runText(R"({
    "roundscope": 1, "title": "Mixed", "subnets": [{"id": "s"}],
    "canisters": [
      {"id": "a", "subnet": "s", "methods": {
        "go": {"steps": [{"call": {"to": "c.ping", "count": 2, "order": "sequential"}}, {"reply": {}}]},
        "q": {"kind": "composite_query", "steps": [{"call": {"to": "c.read"}}, {"reply": {}}]}}},
      {"id": "c", "subnet": "s", "methods": {
        "ping": {}, "read": {"kind": "query", "instructions": 600000000, "steps": [{"reply": {}}]}}}],
    "ingress": [{"to": "a.go"}, {"at_ms": 50, "to": "a.q"}, {"at_ms": 60, "to": "a.q"}]})");
  expectWholeRowsInOrder(*mixed.run);
  const TimelineIndex index({mixed.run.get()});
  const CallSpan& update = mixed.table.call(CallId{0});
  EXPECT_EQ(callsAt(index, mixed.table.drawnAt(update.at(CallPoint::Started))).size(), 3u);
}

TEST(Index, AQueryLeavesAMessageThatIsPausedItsWholeBar) {
  const test::Outcome mixed = test::runText(R"({
    "roundscope": 1, "title": "Paused", "subnets": [{"id": "s"}],
    "canisters": [{"id": "a", "subnet": "s", "methods": {
      "long": {"instructions": 6000000000, "steps": [{"reply": {}}]},
      "q": {"kind": "query", "steps": [{"reply": {}}]}}}],
    "ingress": [{"to": "a.long"}, {"at_ms": 500, "to": "a.q"}]})");
  expectWholeRowsInOrder(*mixed.run);
  VariantIndex index(*mixed.run);
  index.grow();
  const Lane& lane = index.lanes()[0];
  ASSERT_EQ(lane.messages.executions().size(), 1u);
  ASSERT_EQ(lane.queries.size(), 1u);
  EXPECT_GT(lane.messages.executions()[0].endUs - lane.messages.executions()[0].startUs, seconds(2).us);
  EXPECT_LT(lane.queries[0].executions()[0].endUs, seconds(1).us);
}

TEST(Index, AFanOutIsOneBatchThatSaysHowItWent) {
  const auto run = parallelRun(2000);
  VariantIndex index(*run);
  index.grow();
  const Lane& lane = index.lanes()[0];
  ASSERT_EQ(lane.batches.size(), 1u);
  EXPECT_EQ(outcomeText(lane.batches[0].log.countsUntil(1e12)).toStdString(),
            "2,000 calls: 500 replied, 1,500 not performed");
  EXPECT_EQ(outcomeText(lane.batches[0].log.countsUntil(1e6)).toStdString(),
            "2,000 calls: 1,500 not performed, 500 in flight");
  EXPECT_EQ(lane.peakDrawn, 500) << "what was refused was never in flight";
  EXPECT_EQ(run->inFlight().pairs().begin()->second.refused.size(), 1500u);
}

TEST(Index, PhasesOfACallLeaveNoGap) {
  const auto run = parallelRun(20);
  VariantIndex index(*run);
  index.grow();
  for (std::uint32_t i = 0; i < 20; ++i) {
    const PhaseSpans spans = phasesOf(run->calls(), run->call(CallId{i}), index.frontierUs());
    ASSERT_EQ(spans.count, kPhaseCount - 1) << "all but awaiting";
    for (std::size_t s = 1; s < spans.count; ++s) EXPECT_EQ(spans.spans[s].startUs, spans.spans[s - 1].endUs);
  }
}

TEST(Index, TextsCountInPlainNumbers) {
  EXPECT_EQ(grouped(0), QStringLiteral("0"));
  EXPECT_EQ(grouped(999), QStringLiteral("999"));
  EXPECT_EQ(grouped(1'234'567), QStringLiteral("1,234,567"));
  EXPECT_EQ(callsText(1), QStringLiteral("1 call"));
}

}  // namespace
}  // namespace roundscope::ui
