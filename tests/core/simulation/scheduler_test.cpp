// The scheduler's budgets, overheads, rotation and time slicing. Source: protocol.md section 2.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>

#include "tests/support/run.h"

namespace roundscope::test {
namespace {

/// How many of 600 users' messages of so many instructions the first round executes.
std::size_t executedInFirstRound(std::uint64_t instructions, std::vector<Override> overrides = {}) {
  overrides.push_back({"/canisters/0/methods/go/instructions", std::to_string(instructions)});
  overrides.push_back({"/ingress", R"([{"to": "caller.go", "count": 600}])"});
  const Outcome run = runText(oneSubnet(R"({"reply": {}})"), std::move(overrides));
  std::size_t executed = 0;
  std::size_t rounds = 0;
  run.trace.forEach([&](std::uint64_t, const Event& event) {
    if (std::holds_alternative<RoundStarted>(event)) ++rounds;
    if (std::holds_alternative<ExecutionStarted>(event) && rounds == 1) ++executed;
  });
  return executed;
}

TEST(Budget, OfARoundIsTheRoundLessASliceAndOne) {
  // Each message takes 8,000,000 and the overhead of 2,000,000; the one that crosses the line still runs.
  EXPECT_EQ(executedInFirstRound(8'000'000), 201U) << "2,000,000,001 / 10,000,000, rounded up";
  EXPECT_EQ(executedInFirstRound(8'000'000, {{"/limits/round_instructions", "3000000000"}}), 101U);
}

TEST(Budget, IsLessByTheLongestSliceOfExecutionOrInstallation) {
  EXPECT_EQ(executedInFirstRound(8'000'000, {{"/limits/install_slice_instructions", "3000000000"}}), 101U);
}

TEST(Budget, OfASystemSubnetIsSevenLessFiveBillion) {
  const Outcome run = runText(oneSubnet(R"({"work": 4900000000}, {"reply": {}})"), {{"/subnets/0/kind", "\"system\""}});
  EXPECT_EQ(run.events<ExecutionPaused>(), 0U) << "a slice is 5e9 there";
  EXPECT_EQ(executedInFirstRound(8'000'000, {{"/subnets/0/kind", "\"system\""}}), 201U);
}

TEST(Budget, LosesTheOverheadOfEveryMessage) {
  EXPECT_EQ(executedInFirstRound(8'000'000, {{"/limits/overhead_per_message", "12000000"}}), 101U);
}

/// Iterations of the first round of a caller that pings 500 times in sequence: two canisters in turn.
std::size_t iterationsOfFirstRound(std::vector<Override> overrides) {
  const Outcome run =
      runText(oneSubnet(R"({"call": {"to": "callee.ping", "count": 500}}, {"reply": {}})"), std::move(overrides));
  std::size_t iterations = 0;
  std::size_t rounds = 0;
  run.trace.forEach([&](std::uint64_t, const Event& event) {
    if (std::holds_alternative<RoundStarted>(event)) ++rounds;
    if (std::holds_alternative<IterationStarted>(event) && rounds == 1) ++iterations;
  });
  return iterations;
}

TEST(Overhead, OfACanisterThatRanIsTakenInEveryIteration) {
  // 100,000 + 2,000,000 + 8,000,000 + 2 × 12,000 = 10,124,000 an iteration: 197.6 of them.
  EXPECT_EQ(iterationsOfFirstRound({}), 198U);
  EXPECT_EQ(iterationsOfFirstRound({{"/limits/overhead_per_canister", "18000000"}}), 100U);
}

TEST(Overhead, OfAllResidentCanistersIsTakenInEveryIteration) {
  // 10,100,000 + 10,000 × 12,000 = 130,100,000: 15.4 iterations.
  EXPECT_EQ(iterationsOfFirstRound({{"/subnets/0/resident_canisters", "10000"}}), 16U);
  EXPECT_EQ(iterationsOfFirstRound(
                {{"/subnets/0/resident_canisters", "10000"}, {"/limits/overhead_per_resident_canister", "0"}}),
            199U);
}

TEST(Iterations, LetACanisterDrainItsInputsBeforeOthersSeeWhatItSent) {
  const Outcome run =
      runText(oneSubnet(R"({"call": {"to": "callee.ping", "count": 20, "order": "parallel"}}, {"reply": {}})"));
  EXPECT_EQ(run.events<IterationStarted>(), 3U) << "the caller; the callee, twenty times; the caller, twenty times";
}

TEST(Threads, RunCanistersSideBySideAndTheBusiestIsDeducted) {
  // Four canisters of 1.5e9 instructions each: on four threads one round, on one thread one after the other.
  std::string canisters;
  std::string ingress;
  for (int i = 0; i < 4; ++i) {
    canisters += fmt::format(R"({}{{"id": "c{}", "subnet": "s", "methods": {{"go": {{"instructions": 1500000000}}}}}})",
                             i ? "," : "", i);
    ingress += fmt::format(R"({}{{"to": "c{}.go"}})", i ? "," : "", i);
  }
  const auto rounds = [&](int threads) {
    return runText(
               fmt::format(
                   R"({{"roundscope": 1, "subnets": [{{"id": "s", "limits": {{"scheduler_threads": {}}}}}], "canisters": [{}], "ingress": [{}]}})",
                   threads, canisters, ingress))
        .summary.rounds;
  };
  EXPECT_EQ(rounds(4), 1U);
  EXPECT_EQ(rounds(1), 2U);
}

TEST(Inputs, OfSeveralSendersTakeTurns) {
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}, {"id": "t"}], "canisters": [
    {"id": "a", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "c.ping", "count": 4, "order": "parallel"}}, {"reply": {}}]}}},
    {"id": "b", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "c.ping", "count": 4, "order": "parallel"}}, {"reply": {}}]}}},
    {"id": "c", "subnet": "t", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.go"}, {"to": "b.go"}]})");
  std::string order;
  for (const ExecutionStarted& e : run.all<ExecutionStarted>())
    if (e.kind == ExecutionKind::Request) order += static_cast<char>('a' + run.table.call(e.call).caller.value);
  EXPECT_EQ(order, "abababab");
}

