// Arriving, and travelling between subnets. Source: protocol.md sections 3, 4, 5 and 7.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>
#include <set>

#include "tests/support/run.h"

namespace roundscope::test {
namespace {

std::string pings(int count, int bytes = 0) {
  return fmt::format(
      R"({{"call": {{"to": "callee.ping", "count": {}, "order": "parallel", "payload_bytes": {}}}}}, {{"reply": {{}}}})",
      count, bytes);
}

/// How many requests each round of the callee's subnet inducts, by its time in seconds.
std::map<std::int64_t, int> inductedBySecond(const Outcome& run) {
  std::map<std::int64_t, int> bySecond;
  for (const CallSpan& call : run.table.calls())
    if (call.at(CallPoint::RequestInducted).happened())
      ++bySecond[run.table.rounds()[call.at(CallPoint::RequestInducted).round].time.wholeSeconds()];
  return bySecond;
}

TEST(Arrival, OnTheSameSubnetWhereThereIsNoSuchCanisterIsRefusedInTheNextRound) {
  const Outcome run = runText(oneSubnet(pings(1)), {{"/canisters/1/status", "\"absent\""}});
  EXPECT_EQ(run.table.calls()[0].code, RejectCode::DestinationInvalid);
  EXPECT_EQ(run.summary.ingress[0].rounds, 2U) << "through the loopback stream";
}

TEST(Arrival, NeedsARequestSlotInTheCalleesInputQueue) {
  // Five bounded calls have expired at the caller, but still wait at the busy callee, whose input queue holds five.
  const Outcome run = runText(
      twoSubnets(
          R"({"call": {"to": "callee.ping", "count": 5, "order": "parallel", "wait": {"bounded_s": 200}}}, {"reply": {}})",
          R"("ping": {}, "busy": {"steps": [{"work": 20000000000}, {"reply": {}}]})"),
      {{"/subnets/1/limits", R"({"queue_capacity": 3})"},
       {"/ingress", R"([{"to": "callee.busy"}, {"to": "caller.go"}])"}});
  std::vector<RejectReason> reasons;
  for (const CallSpan& call : run.table.calls())
    if (!call.isOwnMessage()) reasons.push_back(call.reason);
  EXPECT_THAT(reasons, testing::ElementsAre(RejectReason::None, RejectReason::None, RejectReason::None,
                                            RejectReason::InputQueueFull, RejectReason::InputQueueFull));
  EXPECT_EQ(run.table.calls()[4].code, RejectCode::SysTransient);
}

TEST(Arrival, NeedsAResponseSlotInTheCalleesOutputQueue) {
  // The callee has started all three requests and waits for another canister, so its input queue is empty; but the
  // three response slots of its output queue are reserved.
  const Outcome run = runText(
      R"({"roundscope": 1, "subnets": [{"id": "s"}, {"id": "t", "limits": {"queue_capacity": 3}}, {"id": "u"}], "canisters": [
    {"id": "caller", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "callee.ping", "count": 3, "order": "parallel"}}, {"reply": {}}]},
      "more": {"steps": [{"call": {"to": "callee.ping"}}, {"reply": {}}]}}},
    {"id": "callee", "subnet": "t", "methods": {"ping": {"steps": [{"call": {"to": "slow.work"}}, {"reply": {}}]}}},
    {"id": "slow", "subnet": "u", "methods": {"work": {"instructions": 20000000000}}}],
    "ingress": [{"to": "caller.go"}, {"at_ms": 2000, "to": "caller.more"}]})");
  EXPECT_EQ(run.summary.ingress[0].repliedCalls, 3U);
  EXPECT_EQ(run.summary.ingress[1].failedCalls, 1U);
  std::size_t full = 0;
  for (const CallSpan& call : run.table.calls()) full += call.reason == RejectReason::InputQueueFull;
  EXPECT_EQ(full, 1U);
}

TEST(Arrival, RefusedAcrossSubnetsComesBackAsASignalAfterTheReturnTrip) {
  const Outcome run = runText(twoSubnets(pings(1), R"("ping": {})", R"("profile": "mainnet", "seed": 3,)"),
                              {{"/canisters/1/status", "\"stopped\""}});
  const std::uint64_t rounds = run.summary.ingress[0].rounds;
  EXPECT_GE(rounds, 5U) << "two to three rounds each way";
  EXPECT_LE(rounds, 7U);
}

