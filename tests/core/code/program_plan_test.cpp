// What both languages are told of a canister and its methods.
#include "core/code/program_plan.h"

#include <gtest/gtest.h>

#include "tests/support/scenarios.h"

namespace roundscope::code {
namespace {

using test::parsed;
using test::pingSteps;
using test::withSteps;

/// The scenario must live as long as its plan.
struct Planned {
  ScenarioSet set;
  ProgramPlan plan;
  [[nodiscard]] const MethodPlan& method() const { return plan.methods[0]; }
};
/// The program of `caller`, whose method `go` has these steps.
Planned plannedProgram(const std::string& steps) {
  Planned planned{.set = parsed(withSteps(steps)), .plan = {}};
  planned.plan = planOf(planned.set.variants.front(), CanisterId{0});
  return planned;
}
/// The plan of a lone canister with these fields.
Planned lone(const std::string& fields) {
  Planned planned{
      .set = parsed(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [{"id": "c", "subnet": "s", )" +
                    fields + "}]}"),
      .plan = {}};
  planned.plan = planOf(planned.set.variants.front(), CanisterId{0});
  return planned;
}

TEST(ProgramPlan, aMethodAnswersHowManyOfItsCallsSucceededOrTheBytesOfItsReply) {
  EXPECT_EQ(plannedProgram(pingSteps(1)).method().signature.answer, Answer::Nothing);
  EXPECT_EQ(plannedProgram(pingSteps(2)).method().signature.answer, Answer::Count);
  EXPECT_EQ(plannedProgram(R"({"call": {"to": "callee.ping", "count": 2}}, {"reply": {"payload_bytes": 1}})")
                .method()
                .signature.answer,
            Answer::Bytes);
}

TEST(ProgramPlan, aTaskAnswersNobody) {
  const Planned timer = lone(R"("timer": {"steps": [{"call": {"to": "c.m", "count": 2}}]}, "methods": {"m": {}})");
  EXPECT_FALSE(timer.plan.methods[0].isTask);
  EXPECT_TRUE(timer.plan.methods[1].isTask);
  EXPECT_EQ(timer.plan.methods[1].signature.answer, Answer::Nothing);
  EXPECT_TRUE(lone(R"("heartbeat": {"steps": []})").plan.methods[0].isTask);
}

TEST(ProgramPlan, aMethodTakesAPayloadWhereSomebodySendsOne) {
  EXPECT_FALSE(plannedProgram(R"({"call": {"to": "callee.ping"}})").plan.callees[0].signature.takesPayload);
  EXPECT_TRUE(
      plannedProgram(R"({"call": {"to": "callee.ping", "payload_bytes": 1}})").plan.callees[0].signature.takesPayload);
}

TEST(ProgramPlan, aMethodTakesAPayloadAlsoWhereOnlyAUserSendsOne) {
  const Planned user = plannedProgram(R"({"reply": {}})");
  EXPECT_FALSE(user.method().signature.takesPayload);
  const ScenarioSet set = parsed(withSteps(R"({"reply": {}})"), {{"/ingress/0/payload_bytes", "9"}});
  EXPECT_TRUE(planOf(set.variants.front(), CanisterId{0}).methods[0].signature.takesPayload);
}

TEST(ProgramPlan, tellsWhichHelpersTheProgramNeeds) {
  const Planned plain = plannedProgram(R"({"work": {"heap_delta_bytes": 4096}}, {"reply": {}})");
  EXPECT_FALSE(plain.plan.works);
  EXPECT_FALSE(plain.plan.sendsBytes);
  EXPECT_FALSE(plain.plan.drawsChances);
  EXPECT_TRUE(plannedProgram(R"({"work": 5})").plan.works);
  EXPECT_TRUE(plannedProgram(R"({"reply": {"payload_bytes": 1}})").plan.sendsBytes);
  EXPECT_TRUE(plannedProgram(R"({"call": {"to": "callee.ping", "payload_bytes": 1}})").plan.sendsBytes);
  EXPECT_TRUE(plannedProgram(R"({"work": 5, "when": {"chance": "1/2"}})").plan.drawsChances);
  EXPECT_FALSE(plannedProgram(R"({"work": 5, "when": {"every": 2}})").plan.drawsChances);
}

TEST(ProgramPlan, tellsWhetherAMethodMayReject) {
  for (const char* step :
       {R"({"reject": "no"})", R"({"lock": "l"})", R"({"require": {"variable": "count", "equals": 0}})"})
    EXPECT_TRUE(plannedProgram(step).method().rejects) << step;
  for (const char* step : {R"({"reply": {}})", R"({"trap": "x"})", R"({"call": {"to": "callee.ping"}})"})
    EXPECT_FALSE(plannedProgram(step).method().rejects) << step;
}

TEST(ProgramPlan, tellsWhetherAMethodWaits) {
  EXPECT_FALSE(plannedProgram(R"({"work": 5}, {"reply": {}})").method().waits);
  EXPECT_TRUE(plannedProgram(R"({"call": {"to": "callee.ping"}})").method().waits);
  EXPECT_TRUE(plannedProgram(R"({"call": {"to": "callee.ping", "label": "a", "await": false}}, {"await": "a"})")
                  .method()
                  .waits);
}

TEST(ProgramPlan, aMethodCountsItsRunsWhereAStepOtherThanACallAsks) {
  EXPECT_TRUE(plannedProgram(R"({"work": 5, "when": {"every": 2}})").method().counts);
  EXPECT_TRUE(plannedProgram(R"({"work": 5, "when": {"calls": [2]}})").method().counts);
  EXPECT_FALSE(plannedProgram(R"({"work": 5, "when": {"chance": "1/2"}})").method().counts);
  EXPECT_FALSE(plannedProgram(R"({"call": {"to": "callee.ping"}, "when": {"every": 2}})").method().counts);
}

TEST(ProgramPlan, theLastReplyIsTheEndOnlyUnderNoConditionAndAlone) {
  EXPECT_TRUE(plannedProgram(R"({"work": 5}, {"reply": {}})").method().endIsReply());
  EXPECT_FALSE(plannedProgram(R"({"reply": {}}, {"work": 5})").method().endIsReply());
  EXPECT_FALSE(plannedProgram(R"({"reply": {}, "when": {"every": 2}})").method().endIsReply());
  EXPECT_FALSE(plannedProgram(R"({"reply": {}, "when": {"every": 2}}, {"reply": {}})").method().endIsReply());
  EXPECT_FALSE(plannedProgram(R"({"reply": {"payload_bytes": 5}})").method().endIsReply())
      << "there is a value to give";
  EXPECT_FALSE(plannedProgram("").method().endIsReply());
}

TEST(ProgramPlan, anAwaitFindsTheCallsThatItsLabelNames) {
  const Planned two = plannedProgram(R"({"call": {"to": "callee.ping", "label": "a", "await": false}},
    {"call": {"to": "callee.undo", "label": "b", "await": false}}, {"await": {"calls": "b", "reverse": true}}, {"await": "a"})");
  EXPECT_EQ(two.method().awaitAt(2).calls, &two.method().callAt(1));
  EXPECT_TRUE(two.method().awaitAt(2).reverse);
  EXPECT_EQ(two.method().awaitAt(3).calls, &two.method().callAt(0));
  EXPECT_FALSE(two.method().awaitAt(3).reverse);
}

TEST(ProgramPlan, anAwaitSuspendsOnCompletedCallsUnlessItSaysOtherwise) {
  const auto suspends = [](const std::string& fields) {
    return plannedProgram(R"({"call": {"to": "callee.ping", "label": "a", "await": false}}, {"await": {"calls": "a")" +
                          fields + "}}")
        .method()
        .awaitAt(1)
        .suspendIfCompleted;
  };
  EXPECT_TRUE(suspends(""));
  EXPECT_TRUE(suspends(R"(, "suspend_if_completed": true)"));
  EXPECT_FALSE(suspends(R"(, "suspend_if_completed": false)"));
}

TEST(ProgramPlan, calleesAreListedOnceWithThoseThatCallThem) {
  const Planned c = lone(R"("methods": {"q": {"kind": "query"}, "u": {"steps": [{"call": {"to": "c.q", "count": 2}}]},
    "m": {"kind": "composite_query", "steps": [{"call": {"to": "c.q", "on_failure": {"compensate": "c.q"}}}]}})");
  ASSERT_EQ(c.plan.callees.size(), 1U);
  EXPECT_TRUE(c.plan.callees[0].fromUpdate);
  EXPECT_TRUE(c.plan.callees[0].fromComposite);
}

TEST(ProgramPlan, calleesStandInTheOrderOfTheFileWithThoseThatUndo) {
  const Planned both = plannedProgram(R"({"call": {"to": "callee.undo", "count": 2}},
    {"call": {"to": "callee.undo", "count": 2, "on_failure": {"compensate": "callee.ping"}}})");
  ASSERT_EQ(both.plan.callees.size(), 2U);
  EXPECT_EQ(both.plan.callees[0].method, (MethodRef{CanisterId{1}, MethodId{0}})) << "ping, which only undoes";
  EXPECT_EQ(both.plan.callees[1].method, (MethodRef{CanisterId{1}, MethodId{1}}));
}

TEST(ProgramPlan, aTimerIsSetOnceOrAgainAndAgain) {
  const auto formOfTimer = [](const std::string& fields) {
    return formOf(lone(R"("timer": {"first_ms": 5, )" + fields + R"("steps": []})").plan.canister->timers[0]);
  };
  EXPECT_EQ(formOfTimer(""), TimerForm::Once);
  EXPECT_EQ(formOfTimer(R"("every_ms": 5, )"), TimerForm::Recurring);
  EXPECT_EQ(formOfTimer(R"("every_ms": 6, )"), TimerForm::RecurringAfterFirst);
}

TEST(ProgramPlan, onlyLocksThatATrapReleasesNeedAGuard) {
  const Planned locks = plannedProgram(R"({"lock": "a"}, {"lock": {"name": "b", "release_on_trap": true}})");
  ASSERT_EQ(locks.plan.guards.size(), 1U);
  EXPECT_EQ(locks.plan.lockHeldMessage(locks.plan.guards[0]), "b is held by another call");
}

}  // namespace
}  // namespace roundscope::code