TEST(Inputs, RotateFromLocalToUsersToRemote) {
  // All three wait when `c` starts in the round at 1 s.
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "t"}, {"id": "s"}], "canisters": [
    {"id": "c", "subnet": "t", "methods": {"ping": {}, "hold": {"steps": [{"work": 2500000000}, {"reply": {}}]}}},
    {"id": "near", "subnet": "t", "methods": {"go": {"steps": [{"call": {"to": "c.ping", "count": 3, "order": "parallel"}}, {"reply": {}}]}}},
    {"id": "far", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "c.ping", "count": 3, "order": "parallel"}}, {"reply": {}}]}}}],
    "ingress": [{"to": "c.hold"}, {"to": "near.go"}, {"to": "far.go"}, {"at_ms": 1000, "to": "c.ping", "count": 3}]})");
  std::string order;
  for (const ExecutionStarted& e : run.all<ExecutionStarted>()) {
    if (e.canister.value != 0) continue;
    if (e.kind == ExecutionKind::Ingress) order += 'u';
    if (e.kind == ExecutionKind::Request) order += run.table.call(e.call).caller.value == 1 ? 'l' : 'r';
  }
  EXPECT_EQ(order, "urlurlurlu")
      << "the first user's message came after the local turn; the rotation goes on from there";
}

TEST(Inputs, ThatHaveExpiredTakeNobodysTurn) {
  // While `c` is busy for five rounds, the first request of `a` expires; `a` and `b` take turns all the same.
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
    {"id": "c", "subnet": "s", "methods": {"ping": {}, "hold": {"steps": [{"work": 9500000000}, {"reply": {}}]}}},
    {"id": "a", "subnet": "s", "methods": {"go": {"steps": [
      {"call": {"to": "c.ping", "wait": {"bounded_s": 1}, "await": false, "label": "p"}},
      {"call": {"to": "c.ping", "count": 2, "await": false, "label": "q"}}, {"await": "p"}, {"await": "q"}, {"reply": {}}]}}},
    {"id": "b", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "c.ping", "count": 2, "order": "parallel"}}, {"reply": {}}]}}}],
    "ingress": [{"to": "c.hold"}, {"to": "a.go"}, {"to": "b.go"}]})");
  EXPECT_EQ(run.count(CallOutcome::Expired), 1U);
  std::string order;
  for (const ExecutionStarted& e : run.all<ExecutionStarted>())
    if (e.kind == ExecutionKind::Request) order += run.run->name(run.table.call(e.call).caller);
  EXPECT_EQ(order, "abab");
}

TEST(Inputs, ThatHaveExpiredOpenNoIterationAndKeepNoTaskFromRunning) {
  // When the only request has expired at the callee, nothing is left of it to look at: the heartbeat has its turn.
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
    {"id": "c", "subnet": "s", "methods": {"ping": {}, "hold": {"steps": [{"work": 9500000000}, {"reply": {}}]}},
     "heartbeat": {"instructions": 1000}},
    {"id": "a", "subnet": "s", "methods": {"go": {"steps": [
      {"call": {"to": "c.ping", "wait": {"bounded_s": 1}}}, {"reply": {}}]}}}],
    "ingress": [{"to": "c.hold"}, {"to": "a.go"}, {"at_ms": 12000, "to": "a.go"}]})");
  EXPECT_EQ(run.count(CallOutcome::Expired), 1U);
  std::map<std::uint32_t, std::size_t> heartbeats;
  std::uint32_t round = 0;
  run.trace.forEach([&](std::uint64_t, const Event& event) {
    if (const auto* started = std::get_if<RoundStarted>(&event)) round = started->round;
    const auto* start = std::get_if<ExecutionStarted>(&event);
    if (start != nullptr && start->kind == ExecutionKind::Heartbeat) ++heartbeats[round];
  });
  for (std::uint32_t r = 6; r < 12; ++r) EXPECT_EQ(heartbeats[r], 1U) << "round " << r;
}