TEST(Slots, CountTheOpenCallThatEnteredAMethod) {
  // `outer` is entered by a call of the canister to itself, which holds one of its two slots until it is answered.
  const Outcome run = runText(
      R"({"roundscope": 1, "limits": {"queue_capacity": 2}, "subnets": [{"id": "s"}], "canisters": [
    {"id": "a", "subnet": "s", "methods": {"ping": {}, "go": {"steps": [{"call": {"to": "a.outer"}}, {"reply": {}}]},
      "outer": {"steps": [{"call": {"to": "a.ping", "count": 2, "order": "parallel"}}, {"reply": {}}]}}}],
    "ingress": [{"to": "a.go"}]})");
  EXPECT_EQ(run.summary.calls.performed, 2U);
  EXPECT_EQ(run.summary.calls.notPerformed, 1U);
}

TEST(Slots, OfBoundedAndUnboundedCallsAreTheSame) {
  const Outcome run = runText(twoSubnets(
      R"({"call": {"to": "callee.ping", "count": 300, "await": false, "label": "a", "wait": "bounded"}},
         {"call": {"to": "callee.ping", "count": 300, "await": false, "label": "b"}}, {"await": "a"}, {"await": "b"}, {"reply": {}})"));
  EXPECT_EQ(run.pair("caller", "callee").peakInFlight, 500U);
  EXPECT_EQ(run.summary.calls.notPerformed, 100U);
}

TEST(Slots, OfSeveralMessagesOfOneCallerAddUp) {
  const Outcome run = runText(twoSubnets(pings(300)), {{"/ingress", R"([{"to": "caller.go", "count": 2}])"}});
  EXPECT_EQ(run.pair("caller", "callee").peakInFlight, 500U);
  EXPECT_EQ(run.summary.calls.notPerformed, 100U);
}

TEST(Slots, AreHeldByAResponseThatWaitsForABusyCaller) {
  // All answers have arrived at 2 s, but the caller is busy from 1 s on; its next call is made before it pops any.
  const Outcome run = runText(twoSubnets(pings(3)),
                              {{"/limits/queue_capacity", "3"},
                               {"/canisters/0/methods/busy",
                                R"({"steps": [{"work": 5000000000}, {"call": {"to": "callee.ping"}}, {"reply": {}}]})"},
                               {"/ingress", R"([{"to": "caller.go"}, {"at_ms": 1000, "to": "caller.busy"}])"}});
  EXPECT_EQ(run.summary.calls.notPerformed, 1U);
}

TEST(Responses, MayOvertakeEachOther) {
  // The first request is answered later than the second, because the callee itself waits for another canister.
  const Outcome run = runText(
      R"({"roundscope": 1, "subnets": [{"id": "s"}, {"id": "t"}], "canisters": [
    {"id": "a", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": ["b.long", "b.short"], "count": 2, "order": "parallel"}}, {"reply": {}}]}}},
    {"id": "b", "subnet": "t", "methods": {"long": {"steps": [{"call": {"to": "c.ping"}}, {"reply": {}}]}, "short": {}}},
    {"id": "c", "subnet": "s", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.go"}]})");
  EXPECT_GT(run.table.calls()[0].at(CallPoint::Completed), run.table.calls()[1].at(CallPoint::Completed));
}

TEST(Streams, HoldAtMostTenThousandMessages) {
  const Outcome run = runText(twoSubnets(pings(12'000)), {{"/canisters/0/cycles", "1e15"},
                                                          {"/limits/queue_capacity", "20000"},
                                                          {"/limits/guaranteed_reservation_bytes", "0"},
                                                          {"/subnets/1/xnet_delay_rounds", "3"}});
  EXPECT_EQ(inductedBySecond(run).begin()->second, 10'000);
  EXPECT_EQ(run.summary.calls.replied, 12'000U);
}

TEST(Streams, HoldAtMostTenMebibytes) {
  // 2 MiB each. The callee's blocks could take more.
  const Outcome run = runText(twoSubnets(pings(8, 2'097'152)), {{"/limits/xnet_bytes_per_block", "1000000000"}});
  EXPECT_EQ(inductedBySecond(run).begin()->second, 5);
  EXPECT_EQ(run.summary.calls.replied, 8U);
}

TEST(Streams, BetweenSystemSubnetsStopThereToo) {
  const Outcome run =
      runText(twoSubnets(pings(300)), {{"/subnets/0/kind", "\"system\""}, {"/subnets/1/kind", "\"system\""}});
  EXPECT_EQ(inductedBySecond(run).begin()->second, 200);
}

TEST(Streams, FromASystemSubnetAreNotThrottled) {
  const Outcome run = runText(twoSubnets(pings(300)), {{"/subnets/0/kind", "\"system\""}});
  EXPECT_EQ(inductedBySecond(run).begin()->second, 300);
}

TEST(Delay, IsCountedInTheReceiversRounds) {
  const Outcome run =
      runText(twoSubnets(pings(1)), {{"/subnets/1/block_interval_ms", "5000"}, {"/subnets/1/xnet_delay_rounds", "2"}});
  EXPECT_EQ(inductedBySecond(run).begin()->first, 10) << "its rounds are at 0, 5 and 10 s";
}

TEST(Delay, MayDifferByDirection) {
  const Outcome run = runText(twoSubnets(pings(1)), {{"/subnets/1/xnet_delay_rounds", "4"}});
  EXPECT_EQ(run.summary.ingress[0].rounds, 1U + 4U + 1U);
}

TEST(Delay, IsDrawnForEachSliceFromTheSeed) {
  const auto arrivals = [](int seed) {
    const Outcome run = runText(twoSubnets(pings(1), R"("ping": {})", fmt::format(R"("seed": {},)", seed)),
                                {{"/subnets/1/xnet_delay_rounds", "[1, 4]"},
                                 {"/ingress", R"([{"to": "caller.go", "count": 30, "every_ms": 10000}])"}});
    std::vector<std::int64_t> delays;
    for (const CallSpan& call : run.table.calls())
      delays.push_back(run.table.rounds()[call.at(CallPoint::RequestInducted).round].time.wholeSeconds() % 10);
    return delays;
  };
  const std::vector<std::int64_t> drawn = arrivals(1);
  EXPECT_EQ(std::set<std::int64_t>(drawn.begin(), drawn.end()), (std::set<std::int64_t>{1, 2, 3, 4}));
  EXPECT_EQ(drawn, arrivals(1));
  EXPECT_NE(drawn, arrivals(2));
}

TEST(PocketIc, RunsSubnetsOneAfterAnotherWithinATick) {
  // The second subnet serves the request in the tick in which it was sent; the first gets the answer in the next.
  const Outcome run = runText(twoSubnets(pings(1), R"("ping": {})", R"("profile": "pocketic",)"));
  EXPECT_EQ(inductedBySecond(run).begin()->first, 0);
  EXPECT_EQ(run.table.rounds()[run.table.calls()[0].at(CallPoint::Completed).round].time, Time{} + seconds(1));
}

TEST(Profiles, SayHowOftenBlocksCome) {
  const auto interval = [](const char* profile) {
    return runText(twoSubnets(pings(1), R"("ping": {})", fmt::format(R"("profile": "{}",)", profile)))
        .trace.scenario()
        .subnets[0]
        .blockInterval;
  };
  EXPECT_EQ(interval("guide"), milliseconds(1'000));
  EXPECT_EQ(interval("pocketic"), milliseconds(1'000));
  EXPECT_GE(interval("mainnet"), milliseconds(667)) << "1.5 blocks a second";
  EXPECT_LE(interval("mainnet"), milliseconds(1'334)) << "0.75 blocks a second";
}

TEST(RejectCodes, HaveTheNetworksNumbersAndNames) {
  const std::map<RejectCode, std::string_view> names = {{RejectCode::SysFatal, "SYS_FATAL"},
                                                        {RejectCode::SysTransient, "SYS_TRANSIENT"},
                                                        {RejectCode::DestinationInvalid, "DESTINATION_INVALID"},
                                                        {RejectCode::CanisterReject, "CANISTER_REJECT"},
                                                        {RejectCode::CanisterError, "CANISTER_ERROR"},
                                                        {RejectCode::SysUnknown, "SYS_UNKNOWN"}};
  int number = 0;
  for (const auto& [code, name] : names) {
    EXPECT_EQ(static_cast<int>(code), ++number);
    EXPECT_EQ(nameOf(code), name);
  }
  EXPECT_EQ(wordsOf(RejectReason::RequestTimedOut), "Request timed out.");
  EXPECT_EQ(wordsOf(RejectReason::DeadlineExpired), "Call deadline has expired.");
  EXPECT_EQ(wordsOf(RejectReason::ResponseShed), "Response was dropped.");
}

TEST(RejectCodes, SysUnknownComesToBoundedCallsOnly) {
  // The callee is busy for minutes: the unbounded call waits, the bounded one does not.
  const auto outcomeOf = [](const char* wait) {
    return runText(
               twoSubnets(fmt::format(R"({{"call": {{"to": "callee.ping", "wait": {}}}}}, {{"reply": {{}}}})", wait),
                          R"("ping": {"instructions": 39000000000})"))
        .table.calls()[0]
        .code;
  };
  EXPECT_EQ(outcomeOf("\"unbounded\""), RejectCode::None);
  EXPECT_EQ(outcomeOf(R"({"bounded_s": 5})"), RejectCode::SysUnknown);
}

TEST(RejectCodes, ACalleeThatCannotPayIsTransient) {
  const Outcome run = runText(twoSubnets(pings(1)), {{"/canisters/1/cycles", "1000"}});
  EXPECT_EQ(run.table.calls()[0].code, RejectCode::SysTransient);
  EXPECT_EQ(run.table.calls()[0].reason, RejectReason::OutOfCycles);
}

}  // namespace
}  // namespace roundscope::test
