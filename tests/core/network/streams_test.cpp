// Messages of a stream arrive with the slice of the round that sent them. Source: protocol.md section 5.
#include <gmock/gmock.h>

#include <vector>

#include "tests/core/network/network_fixture.h"

namespace roundscope::test {
namespace {

using testing::ElementsAre;

class StreamSlices : public NetworkOperations {
 protected:
  /// A request of the caller enters the stream, in the slice that was opened last.
  MessageIndex enter(std::uint32_t number) {
    open(number);
    const MessageIndex request = leave();
    here.enterStream(kThere, request);
    return request;
  }
  /// Takes all messages that have arrived by this round of the receiver: their calls.
  std::vector<std::uint32_t> arrivedBy(std::uint64_t round) {
    std::vector<std::uint32_t> calls;
    for (MessageIndex i = there.firstArrived(kHere, round); i != kNone; i = there.firstArrived(kHere, round)) {
      calls.push_back(state.messages[i].call.value);
      there.leaveStream(kHere);
    }
    return calls;
  }
};

TEST_F(StreamSlices, DeliverEachSliceInTheRoundInWhichItIsDue) {
  here.openSlice(kThere, 3, 5);
  enter(0);
  enter(1);
  here.openSlice(kThere, 4, 7);
  enter(2);
  EXPECT_EQ(stream().messages(), 3U);
  EXPECT_EQ(stream().bytes(), 300U);
  EXPECT_THAT(arrivedBy(4), ElementsAre());
  EXPECT_THAT(arrivedBy(5), ElementsAre(0U, 1U));
  EXPECT_THAT(arrivedBy(6), ElementsAre());
  EXPECT_EQ(stream().bytes(), 100U);
  EXPECT_THAT(arrivedBy(9), ElementsAre(2U)) << "late is not lost";
  EXPECT_EQ(stream().messages(), 0U);
}

TEST_F(StreamSlices, KnowOnlyTheSliceOpenedLast) {
  EXPECT_FALSE(here.hasSlice(kThere, 0));
  here.openSlice(kThere, 3, 5);
  here.openSlice(kThere, 4, 6);
  EXPECT_TRUE(here.hasSlice(kThere, 4));
  EXPECT_FALSE(here.hasSlice(kThere, 3));
}

TEST_F(StreamSlices, GoOneWay) {
  here.openSlice(kThere, 0, 1);
  enter(0);
  EXPECT_EQ(here.firstArrived(kThere, 9), kNone);
  EXPECT_EQ(state.subnets[1].traffic.streamTo(kHere).messages(), 0U);
  EXPECT_NE(there.firstArrived(kHere, 9), kNone);
}

TEST_F(StreamSlices, HoldMessagesAtThePlaceCalledArrival) {
  here.openSlice(kThere, 0, 1);
  EXPECT_EQ(state.messages[enter(0)].place, MessagePlace::Arrival);
  open(1);
  const MessageIndex own = leave();
  here.enterLoopback(own);
  EXPECT_EQ(state.messages[own].place, MessagePlace::Arrival);
}

}  // namespace
}  // namespace roundscope::test
