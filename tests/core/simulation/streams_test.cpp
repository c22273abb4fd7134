// Between subnets, and waiting. Source: protocol.md sections 5, 6 and 10.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <set>

#include "core/run/own_text.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

constexpr const char* kOneCall = R"({"call": {"to": "callee.ping"}}, {"reply": {}})";

TEST(Profiles, GuideTakesThreeRoundsCountingBothEnds) {
  EXPECT_EQ(runText(twoSubnets(kOneCall)).summary.ingress[0].rounds, 3U);
}

TEST(Profiles, PocketIcTakesATick) {
  EXPECT_EQ(runText(twoSubnets(kOneCall, R"("ping": {})", R"("profile": "pocketic",)")).summary.ingress[0].rounds, 2U);
}

TEST(Profiles, MainnetTakesFourToSixRoundsAndVariesWithTheSeed) {
  std::set<std::uint64_t> seen;
  for (int seed = 0; seed < 40; ++seed)
    seen.insert(
        runText(twoSubnets(kOneCall, R"("ping": {})", fmt::format(R"("profile": "mainnet", "seed": {},)", seed)))
            .summary.ingress[0]
            .rounds -
        1);
  EXPECT_EQ(seen, (std::set<std::uint64_t>{4, 5, 6}));
}

TEST(Streams, KeepTheirOrderWhateverTheDelay) {
  const Outcome run =
      runText(twoSubnets(R"({"call": {"to": "callee.ping", "count": 200, "order": {"window": 7}}}, {"reply": {}})",
                         R"("ping": {})", R"("profile": "mainnet", "seed": 5,)"));
  std::vector<std::uint32_t> inducted;
  for (const RequestInducted& e : run.all<RequestInducted>()) inducted.push_back(e.call.value);
  EXPECT_EQ(inducted.size(), 200U);
  EXPECT_TRUE(std::is_sorted(inducted.begin(), inducted.end()));
}

TEST(Streams, HoldWhatDoesNotFitInOutputQueues) {
  const Outcome run =
      runText(twoSubnets(R"({"call": {"to": "callee.ping", "count": 100, "order": "parallel"}}, {"reply": {}})"),
              {{"/limits/stream_messages", "10"}});
  EXPECT_EQ(run.summary.calls.replied, 100U);
  EXPECT_GE(run.summary.ingress[0].rounds, 11U) << "ten messages a round each way";
}

TEST(Streams, CarryAtMostTheBlocksBytes) {
  const Outcome run = runText(twoSubnets(
      R"({"call": {"to": "callee.ping", "count": 8, "order": "parallel", "payload_bytes": 1048576}}, {"reply": {}})"));
  std::set<std::uint32_t> rounds;
  for (const CallSpan& call : run.table.calls()) rounds.insert(call.at(CallPoint::RequestInducted).round);
  EXPECT_EQ(rounds.size(), 2U) << "4 MiB a block";
}

TEST(Streams, TowardASystemSubnetStopAtTwoHundredMessages) {
  const Outcome run =
      runText(twoSubnets(R"({"call": {"to": "callee.ping", "count": 300, "order": "parallel"}}, {"reply": {}})"),
              {{"/subnets/1/kind", "\"system\""}});
  std::map<std::uint32_t, int> byRound;
  for (const CallSpan& call : run.table.calls()) ++byRound[call.at(CallPoint::RequestInducted).round];
  EXPECT_EQ(byRound.begin()->second, 200);
  EXPECT_EQ(run.summary.calls.replied, 300U);
}

TEST(Streams, TakeTheMessageThatPassesTheirBytesAndNoFurtherOne) {
  const Outcome run = runText(
      twoSubnets(
          R"({"call": {"to": "callee.ping", "count": 9, "order": "parallel", "payload_bytes": 300}}, {"reply": {}})"),
      {{"/limits/stream_bytes", "1000"}});
  std::map<std::uint32_t, int> byRound;
  for (const CallSpan& call : run.table.calls()) ++byRound[call.at(CallPoint::RequestInducted).round];
  EXPECT_EQ(byRound.begin()->second, 4) << "900 bytes leave room for one more";
}

