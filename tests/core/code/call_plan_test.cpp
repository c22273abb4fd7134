// What both languages are told of the calls of a step.
#include "core/code/call_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scenarios.h"

namespace roundscope::code {
namespace {

using test::parsed;
using test::withSteps;
using testing::ElementsAre;
using testing::IsEmpty;

const Method& firstMethod(const ScenarioSet& set) { return set.variants.front().canisters[0].methods[0]; }

/// The plan of a call of `callee.ping` with these further fields.
CallPlan planned(const std::string& fields, const std::string& when = "") {
  const ScenarioSet set = parsed(withSteps(R"({"call": {"to": "callee.ping")" + fields + "}" + when + "}"));
  return planOf({MethodId{0}, 0}, firstMethod(set), true);
}
CallPlan retried(const std::string& retry) { return planned(R"(, "on_failure": {"retry": {)" + retry + "}}"); }

TEST(CallPlan, aSingleCallIsAwaitedAtOnceInWhateverOrderTheFileSays) {
  EXPECT_EQ(planned(R"(, "order": "parallel")").form, CallForm::OneByOne);
  EXPECT_EQ(planned(R"(, "count": 2, "order": "parallel")").form, CallForm::Together);
  EXPECT_EQ(planned(R"(, "count": 2, "order": {"window": 2})").form, CallForm::Window);
  EXPECT_EQ(planned(R"(, "count": 2)").form, CallForm::OneByOne);
}

TEST(CallPlan, aMethodThatNoCallReachesTakesNoTurn) {
  const ScenarioSet set =
      parsed(withSteps(R"({"call": {"to": ["callee.ping", "callee.undo", "callee.ping"], "count": 2}})"));
  const CallPlan plan = planOf({MethodId{0}, 0}, firstMethod(set), false);
  ASSERT_EQ(plan.turns().size(), 2U);
  EXPECT_EQ(plan.turns()[0].remainder, 1U);
  EXPECT_EQ(plan.turns()[0].method, (MethodRef{CanisterId{1}, MethodId{0}}));
  EXPECT_EQ(plan.turns()[1].remainder, std::nullopt);
  EXPECT_EQ(plan.turns()[1].method, (MethodRef{CanisterId{1}, MethodId{1}}));
}

TEST(CallPlan, numbersItsCallsOnlyWhereSomebodyAsks) {
  EXPECT_FALSE(planned(R"(, "count": 5)").asksNumber());
  EXPECT_TRUE(planned(R"(, "count": 5)", R"(, "when": {"every": 2})").asksNumber());
  EXPECT_TRUE(planned(R"(, "count": 5)", R"(, "when": {"calls": [1, 3]})").asksNumber());
  EXPECT_FALSE(planned(R"(, "count": 5)", R"(, "when": {"chance": "1/2"})").asksNumber());
  EXPECT_FALSE(planned("", R"(, "when": {"every": 2})").asksNumber()) << "a single call is number 1";
}

TEST(CallPlan, saysWhatFollowsASuccess) {
  EXPECT_THAT(planned("").afterSuccess(), ElementsAre(Then::CountSuccess));
  EXPECT_THAT(planned(R"(, "count": 2, "on_failure": {"compensate": "callee.undo"})").afterSuccess(),
              ElementsAre(Then::CountSuccess, Then::CountDone));
}

TEST(CallPlan, saysWhatFollowsAFailure) {
  EXPECT_THAT(planned(R"(, "count": 2)").afterFailure(true), IsEmpty());
  EXPECT_THAT(planned(R"(, "count": 2, "on_failure": "stop")").afterFailure(true), ElementsAre(Then::StopSending));
  EXPECT_THAT(planned(R"(, "count": 2, "on_failure": "stop")").afterFailure(false), IsEmpty());
  EXPECT_THAT(planned(R"(, "count": 2, "on_failure": {"compensate": "callee.undo"})").afterFailure(true),
              ElementsAre(Then::NoteFailure, Then::StopSending));
  EXPECT_THAT(retried(R"("via": "timer")").afterFailure(true), ElementsAre(Then::CallAgainLater));
  EXPECT_THAT(retried(R"("via": "heartbeat")").afterFailure(false), ElementsAre(Then::CallAgainLater));
  EXPECT_THAT(retried(R"("via": "immediate")").afterFailure(true), IsEmpty()) << "it is made again before";
}

TEST(CallPlan, whatFollowsAFailureEndsWithTheMethodsEnd) {
  const std::string steps = R"(, "on_reject": [{"add": {"count": 1}}])";
  EXPECT_THAT(planned(R"(, "on_failure": "throw")" + steps).afterFailure(true),
              ElementsAre(Then::RejectSteps, Then::Throw));
  EXPECT_THAT(planned(R"(, "on_failure": "trap")" + steps).afterFailure(false),
              ElementsAre(Then::RejectSteps, Then::Trap));
  EXPECT_THAT(planned(R"(, "count": 2, "on_failure": "stop")" + steps).afterFailure(true),
              ElementsAre(Then::RejectSteps, Then::StopSending));
  EXPECT_THAT(planned(R"(, "on_failure": "trap", "on_reject": [{"reject": "no"}])").afterFailure(true),
              ElementsAre(Then::RejectSteps))
      << "nothing is reached behind them";
  EXPECT_THAT(planned(R"(, "on_failure": {"retry": {"attempts": 2}})" + steps).afterFailure(true),
              ElementsAre(Then::CallAgainLater))
      << "it has not failed for good";
}

TEST(CallPlan, anOutcomeIsSeenToAtOnceWhereItCanBeTold) {
  EXPECT_FALSE(planned(R"(, "count": 2)").seenToAtOnce());
  EXPECT_FALSE(planned(R"(, "count": 2, "on_failure": {"retry": {"via": "immediate"}})").seenToAtOnce());
  for (const char* fields : {R"(, "on_failure": "stop")", R"(, "on_failure": "throw")", R"(, "on_failure": "trap")",
                             R"(, "on_failure": {"retry": {}})", R"(, "on_reply": [{"add": {"count": 1}}])",
                             R"(, "on_reject": [{"add": {"count": 1}}])"})
    EXPECT_TRUE(planned(R"(, "count": 2)" + std::string(fields)).seenToAtOnce()) << fields;
}

TEST(CallPlan, aSingleCallHasNothingToStopOrUndo) {
  EXPECT_THAT(planned(R"(, "on_failure": "stop")").afterFailure(true), IsEmpty());
  EXPECT_EQ(planned(R"(, "on_failure": {"compensate": "callee.undo"})").undo, std::nullopt);
}

TEST(CallPlan, retriesOnlyWhereAttemptsAreLeft) {
  EXPECT_FALSE(retried(R"("attempts": 1)").retry.has_value());
  EXPECT_TRUE(retried(R"("attempts": 2)").retry.has_value());
}

TEST(CallPlan, computesWaitsOnlyWhereTheyChange) {
  EXPECT_FALSE(retried(R"("attempts": 5)").retry->waitsChange);
  EXPECT_TRUE(retried(R"("attempts": 5, "backoff_percent": 200)").retry->waitsChange);
  EXPECT_FALSE(retried(R"("attempts": 2, "backoff_percent": 200)").retry->waitsChange) << "there is one wait only";
  EXPECT_FALSE(retried(R"("attempts": 5, "backoff_percent": 200, "after_ms": 0)").retry->waitsChange);
}

TEST(CallPlan, tellsTheLongestWaitWhereItIsReached) {
  const CallPlan reached = retried(R"("attempts": 20, "backoff_percent": 200)");
  EXPECT_EQ(reached.retry->limit, seconds(3'600));
  EXPECT_EQ(waitsInWords(*reached.retry), "Each wait is 200 % of the one before, but no longer than an hour.");
  const CallPlan before = retried(R"("attempts": 5, "backoff_percent": 150)");
  EXPECT_EQ(before.retry->limit, std::nullopt);
  EXPECT_EQ(waitsInWords(*before.retry), "Each wait is 150 % of the one before.");
}

TEST(CallPlan, ofCallsThatAreOnlyDispatchedKnowsTheirLabel) {
  const ScenarioSet set =
      parsed(withSteps(R"({"call": {"to": "callee.ping", "count": 3, "label": "p", "await": false}}, {"await": "p"})"));
  const CallPlan plan = planOf({MethodId{0}, 0}, firstMethod(set), false);
  EXPECT_EQ(plan.form, CallForm::DispatchOnly);
  EXPECT_EQ(plan.label, "p");
  EXPECT_EQ(plan.count, 3U);
}

TEST(CallPlan, loadsACallWithWhatTheStepSays) {
  const CallPlan plain = planned("");
  EXPECT_EQ(plain.load.payloadBytes, 0U);
  EXPECT_EQ(plain.load.cycles, 0U);
  EXPECT_EQ(plain.load.timeoutSeconds, std::nullopt);
  const CallPlan loaded = planned(R"(, "payload_bytes": 5, "cycles": 7, "wait": {"bounded_s": 30})");
  EXPECT_EQ(loaded.load.payloadBytes, 5U);
  EXPECT_EQ(loaded.load.cycles, 7U);
  EXPECT_EQ(loaded.load.timeoutSeconds, 30U);
}

TEST(CallPlan, takesOnlyTheNamesThatItNeeds) {
  Names scope(Language::Rust);
  EXPECT_EQ(claimNames(scope, planned("")).number, "1");
  EXPECT_EQ(claimNames(scope, planned(R"(, "count": 5)")).number, "");
  const CallNames names = claimNames(scope, planned(R"(, "count": 2, "on_failure": {"compensate": "callee.undo"})"));
  EXPECT_EQ(names.done, "done");
  EXPECT_EQ(names.failed, "failed");
  EXPECT_EQ(claimNames(scope, planned(R"(, "count": 5)", R"(, "when": {"every": 2})")).number, "number");
}

}  // namespace
}  // namespace roundscope::code
