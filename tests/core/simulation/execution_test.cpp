// The scheduler. Source: protocol.md section 2.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/support/run.h"

namespace roundscope::test {
namespace {

struct DerivedRow {
  std::uint64_t residents;
  const char* order;
  std::uint32_t calls;
  std::uint64_t rounds;
};

class DerivedTable : public testing::TestWithParam<DerivedRow> {};

TEST_P(DerivedTable, TheCallerRepliesInTheRoundThatTheProtocolsArithmeticGives) {
  const DerivedRow& row = GetParam();
  const Outcome run = runText(fmt::format(
      R"({{"roundscope": 1, "subnets": [{{"id": "app-1", "resident_canisters": {}}}],
      "canisters": [{{"id": "caller", "subnet": "app-1", "methods": {{"go": {{"steps": [
          {{"call": {{"to": "callee.ping", "count": {}, "order": "{}"}}}}, {{"reply": {{}}}}]}}}}}},
        {{"id": "callee", "subnet": "app-1", "methods": {{"ping": {{}}}}}}],
      "ingress": [{{"to": "caller.go"}}]}})",
      row.residents, row.calls, row.order));
  EXPECT_EQ(run.summary.ingress[0].rounds, row.rounds);
  EXPECT_EQ(run.summary.ingress[0].repliedCalls, row.calls);
}

