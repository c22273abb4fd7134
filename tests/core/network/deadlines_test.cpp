// Every message and callback with a deadline is looked at once that has passed. Source: protocol.md section 6.
#include <gmock/gmock.h>

#include <vector>

#include "tests/core/network/network_fixture.h"

namespace roundscope::test {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

class Deadlines : public NetworkOperations {
 protected:
  /// The calls to look at in this second of a subnet, second by second.
  static std::vector<std::uint32_t> expiredMessages(Network& network, std::int64_t second) {
    std::vector<std::uint32_t> calls;
    while (const auto watched = network.takeExpiredMessages(second))
      for (const Watched& message : *watched) calls.push_back(message.call.value);
    return calls;
  }
};

TEST_F(Deadlines, ComeInTheOrderOfTheirSecondsWhateverTheOrderOfCalls) {
  open(0, 302);
  open(1, 300);
  open(2, 302);
  EXPECT_THAT(expiredMessages(here, 302), ElementsAre(1U)) << "a deadline's own second is not over";
  EXPECT_THAT(expiredMessages(here, 303), ElementsAre(0U, 2U));
  EXPECT_THAT(expiredMessages(here, 999), ElementsAre()) << "each is told once";
}

TEST_F(Deadlines, OfCallbacksAreKeptApart) {
  open(0, 300);
  open(1, 301);
  const auto first = here.takeExpiredCallbacks(400);
  ASSERT_TRUE(first.has_value());
  ASSERT_THAT(*first, SizeIs(1)) << "one second at a time";
  EXPECT_EQ(first->front().call, CallId{0});
  EXPECT_EQ(state.callbacks[first->front().row].call, CallId{0});
  EXPECT_TRUE(here.takeExpiredCallbacks(400).has_value());
  EXPECT_FALSE(here.takeExpiredCallbacks(400).has_value());
  EXPECT_THAT(expiredMessages(here, 400), ElementsAre(0U, 1U));
}

TEST_F(Deadlines, FollowAMessageToEveryQueueThatItWaitsIn) {
  const MessageIndex request = arrive(0, 300);
  EXPECT_TRUE(state.messages[request].expiryWatched);
  EXPECT_THAT(expiredMessages(there, 301), ElementsAre(0U)) << "the callee's input queue";
  answer(there.takeRequest(request));
  EXPECT_THAT(expiredMessages(there, 301), ElementsAre(0U)) << "the callee's output queue";
  here.deliverResponse(leaveCallee());
  EXPECT_THAT(expiredMessages(here, 301), ElementsAre(0U)) << "the caller's output queue, which it has left";
}

TEST_F(Deadlines, OfUnboundedCallsThereAreNone) {
  comeBack(0);
  EXPECT_THAT(expiredMessages(here, 99'999), ElementsAre());
  EXPECT_THAT(expiredMessages(there, 99'999), ElementsAre());
  EXPECT_FALSE(here.takeExpiredCallbacks(99'999).has_value());
}

TEST_F(Deadlines, FreeTheSlotOfARequestBehindAReplyThatHasExpiredToo) {
  answerCallee(300);
  open(1, 300);
  here.drop(state.queuesBetween(kCaller, kCallee)->output().head);
  here.drop(state.queuesBetween(kCaller, kCallee)->output().tail);
  EXPECT_EQ(callers().outputRequests, 0U);
}

TEST_F(Deadlines, LeaveRowsThatAreKnownToBeFree) {
  const MessageIndex response = comeBack(0, 300);
  const std::uint32_t callback = state.messages[response].callback;
  here.closeCall(response);
  EXPECT_FALSE(state.messages[response].inUse);
  EXPECT_EQ(state.callbacks[callback].call, kNoCall);
}

TEST_F(Deadlines, FreeTheMemoryOfAMessageThatLeavesOrIsDropped) {
  open(0, 300);
  open(1, 300);
  leave();
  EXPECT_EQ(held(kHere).bestEffort, 100U);
  EXPECT_EQ(here.drop(state.queuesBetween(kCaller, kCallee)->output().head), 7U);
  EXPECT_EQ(held(kHere).bestEffort, 0U);
}

}  // namespace
}  // namespace roundscope::test
