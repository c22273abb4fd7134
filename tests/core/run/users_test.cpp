// What became of users' messages, counted again from the raw events.
#include "core/run/users.h"

#include <gtest/gtest.h>

#include <set>

#include "core/analysis/event_call.h"
#include "core/run/rounds.h"
#include "tests/core/run/all_runs.h"

namespace roundscope::test {
namespace {

TEST(Users, MessagesStandAtAnyMomentAsTheEventsBeforeSay) {
  UserCounts most;
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    for (const std::int64_t us : any.moments) {
      UserCounts expected;
      for (const PlacedEvent& placed : any.events) {
        if (placed.us > us) continue;
        if (std::holds_alternative<IngressInducted>(placed.event)) ++expected.sent;
        const auto* end = std::get_if<IngressCompleted>(&placed.event);
        if (end == nullptr) continue;
        expected.replied += end->outcome == IngressOutcome::Replied ? 1 : 0;
        expected.rejected += end->outcome == IngressOutcome::Rejected ? 1 : 0;
        expected.trapped += end->outcome == IngressOutcome::Trapped ? 1 : 0;
      }
      ASSERT_EQ(any.run().users().countsUntil(static_cast<double>(us)), expected) << us;
    }
    const UserCounts end = any.run().users().countsUntil(1e18);
    most = {std::max(most.sent, end.sent), std::max(most.replied, end.replied), std::max(most.rejected, end.rejected),
            std::max(most.trapped, end.trapped)};
  }
  for (const std::uint32_t count : {most.sent, most.replied, most.rejected, most.trapped}) EXPECT_GT(count, 0u);
}

TEST(Users, EachMessageHasTheOutcomeThatWasCounted) {
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    UserCounts told;
    std::uint32_t pending = 0;
    for (const UserMessage& message : any.run().users().messages()) {
      told.replied += message.outcome == IngressOutcome::Replied ? 1 : 0;
      told.rejected += message.outcome == IngressOutcome::Rejected ? 1 : 0;
      told.trapped += message.outcome == IngressOutcome::Trapped ? 1 : 0;
      pending += message.outcome == IngressOutcome::Pending ? 1 : 0;
      if (message.outcome == IngressOutcome::Pending) {
        EXPECT_EQ(message.rounds, 0u);
      }
    }
    const UserCounts counts = any.run().users().countsUntil(1e18);
    EXPECT_EQ(told.replied, counts.replied);
    EXPECT_EQ(told.rejected, counts.rejected);
    EXPECT_EQ(told.trapped, counts.trapped);
    EXPECT_EQ(pending + counts.sent, counts.pending() + any.run().scenario().ingress.size());
  }
}

/// A round lasts a second, and the message waits in the block after it was sent. Source: protocol.md section 10.
TEST(Users, SeeAReplyOneCertificationAfterItsRound) {
  const Outcome run =
      runText(twoSubnets(pingSteps(1)), {{"/ingress/0/at_ms", "1500"}, {"/limits/certification_rounds", "2"}});
  const UserMessage& message = run.run->users().messages().front();
  EXPECT_EQ(message.submitted, milliseconds(1'500));
  EXPECT_EQ(message.rounds, 3u) << "that of the call, that of the callee, that of the callback";
  EXPECT_EQ(message.completed, seconds(4 + 2)) << "replied in the round at 4 s";
  EXPECT_EQ(message.repliedCalls, 1u);
  EXPECT_EQ(message.failedCalls, 0u);
}

TEST(Users, EveryFailedMessageIsNextAfterTheOneBefore) {
  std::size_t failures = 0;
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    std::set<std::int64_t> expected;
    for (const PlacedEvent& placed : any.events)
      if (const auto* e = std::get_if<IngressCompleted>(&placed.event); e != nullptr && isFailure(placed.event))
        expected.insert(placed.us);
    std::set<std::int64_t> forward;
    std::set<std::int64_t> back;
    const Users& users = any.run().users();
    for (auto next = users.failureAfter(-1); next; next = users.failureAfter(*next)) forward.insert(*next);
    for (auto last = users.failureBefore(INT64_MAX / 2); last; last = users.failureBefore(*last)) back.insert(*last);
    ASSERT_EQ(forward, expected);
    ASSERT_EQ(back, expected);
    failures += expected.size();
  }
  EXPECT_GT(failures, 10u);
}

/// A query takes no rounds: the agent's own is done when its answer has travelled back, however deep it went.
TEST(Users, SeeAQuerysAnswerWhenItHasTravelledBack) {
  const std::string text =
      R"({"roundscope": 1, "subnets": [{"id": "s"}], "limits": {"query_round_trip_ms": 200}, "canisters": [
    {"id": "a", "subnet": "s", "methods": {
      "outer": {"kind": "composite_query", "steps": [{"call": {"to": "a.inner"}}, {"work": 4000000}, {"reply": {}}]},
      "inner": {"kind": "query"}}}],
    "ingress": [{"at_ms": 500, "to": "a.outer"}]})";
  const Outcome run = runText(text);
  const auto ends = run.all<QueryFinished>();
  ASSERT_EQ(ends.size(), 2u);
  ASSERT_EQ(ends[1].depth, 0u);
  const UserMessage& message = run.run->users().messages().front();
  EXPECT_EQ(message.outcome, IngressOutcome::Replied);
  EXPECT_EQ(message.rounds, 0u);
  EXPECT_EQ(message.completed, Duration{static_cast<std::int64_t>(ends[1].endUs.value())} + milliseconds(100));
  EXPECT_EQ(durationOf(*run.run), message.completed);
}

}  // namespace
}  // namespace roundscope::test