TEST(Slicing, GivesAPausedCanistersStateToNobodyBeforeTheMessageEnds) {
  const Outcome run = runText(oneSubnet(
      R"({"set": {"x": 1}}, {"call": {"to": "callee.ping", "await": false, "label": "p"}}, {"work": 5000000000}, {"await": "p"}, {"reply": {}})"));
  // Three slices: the value, the call and its slot are there from the round at 2 s on.
  const auto at = [&](const auto& wanted) {
    std::int64_t second = -1;
    Time now;
    run.trace.forEach([&](std::uint64_t, const Event& event) {
      if (const auto* round = std::get_if<RoundStarted>(&event))
        now = Time{static_cast<std::int64_t>(round->timeUs.value())};
      if (wanted(event) && second < 0) second = now.wholeSeconds();
    });
    return second;
  };
  EXPECT_EQ(at([](const Event& e) { return std::holds_alternative<ExecutionPaused>(e); }), 0);
  EXPECT_EQ(at([](const Event& e) { return std::holds_alternative<VariableChanged>(e); }), 2);
  EXPECT_EQ(at([](const Event& e) { return std::holds_alternative<CallPerformed>(e); }), 2);
  EXPECT_EQ(at([](const Event& e) { return std::holds_alternative<ExecutionFinished>(e); }), 2);
}

TEST(Slicing, UndoesAPausedMessageThatTrapsAtItsEnd) {
  const Outcome run = runText(oneSubnet(
      R"({"set": {"x": 1}}, {"call": {"to": "callee.ping", "await": false, "label": "p"}}, {"work": 5000000000}, {"trap": "late"}, {"await": "p"})"));
  EXPECT_EQ(run.variable("caller", "x"), 0);
  EXPECT_EQ(run.summary.calls.attempted, 0U);
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Trapped);
  EXPECT_EQ(run.summary.ingress[0].rounds, 3U);
}

TEST(Slicing, RenumbersTheCallsOfAPausedMessageAfterThoseOfOthers) {
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
    {"id": "slow", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "c.ping", "count": 3, "await": false, "label": "p"}}, {"work": 5000000000}, {"await": "p"}, {"reply": {}}]}}},
    {"id": "quick", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "c.ping", "count": 3, "order": "parallel"}}, {"reply": {}}]}}},
    {"id": "c", "subnet": "s", "methods": {"ping": {}}}],
    "ingress": [{"to": "slow.go"}, {"to": "quick.go"}]})");
  EXPECT_EQ(run.summary.calls.replied, 6U);
  EXPECT_EQ(run.table.calls()[0].caller.value, 1U);
  EXPECT_EQ(run.table.calls()[5].caller.value, 0U);
}

TEST(Slicing, LeavesOtherCanistersRunning) {
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
    {"id": "slow", "subnet": "s", "methods": {"go": {"steps": [{"work": 20000000000}, {"reply": {}}]}}},
    {"id": "quick", "subnet": "s", "methods": {"go": {}}}],
    "ingress": [{"to": "slow.go"}, {"at_ms": 1000, "to": "quick.go"}]})");
  EXPECT_EQ(run.summary.ingress[1].rounds, 1U);
  EXPECT_EQ(run.summary.ingress[0].rounds, 11U);
}

TEST(Limits, OfAMessageOnASystemSubnetAreHigher) {
  const char* steps = R"({"work": 45000000000}, {"reply": {}})";
  EXPECT_EQ(runText(oneSubnet(steps)).summary.ingress[0].outcome, IngressOutcome::Trapped);
  EXPECT_EQ(runText(oneSubnet(steps), {{"/subnets/0/kind", "\"system\""}}).summary.ingress[0].outcome,
            IngressOutcome::Replied);
}

TEST(Limits, HeapDeltaOfAMessageThatTrapsDoesNotCount) {
  // The first message dirties the whole round's heap, but nothing of it stays.
  const Outcome run = runText(oneSubnet(R"({"work": {"heap_delta_bytes": 500000000}}, {"trap": "boom"})"),
                              {{"/ingress", R"([{"to": "caller.go"}, {"to": "caller.poke"}])"}});
  EXPECT_EQ(run.summary.rounds, 1U);
}

TEST(Limits, HeapDeltaStopsACanisterThatDrainsItsInputs) {
  const Outcome run = runText(oneSubnet(R"({"work": {"heap_delta_bytes": 100000000}}, {"reply": {}})"),
                              {{"/ingress", R"([{"to": "caller.go", "count": 6}])"}});
  EXPECT_EQ(run.summary.rounds, 3U) << "two a round";
}

}  // namespace
}  // namespace roundscope::test
