// Expiry in every place, late responses, and the memory for messages. Source: protocol.md section 6.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <optional>

#include "tests/support/run.h"

namespace roundscope::test {
namespace {

Time timeAt(const Outcome& run, const Moment& moment) { return run.table.rounds()[moment.round].time; }

std::string boundedPing(const char* wait, int count = 1, int bytes = 0) {
  return fmt::format(
      R"({{"call": {{"to": "callee.ping", "count": {}, "order": "parallel", "wait": {}, "payload_bytes": {}}}}}, {{"reply": {{}}}})",
      count, wait, bytes);
}

TEST(Deadline, IsFiveMinutesUnlessTheScenarioSaysOtherwise) {
  EXPECT_EQ(runText(twoSubnets(boundedPing("\"bounded\""))).all<CallPerformed>()[0].timeoutSeconds, 300);
  EXPECT_EQ(runText(twoSubnets(boundedPing("\"unbounded\""))).all<CallPerformed>()[0].timeoutSeconds, 0);
}

TEST(Deadline, IsCappedAtFiveMinutes) {
  EXPECT_EQ(runText(twoSubnets(boundedPing(R"({"bounded_s": 900})"))).all<CallPerformed>()[0].timeoutSeconds, 300);
}

TEST(Deadline, CountsWholeSecondsOfTheBlockTime) {
  // Performed at 0.9 s with 1 s: the deadline is second 1, not 1.9 s; expired where 1 < the block's second.
  const Outcome run = runText(
      twoSubnets(boundedPing(R"({"bounded_s": 1})")),
      {{"/subnets/0/phase_ms", "900"}, {"/subnets/0/block_interval_ms", "100"}, {"/subnets/1/phase_ms", "60000"}});
  EXPECT_EQ(timeAt(run, run.table.calls()[0].at(CallPoint::Answered)), Time{} + seconds(2));
}

TEST(Expiry, InTheCalleesInputQueueDropsTheRequestUnseen) {
  // The callee is busy, so the ping waits in its input queue past its deadline.
  const Outcome run = runText(
      twoSubnets(
          boundedPing(R"({"bounded_s": 3})"),
          R"("ping": {"steps": [{"add": {"x": 1}}, {"reply": {}}]}, "busy": {"steps": [{"work": 30000000000}, {"reply": {}}]})"),
      {{"/ingress", R"([{"to": "callee.busy"}, {"to": "caller.go"}])"}});
  const CallSpan& call = run.table.calls()[0];
  EXPECT_EQ(call.code, RejectCode::SysUnknown) << "the caller cannot know";
  EXPECT_FALSE(call.at(CallPoint::Started).happened());
  EXPECT_EQ(run.variable("callee", "x"), 0);
  const auto dropped = run.all<MessageDropped>();
  ASSERT_EQ(dropped.size(), 1U);
  EXPECT_EQ(dropped[0].place, MessagePlace::CalleeInput);
}

TEST(Expiry, InTheCalleesOutputQueueDropsTheResponse) {
  // The stream back holds one message, which a slow block of the caller's subnet does not take.
  const Outcome run =
      runText(twoSubnets(boundedPing(R"({"bounded_s": 4})", 2)),
              {{"/subnets/1/limits", R"({"stream_messages": 1})"}, {"/subnets/0/block_interval_ms", "9000"}});
  std::vector<MessagePlace> places;
  for (const MessageDropped& e : run.all<MessageDropped>()) places.push_back(e.place);
  EXPECT_THAT(places, testing::UnorderedElementsAre(MessagePlace::CalleeOutput, MessagePlace::Arrival))
      << "the one in the stream arrives late";
  EXPECT_EQ(run.count(CallOutcome::Expired), 2U);
  for (const CallSpan& call : run.table.calls()) EXPECT_EQ(call.code, RejectCode::SysUnknown);
}

TEST(Expiry, DoesNotTouchAResponseInTheCallersInputQueue) {
  // The response is inducted in time, but the caller is busy until long after the deadline.
  const Outcome run = runText(twoSubnets(boundedPing(R"({"bounded_s": 3})")),
                              {{"/canisters/0/methods/busy", R"({"steps": [{"work": 30000000000}, {"reply": {}}]})"},
                               {"/ingress", R"([{"to": "caller.go"}, {"at_ms": 1000, "to": "caller.busy"}])"}});
  EXPECT_EQ(run.table.calls()[0].outcome, CallOutcome::Replied);
  EXPECT_GT(timeAt(run, run.table.calls()[0].at(CallPoint::Completed)), Time{} + seconds(10));
}

TEST(Expiry, DoesNotStopAMessageThatIsExecuting) {
  const Outcome run =
      runText(twoSubnets(boundedPing(R"({"bounded_s": 2})"),
                         R"("ping": {"steps": [{"work": 20000000000}, {"add": {"x": 1}}, {"reply": {}}]})"));
  EXPECT_EQ(run.table.calls()[0].outcome, CallOutcome::Expired);
  EXPECT_EQ(run.variable("callee", "x"), 1);
}

TEST(Expiry, DoesNotReachUnboundedRequestsOnceTheyWereSent) {
  const Outcome run =
      runText(twoSubnets(boundedPing("\"unbounded\""),
                         R"("ping": {}, "busy": {"steps": [{"work": 39000000000}, {"reply": {}}]})"),
              {{"/limits/request_expiry_s", "3"}, {"/ingress", R"([{"to": "callee.busy"}, {"to": "caller.go"}])"}});
  EXPECT_EQ(run.table.calls()[0].outcome, CallOutcome::Replied);
}

TEST(Expiry, OfAnUnboundedRequestThatCannotLeaveIsAfterThreeHundredAndOneSeconds) {
  // The stream is full and the callee's subnet takes nothing before.
  const Outcome run = runText(twoSubnets(boundedPing("\"unbounded\"", 2)),
                              {{"/limits/stream_messages", "1"}, {"/subnets/1/phase_ms", "400000"}});
  const CallSpan& call = run.table.calls()[1];
  EXPECT_EQ(call.reason, RejectReason::RequestTimedOut);
  EXPECT_EQ(call.code, RejectCode::SysTransient);
  EXPECT_EQ(timeAt(run, call.at(CallPoint::Answered)), Time{} + seconds(301));
  EXPECT_EQ(run.table.calls()[0].outcome, CallOutcome::Replied) << "it was in the stream, where nothing expires";
}

/// b's stream toward a's subnet is full from the start, and that subnet's next block comes after half a minute. At 2 s
/// b asks a, which expires at 4 s; at 9 s it asks again. Returns the reason why that second call is not performed.
std::optional<NotPerformedReason> secondAsk(const char* ingress) {
  const Outcome run = runText(fmt::format(
      R"({{"roundscope": 1, "limits": {{"queue_capacity": 1}},
      "subnets": [{{"id": "s", "block_interval_ms": 30000}}, {{"id": "t", "limits": {{"stream_messages": 1}}}}],
      "canisters": [
        {{"id": "a", "subnet": "s", "methods": {{"ping": {{}}, "go": {{"steps": [{{"call": {{"to": "b.serve"}}}}, {{"reply": {{}}}}]}}}}}},
        {{"id": "d", "subnet": "s", "methods": {{"ping": {{}}}}}},
        {{"id": "b", "subnet": "t", "methods": {{"serve": {{}},
          "fill": {{"steps": [{{"call": {{"to": "d.ping"}}}}, {{"reply": {{}}}}]}},
          "ask": {{"steps": [{{"call": {{"to": "a.ping", "wait": {{"bounded_s": 1}}}}}}, {{"reply": {{}}}}]}}}}}}],
      "ingress": [{}, {{"to": "b.fill"}}, {{"at_ms": 2000, "to": "b.ask"}}, {{"at_ms": 9000, "to": "b.ask"}}]}})",
      ingress));
  const auto refused = run.all<CallNotPerformed>();
  if (refused.empty()) return std::nullopt;
  EXPECT_EQ(refused.size(), 1U);
  return refused[0].reason;
}