TEST(Payload, OfMoreThanTwoMebibytesStaysWithinTheSubnet) {
  const char* call = R"({"call": {"to": "callee.ping", "payload_bytes": 2097153}}, {"reply": {}})";
  EXPECT_EQ(runText(oneSubnet(call)).count(CallOutcome::Replied), 1U);
  const Outcome across = runText(twoSubnets(call));
  const CallSpan& span = across.table.call(CallId{0});
  EXPECT_EQ(span.reason, RejectReason::PayloadTooLarge);
  EXPECT_EQ(codeOf(span.reason), RejectCode::CanisterError);
  EXPECT_EQ(rejectMessage(span.reason, {.own = ownText(*across.run, span), .caller = "caller"}),
            "Canister caller violated contract: attempted to send a message of size 2097153 exceeding the limit "
            "2097152");
  EXPECT_FALSE(span.at(CallPoint::RequestRouted).happened());
  EXPECT_EQ(across.table.rounds()[span.at(CallPoint::Completed).round].time, Time{} + seconds(1))
      << "made at the end of the caller's round";
  EXPECT_EQ(runText(twoSubnets(R"({"call": {"to": "callee.ping", "payload_bytes": 2097152}}, {"reply": {}})"))
                .count(CallOutcome::Replied),
            1U);
}

TEST(Waiting, ARequestThatExpiresInTheCallersOutputQueueIsCode2) {
  const Outcome run = runText(
      twoSubnets(
          R"({"call": {"to": "callee.ping", "count": 20, "order": "parallel", "wait": {"bounded_s": 2}}}, {"reply": {}})"),
      {{"/limits/stream_messages", "1"}});
  std::uint64_t timedOut = 0;
  for (const CallSpan& call : run.table.calls()) {
    if (call.reason != RejectReason::RequestTimedOut) continue;
    ++timedOut;
    EXPECT_EQ(call.code, RejectCode::SysTransient);
    EXPECT_FALSE(call.at(CallPoint::RequestRouted).happened()) << "it certainly was not delivered";
  }
  EXPECT_GT(timedOut, 0U);
}

TEST(Waiting, ARequestThatExpiresAfterDeliveryIsCode6AndTheCalleeMayHaveActed) {
  const Outcome run =
      runText(twoSubnets(R"({"call": {"to": "callee.ping", "wait": {"bounded_s": 3}}}, {"reply": {}})",
                         R"("ping": {"steps": [{"add": {"x": 1}}, {"work": 20000000000}, {"reply": {}}]})"));
  const CallSpan& call = run.table.calls()[0];
  EXPECT_EQ(call.code, RejectCode::SysUnknown);
  EXPECT_EQ(call.outcome, CallOutcome::Expired);
  EXPECT_TRUE(call.lateResponseDropped);
  EXPECT_EQ(run.variable("callee", "x"), 1) << "it did act";
}

TEST(Waiting, DeadlinesCountWholeSecondsAndAreTestedAtTheStartOfARound) {
  // Performed in second 0 with 3 s: deadline 3, expired when 3 < the block's second, so in the round at 4 s.
  const Outcome run = runText(twoSubnets(R"({"call": {"to": "callee.ping", "wait": {"bounded_s": 3}}}, {"reply": {}})",
                                         R"("ping": {"steps": [{"work": 39000000000}, {"reply": {}}]})"));
  const Moment end = run.table.calls()[0].at(CallPoint::Completed);
  EXPECT_EQ(run.table.rounds()[end.round].time, Time{} + seconds(4));
}

