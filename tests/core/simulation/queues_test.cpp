// Making calls and slots. Source: protocol.md sections 3 and 4.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/base/check.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

constexpr const char* kTwoThousand =
    R"({"call": {"to": "callee.ping", "count": 2000, "order": "parallel"}}, {"reply": {}})";

TEST(Slots, FiveHundredOfTwoThousandParallelCallsArePerformed) {
  const Outcome run = runText(oneSubnet(kTwoThousand));
  EXPECT_EQ(run.summary.calls.performed, 500U);
  EXPECT_EQ(run.summary.calls.notPerformed, 1500U);
  EXPECT_EQ(run.summary.calls.replied, 500U);
  EXPECT_EQ(run.pair("caller", "callee").peakInFlight, 500U);
}

TEST(Slots, TheCapacityOfTheScenarioCounts) {
  const Outcome run = runText(oneSubnet(kTwoThousand), {{"/limits/queue_capacity", "50"}});
  EXPECT_EQ(run.summary.calls.performed, 50U);
}

TEST(Slots, AreCountedForEachCallerByItself) {
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}, {"id": "t"}], "canisters": [
    {"id": "a", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "c.ping", "count": 900, "order": "parallel"}}, {"reply": {}}]}}},
    {"id": "b", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "c.ping", "count": 900, "order": "parallel"}}, {"reply": {}}]}}},
    {"id": "c", "subnet": "t", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.go"}, {"to": "b.go"}]})");
  EXPECT_EQ(run.pair("a", "c").peakInFlight, 500U);
  EXPECT_EQ(run.pair("b", "c").peakInFlight, 500U);
  EXPECT_EQ(run.summary.calls.replied, 1000U);
}

TEST(Slots, OfOppositeDirectionsDoNotCompete) {
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}, {"id": "t"}], "canisters": [
    {"id": "a", "subnet": "s", "methods": {"ping": {}, "go": {"steps": [{"call": {"to": "b.ping", "count": 900, "order": "parallel"}}, {"reply": {}}]}}},
    {"id": "b", "subnet": "t", "methods": {"ping": {}, "go": {"steps": [{"call": {"to": "a.ping", "count": 900, "order": "parallel"}}, {"reply": {}}]}}}],
    "ingress": [{"to": "a.go"}, {"to": "b.go"}]})");
  EXPECT_EQ(run.pair("a", "b").peakInFlight, 500U);
  EXPECT_EQ(run.pair("b", "a").peakInFlight, 500U);
  EXPECT_EQ(run.summary.calls.replied, 1000U);
}

TEST(Slots, CountBoundedAndUnboundedCallsAndEveryMethodAlike) {
  const Outcome run = runText(twoSubnets(
      R"({"call": {"to": "callee.ping", "count": 300, "order": "parallel", "await": false, "label": "one"}},
         {"call": {"to": "callee.pong", "count": 300, "order": "parallel", "wait": {"bounded_s": 60}}}, {"await": "one"}, {"reply": {}})",
      R"("ping": {}, "pong": {})"));
  EXPECT_EQ(run.summary.calls.performed, 500U);
  EXPECT_EQ(run.summary.calls.notPerformed, 100U);
}

TEST(Slots, OfCallsToOneselfCountLikeAnyOther) {
  const Outcome run =
      runText(oneSubnet(R"({"call": {"to": "caller.poke", "count": 600, "order": "parallel"}}, {"reply": {}})"));
  EXPECT_EQ(run.pair("caller", "caller").peakInFlight, 500U);
  EXPECT_EQ(run.summary.calls.notPerformed, 100U);
}

TEST(Slots, AnImmediateRetryAlwaysFails) {
  const Outcome run = runText(oneSubnet(
      R"({"call": {"to": "callee.ping", "count": 501, "order": "parallel", "on_failure": {"retry": {"via": "immediate", "attempts": 4}}}}, {"reply": {}})"));
  EXPECT_EQ(run.summary.calls.performed, 500U);
  EXPECT_EQ(run.summary.calls.notPerformed, 4U);
}

TEST(Slots, AreHeldUntilTheResponseIsPopped) {
  // The window's next call is sent by the very callback that popped a response, and never one more.
  const Outcome run =
      runText(oneSubnet(R"({"call": {"to": "callee.ping", "count": 2000, "order": {"window": 500}}}, {"reply": {}})"));
  EXPECT_EQ(run.summary.calls.replied, 2000U);
  EXPECT_EQ(run.summary.calls.notPerformed, 0U);
  EXPECT_EQ(run.pair("caller", "callee").peakInFlight, 500U);
}

