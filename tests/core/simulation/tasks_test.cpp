// Timers and heartbeats. Source: protocol.md section 8.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>

#include "tests/support/run.h"

namespace roundscope::test {
namespace {

/// One canister with these tasks and an ingress message every `everyMs`; `fields` go into the canister.
std::string lone(const char* fields, int messages = 0, int everyMs = 1'000) {
  return fmt::format(
      R"({{"roundscope": 1, "subnets": [{{"id": "s"}}], "canisters": [
        {{"id": "c", "subnet": "s", "variables": {{"x": 0, "y": 0}}, "methods": {{"go": {{}}}}, {}}}],
        "ingress": [{}]}})",
      fields, messages == 0 ? "" : fmt::format(R"({{"to": "c.go", "count": {}, "every_ms": {}}})", messages, everyMs));
}

/// One letter for each execution that a task or a user started, with a bar between rounds.
std::string startsByRound(const Outcome& run) {
  std::string text;
  run.trace.forEach([&](std::uint64_t, const Event& event) {
    if (std::holds_alternative<RoundStarted>(event)) text += '|';
    const auto* e = std::get_if<ExecutionStarted>(&event);
    if (e == nullptr) return;
    if (e->kind == ExecutionKind::Timer) text += 't';
    if (e->kind == ExecutionKind::Heartbeat) text += 'h';
    if (e->kind == ExecutionKind::Ingress) text += 'm';
  });
  return text;
}

TEST(Timer, RunsItsBodyOneIterationLaterInACallToItself) {
  const Outcome run = runText(lone(R"("timer": {"first_ms": 2000, "steps": [{"set": {"x": 1}}]})"));
  EXPECT_EQ(run.variable("c", "x"), 1);
  ASSERT_EQ(run.table.calls().size(), 1U);
  const CallSpan& body = run.table.calls()[0];
  EXPECT_EQ(body.attempt, 0);
  EXPECT_EQ(body.caller, body.callee.canister);
  EXPECT_EQ(body.timeoutSeconds, 300) << "a bounded call";
  EXPECT_EQ(body.outcome, CallOutcome::Replied);
  EXPECT_EQ(run.events<IterationStarted>(), 3U) << "the handler, the body, the handler's callback";
  EXPECT_EQ(run.table.rounds()[body.at(CallPoint::Started).round].time, Time{} + seconds(2));
}

TEST(Timer, FiresAgainAlthoughItsBodyTraps) {
  const Outcome run = runText(lone(R"("timer": {"first_ms": 1000, "every_ms": 1000, "steps": [{"trap": "boom"}]})"),
                              {{"/ingress", R"([{"at_ms": 5000, "to": "c.go"}])"}});
  std::size_t bodies = 0;
  for (const CallSpan& call : run.table.calls()) bodies += call.outcome == CallOutcome::Trapped;
  EXPECT_GE(bodies, 3U);
}

TEST(Timer, KeepsToItsGridAndCatchesUpWhatItMissed) {
  // Blocks come every 3 s, the timer is due every second: three bodies a round, and none is lost.
  const Outcome run =
      runText(lone(R"("timer": {"first_ms": 1000, "every_ms": 1000, "steps": [{"add": {"x": 1}}]})"),
              {{"/subnets/0/block_interval_ms", "3000"}, {"/ingress", R"([{"at_ms": 29500, "to": "c.go"}])"}});
  EXPECT_EQ(run.variable("c", "x"), 27) << "in the round at 30 s it is the turn of the user's message";
  // A timer that is late once is not late ever after: it is counted from the time for which it was set.
  const Outcome late = runText(lone(R"("timer": {"first_ms": 500, "every_ms": 1000, "steps": [{"add": {"x": 1}}]})"),
                               {{"/ingress", R"([{"at_ms": 9000, "to": "c.go"}])"}});
  std::vector<std::uint64_t> set;
  for (const TimerSet& e : late.all<TimerSet>()) set.push_back(e.timeUs.value());
  ASSERT_GE(set.size(), 3U);
  EXPECT_EQ(set[0], 1'500'000U);
  EXPECT_EQ(set[1], 2'500'000U);
}

