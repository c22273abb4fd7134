// Rows never overdraw, counts add up, and growing by batches gives what one go gives.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/random.h"
#include "core/run/event_clock.h"
#include "tests/ui/timeline/timeline_fixture.h"
#include "ui/timeline/index.h"
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
  EXPECT_EQ(calls + index.lanes()[0].refused.size(), run->table.calls().size());
  // Greedy packing needs no more rows than calls are ever in flight.
  EXPECT_EQ(static_cast<std::int32_t>(index.lanes()[0].rows.size()), index.inFlight().peak().value);
}

TEST_P(RandomRuns, GrowingBatchByBatchGivesTheSameRows) {
  const auto whole = randomRun(GetParam(), 30, 40);
  VariantRun growing(whole->scenario);
  VariantIndex stepwise(growing);
  for (const auto& batch : whole->trace.batches()) {
    growing.trace.append(batch);
    growing.table.append(*batch);
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
  const StepCurve& a = stepwise.inFlight();
  const StepCurve& b = atOnce.inFlight();
  ASSERT_EQ(a.size(), b.size());
  for (std::uint32_t i = 0; i < a.size(); ++i) EXPECT_EQ(a.point(i).value, b.point(i).value);
  EXPECT_EQ(stepwise.inFlight().peak().value, atOnce.inFlight().peak().value);
}

TEST_P(RandomRuns, ExtremesOfACurveAreThoseOfItsPoints) {
  Random random(GetParam());
  StepCurve curve;
  for (int i = 0; i < 3000; ++i) {
    curve.add(i * 10 + static_cast<std::int64_t>(random.between(0, 40)), random.chance(1, 2) ? 1 : -1);
    if (i % 37 == 0) curve.settle();
  }
  curve.settle();
  for (int i = 0; i < 300; ++i) {
    const auto from = static_cast<double>(random.between(0, 30'000));
    const double to = from + static_cast<double>(random.between(0, 9'000));
    StepCurve::Extremes expected{curve.valueAt(from), curve.valueAt(from)};
    for (std::uint32_t p = 0; p < curve.size(); ++p) {
      const StepCurve::Point point = curve.point(p);
      if (static_cast<double>(point.us) <= from || static_cast<double>(point.us) > to) continue;
      expected = {std::min(expected.low, point.value), std::max(expected.high, point.value)};
    }
    EXPECT_EQ(curve.extremesIn(from, to).low, expected.low);
    EXPECT_EQ(curve.extremesIn(from, to).high, expected.high);
  }
}

TEST_P(RandomRuns, StretchesOfACurveAreAsEachAskedForAlone) {
  Random random(GetParam());
  StepCurve curve;
  EXPECT_TRUE(curve.stretches({}).empty());
  EXPECT_EQ(curve.stretches({0, 10}).at(0).extremes.high, 0);
  for (int i = 0; i < 6000; ++i) {
    curve.add(i * 10 + static_cast<std::int64_t>(random.between(0, 40)), random.chance(1, 2) ? 1 : -1);
    if (i % 41 == 0) curve.settle();
  }
  curve.settle();
  for (const double widthUs : {3.5, 240.0, 1'990.0, 25'000.0}) {
    std::vector<double> bounds;
    for (double us = -50; us < 62'000; us += widthUs) bounds.push_back(us);
    const std::vector<StepCurve::Stretch> stretches = curve.stretches(bounds);
    ASSERT_EQ(stretches.size(), bounds.size() - 1);
    for (std::size_t i = 0; i < stretches.size(); ++i) {
      const StepCurve::Extremes alone = curve.extremesIn(bounds[i], bounds[i + 1]);
      EXPECT_EQ(stretches[i].extremes.low, alone.low);
      EXPECT_EQ(stretches[i].extremes.high, alone.high);
      EXPECT_EQ(stretches[i].last, curve.valueAt(bounds[i + 1]));
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
      EXPECT_EQ(lane.countsUntil(us), sum);
      all.attempted += sum.attempted;
      for (std::size_t i = 0; i < kOutcomeCount; ++i) all.by[i] += sum.by[i];
    }
    EXPECT_EQ(index.countsUntil(us), all);
  }
  EXPECT_EQ(index.firstAttemptUs(), index.lanes()[0].batches.front().log.attempts().front());
}

TEST_P(RandomRuns, AClockSaysWhenEventsAreDrawn) {
  const auto run = randomRun(GetParam(), 40, 60);
  EventClock clock(run->table);
  for (std::uint32_t round = 0; round < run->table.rounds().size(); ++round)
    for (std::uint32_t ordinal = 0; ordinal < run->table.rounds()[round].eventCount; ++ordinal)
      ASSERT_EQ(clock.at({round, ordinal}), run->table.drawnAt({round, ordinal})) << round << ':' << ordinal;
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomRuns, testing::Range<std::uint64_t>(1, 13));

TEST(Index, SequentialCallsShareOneRow) {
  const auto run = sequentialRun(90);
  VariantIndex index(*run);
  index.grow();
  EXPECT_EQ(index.lanes()[0].rows.size(), 1u);
  EXPECT_EQ(index.lanes()[1].executions.size(), 90u);
  EXPECT_EQ(index.roundsUntil(1e12), 181);
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
  EXPECT_EQ(lane.peakInFlight, 500);
  EXPECT_EQ(lane.peakDrawn, 2000);
  EXPECT_EQ(index.pairs().begin()->second.refused.size(), 1500u);
}

TEST(Index, PhasesOfACallLeaveNoGap) {
  const auto run = parallelRun(20);
  VariantIndex index(*run);
  index.grow();
  for (std::uint32_t i = 0; i < 20; ++i) {
    const PhaseSpans spans = phasesOf(run->table, run->table.call(CallId{i}), index.frontierUs());
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
