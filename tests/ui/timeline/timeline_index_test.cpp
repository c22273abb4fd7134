// Rows never overdraw, batches add up to what the run counts, and growing by batches gives what one go gives.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/run/rounds.h"
#include "tests/ui/timeline/timeline_fixture.h"
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
  for (const auto& batch : whole->trace().batches()) {
    growing.append(batch);
    stepwise.grow();
  }
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
  EXPECT_EQ(index.lanes()[1].executions.size(), 90u);
  EXPECT_EQ(roundsUntil(*run, 1e12), 181u);
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
  EXPECT_EQ(lane.peakDrawn, 2000);
  EXPECT_EQ(run->inFlight().pairs().begin()->second.refused.size(), 1500u);
}

TEST(Index, PhasesOfACallLeaveNoGap) {
  const auto run = parallelRun(20);
  VariantIndex index(*run);
  index.grow();
  for (std::uint32_t i = 0; i < 20; ++i) {
    const PhaseSpans spans = phasesOf(run->calls(), run->call(CallId{i}), index.frontierUs());
    ASSERT_EQ(spans.count, kPhaseCount);
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