TEST(Slots, OfAnExpiredRequestStayTakenBehindAReplyThatCannotLeave) {
  EXPECT_EQ(secondAsk(R"({"to": "a.go"})"), NotPerformedReason::Slots) << "b's reply to a stands in front";
  EXPECT_EQ(secondAsk(R"({"to": "a.ping"})"), std::nullopt) << "nothing stands in front";
}

TEST(Memory, ForGuaranteedResponsesIsReservedOnTheCallersSubnet) {
  const Outcome run =
      runText(twoSubnets(boundedPing("\"unbounded\"", 5)),
              {{"/subnets/0/limits", R"({"guaranteed_memory_bytes": 6291456, "scheduler_threads": 1})"}});
  EXPECT_EQ(run.summary.calls.performed, 3U) << "three times 2 MiB";
}

TEST(Memory, ForGuaranteedResponsesIsSharedOutToTheThreads) {
  // 24 MiB are room for twelve; one of four threads may use a quarter of what is free when the iteration begins.
  const Outcome run = runText(twoSubnets(boundedPing("\"unbounded\"", 12)),
                              {{"/subnets/0/limits", R"({"guaranteed_memory_bytes": 25165824})"}});
  EXPECT_EQ(run.summary.calls.performed, 3U);
}

TEST(Memory, ForGuaranteedResponsesIsReservedOnTheCalleesSubnet) {
  const Outcome run = runText(twoSubnets(boundedPing("\"unbounded\"", 5)),
                              {{"/subnets/1/limits", R"({"guaranteed_memory_bytes": 6291456})"}});
  EXPECT_EQ(run.summary.calls.performed, 5U);
  EXPECT_EQ(run.summary.calls.replied, 3U);
  EXPECT_EQ(run.table.calls()[4].reason, RejectReason::OutOfMemory);
  EXPECT_EQ(run.table.calls()[4].code, RejectCode::CanisterError);
}

