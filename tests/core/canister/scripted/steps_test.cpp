// What each step of a scripted method does when other messages come in between. Source: product.md, "Scenario file".
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/support/run.h"

namespace roundscope::test {
namespace {

std::vector<IngressOutcome> outcomes(const Outcome& run) {
  std::vector<IngressOutcome> list;
  for (const UserMessage& ingress : run.summary.ingress) list.push_back(ingress.outcome);
  return list;
}

TEST(Window, KeepsSoManyInFlightAndNoMore) {
  const Outcome run = runText(twoSubnets(pingSteps(30, window(7))));
  EXPECT_EQ(run.pair("caller", "callee").peakInFlight, 7U);
  EXPECT_EQ(run.summary.calls.replied, 30U);
}

TEST(Window, GoesOnPastCallsThatFail) {
  const Outcome run = runText(twoSubnets(
      pingSteps(30, window(7)), R"("ping": {"steps": [{"reject": "no", "when": {"every": 3}}, {"reply": {}}]})"));
  EXPECT_EQ(run.summary.ingress[0].repliedCalls, 20U);
  EXPECT_EQ(run.summary.ingress[0].failedCalls, 10U);
}

TEST(Targets, TakeTurns) {
  const Outcome run = runText(oneSubnet(
      R"({"call": {"to": ["callee.ping", "callee.pong"], "count": 5, "order": "parallel"}}, {"reply": {}})",
      R"("ping": {"steps": [{"add": {"x": 1}}, {"reply": {}}]}, "pong": {"steps": [{"add": {"x": 100}}, {"reply": {}}]})"));
  EXPECT_EQ(run.variable("callee", "x"), 203);
}

TEST(Stop, MakesNoFurtherCallAfterAFailure) {
  const char* callee = R"("ping": {"steps": [{"reject": "no", "when": {"calls": [3]}}, {"reply": {}}]})";
  const Outcome one = runText(oneSubnet(pingSteps(10, R"("on_failure": "stop")"), callee));
  EXPECT_EQ(one.summary.calls.attempted, 3U);
  const Outcome window = runText(oneSubnet(pingSteps(10, R"("order": {"window": 2}, "on_failure": "stop")"), callee));
  EXPECT_EQ(window.summary.calls.attempted, 4U) << "one more was under way";
  EXPECT_EQ(window.summary.ingress[0].repliedCalls, 3U) << "and is awaited";
}

TEST(Stop, AtACallThatIsNotPerformedStillSendsTheEarlierOnes) {
  const Outcome run = runText(oneSubnet(pingSteps(10, R"("order": "parallel", "on_failure": "stop")")),
                              {{"/limits/queue_capacity", "4"}});
  EXPECT_EQ(run.summary.calls.attempted, 5U);
  EXPECT_EQ(run.summary.calls.replied, 4U);
}

TEST(Compensate, UndoesOnceEachCallThatHadSucceeded) {
  const Outcome run = runText(
      oneSubnet(pingSteps(6, R"("on_failure": {"compensate": "callee.undo"})"),
                R"("ping": {"steps": [{"reject": "no", "when": {"calls": [5]}}, {"add": {"x": 1}}, {"reply": {}}]},
         "undo": {"steps": [{"add": {"x": -1}}, {"reply": {}}]})"));
  EXPECT_EQ(run.summary.calls.attempted, 5U + 4U) << "the sixth is not made";
  EXPECT_EQ(run.summary.calls.compensated, 4U);
  EXPECT_EQ(run.variable("callee", "x"), 0);
}

TEST(Compensate, ThatFailsItselfIsNotRepeated) {
  const Outcome run = runText(
      oneSubnet(pingSteps(3, R"("on_failure": {"compensate": "callee.undo"})"),
                R"("ping": {"steps": [{"reject": "no", "when": {"calls": [3]}}, {"add": {"x": 1}}, {"reply": {}}]},
         "undo": {"steps": [{"trap": "cannot"}]})"));
  EXPECT_EQ(run.summary.calls.compensated, 2U);
  EXPECT_EQ(run.variable("callee", "x"), 2) << "what was done stays done";
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied);
  EXPECT_EQ(run.summary.ingress[0].failedCalls, 1U) << "a compensation does not count as a call of the method";
}

TEST(Require, EndsTheMethodWithARejectAndCommitsWhatCameBefore) {
  const Outcome run = runText(oneSubnet(
      R"({"set": {"x": 5}}, {"require": {"variable": "x", "more_than": 5, "else": "too little"}}, {"set": {"y": 1}}, {"reply": {}})"));
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Rejected);
  EXPECT_EQ(run.variable("caller", "x"), 5);
  EXPECT_EQ(run.variable("caller", "y"), 0);
}

TEST(Require, KnowsSixComparisons) {
  const auto holds = [](const char* comparison) {
    return runText(
               oneSubnet(fmt::format(
                   R"({{"set": {{"x": 5}}}}, {{"require": {{"variable": "x", {}}}}}, {{"reply": {{}}}})", comparison)))
               .summary.ingress[0]
               .outcome == IngressOutcome::Replied;
  };
  EXPECT_TRUE(holds(R"("less_than": 6)") && !holds(R"("less_than": 5)"));
  EXPECT_TRUE(holds(R"("at_most": 5)") && !holds(R"("at_most": 4)"));
  EXPECT_TRUE(holds(R"("equals": 5)") && !holds(R"("equals": 4)"));
  EXPECT_TRUE(holds(R"("not_equals": 4)") && !holds(R"("not_equals": 5)"));
  EXPECT_TRUE(holds(R"("at_least": 5)") && !holds(R"("at_least": 6)"));
  EXPECT_TRUE(holds(R"("more_than": 4)") && !holds(R"("more_than": 5)"));
}

TEST(Variables, CanBeSetFromOthersAndTheirMultiples) {
  const Outcome run = runText(oneSubnet(
      R"({"set": {"x": 7}}, {"set": {"y": "x"}}, {"add": {"y": {"variable": "x", "times": -3}}}, {"reply": {}})"));
  EXPECT_EQ(run.variable("caller", "y"), -14);
}

TEST(Reject, InTheMiddleEndsTheMethodAlthoughCallsAreOpen) {
  const Outcome run = runText(twoSubnets(
      R"({"call": {"to": "callee.ping", "count": 3, "await": false, "label": "p"}}, {"reject": "changed my mind"}, {"set": {"x": 1}}, {"await": "p"})"));
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Rejected);
  EXPECT_EQ(run.summary.ingress[0].rounds, 1U) << "the answer does not wait for them";
  EXPECT_EQ(run.summary.calls.replied, 3U) << "they were sent, and their callbacks come";
  EXPECT_EQ(run.variable("caller", "x"), 0);
}

TEST(Reply, DoesNotEndTheMethod) {
  const Outcome run = runText(twoSubnets(R"({"reply": {}}, {"call": {"to": "callee.ping"}}, {"set": {"x": 1}})"));
  EXPECT_EQ(run.summary.ingress[0].rounds, 1U);
  EXPECT_EQ(run.variable("caller", "x"), 1);
}

TEST(When, AppliesToListedCallsEveryKthOrByChance) {
  const auto attempted = [](const char* when) {
    return runText(
               oneSubnet(fmt::format(
                   R"({{"call": {{"to": "callee.ping", "count": 1000, "order": {{"window": 10}}}}, "when": {}}}, {{"reply": {{}}}})",
                   when)))
        .summary.calls.attempted;
  };
  EXPECT_EQ(attempted(R"({"every": 3})"), 333U);
  EXPECT_EQ(attempted(R"({"calls": [1, 500, 1000]})"), 3U);
  const std::uint64_t quarter = attempted(R"({"chance": "1/4"})");
  EXPECT_GT(quarter, 200U);
  EXPECT_LT(quarter, 300U);
}

TEST(Nested, CallsThroughSeveralCanistersAnswerFromTheInnermostOutwards) {
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}, {"id": "t"}], "canisters": [
    {"id": "a", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "b.middle"}}, {"reply": {}}]}}},
    {"id": "b", "subnet": "t", "methods": {"middle": {"steps": [{"call": {"to": "c.inner", "count": 2}}, {"reply": {}}]}}},
    {"id": "c", "subnet": "s", "methods": {"inner": {}}}],
    "ingress": [{"to": "a.go"}]})");
  ASSERT_EQ(run.summary.calls.replied, 3U);
  EXPECT_EQ(run.summary.ingress[0].rounds, 7U) << "three round trips of two rounds, and the first round";
  const auto& calls = run.table.calls();
  EXPECT_EQ(calls[1].context, calls[0].servedBy);
  EXPECT_LT(calls[2].at(CallPoint::Completed).round, calls[0].at(CallPoint::Completed).round);
}

