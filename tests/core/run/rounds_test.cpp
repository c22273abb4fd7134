// Instants and rounds, against the events that begin them.
#include "core/run/rounds.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/core/run/all_runs.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

TEST(Rounds, InstantsAreTheTimesOfRoundsEachOnce) {
  for (const AnyRun& any : allRuns()) {
    std::vector<Time> expected;
    for (const PlacedEvent& placed : any.events)
      if (const auto* round = std::get_if<RoundStarted>(&placed.event))
        expected.push_back(Time{static_cast<std::int64_t>(round->timeUs.value())});
    expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
    std::vector<Time> forward;
    for (auto next = instantAfter(any.run(), Time{-1}); next; next = instantAfter(any.run(), *next))
      forward.push_back(*next);
    ASSERT_EQ(forward, expected) << any.name;
    std::vector<Time> back;
    for (auto last = instantBefore(any.run(), Time{INT64_MAX / 2}); last; last = instantBefore(any.run(), *last))
      back.push_back(*last);
    std::reverse(back.begin(), back.end());
    ASSERT_EQ(back, expected) << any.name;
  }
}

TEST(Rounds, AreCountedFromTheFirstToTheLastUntilAMoment) {
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    for (const std::int64_t us : any.moments) {
      std::optional<std::int64_t> first;
      std::int64_t last = 0;
      for (const RoundRow& row : any.outcome.table.rounds()) {
        if (row.time.us > us || row.onlyQueries()) continue;
        if (!first) first = row.time.us;
        last = row.time.us;
      }
      const std::int64_t shortest = shortestRound(any.run().scenario()).us;
      const std::uint64_t expected = first ? static_cast<std::uint64_t>((last - *first) / shortest) + 1 : 0;
      ASSERT_EQ(roundsUntil(any.run(), static_cast<double>(us)), expected) << us;
    }
  }
}

TEST(Rounds, EndWithTheLongestOfTheLastOnes) {
  std::size_t longer = 0;
  for (const AnyRun& any : allRuns()) {
    Time end;
    Time last;
    Duration duration;
    for (const RoundRow& row : any.outcome.table.rounds()) {
      end = std::max(end, row.time + row.interval);
      last = row.time + row.interval;
      if (!row.onlyQueries()) duration = std::max(duration, row.time + row.interval - Time{});
    }
    for (const UserMessage& message : any.run().users().messages())
      if (message.completed && isQuery(any.run().scenario().method(message.to).kind))
        duration = std::max(duration, *message.completed);
    EXPECT_EQ(endOfRounds(any.run()), end) << any.name;
    EXPECT_EQ(durationOf(any.run()), duration) << any.name;
    longer += end > last ? 1U : 0U;
  }
  EXPECT_GT(longer, 0u) << "of some runs the last round is not the one that ends last";
}

TEST(Rounds, TheBeatTellsTheRoundOfEveryRowAndHowMuchOfItHasPassed) {
  for (const AnyRun& any : allRuns())
    for (const RoundRow& row : any.outcome.table.rounds()) {
      const Subnet& subnet = any.run().scenario().subnet(row.subnet);
      const Beat begin = beatOf(subnet, row.time);
      ASSERT_EQ(begin.round, row.round) << any.name;
      ASSERT_EQ(begin.passed, 0) << any.name;
      const Beat half = beatOf(subnet, row.time + Duration{row.interval.us / 2});
      ASSERT_EQ(half.round, row.round);
      ASSERT_NEAR(half.passed, 0.5, 1e-3);
    }
}

TEST(Rounds, TheIterationIsThatOfTheLastEventAsLongAsItsRoundGoesOn) {
  const Outcome outcome = runLesson("in-flight-limit", "Sequential");
  const roundscope::Run& run = *outcome.run;
  std::size_t iterations = 0;
  run.trace().forEach([&](std::uint64_t index, const Event& event) {
    const auto* started = std::get_if<IterationStarted>(&event);
    if (started == nullptr) return;
    ++iterations;
    EXPECT_EQ(iterationAt(run, run.calls().drawnAt(run.momentOf(index))), started->iteration);
  });
  EXPECT_GT(iterations, 30U);
  EXPECT_EQ(iterationAt(run, Time{-1}), std::nullopt);
  EXPECT_EQ(iterationAt(run, endOfRounds(run) + seconds(5)), std::nullopt);
}

TEST(Rounds, NothingIsDrawnAfterTheNextBlockOfAnySubnetHasBegun) {
  std::size_t cut = 0;
  for (const AnyRun& any : allRuns()) {
    const Scenario& scenario = any.run().scenario();
    for (const RoundRow& row : any.outcome.table.rounds()) {
      for (const Subnet& subnet : scenario.subnets) {
        const Time next = row.time + Duration{1};
        const Beat beat = beatOf(subnet, next);
        const Time begun{subnet.phase.us + static_cast<std::int64_t>(beat.round) * subnet.blockInterval.us};
        const Time block = begun > row.time ? begun : begun + subnet.blockInterval;
        ASSERT_LE(row.time + row.drawnSpan, block) << any.name;
        cut += block < row.time + row.interval ? 1U : 0U;
      }
    }
  }
  EXPECT_GT(cut, 100U) << "subnets have blocks at different times";
}

}  // namespace
}  // namespace roundscope::test