INSTANTIATE_TEST_SUITE_P(Section2, DerivedTable,
                         testing::Values(DerivedRow{2, "sequential", 1, 1}, DerivedRow{2, "sequential", 10, 1},
                                         DerivedRow{2, "sequential", 90, 1}, DerivedRow{2, "sequential", 500, 6},
                                         DerivedRow{2, "parallel", 90, 1}, DerivedRow{2, "parallel", 500, 2},
                                         DerivedRow{10'000, "sequential", 1, 1},
                                         DerivedRow{10'000, "sequential", 10, 2},
                                         DerivedRow{10'000, "sequential", 90, 12},
                                         DerivedRow{10'000, "sequential", 500, 63},
                                         DerivedRow{10'000, "parallel", 90, 1}, DerivedRow{10'000, "parallel", 500, 2}),
                         [](const auto& row) {
                           return fmt::format("{}{}Residents{}", row.param.order, row.param.calls, row.param.residents);
                         });

std::string working(std::uint64_t instructions) {
  return fmt::format(R"("ping": {{"steps": [{{"work": {}}}, {{"reply": {{}}}}]}})", instructions);
}

TEST(Slicing, AMessageLongerThanASliceGoesOnInTheNextRounds) {
  // 100,000 for the message itself and five slices of work: six rounds.
  const Outcome run = runText(oneSubnet(R"({"call": {"to": "callee.ping"}}, {"reply": {}})", working(10'000'000'000)));
  EXPECT_EQ(run.events<ExecutionPaused>(), 5U);
  EXPECT_EQ(run.summary.ingress[0].rounds, 6U);
  EXPECT_EQ(run.summary.calls.replied, 1U);
}

TEST(Slicing, ACanisterWithAPausedMessageRunsNothingElse) {
  const Outcome run = runText(oneSubnet(R"({"call": {"to": "callee.slow", "await": false, "label": "slow"}},
      {"call": {"to": "callee.ping"}}, {"await": "slow"}, {"reply": {}})",
                                        R"("slow": {"steps": [{"work": 6000000000}, {"reply": {}}]}, "ping": {})"));
  const CallSpan& slow = run.table.calls()[0];
  const CallSpan& ping = run.table.calls()[1];
  const auto roundOf = [&](Moment m) { return run.table.rounds()[m.round].round; };
  EXPECT_GT(roundOf(ping.at(CallPoint::Started)), roundOf(slow.at(CallPoint::Answered)))
      << "after finishing a paused message no new one starts in that round";
}

TEST(Slicing, OverTheLimitOfPausedMessagesTheOthersStartAgain) {
  std::string canisters;
  std::string ingress;
  for (int i = 0; i < 6; ++i) {
    canisters += fmt::format(
        R"({}{{"id": "c{}", "subnet": "s", "methods": {{"go": {{"steps": [{{"work": 5000000000}}, {{"reply": {{}}}}]}}}}}})",
        i ? "," : "", i);
    ingress += fmt::format(R"({}{{"to": "c{}.go"}})", i ? "," : "", i);
  }
  const Outcome run = runText(fmt::format(
      R"({{"roundscope": 1, "subnets": [{{"id": "s", "limits": {{"scheduler_threads": 8}}}}], "canisters": [{}], "ingress": [{}]}})",
      canisters, ingress));
  std::size_t aborted = 0;
  for (const ExecutionPaused& e : run.all<ExecutionPaused>()) aborted += e.aborted;
  EXPECT_GE(aborted, 2U);
  for (const UserMessage& i : run.summary.ingress) EXPECT_EQ(i.outcome, IngressOutcome::Replied);
}

TEST(Limits, AMessageOverTheInstructionLimitTraps) {
  const Outcome run = runText(oneSubnet(R"({"call": {"to": "callee.ping"}}, {"reply": {}})", working(40'000'000'001)));
  EXPECT_EQ(run.summary.calls.trapped, 1U);
  EXPECT_EQ(run.table.calls()[0].reason, RejectReason::InstructionLimit);
}

TEST(Limits, HeapDeltaEndsTheIterationsOfARound) {
  const char* methods =
      R"("ping": {"steps": [{"work": {"instructions": 1, "heap_delta_bytes": 50000000}}, {"reply": {}}]})";
  const char* steps = R"({"call": {"to": "callee.ping", "count": 8}}, {"reply": {}})";
  // Four pings a round; the callback of the last one needs a third.
  EXPECT_EQ(runText(oneSubnet(steps, methods)).summary.ingress[0].rounds, 3U);
}

TEST(Traps, UndoStateAndCallsOfTheMessageButNotWhatEarlierMessagesCommitted) {
  const Outcome run = runText(oneSubnet(
      R"({"set": {"x": 1}}, {"call": {"to": "callee.ping"}}, {"set": {"y": 1}},
         {"call": {"to": "callee.ping", "await": false, "label": "lost"}}, {"trap": "boom"}, {"await": "lost"})"));
  EXPECT_EQ(run.variable("caller", "x"), 1) << "committed at the await";
  EXPECT_EQ(run.variable("caller", "y"), 0) << "undone with the callback that trapped";
  EXPECT_EQ(run.summary.calls.attempted, 1U) << "the undone call was never sent";
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Trapped);
  const auto finished = run.all<ExecutionFinished>();
  EXPECT_THAT(finished, testing::Contains(testing::Field(&ExecutionFinished::undoneCalls, 1)));
  EXPECT_THAT(finished, testing::Contains(testing::Field(&ExecutionFinished::kind, ExecutionKind::Cleanup)));
}

TEST(Traps, OfTheCalleeReachTheCallerAsCanisterError) {
  const Outcome run = runText(twoSubnets(R"({"call": {"to": "callee.ping"}}, {"reply": {}})",
                                         R"("ping": {"steps": [{"set": {"x": 7}}, {"trap": "no"}]})"));
  EXPECT_EQ(run.table.calls()[0].code, RejectCode::CanisterError);
  EXPECT_EQ(run.table.calls()[0].outcome, CallOutcome::Trapped);
  EXPECT_EQ(run.variable("callee", "x"), 0);
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied) << "the caller counts the failure and goes on";
  EXPECT_EQ(run.summary.ingress[0].failedCalls, 1U);
}

TEST(Inputs, OfDifferentSourcesTakeTurns) {
  // While `a` answers remote calls, users' messages are served in between, one of each in turn.
  const Outcome run =
      runText(twoSubnets(R"({"call": {"to": "callee.ping", "count": 5, "order": "parallel"}}, {"reply": {}})",
                         R"("ping": {})", ""),
              {{"/ingress", R"([{"to": "caller.go"}, {"at_ms": 1000, "to": "callee.ping", "count": 5}])"}});
  std::string order;
  for (const ExecutionStarted& e : run.all<ExecutionStarted>()) {
    if (e.kind == ExecutionKind::Ingress && e.canister.value == 1) order += 'u';
    if (e.kind == ExecutionKind::Request) order += 'r';
  }
  EXPECT_EQ(order, "ururururur");
}

}  // namespace
}  // namespace roundscope::test