TEST(Nested, FailuresTurnIntoWhatEachCallerMakesOfThem) {
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
    {"id": "a", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "b.middle"}}, {"reply": {}}]}}},
    {"id": "b", "subnet": "s", "variables": {"x": 0}, "methods": {"middle": {"steps": [{"set": {"x": 1}}, {"call": {"to": "c.inner"}}]}}},
    {"id": "c", "subnet": "s", "methods": {"inner": {"steps": [{"trap": "deep"}]}}}],
    "ingress": [{"to": "a.go"}]})");
  EXPECT_EQ(run.table.calls()[1].reason, RejectReason::Trapped);
  EXPECT_EQ(run.table.calls()[0].reason, RejectReason::NoReply) << "b caught the trap and forgot to answer";
  EXPECT_EQ(run.variable("b", "x"), 1);
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied);
}

constexpr const char* kWithdraw =
    R"({"require": {"variable": "x", "at_least": 60}}, {"call": {"to": "callee.ping"}}, {"add": {"x": -60}}, {"reply": {}})";
const Override kTwoUsers{"/ingress", R"([{"to": "caller.go", "count": 2}])"};
const Override kHundred{"/canisters/0/variables/x", "100"};

TEST(Interleaving, AnotherMessageActsOnWhatWasCheckedBeforeTheAwait) {
  const Outcome run = runText(twoSubnets(kWithdraw), {kTwoUsers, kHundred});
  EXPECT_THAT(outcomes(run), testing::ElementsAre(IngressOutcome::Replied, IngressOutcome::Replied));
  EXPECT_EQ(run.variable("caller", "x"), -20);
}

