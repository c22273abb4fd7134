// What each operation on the network does to slots, memory and streams. Source: protocol.md sections 3 to 6.
#include <gmock/gmock.h>

#include <vector>

#include "tests/core/network/network_fixture.h"

namespace roundscope::test {
namespace {

using testing::ElementsAre;

// Whatever is not core/network cannot even be written.
template <class Q>
concept SlotsCanBeWritten = requires(Q queues) {
  queues.m_outputRequestSlots = 1;
};
template <class T>
concept MemoryCanBeWritten = requires(T traffic) {
  traffic.m_guaranteedMemory = 1;
};
template <class S>
concept StreamCanBeWritten = requires(S stream) {
  stream.m_bytes = 1;
};
template <class Q>
concept MessagesCanBeMoved = requires(Q queues, MessagePool pool) {
  queues.input().pop(pool);
};
static_assert(!SlotsCanBeWritten<PeerQueues> && !MemoryCanBeWritten<SubnetTraffic> && !StreamCanBeWritten<Stream> &&
              !MessagesCanBeMoved<PeerQueues>);

TEST_F(NetworkOperations, SetSlotsAsideForAMessageThatIsNotCommitted) {
  pending(0);
  pending(1);
  EXPECT_EQ(callers(), (Slots{.reserved = 2}));
  EXPECT_EQ(held(kHere), Held{});
}

TEST_F(NetworkOperations, GiveWhatWasSetAsideBackWhenTheMessageIsUndone) {
  here.cancelCall(pending(0));
  EXPECT_EQ(callers(), Slots{});
}

TEST_F(NetworkOperations, TakeARequestSlotAndReserveAResponseForAnOpenCall) {
  open(0);
  EXPECT_EQ(callers(), (Slots{.outputRequests = 1, .inputResponses = 1}));
  EXPECT_EQ(held(kHere), (Held{.callbacks = 1, .guaranteed = kReservation}));
  EXPECT_EQ(state.contexts[context].outstanding, 1U);
  EXPECT_TRUE(state.queuesBetween(kCaller, kCallee)->outputListed());
}

TEST_F(NetworkOperations, CountTheBytesOfABoundedCallAndLookAtItsDeadline) {
  open(0, 300);
  EXPECT_EQ(held(kHere), (Held{.callbacks = 1, .boundedOpen = 1, .bestEffort = 100}));
  EXPECT_FALSE(here.takeExpiredMessages(300).has_value());
  EXPECT_FALSE(here.takeExpiredCallbacks(300).has_value());
  ASSERT_TRUE(here.takeExpiredMessages(301).has_value());
  const auto callbacks = here.takeExpiredCallbacks(301);
  ASSERT_TRUE(callbacks.has_value());
  ASSERT_EQ(callbacks->size(), 1U);
  EXPECT_EQ(callbacks->front().call, CallId{0});
}

TEST_F(NetworkOperations, FreeTheRequestSlotWhenTheRequestLeaves) {
  open(0);
  open(1);
  EXPECT_EQ(state.messages[leave()].call, CallId{0});
  EXPECT_EQ(callers(), (Slots{.outputRequests = 1, .inputResponses = 2}));
}

TEST_F(NetworkOperations, TakeTwoSlotsAtTheCalleeForAnAcceptedRequest) {
  arrive(0);
  EXPECT_EQ(callees(), (Slots{.outputResponses = 1, .inputRequests = 1}));
  EXPECT_EQ(held(kThere), (Held{.guaranteed = kReservation}));
}

TEST_F(NetworkOperations, KeepTheResponseSlotWhileTheCalleeServesTheRequest) {
  const Message request = there.takeRequest(arrive(0, 300));
  EXPECT_EQ(request.cycles, 7U);
  EXPECT_EQ(callees(), (Slots{.outputResponses = 1}));
  EXPECT_EQ(held(kThere), Held{});
}

TEST_F(NetworkOperations, PutAResponseInThePlaceOfItsReservation) {
  answer(there.takeRequest(arrive(0)));
  EXPECT_EQ(callees(), (Slots{.outputResponses = 1}));
  EXPECT_EQ(held(kThere), (Held{.guaranteed = 30}));
  leaveCallee();
  EXPECT_EQ(callees(), Slots{});
  EXPECT_EQ(held(kThere), Held{});
}

TEST_F(NetworkOperations, HoldTheCallersSlotUntilTheResponseIsTaken) {
  const MessageIndex response = comeBack(0);
  EXPECT_EQ(callers(), (Slots{.inputResponses = 1}));
  EXPECT_EQ(held(kHere), (Held{.callbacks = 1, .guaranteed = 30}));
  EXPECT_TRUE(state.callbacks[state.messages[response].callback].answered);
  const ClosedCall closed = here.closeCall(response);
  EXPECT_EQ(closed.callback.call, CallId{0});
  EXPECT_EQ(callers(), Slots{});
  EXPECT_EQ(held(kHere), Held{});
  EXPECT_EQ(state.contexts[context].outstanding, 0U);
  EXPECT_EQ(state.messages.used(), 0U);
  EXPECT_EQ(state.callbacks.used(), 0U);
}

TEST_F(NetworkOperations, LeaveNothingBehindOfABoundedCall) {
  here.closeCall(comeBack(0, 300));
  EXPECT_EQ(callers(), Slots{});
  EXPECT_EQ(callees(), Slots{});
  EXPECT_EQ(held(kHere), Held{});
  EXPECT_EQ(held(kThere), Held{});
}

TEST_F(NetworkOperations, DeliverTheSubnetsOwnAnswerAtOnce) {
  open(0, 300);
  const MessageIndex request = leave();
  here.answerHere(state.messages[request].callback, RejectReason::DeadlineExpired, 5);
  EXPECT_EQ(held(kHere), (Held{.callbacks = 1}));
  EXPECT_EQ(callers(), (Slots{.inputResponses = 1}));
  const auto input = here.nextInput(kCaller);
  ASSERT_TRUE(input.has_value());
  EXPECT_EQ(input->source, InputSource::Remote);
  const MessageIndex response = here.leaveInput(kCaller, *input);
  EXPECT_EQ(state.messages[response].reason, RejectReason::DeadlineExpired);
  EXPECT_EQ(state.messages[response].cycles, 5U);
}

TEST_F(NetworkOperations, MakeARejectOfARequest) {
  open(0);
  const MessageIndex request = leave();
  state.messages[request].text = TextId{4};
  here.turnIntoReject(request, RejectReason::Stopped);
  const Message& reject = state.messages[request];
  EXPECT_EQ(reject.reason, RejectReason::Stopped);
  EXPECT_EQ(reject.text, kNoText) << "the network speaks, not a canister";
  EXPECT_TRUE(reject.isResponse);
  EXPECT_EQ(reject.payloadBytes, 0U);
  EXPECT_EQ(reject.cycles, 7U);
  EXPECT_EQ(reject.receiver(), kCaller);
}

TEST_F(NetworkOperations, CountTheMessagesAndBytesOfAStream) {
  open(0);
  here.openSlice(kThere, 0, 1);
  here.enterStream(kThere, leave());
  EXPECT_EQ(stream().messages(), 1U);
  EXPECT_EQ(stream().bytes(), 100U);
  EXPECT_EQ(there.firstArrived(kHere, 0), kNone);
  EXPECT_NE(there.firstArrived(kHere, 1), kNone);
  there.leaveStream(kHere);
  EXPECT_EQ(stream().messages(), 0U);
  EXPECT_EQ(stream().bytes(), 0U);
  EXPECT_EQ(there.firstArrived(kHere, 1), kNone);
  EXPECT_TRUE(stream().slices().empty());
}

TEST_F(NetworkOperations, SendSignalsBesideTheMessagesOfAStream) {
  open(0);
  const MessageIndex reject = leave();
  here.turnIntoReject(reject, RejectReason::Stopped);
  here.openSlice(kThere, 4, 6);
  EXPECT_TRUE(here.hasSlice(kThere, 4));
  EXPECT_FALSE(here.hasSlice(kThere, 5));
  here.sendSignal(kThere, reject);
  EXPECT_EQ(stream().messages(), 0U);
  std::vector<MessageIndex> taken;
  const auto take = [&](MessageIndex index) { taken.push_back(index); };
  there.takeSignals(kHere, 5, take);
  EXPECT_THAT(taken, ElementsAre());
  there.takeSignals(kHere, 6, take);
  EXPECT_THAT(taken, ElementsAre(reject));
}

TEST_F(NetworkOperations, KeepTheOrderOfTheLoopbackStream) {
  open(0);
  open(1);
  const MessageIndex first = leave();
  const MessageIndex second = leave();
  here.enterLoopback(first);
  here.enterLoopback(second);
  EXPECT_EQ(here.leaveLoopback(), first);
  EXPECT_EQ(here.leaveLoopback(), second);
  EXPECT_EQ(here.leaveLoopback(), kNone);
}

TEST_F(NetworkOperations, PutBlockedQueuesInLineAgainOnlyWhenTheyAreReleased) {
  open(0);
  const auto queue = here.nextOutput();
  ASSERT_TRUE(queue.has_value());
  here.endTurn(*queue, OutputTurn::Blocked);
  EXPECT_FALSE(here.nextOutput().has_value());
  here.releaseBlocked();
  EXPECT_TRUE(here.nextOutput().has_value());
}

TEST_F(NetworkOperations, TakeAQueueOutOfLineWhenItIsEmpty) {
  open(0);
  const auto queue = here.nextOutput();
  ASSERT_TRUE(queue.has_value());
  here.leaveOutput(*queue);
  here.endTurn(*queue, OutputTurn::Again);
  EXPECT_FALSE(here.nextOutput().has_value());
  EXPECT_FALSE(state.queuesBetween(kCaller, kCallee)->outputListed());
}

TEST_F(NetworkOperations, FreeTheSlotOfARequestThatExpiresBeforeItLeaves) {
  open(0, 300);
  const MessageIndex request = state.queuesBetween(kCaller, kCallee)->output().head;
  EXPECT_EQ(here.drop(request), 7U);
  EXPECT_EQ(callers(), (Slots{.inputResponses = 1}));
  EXPECT_EQ(held(kHere), (Held{.callbacks = 1, .boundedOpen = 1}));
  EXPECT_EQ(here.firstOutput({kCaller, here.peerRow(kCaller, kCallee)}), kNone);
  EXPECT_EQ(state.messages.used(), 0U);
}

TEST_F(NetworkOperations, KeepTheSlotOfAnExpiredRequestBehindAReplyUntilItsTurn) {
  answerCallee();
  open(1, 300);
  const OutputRef queue{kCaller, here.peerRow(kCaller, kCallee)};
  here.drop(state.queuesBetween(kCaller, kCallee)->output().tail);
  EXPECT_EQ(callers().outputRequests, 1U);
  here.leaveOutput(queue);
  EXPECT_EQ(here.firstOutput(queue), kNone);
  EXPECT_EQ(callers().outputRequests, 0U);
}

TEST_F(NetworkOperations, FreeBothSlotsOfARequestThatExpiresAtTheCallee) {
  EXPECT_EQ(there.drop(arrive(0, 300)), 7U);
  EXPECT_EQ(callees(), Slots{});
  EXPECT_EQ(held(kThere), Held{});
  EXPECT_EQ(state.messages.used(), 0U);
  EXPECT_FALSE(state.canisters[kCallee.value].queues.hasInput());
  EXPECT_FALSE(there.nextInput(kCallee).has_value());
}

TEST_F(NetworkOperations, KeepTheRequestSlotAtTheCalleeUntilWhatIsAheadHasLeft) {
  arrive(0);
  const MessageIndex expired = arrive(1, 300);
  there.drop(expired);
  EXPECT_EQ(callees(), (Slots{.outputResponses = 1, .inputRequests = 2})) << "its response has no slot any more";
  const auto input = there.nextInput(kCallee);
  ASSERT_TRUE(input.has_value());
  there.takeRequest(there.leaveInput(kCallee, *input));
  EXPECT_EQ(callees(), (Slots{.outputResponses = 1}));
  EXPECT_FALSE(there.nextInput(kCallee).has_value());
}

TEST_F(NetworkOperations, GiveAnExpiredRequestsTurnToTheSendersNextLiveOne) {
  const MessageIndex expired = arrive(0, 300);
  arrive(1);
  there.drop(expired);
  const auto input = there.nextInput(kCallee);
  ASSERT_TRUE(input.has_value());
  EXPECT_EQ(there.takeRequest(there.leaveInput(kCallee, *input)).call, CallId{1});
}

TEST_F(NetworkOperations, KeepTheSlotOfAnExpiredRequestBehindAnotherUntilThatHasLeft) {
  open(0);
  open(1, 300);
  here.drop(state.queuesBetween(kCaller, kCallee)->output().tail);
  EXPECT_EQ(callers(), (Slots{.outputRequests = 2, .inputResponses = 2}));
  leave();
  EXPECT_EQ(callers(), (Slots{.inputResponses = 2}));
}

TEST_F(NetworkOperations, KeepTheSlotOfAnExpiredResponseBehindAnother) {
  answer(there.takeRequest(arrive(0)));
  answer(there.takeRequest(arrive(1, 300)));
  there.drop(state.queuesBetween(kCallee, kCaller)->output().tail);
  EXPECT_EQ(callees(), (Slots{.outputResponses = 2}));
  leaveCallee();
  EXPECT_EQ(callees(), Slots{});
}

TEST_F(NetworkOperations, FreeTheSlotOfAResponseThatExpiresAtTheCallee) {
  answer(there.takeRequest(arrive(0, 300)));
  there.drop(state.queuesBetween(kCallee, kCaller)->output().head);
  EXPECT_EQ(callees(), Slots{});
  EXPECT_EQ(held(kThere), Held{});
}

TEST_F(NetworkOperations, KeepThePlaceOfAShedResponseForAReject) {
  const MessageIndex response = comeBack(0, 300);
  here.drop(response);
  EXPECT_EQ(callers(), (Slots{.inputResponses = 1}));
  EXPECT_EQ(held(kHere), (Held{.callbacks = 1}));
  here.closeCall(response);
  EXPECT_EQ(held(kHere), Held{});
}

TEST_F(NetworkOperations, TakeUsersMessagesInTheOrderInWhichTheyCame) {
  here.enterIngress(kCaller, IngressId{3});
  here.enterIngress(kCaller, IngressId{1});
  for (const std::uint32_t expected : {3U, 1U}) {
    const auto input = here.nextInput(kCaller);
    ASSERT_TRUE(input.has_value());
    EXPECT_EQ(input->source, InputSource::Ingress);
    EXPECT_EQ(here.takeIngress(kCaller), IngressId{expected});
  }
  EXPECT_FALSE(here.nextInput(kCaller).has_value());
}

}  // namespace
}  // namespace roundscope::test
