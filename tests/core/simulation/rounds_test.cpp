// When rounds run, what a block may carry, and in which order a round does its work. Source: protocol.md section 1.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>

#include "tests/support/run.h"

namespace roundscope::test {
namespace {

/// The time of every event of type `E`, with the event.
template <class E>
std::vector<std::pair<Time, E>> timed(const Outcome& run) {
  std::vector<std::pair<Time, E>> found;
  Time now;
  run.trace.forEach([&](std::uint64_t, const Event& event) {
    if (const auto* round = std::get_if<RoundStarted>(&event))
      now = Time{static_cast<std::int64_t>(round->timeUs.value())};
    if (const auto* e = std::get_if<E>(&event)) found.emplace_back(now, *e);
  });
  return found;
}

TEST(Rounds, RunAtThePhasePlusWholeIntervals) {
  const Outcome run = runText(oneSubnet(R"({"reply": {}})"), {{"/subnets/0/phase_ms", "300"},
                                                              {"/subnets/0/block_interval_ms", "700"},
                                                              {"/ingress", R"([{"at_ms": 1001, "to": "caller.go"}])"}});
  const auto rounds = run.all<RoundStarted>();
  ASSERT_FALSE(rounds.empty());
  EXPECT_EQ(rounds[0].round, 2U);
  EXPECT_EQ(rounds[0].timeUs.value(), 1'700'000U) << "300 ms + 2 × 700 ms is the first round at or after 1,001 ms";
}

TEST(Rounds, DueAtTheSameInstantRunInSubnetOrder) {
  const Outcome run =
      runText(twoSubnets(R"({"reply": {}})"), {{"/ingress", R"([{"to": "callee.ping"}, {"to": "caller.go"}])"}});
  const auto rounds = run.all<RoundStarted>();
  ASSERT_GE(rounds.size(), 2U);
  EXPECT_EQ(rounds[0].subnet.value, 0);
  EXPECT_EQ(rounds[1].subnet.value, 1);
}

TEST(Rounds, InductTheStreamsBeforeTheUsersMessages) {
  const Outcome run = runText(twoSubnets(R"({"call": {"to": "callee.ping"}}, {"reply": {}})"),
                              {{"/ingress", R"([{"to": "caller.go"}, {"at_ms": 1000, "to": "callee.ping"}])"}});
  std::string order;
  run.trace.forEach([&](std::uint64_t, const Event& event) {
    if (std::holds_alternative<RequestInducted>(event)) order += 'r';
    if (std::holds_alternative<IngressInducted>(event)) order += 'i';
  });
  EXPECT_EQ(order, "iri");
}

TEST(Rounds, InductTheLoopbackStreamBeforeTheOtherStreams) {
  // A round ended by its heap delta leaves `near`'s request to the loopback stream; `far`'s arrives in the same round.
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}, {"id": "t"}], "canisters": [
    {"id": "far", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "callee.ping"}}, {"reply": {}}]}}},
    {"id": "near", "subnet": "t", "methods": {"go": {"steps": [{"work": {"heap_delta_bytes": 200000000}},
      {"call": {"to": "callee.ping"}}, {"reply": {}}]}}},
    {"id": "callee", "subnet": "t", "methods": {"ping": {}}}],
    "ingress": [{"to": "far.go"}, {"to": "near.go"}]})");
  const auto inducted = timed<RequestInducted>(run);
  ASSERT_EQ(inducted.size(), 2U);
  EXPECT_EQ(inducted[0].first, inducted[1].first);
  EXPECT_EQ(run.table.call(inducted[0].second.call).caller.value, 1) << "near's request comes first";
}

TEST(Rounds, InductTheSignalsOfAllStreamsBeforeTheMessagesOfAny) {
  // The reply comes from t, the reject signal from u, which is the later subnet.
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}, {"id": "t"}, {"id": "u"}], "canisters": [
    {"id": "a", "subnet": "s", "language": "rust", "methods": {"go": {"steps": [
      {"call": {"to": ["b.ping", "gone.ping"], "count": 2, "order": "parallel"}}, {"reply": {}}]}}},
    {"id": "b", "subnet": "t", "methods": {"ping": {}}},
    {"id": "gone", "subnet": "u", "status": "absent", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.go"}]})");
  const auto inducted = timed<ResponseInducted>(run);
  ASSERT_EQ(inducted.size(), 2U);
  EXPECT_EQ(inducted[0].first, inducted[1].first);
  EXPECT_EQ(inducted[0].second.call.value, 1U);
}