TEST(Lock, KeepsTheOtherMessageOutUntilItIsReleased) {
  const std::string locked = fmt::format(R"({{"lock": "l"}}, {})", kWithdraw);
  const std::string steps = locked.substr(0, locked.rfind(R"({"reply")")) + R"({"unlock": "l"}, {"reply": {}})";
  const Outcome run =
      runText(twoSubnets(steps),
              {kHundred, {"/ingress", R"([{"to": "caller.go", "count": 2}, {"at_ms": 5000, "to": "caller.go"}])"}});
  EXPECT_THAT(outcomes(run),
              testing::ElementsAre(IngressOutcome::Replied, IngressOutcome::Rejected, IngressOutcome::Rejected));
  EXPECT_EQ(run.variable("caller", "x"), 40) << "the third gets the lock and fails the requirement";
  EXPECT_EQ(run.events<LockChanged>(), 3U);
}

TEST(Lock, MayBeTakenAgainByItsOwnMethod) {
  const Outcome run = runText(
      twoSubnets(R"({"lock": "l"}, {"call": {"to": "callee.ping"}}, {"lock": "l"}, {"unlock": "l"}, {"reply": {}})"));
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied);
}

TEST(Lock, StaysTakenWhenACallbackTrapsUnlessCleanupReleasesIt) {
  const auto lockAfterTrap = [](const char* lock) {
    return runText(twoSubnets(
                       fmt::format(R"({{"lock": {}}}, {{"call": {{"to": "callee.ping"}}}}, {{"trap": "boom"}})", lock)))
        .variable("caller", "l");
  };
  EXPECT_EQ(lockAfterTrap(R"("l")"), 1);
  EXPECT_EQ(lockAfterTrap(R"({"name": "l", "release_on_trap": true})"), 0);
}

TEST(Lock, IsUndoneWithTheMessageThatTookItAndTrapped) {
  const Outcome run = runText(oneSubnet(R"({"lock": "l"}, {"trap": "boom"})"));
  EXPECT_EQ(run.variable("caller", "l"), 0);
  EXPECT_EQ(run.events<LockChanged>(), 0U);
}

TEST(Traps, UndoTheReplyToo) {
  const Outcome run = runText(oneSubnet(R"({"reply": {}}, {"trap": "boom"})"));
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Trapped);
}

TEST(Traps, OfOneCallbackLeaveTheOtherCallsOfTheMethodToEnd) {
  // The first of the two callbacks traps; the second comes to a method that is dead and changes nothing.
  const Outcome run = runText(twoSubnets(
      R"({"call": {"to": "callee.ping", "count": 2, "await": false, "label": "p"}}, {"call": {"to": "callee.ping"}}, {"set": {"x": 1}}, {"trap": "boom"}, {"await": "p"})",
      R"("ping": {"steps": [{"work": 1}, {"reply": {}}]})"));
  EXPECT_EQ(run.summary.calls.replied, 3U);
  EXPECT_EQ(run.variable("caller", "x"), 0);
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Trapped);
}

TEST(Traps, ACallMadeBeforeThemInAnEarlierMessageKeepsItsEffect) {
  const Outcome run = runText(oneSubnet(R"({"call": {"to": "callee.ping"}}, {"trap": "boom"})",
                                        R"("ping": {"steps": [{"add": {"x": 1}}, {"reply": {}}]})"));
  EXPECT_EQ(run.variable("callee", "x"), 1);
}

}  // namespace
}  // namespace roundscope::test