TEST(Waiting, IsCappedAtFiveMinutes) {
  const Outcome run =
      runText(twoSubnets(R"({"call": {"to": "callee.ping", "wait": {"bounded_s": 300}}}, {"reply": {}})"),
              {{"/limits/best_effort_timeout_cap_s", "7"}});
  EXPECT_EQ(run.all<CallPerformed>().front().timeoutSeconds, 7);
}

TEST(Waiting, WithoutABoundTakesAsLongAsTheCallee) {
  const Outcome run = runText(twoSubnets(kOneCall, R"("ping": {"steps": [{"work": 39000000000}, {"reply": {}}]})"));
  EXPECT_EQ(run.summary.calls.replied, 1U);
  EXPECT_EQ(run.summary.ingress[0].rounds, 22U);
}

TEST(Waiting, UnboundedRequestsExpireInTheOutputQueueToo) {
  const Outcome run =
      runText(twoSubnets(R"({"call": {"to": "callee.ping", "count": 30, "order": "parallel"}}, {"reply": {}})"),
              {{"/limits/stream_messages", "1"}, {"/limits/request_expiry_s", "10"}});
  EXPECT_EQ(run.count(CallOutcome::Expired) + run.summary.calls.replied, 30U);
  for (const CallSpan& call : run.table.calls()) {
    if (call.outcome != CallOutcome::Expired) continue;
    EXPECT_EQ(call.code, RejectCode::SysTransient);
    EXPECT_EQ(run.table.rounds()[call.at(CallPoint::Answered).round].time, Time{} + seconds(11))
        << "first at queued + limit + 1";
  }
  EXPECT_GT(run.count(CallOutcome::Expired), 0U);
}

TEST(Waiting, BestEffortMessagesOverTheMemoryLimitAreShed) {
  const Outcome run = runText(
      oneSubnet(
          R"({"call": {"to": "callee.ping", "count": 400, "order": "parallel", "wait": {"bounded_s": 30}, "payload_bytes": 100000}}, {"reply": {}})",
          R"("ping": {"instructions": 15000000})"),
      {{"/limits/best_effort_memory_bytes", "1000000"}});
  EXPECT_GT(run.count(CallOutcome::Dropped) + run.count(CallOutcome::Expired), 0U);
  bool shed = false;
  for (const MessageDropped& e : run.all<MessageDropped>()) shed = shed || e.shed != 0;
  EXPECT_TRUE(shed);
}

TEST(Ingress, EndToEndCountsLatencyAndCertification) {
  const Outcome run = runText(oneSubnet(R"({"reply": {}})"),
                              {{"/limits/ingress_latency_ms", "1500"}, {"/limits/certification_rounds", "2"}});
  EXPECT_EQ(run.summary.endToEnd, seconds(4)) << "inducted at 2 s, visible two rounds later";
  EXPECT_EQ(run.summary.ingress[0].rounds, 1U);
}

TEST(Ingress, ABlockTakesAtMostAThousandMessages) {
  const Outcome run = runText(oneSubnet(R"({"reply": {}})"), {{"/ingress", R"([{"to": "caller.go", "count": 2500}])"}});
  std::map<std::uint64_t, int> byRounds;
  for (const UserMessage& i : run.summary.ingress) ++byRounds[static_cast<std::uint64_t>(i.completed->us)];
  EXPECT_EQ(run.summary.rounds, 3U);
}

TEST(Fingerprint, IsTheSameForTheSameSeedAndAnotherForAnother) {
  const auto print = [](int seed) {
    return runText(twoSubnets(kOneCall,
                              R"("ping": {"steps": [{"reject": "", "when": {"chance": "1/2"}}, {"reply": {}}]})",
                              fmt::format(R"("profile": "mainnet", "seed": {},)", seed)))
        .summary.fingerprint;
  };
  EXPECT_EQ(print(1), print(1));
  std::set<std::string> prints;
  for (int seed = 0; seed < 10; ++seed) prints.insert(print(seed));
  EXPECT_GT(prints.size(), 3U);
}

}  // namespace
}  // namespace roundscope::test
