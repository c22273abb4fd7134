// What a canister may have, and what becomes of it.
#include <gtest/gtest.h>

#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

TEST(ScenarioFile, aMethodWithoutStepsRepliesAtOnce) {
  const ScenarioSet set = parsed(withSteps(""));
  const Scenario& scenario = set.variants.front();
  const Method& ping = scenario.method({CanisterId{1}, MethodId{0}});
  ASSERT_EQ(ping.steps.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<ReplyStep>(ping.steps[0].action));
  EXPECT_TRUE(scenario.canisters[0].methods[0].steps.empty()) << "an empty list stays empty";
}

TEST(ScenarioFile, aLockIsDeclaredByTakingItInAnyMethod) {
  const ScenarioSet set = parsed(withSteps(R"({"unlock": "door"}, {"lock": "door"})"));
  const Canister& caller = set.variants[0].canisters[0];
  ASSERT_EQ(caller.variables.size(), 3U);
  EXPECT_EQ(caller.variables[2], (Variable{"door", 0, true}));
  EXPECT_EQ(std::get<UnlockStep>(firstStep(set).action).lock, VariableId{2});
}

TEST(ScenarioFile, timersAndHeartbeatsAreMethodsOfTheirOwn) {
  const ScenarioSet set = parsed(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [{"id": "c", "subnet": "s",
    "timer": {"first_ms": 10, "every_ms": 20, "steps": [{"work": 1}]}, "heartbeat": {"instructions": 7}}]})");
  const Canister& canister = set.variants[0].canisters[0];
  ASSERT_EQ(canister.methods.size(), 2U);
  EXPECT_EQ(canister.timers, std::vector({Timer{MethodId{0}, milliseconds(10), milliseconds(20)}}));
  EXPECT_EQ(canister.methods[0].name, "timer");
  EXPECT_EQ(canister.heartbeat, MethodId{1});
  EXPECT_EQ(canister.methods[1].instructions, 7U);
  EXPECT_TRUE(canister.methods[1].steps.empty());
}

}  // namespace
}  // namespace roundscope::test