TEST(Memory, ForGuaranteedResponsesIsReservedTwiceWhenBothAreOnOneSubnet) {
  const auto replied = [](const char* bytes) {
    return runText(oneSubnet(boundedPing("\"unbounded\"", 2)),
                   {{"/limits/scheduler_threads", "1"}, {"/limits/guaranteed_memory_bytes", bytes}})
        .summary.calls.replied;
  };
  EXPECT_EQ(replied("6291456"), 2U) << "the callee's 2 MiB serve one after the other";
  EXPECT_EQ(replied("4194304"), 1U) << "the callers took all; the first that is refused makes room for the second";
}

TEST(Memory, ForGuaranteedResponsesIsFreeAgainAfterTheCallback) {
  const Override room{"/limits/guaranteed_memory_bytes", "4194304"};
  const Outcome run = runText(oneSubnet(R"({"call": {"to": "callee.ping", "count": 50}}, {"reply": {}})"),
                              {room, {"/limits/scheduler_threads", "1"}});
  EXPECT_EQ(run.summary.calls.replied, 50U);
}

TEST(Memory, OfFifteenGibibytesHoldsTheReservationsOfAboutEightThousandCalls) {
  const Outcome run = runText(
      twoSubnets(boundedPing("\"unbounded\"", 9000)),
      {{"/canisters/0/cycles", "1e15"}, {"/limits/queue_capacity", "9000"}, {"/limits/scheduler_threads", "1"}});
  EXPECT_EQ(run.summary.calls.performed, (15ULL << 30) / (2ULL << 20));
  EXPECT_EQ(run.all<CallNotPerformed>()[0].reason, NotPerformedReason::Memory);
}