TEST(Timer, HasAtMostFiveBodiesUnderWayAndCountsAnewBeyondThat) {
  // A long message keeps the timer back for ten rounds; then five bodies run, and counting starts anew.
  const Outcome run = runText(lone(R"("timer": {"first_ms": 1000, "every_ms": 1000, "steps": [{"add": {"x": 1}}]})"),
                              {{"/canisters/0/methods/hold", R"({"steps": [{"work": 21000000000}, {"reply": {}}]})"},
                               {"/ingress", R"([{"to": "c.hold"}, {"at_ms": 14500, "to": "c.go"}])"}});
  std::map<std::int64_t, int> bodies;
  Time now;
  run.trace.forEach([&](std::uint64_t, const Event& event) {
    if (const auto* round = std::get_if<RoundStarted>(&event))
      now = Time{static_cast<std::int64_t>(round->timeUs.value())};
    const auto* e = std::get_if<ExecutionStarted>(&event);
    if (e != nullptr && e->kind == ExecutionKind::SelfMessage) ++bodies[now.wholeSeconds()];
  });
  EXPECT_EQ(bodies.begin()->first, 11);
  EXPECT_EQ(bodies.begin()->second, 5);
  EXPECT_EQ(bodies[12], 1);
}

TEST(Rotation, StandsStillWhileAMessageIsPaused) {
  // Timer and heartbeat are due in every round; while the long message is under way neither has its turn, and the
  // rotation goes on afterwards where it stood.
  const auto firstAfter = [](int rounds) {
    const Outcome run = runText(
        lone(R"("heartbeat": {"steps": []}, "timer": {"first_ms": 0, "every_ms": 1000, "steps": []})"),
        {{"/canisters/0/methods/hold",
          fmt::format(R"({{"steps": [{{"work": {}}}, {{"reply": {{}}}}]}})", rounds * 2'000'000'000LL - 1'000'000)},
         {"/ingress", R"([{"to": "c.hold"}, {"at_ms": 30000, "to": "c.go"}])"}});
    const std::string text = startsByRound(run);
    const std::size_t message = text.find('m');
    return text.substr(text.find_first_of("th", message), 1);
  };
  EXPECT_EQ(firstAfter(4), firstAfter(5));
  EXPECT_EQ(firstAfter(5), firstAfter(6));
}

TEST(Timer, SetInOneRoundFiresInTheNextAtTheEarliest) {
  // The retry is due at once.
  const Outcome run = runText(
      oneSubnet(
          R"({"call": {"to": "callee.ping", "count": 5, "order": "parallel", "on_failure": {"retry": {"via": "timer", "after_ms": 0}}}}, {"reply": {}})"),
      {{"/limits/queue_capacity", "4"}});
  EXPECT_EQ(run.summary.calls.replied, 5U);
  const CallSpan& again = run.table.calls().back();
  EXPECT_EQ(again.attempt, 2);
  EXPECT_EQ(run.table.rounds()[again.at(CallPoint::Performed).round].time, Time{} + seconds(1));
}

TEST(Timer, ThatDidNotRunDoesNotPileUp) {
  // Paused for five rounds, the canister misses the timer's rounds and is called once when it is free.
  const Outcome run =
      runText(fmt::format(R"({{"roundscope": 1, "max_rounds": 20, "subnets": [{{"id": "s"}}], "canisters": [
        {{"id": "c", "subnet": "s", "methods": {{"go": {{"steps": [{{"work": 9500000000}}, {{"reply": {{}}}}]}}, "poke": {{}}}},
          "timer": {{"first_ms": 1000, "every_ms": 1000}}}}], "ingress": [{{"to": "c.go"}}, {{"at_ms": 6000, "to": "c.poke"}}]}})"));
  EXPECT_EQ(startsByRound(run), "|m|||||t|m");
}

TEST(Tasks, TakeTurnsWithMessagesStartingAtTheTimer) {
  // The timer is due in every round, the heartbeat too, and a message waits in every round. The timer's turn runs both,
  // then it is the heartbeat's turn, which runs first, then that of the messages alone.
  const Outcome run = runText(lone(R"("heartbeat": {}, "timer": {"first_ms": 0, "every_ms": 1000})", 6));
  EXPECT_EQ(startsByRound(run).substr(0, 24), "|thm|htm|m|thm|htm|m");
}

TEST(Heartbeat, RunsOnceARound) {
  const Outcome run = runText(lone(R"("heartbeat": {"steps": [{"add": {"x": 1}}]})", 1),
                              {{"/ingress", R"([{"at_ms": 5000, "to": "c.go"}])"}});
  EXPECT_EQ(run.variable("c", "x"), 5) << "rounds 0 to 4; in round 5 it is the message's turn";
}

