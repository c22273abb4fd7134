// A run as a whole: however its batches are cut, it answers the same; and what it comes to is what its folds say.
#include "core/run/run.h"

#include <gtest/gtest.h>

#include <sstream>

#include "core/run/event_clock.h"
#include "core/run/milestones.h"
#include "core/run/moment_state.h"
#include "core/run/rounds.h"
#include "tests/core/run/all_runs.h"

namespace roundscope::test {
namespace {

TEST(Run, AnswersTheSameHoweverItsBatchesAreCut) {
  for (std::size_t i = 0; i < allRuns().size(); i += 3) {
    const AnyRun& any = allRuns()[i];
    SCOPED_TRACE(any.name);
    if (any.events.size() > 60'000) continue;
    const auto cut = inBatchesOf(1 + i % 50, any.run().scenario());
    ASSERT_EQ(cut->fingerprint(), any.run().fingerprint());
    ASSERT_EQ(summarise(*cut), any.outcome.summary);
    for (const std::int64_t moment : any.moments) {
      const auto us = static_cast<double>(moment);
      ASSERT_EQ(cut->outcomes().countsUntil(us), any.run().outcomes().countsUntil(us));
      ASSERT_EQ(cut->users().countsUntil(us), any.run().users().countsUntil(us));
      ASSERT_EQ(cut->inFlight().all().valueAt(us), any.run().inFlight().all().valueAt(us));
      ASSERT_EQ(stateAt(*cut, Time{moment}), stateAt(any.run(), Time{moment}));
      ASSERT_EQ(failureAfter(*cut, {moment, CallId{0}}), failureAfter(any.run(), {moment, CallId{0}}));
    }
  }
}

TEST(Run, AClockSaysWhenEventsAreDrawn) {
  for (const AnyRun& any : allRuns()) {
    EventClock clock(any.outcome.table);
    for (std::uint32_t round = 0; round < any.outcome.table.rounds().size(); ++round)
      for (std::uint32_t ordinal = 0; ordinal < any.outcome.table.rounds()[round].eventCount; ++ordinal)
        ASSERT_EQ(clock.at({round, ordinal}), any.outcome.table.drawnAt({round, ordinal}))
            << any.name << ' ' << round << ':' << ordinal;
  }
}

TEST(Summary, CountsAreThoseOfTheFoldsAtTheEnd) {
  std::size_t ended = 0;
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    const CallCounts& calls = any.outcome.summary.calls;
    const OutcomeCounts counts = any.run().outcomes().countsUntil(1e18);
    EXPECT_EQ(calls.attempted, counts.attempted);
    EXPECT_EQ(calls.performed + calls.notPerformed, calls.attempted);
    EXPECT_EQ(calls.replied + calls.rejected + calls.trapped + calls.expired + calls.dropped + calls.inFlight,
              calls.performed);
    const bool whole = any.isWhole();
    ended += whole ? 1U : 0U;
    EXPECT_TRUE(!whole || calls.inFlight == 0) << "a run that ended by itself leaves no call open";
    EXPECT_EQ(any.outcome.summary.users.sent, any.run().users().sent().size());
  }
  EXPECT_GE(ended, 100U);
}

TEST(Summary, SaysOfARunThatWasCutOffThatItHasNoEnd) {
  const std::string text = twoSubnets(pingSteps(50));
  const Outcome whole = runText(text);
  EXPECT_EQ(whole.summary.cutOff, CutOff::None);
  EXPECT_TRUE(whole.summary.endToEnd.has_value());
  EXPECT_EQ(whole.summary.users.replied, 1u);
  const Outcome cut = runText(text, {{"/max_rounds", "10"}});
  EXPECT_EQ(cut.summary.cutOff, CutOff::MaxRounds);
  EXPECT_FALSE(cut.summary.endToEnd.has_value());
  EXPECT_EQ(cut.summary.users.pending(), 1u);
  EXPECT_EQ(cut.summary.calls.inFlight, 1u);
  EXPECT_LT(cut.summary.calls.replied, whole.summary.calls.replied);
}

}  // namespace
}  // namespace roundscope::test
