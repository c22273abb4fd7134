// What stepping looks for, and overlaps, each against a look at every call.
#include "core/run/milestones.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/run/rounds.h"
#include "tests/core/run/all_runs.h"

namespace roundscope::test {
namespace {

/// Where a call ends; absent while it goes on.
std::optional<std::int64_t> endUsOf(const CallTable& table, const CallSpan& call) {
  const Moment end = call.at(call.outcome == CallOutcome::NotPerformed ? CallPoint::Performed : CallPoint::Completed);
  return end.happened() ? std::optional(table.drawnAt(end).us) : std::nullopt;
}

/// The ends of the calls that `holds` is true of, in order.
template <class Holds>
std::vector<CallAt> endsOf(const AnyRun& any, Holds&& holds) {
  std::vector<CallAt> ends;
  const CallTable& table = any.outcome.table;
  for (std::uint32_t i = 0; i < table.calls().size(); ++i) {
    const auto us = endUsOf(table, table.calls()[i]);
    if (us && holds(table.calls()[i])) ends.push_back({*us, CallId{i}});
  }
  std::sort(ends.begin(), ends.end());
  return ends;
}

TEST(Milestones, EveryFailureIsNextAfterTheOneBefore) {
  std::size_t failures = 0;
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    const std::vector<CallAt> expected = endsOf(any, [](const CallSpan& call) { return call.failed(); });
    std::vector<CallAt> forward;
    for (auto next = failureAfter(any.run(), {-1, CallId{0}}); next; next = failureAfter(any.run(), *next))
      forward.push_back(*next);
    ASSERT_EQ(forward, expected);
    std::vector<CallAt> back;
    for (auto last = failureBefore(any.run(), {INT64_MAX / 2, CallId{0}}); last; last = failureBefore(any.run(), *last))
      back.push_back(*last);
    std::reverse(back.begin(), back.end());
    ASSERT_EQ(back, expected);
    failures += expected.size();
  }
  EXPECT_GT(failures, 0u);
}

TEST(Milestones, RefusalsAndRepliesAreTheFirstAfterAMoment) {
  const auto firstAfter = [](const std::vector<CallAt>& all, std::int64_t us) {
    const auto next = std::find_if(all.begin(), all.end(), [us](const CallAt& at) { return at.us > us; });
    return next == all.end() ? std::nullopt : std::optional(*next);
  };
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    const std::vector<CallAt> refusals = endsOf(any, [](const CallSpan& call) {
      return call.outcome == CallOutcome::NotPerformed && call.notPerformed == NotPerformedReason::Slots;
    });
    const std::vector<CallAt> replies =
        endsOf(any, [](const CallSpan& call) { return call.outcome == CallOutcome::Replied; });
    for (const std::int64_t us : any.moments) {
      ASSERT_EQ(refusalAfter(any.run(), us), firstAfter(refusals, us)) << us;
      ASSERT_EQ(replyAfter(any.run(), us), firstAfter(replies, us)) << us;
    }
  }
}

TEST(Milestones, OverlapsAreTheOtherCallsThatAreInFlightMeanwhile) {
  std::uint64_t overlaps = 0;
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    const CallTable& table = any.outcome.table;
    const auto beginUsOf = [&](const CallSpan& call) { return table.drawnAt(call.at(CallPoint::Performed)).us; };
    Random random(table.calls().size());
    for (int i = 0; i < 4 && !table.calls().empty(); ++i) {
      const CallId id{static_cast<std::uint32_t>(random.between(0, table.calls().size() - 1))};
      for (const std::int64_t known : any.moments) {
        const CallSpan& call = table.call(id);
        std::uint32_t expected = 0;
        const std::int64_t begin = beginUsOf(call);
        const std::int64_t end = std::min(known, endUsOf(table, call).value_or(known));
        for (const CallSpan& other : table.calls()) {
          if (&other == &call || other.outcome == CallOutcome::NotPerformed) continue;
          if (beginUsOf(other) <= end && endUsOf(table, other).value_or(INT64_MAX) >= begin) ++expected;
        }
        if (call.outcome == CallOutcome::NotPerformed || begin > known) expected = 0;
        ASSERT_EQ(overlapsOf(any.run(), id, static_cast<double>(known)), expected) << id.value << " at " << known;
        overlaps += expected;
      }
    }
  }
  EXPECT_GT(overlaps, 0u);
}

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

}  // namespace
}  // namespace roundscope::test