TEST(Rounds, ExpireBeforeTheyInductSoATimeoutBeatsAResponseOfTheSameRound) {
  // Two whole slices and a bit: the reply leaves in the round at 3 s and arrives at 4 s, where 3 < 4.
  const auto outcome = [](const char* wait) {
    const Outcome run = runText(twoSubnets(
        fmt::format(R"({{"call": {{"to": "callee.ping", "wait": {{"bounded_s": {}}}}}}}, {{"reply": {{}}}})", wait),
        R"("ping": {"steps": [{"work": 5000000000}, {"reply": {}}]})"));
    EXPECT_EQ(run.table.rounds()[run.table.calls()[0].at(CallPoint::Completed).round].time, Time{} + seconds(4));
    return run.table.calls()[0];
  };
  EXPECT_EQ(outcome("3").outcome, CallOutcome::Expired);
  EXPECT_TRUE(outcome("3").lateResponseDropped);
  EXPECT_EQ(outcome("4").outcome, CallOutcome::Replied);
}

TEST(Rounds, ExecuteWhatTheyInducted) {
  const Outcome run = runText(twoSubnets(R"({"call": {"to": "callee.ping"}}, {"reply": {}})"));
  const CallSpan& call = run.table.calls()[0];
  EXPECT_EQ(call.at(CallPoint::RequestInducted).round, call.at(CallPoint::Started).round);
  EXPECT_EQ(call.at(CallPoint::Started).round, call.at(CallPoint::ResponseRouted).round);
}

TEST(Blocks, CarryAtMostAThousandUsersMessages) {
  const Outcome run = runText(oneSubnet(R"({"reply": {}})"), {{"/ingress", R"([{"to": "caller.go", "count": 2500}])"}});
  std::map<Time, int> byTime;
  for (const auto& [time, e] : timed<IngressInducted>(run)) ++byTime[time];
  EXPECT_THAT(byTime, testing::ElementsAre(testing::Pair(Time{}, 1000), testing::Pair(Time{} + seconds(1), 1000),
                                           testing::Pair(Time{} + seconds(2), 500)));
}

TEST(Blocks, CarryAtMostFourMebibytesOfUsersMessages) {
  const Outcome run = runText(oneSubnet(R"({"reply": {}})"),
                              {{"/ingress", R"([{"to": "caller.go", "count": 5, "payload_bytes": 2097152}])"}});
  std::map<Time, int> byTime;
  for (const auto& [time, e] : timed<IngressInducted>(run)) ++byTime[time];
  EXPECT_THAT(byTime, testing::ElementsAre(testing::Pair(Time{}, 2), testing::Pair(Time{} + seconds(1), 2),
                                           testing::Pair(Time{} + seconds(2), 1)));
}

TEST(Blocks, TakeUsersMessagesThatTheLatencyHasBroughtToTheSubnet) {
  const Outcome run = runText(oneSubnet(R"({"reply": {}})"), {{"/limits/ingress_latency_ms", "300"},
                                                              {"/ingress", R"([{"at_ms": 700, "to": "caller.go"},
                                                                              {"at_ms": 701, "to": "caller.go"}])"}});
  const auto inducted = timed<IngressInducted>(run);
  ASSERT_EQ(inducted.size(), 2U);
  EXPECT_EQ(inducted[0].first, Time{} + seconds(1));
  EXPECT_EQ(inducted[1].first, Time{} + seconds(2));
}

TEST(Blocks, CarryNothingForACanisterThatDoesNotRun) {
  for (const auto& [status, code] : std::map<std::string, RejectCode>{{"absent", RejectCode::DestinationInvalid},
                                                                      {"stopped", RejectCode::CanisterError},
                                                                      {"stopping", RejectCode::CanisterError}}) {
    const Outcome run = runText(oneSubnet(R"({"reply": {}})"), {{"/canisters/0/status", '"' + status + '"'}});
    EXPECT_EQ(run.all<IngressCompleted>().at(0).code, code);
    EXPECT_EQ(run.events<ExecutionStarted>(), 0U);
  }
}

TEST(TheAgent, SeesItsResultOneCertificationAfterTheRound) {
  const Outcome run = runText(oneSubnet(R"({"reply": {}})"), {{"/subnets/0/block_interval_ms", "400"}});
  EXPECT_EQ(run.summary.endToEnd, milliseconds(400));
  EXPECT_EQ(run.summary.ingress[0].rounds, 1U) << "certification counts in the time, not in the rounds";
}

}  // namespace
}  // namespace roundscope::test