TEST(Tasks, DoNotRunOnACanisterThatCannotPay) {
  const Outcome run = runText(lone(R"("cycles": 1000, "timer": {"first_ms": 0, "steps": [{"set": {"x": 1}}]})"));
  EXPECT_EQ(run.variable("c", "x"), 0);
  EXPECT_EQ(run.events<ExecutionStarted>(), 0U);
}

TEST(Retry, ByTimerServesStepsOfSeveralMethods) {
  const Outcome run =
      runText(R"({"roundscope": 1, "limits": {"queue_capacity": 2}, "subnets": [{"id": "s"}], "canisters": [
    {"id": "a", "subnet": "s", "methods": {
      "one": {"steps": [{"work": 1}, {"call": {"to": "b.ping", "count": 4, "order": "parallel", "on_failure": {"retry": {"after_ms": 1500}}}}, {"reply": {}}]},
      "two": {"steps": [{"call": {"to": "c.ping", "count": 4, "order": "parallel", "on_failure": {"retry": {"after_ms": 1500}}}}, {"reply": {}}]}}},
    {"id": "b", "subnet": "s", "methods": {"ping": {}}}, {"id": "c", "subnet": "s", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.one"}, {"to": "a.two"}]})");
  EXPECT_EQ(run.summary.calls.replied, 8U);
  EXPECT_EQ(run.pair("a", "b").peakInFlight, 2U);
  EXPECT_EQ(run.pair("a", "c").peakInFlight, 2U);
}

TEST(Retry, ByHeartbeatTakesThePlaceOfTheCanistersOwnSteps) {
  const Outcome run = runText(
      R"({"roundscope": 1, "limits": {"queue_capacity": 2}, "max_rounds": 20, "subnets": [{"id": "s"}], "canisters": [
    {"id": "a", "subnet": "s", "variables": {"x": 0}, "heartbeat": {"steps": [{"add": {"x": 1}}]}, "methods": {
      "go": {"steps": [{"call": {"to": "b.ping", "count": 4, "order": "parallel", "on_failure": {"retry": {"via": "heartbeat", "after_ms": 0}}}}, {"reply": {}}]}}},
    {"id": "b", "subnet": "s", "methods": {"ping": {}}}], "ingress": [{"to": "a.go"}]})");
  EXPECT_EQ(run.summary.calls.replied, 4U);
  std::int64_t heartbeats = 0;
  for (const ExecutionStarted& start : run.all<ExecutionStarted>())
    heartbeats += start.kind == ExecutionKind::Heartbeat;
  EXPECT_GT(run.variable("a", "x"), 0) << "while nothing waits";
  EXPECT_LT(run.variable("a", "x"), heartbeats);
}

TEST(Retry, BacksOffByItsShare) {
  const Outcome run = runText(oneSubnet(
      R"({"call": {"to": "callee.ping", "on_failure": {"retry": {"after_ms": 2000, "backoff_percent": 200, "attempts": 4}}}}, {"reply": {}})",
      R"("ping": {"steps": [{"reject": "busy"}]})"));
  std::vector<std::int64_t> seconds;
  for (const CallSpan& call : run.table.calls())
    if (call.attempt > 0)
      seconds.push_back(run.table.rounds()[call.at(CallPoint::Performed).round].time.wholeSeconds());
  EXPECT_THAT(seconds, testing::ElementsAre(0, 2, 6, 14));
}

TEST(Retry, GivesUpWhenItsAttemptsAreExhausted) {
  for (const char* via : {"immediate", "timer", "heartbeat"}) {
    const Outcome run = runText(oneSubnet(
        fmt::format(
            R"({{"call": {{"to": "callee.ping", "on_failure": {{"retry": {{"via": "{}", "after_ms": 0, "attempts": 3}}}}}}}}, {{"reply": {{}}}})",
            via),
        R"("ping": {"steps": [{"trap": "always"}]})"));
    EXPECT_EQ(run.summary.calls.attempted, 3U) << via;
    EXPECT_EQ(run.summary.calls.trapped, 3U) << via;
    EXPECT_EQ(run.summary.ingress[0].failedCalls, 1U) << via;
  }
}

}  // namespace
}  // namespace roundscope::test