TEST(Slots, RetriesFromATimerSucceed) {
  const Outcome run = runText(oneSubnet(
      R"({"call": {"to": "callee.ping", "count": 2000, "order": "parallel", "on_failure": {"retry": {"via": "timer", "after_ms": 2000, "attempts": 9}}}}, {"reply": {}})"));
  EXPECT_EQ(run.summary.calls.replied, 2000U);
  EXPECT_GT(run.summary.calls.retried, 1500U) << "of 1,500 only 500 fit each time";
}

TEST(Slots, RetriesFromAHeartbeatSucceed) {
  const Outcome run = runText(oneSubnet(
      R"({"call": {"to": "callee.ping", "count": 1200, "order": "parallel", "on_failure": {"retry": {"via": "heartbeat", "after_ms": 0, "attempts": 9}}}}, {"reply": {}})"));
  EXPECT_EQ(run.summary.calls.replied, 1200U);
  EXPECT_GT(run.events<CallNotPerformed>(), 700U);
}

TEST(CallPerform, TellsAllFourReasonsApart) {
  const auto firstReason = [](std::vector<Override> overrides, const char* steps) {
    const Outcome run = runText(oneSubnet(steps), std::move(overrides));
    const auto refused = run.all<CallNotPerformed>();
    RS_CHECK(!refused.empty());
    EXPECT_EQ(run.summary.calls.performed + refused.size(), run.summary.calls.attempted);
    return refused.front().reason;
  };
  EXPECT_EQ(firstReason({{"/limits/guaranteed_memory_bytes", "4194304"}}, kTwoThousand), NotPerformedReason::Memory);
  EXPECT_EQ(firstReason({{"/limits/callbacks_per_subnet", "10"}}, kTwoThousand), NotPerformedReason::Callbacks);
  EXPECT_EQ(firstReason({{"/canisters/0/cycles", "2000000000000"}}, kTwoThousand), NotPerformedReason::Cycles);
  EXPECT_EQ(firstReason({}, kTwoThousand), NotPerformedReason::Slots);
}

TEST(CallPerform, ChecksMemoryBeforeCallbacksBeforeCyclesBeforeSlots) {
  const auto reason = [](std::vector<Override> overrides) {
    return runText(oneSubnet(R"({"call": {"to": "callee.ping", "count": 2, "order": "parallel"}}, {"reply": {}})"),
                   std::move(overrides))
        .all<CallNotPerformed>()
        .front()
        .reason;
  };
  const Override memory{"/limits/guaranteed_memory_bytes", "2097152"};
  const Override callbacks{"/limits",
                           R"({"callbacks_per_subnet": 1, "callbacks_per_canister": 0, "scheduler_threads": 1})"};
  const Override cycles{"/canisters/0/cycles", "100000000000"};
  const Override slots{"/limits/queue_capacity", "1"};
  EXPECT_EQ(reason({slots}), NotPerformedReason::Slots);
  EXPECT_EQ(reason({slots, cycles}), NotPerformedReason::Cycles);
  EXPECT_EQ(reason({callbacks, slots, cycles}), NotPerformedReason::Callbacks);
  EXPECT_EQ(reason({callbacks, slots, cycles, memory}), NotPerformedReason::Memory);
}

/// Two canisters on two threads, each of which makes 70 calls in one message, and again when these are answered.
std::string twoCallers(std::string_view limits) {
  const auto caller = [](int i) {
    return fmt::format(R"({{"id": "c{}", "subnet": "s", "methods": {{"go": {{"steps": [
      {{"call": {{"to": "far.ping", "count": 70, "order": "parallel"}}}}, {{"reply": {{}}}}]}}}}}})",
                       i);
  };
  return fmt::format(R"({{"roundscope": 1, "limits": {}, "subnets": [{{"id": "s"}}, {{"id": "t"}}],
    "canisters": [{}, {}, {{"id": "far", "subnet": "t", "methods": {{"ping": {{}}}}}}],
    "ingress": [{{"to": "c0.go"}}, {{"to": "c1.go"}}, {{"at_ms": 1000, "to": "c0.go"}}, {{"at_ms": 1000, "to": "c1.go"}}]}})",
                     limits, caller(0), caller(1));
}

TEST(Callbacks, ThatWereLeftWhenTheIterationBeganAreEveryThreads) {
  // Each thread may use all 80: 140 calls are performed though the subnet's limit is 80.
  const Outcome run = runText(twoCallers(R"({"callbacks_per_subnet": 80, "callbacks_per_canister": 0})"));
  EXPECT_EQ(run.summary.calls.performed, 140U) << "and none while these are open";
  const Outcome oneThread =
      runText(twoCallers(R"({"callbacks_per_subnet": 80, "callbacks_per_canister": 0, "scheduler_threads": 1})"));
  EXPECT_EQ(oneThread.summary.calls.performed, 80U);
}

