// What became of users' messages, counted again from the raw events.
#include "core/run/users.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace roundscope::test
