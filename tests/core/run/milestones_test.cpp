// What stepping looks for, against a look at every call.
#include "core/run/milestones.h"

#include <gtest/gtest.h>

#include <algorithm>

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
  std::size_t refused = 0;
  std::size_t replied = 0;
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
    refused += refusals.size();
    replied += replies.size();
  }
  EXPECT_GT(refused, 0u);
  EXPECT_GT(replied, 0u);
}

/// All that happens in one query has one moment, and a canister may fail to call for several reasons there.
TEST(Milestones, ARefusalIsNotAnAttemptThatFailedOfSomethingElseAtItsMoment) {
  roundscope::Run run(std::make_shared<const Scenario>(pingExperiment(2)));
  const auto notPerformed = [](std::uint32_t call, NotPerformedReason reason) {
    return CallNotPerformed{CallId{call}, ContextId{0}, CanisterId{0}, CanisterId{1}, MethodId{0}, 0, reason, 1, 0};
  };
  RoundBatch batch;
  batch.events = {RoundStarted{Wide{0}, 0, SubnetId{0}},
                  QueryStarted{Wide{100}, kNoCall, CanisterId{0}, MethodId{0}, 0},
                  notPerformed(0, NotPerformedReason::Cycles), notPerformed(1, NotPerformedReason::Slots)};
  run.append(batch);
  EXPECT_EQ(refusalAfter(run, 0), (CallAt{100, CallId{1}}));
  EXPECT_EQ(refusalAfter(run, 100), std::nullopt);
}

}  // namespace
}  // namespace roundscope::test
