// What a scenario file may say as a whole, and what becomes of it.
#include <gtest/gtest.h>

#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

TEST(ScenarioFile, takesEveryDefaultFromTheProtocol) {
  const ScenarioSet set = parsed(withSteps(pingSteps(1)));
  ASSERT_EQ(set.variants.size(), 1U);
  const Scenario& scenario = set.variants.front();
  EXPECT_EQ(scenario.variant, "");
  EXPECT_EQ(scenario.id, "x");
  EXPECT_EQ(scenario.title, "x");
  EXPECT_EQ(scenario.profile, Profile::Guide);
  EXPECT_EQ(scenario.subnets[0].limits, Limits{});
  EXPECT_EQ(scenario.subnets[0].residentCanisters, 1U);
  EXPECT_EQ(scenario.subnets[0].blockInterval, milliseconds(1'000));
  EXPECT_EQ(scenario.canisters[0].cycles, 100'000'000'000'000U);
  const auto& step = std::get<CallStep>(firstStep(set).action);
  CallStep expected;
  expected.to = {{CanisterId{1}, MethodId{0}}};
  EXPECT_EQ(step, expected);
}

TEST(ScenarioFile, commentsAreAllowed) {
  EXPECT_EQ(errorIn("// first\n" + withFields("/* here */ \"seed\": 2 // there\n")), "");
}

TEST(ScenarioFile, isNamedAfterItsFileOrItsFolder) {
  const std::string text = withSteps("");
  const auto idOf = [&](const char* file) { return parseScenario(text, {file, {}}).value().id; };
  EXPECT_EQ(idOf("/tmp/pings.roundscope.json"), "pings");
  EXPECT_EQ(idOf("lessons/cycles/scenario.roundscope.json"), "cycles");
  EXPECT_EQ(idOf("cycles"), "cycles");
}

}  // namespace
}  // namespace roundscope::test