TEST(Memory, ForGuaranteedResponsesNeverRunsOutOnASystemSubnet) {
  const char* calls = R"({"call": {"to": "callee.ping", "count": 30, "order": "parallel"}}, {"reply": {}})";
  const Override noMemory{"/limits/guaranteed_memory_bytes", "4194304"};
  EXPECT_LT(runText(oneSubnet(calls), {noMemory}).summary.calls.replied, 3U);
  EXPECT_EQ(runText(oneSubnet(calls), {noMemory, {"/subnets/0/kind", "\"system\""}}).summary.calls.replied, 30U);
  // Nor where the requests arrive.
  EXPECT_EQ(runText(twoSubnets(calls), {{"/subnets/1/limits", R"({"guaranteed_memory_bytes": 4194304})"},
                                        {"/subnets/1/kind", "\"system\""}})
                .summary.calls.replied,
            30U);
}

TEST(Memory, OfBestEffortCallsNeedsNoReservation) {
  const Outcome run = runText(twoSubnets(boundedPing("\"bounded\"", 20)), {{"/limits/guaranteed_memory_bytes", "0"}});
  EXPECT_EQ(run.summary.calls.replied, 20U);
}

TEST(Shedding, TakesTheLargestMessageOfTheHeaviestCanisterFirst) {
  const Outcome run = runText(
      R"({"roundscope": 1, "limits": {"best_effort_memory_bytes": 1000, "stream_messages": 1}, "subnets": [{"id": "s"}, {"id": "t", "phase_ms": 20000}], "canisters": [
    {"id": "light", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "c.ping", "wait": "bounded", "payload_bytes": 10}},{"reply": {}}]}}},
    {"id": "heavy", "subnet": "s", "methods": {"go": {"steps": [
       {"call": {"to": "c.ping", "wait": "bounded", "payload_bytes": 400, "await": false, "label": "a"}},
       {"call": {"to": "c.ping", "wait": "bounded", "payload_bytes": 600, "await": false, "label": "b"}},
       {"call": {"to": "c.ping", "wait": "bounded", "payload_bytes": 500, "await": false, "label": "c"}},
       {"await": "a"}, {"await": "b"}, {"await": "c"}, {"reply": {}}]}}},
    {"id": "c", "subnet": "t", "methods": {"ping": {}}}],
    "ingress": [{"to": "light.go"}, {"to": "heavy.go"}]})");
  std::vector<MessageDropped> shed;
  for (const MessageDropped& e : run.all<MessageDropped>())
    if (e.shed != 0) shed.push_back(e);
  ASSERT_EQ(shed.size(), 1U) << "400 and 500 bytes fit";
  EXPECT_EQ(run.table.call(shed[0].call).step, 1U) << "the one of 600 bytes";
  EXPECT_EQ(run.table.call(shed[0].call).code, RejectCode::SysTransient) << "it certainly was not delivered";
}

TEST(Shedding, OfAResponseInTheCallersInputQueueIsCode6) {
  // The caller is busy while a large reply waits for it.
  const Outcome run =
      runText(twoSubnets(boundedPing(R"({"bounded_s": 60})"),
                         R"("ping": {"steps": [{"add": {"x": 1}}, {"reply": {"payload_bytes": 5000}}]})"),
              {{"/subnets/0/limits", R"({"best_effort_memory_bytes": 1000})"},
               {"/canisters/0/methods/busy", R"({"steps": [{"work": 10000000000}, {"reply": {}}]})"},
               {"/ingress", R"([{"to": "caller.go"}, {"at_ms": 1000, "to": "caller.busy"}])"}});
  const CallSpan& call = run.table.calls()[0];
  EXPECT_EQ(call.code, RejectCode::SysUnknown);
  EXPECT_EQ(call.reason, RejectReason::ResponseShed);
  EXPECT_EQ(call.outcome, CallOutcome::Dropped);
  EXPECT_EQ(run.variable("callee", "x"), 1) << "the callee did act";
}

}  // namespace
}  // namespace roundscope::test