TEST(Callbacks, OfWhichAFewAreEveryCanistersOwn) {
  const Outcome run = runText(twoCallers(R"({"callbacks_per_subnet": 0})"));
  EXPECT_EQ(run.summary.calls.performed, 100U) << "50 each, and none while these are open";
}

TEST(CallPerform, CyclesBindBeforeSlotsWithTwoTrillion) {
  // 46 at today's price, as derived from the published prices.
  const Outcome run =
      runText(oneSubnet(R"({"call": {"to": "callee.ping", "count": 90, "order": "parallel"}}, {"reply": {}})"),
              {{"/canisters/0/cycles", "2000000000000"}});
  EXPECT_EQ(run.summary.calls.performed, 46U);
}

TEST(Induction, RejectsWhatNoQueueCanTake) {
  // Bounded calls that expired at the caller still hold the callee's queue.
  const Outcome run = runText(
      R"({"roundscope": 1, "subnets": [{"id": "s"}, {"id": "t"}], "limits": {"queue_capacity": 5}, "canisters": [
    {"id": "a", "subnet": "s", "methods": {"go": {"steps": [
      {"call": {"to": "c.slow", "count": 5, "order": "parallel", "wait": {"bounded_s": 3}}},
      {"call": {"to": "c.slow", "count": 5, "order": "parallel"}}, {"reply": {}}]}}},
    {"id": "c", "subnet": "t", "methods": {"slow": {"steps": [{"work": 39000000000}, {"reply": {}}]}}}],
    "ingress": [{"to": "a.go"}]})");
  EXPECT_EQ(run.count(CallOutcome::Expired), 5U);
  const auto answers = run.all<ResponseCreated>();
  EXPECT_THAT(answers, testing::Contains(testing::Field(&ResponseCreated::reason, RejectReason::InputQueueFull)));
}

struct Refusal {
  const char* status;
  RejectCode code;
  RejectReason reason;
};
class Refusals : public testing::TestWithParam<Refusal> {};

TEST_P(Refusals, OfCanistersThatDoNotRunCostTheReturnTrip) {
  const Outcome run = runText(twoSubnets(R"({"call": {"to": "callee.ping"}}, {"reply": {}})"),
                              {{"/canisters/1/status", std::string("\"") + GetParam().status + "\""}});
  const CallSpan& call = run.table.calls()[0];
  EXPECT_EQ(call.code, GetParam().code);
  EXPECT_EQ(call.reason, GetParam().reason);
  EXPECT_EQ(run.summary.ingress[0].rounds, 3U) << "there and back, as a reply would";
}

INSTANTIATE_TEST_SUITE_P(Section4, Refusals,
                         testing::Values(Refusal{"absent", RejectCode::DestinationInvalid,
                                                 RejectReason::CanisterNotFound},
                                         Refusal{"stopped", RejectCode::CanisterError, RejectReason::Stopped},
                                         Refusal{"stopping", RejectCode::CanisterError, RejectReason::Stopping}),
                         [](const auto& row) { return std::string(row.param.status); });

TEST(RejectCodes, ComeFromWhatTheCalleeDid) {
  const auto codeOf = [](const char* methods) {
    return runText(twoSubnets(R"({"call": {"to": "callee.ping"}}, {"reply": {}})", methods)).table.calls()[0];
  };
  EXPECT_EQ(codeOf(R"("ping": {"steps": [{"reject": "no"}]})").code, RejectCode::CanisterReject);
  EXPECT_EQ(codeOf(R"("ping": {"steps": [{"work": 1}]})").reason, RejectReason::NoReply);
  EXPECT_EQ(codeOf(R"("ping": {"kind": "missing"})").reason, RejectReason::MissingMethod);
  EXPECT_EQ(codeOf(R"("ping": {"steps": [{"trap": "x"}]})").code, RejectCode::CanisterError);
}

TEST(Pairs, StartTheirRequestsInTheOrderSent) {
  const Outcome run = runText(twoSubnets(
      R"({"call": {"to": ["callee.ping", "callee.pong"], "count": 400, "order": "parallel"}}, {"reply": {}})",
      R"("ping": {}, "pong": {})"));
  std::vector<std::uint32_t> started;
  for (const ExecutionStarted& e : run.all<ExecutionStarted>())
    if (e.kind == ExecutionKind::Request) started.push_back(e.call.value);
  EXPECT_EQ(started.size(), 400U);
  EXPECT_TRUE(std::is_sorted(started.begin(), started.end()));
}

}  // namespace
}  // namespace roundscope::test
