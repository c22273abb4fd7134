// What the other steps of a method may say, and when a step applies.
#include <gtest/gtest.h>

#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

TEST(ScenarioFile, dispatchesFirstAndAwaitsLater) {
  const ScenarioSet set = parsed(withSteps(R"(
    {"call": {"to": "callee.ping", "label": "batch", "await": false}},
    {"await": {"calls": "batch", "reverse": true}})"));
  const auto& steps = set.variants[0].canisters[0].methods[0].steps;
  EXPECT_EQ(std::get<CallStep>(steps[0].action).awaiting, Awaiting::Later);
  EXPECT_EQ(std::get<CallStep>(steps[0].action).order, Order::Parallel);
  EXPECT_EQ(std::get<AwaitStep>(steps[1].action), (AwaitStep{"batch", true}));
}

TEST(ScenarioFile, awaitsAsMotokosAwaitUnlessToldOtherwise) {
  const auto await = [](const char* fields) {
    const ScenarioSet set = parsed(withSteps(
        std::string(R"({"call": {"to": "callee.ping", "label": "b", "await": false}}, {"await": )") + fields + "}"));
    return std::get<AwaitStep>(set.variants[0].canisters[0].methods[0].steps[1].action);
  };
  EXPECT_EQ(await(R"("b")"), (AwaitStep{"b", false, true}));
  EXPECT_EQ(await(R"({"calls": "b", "suspend_if_completed": false})"), (AwaitStep{"b", false, false}));
}

TEST(ScenarioFile, readsALockThatCleanupReleases) {
  EXPECT_FALSE(onlyStep<LockStep>(R"({"lock": "door"})").releasedOnTrap);
  EXPECT_TRUE(onlyStep<LockStep>(R"({"lock": {"name": "door", "release_on_trap": true}})").releasedOnTrap);
}

TEST(ScenarioFile, readsStepsOnVariables) {
  EXPECT_EQ(onlyStep<SetStep>(R"({"set": {"balance": 5}})"), (SetStep{VariableId{0}, {std::nullopt, 5}}));
  EXPECT_EQ(onlyStep<AddStep>(R"({"add": {"balance": "count"}})"), (AddStep{VariableId{0}, {VariableId{1}, 1}}));
  EXPECT_EQ(onlyStep<AddStep>(R"({"add": {"balance": {"variable": "count", "times": -2}}})"),
            (AddStep{VariableId{0}, {VariableId{1}, -2}}));
  EXPECT_EQ(onlyStep<RequireStep>(R"({"require": {"variable": "balance", "at_least": 5, "else": "not enough"}})"),
            (RequireStep{{.comparison = Comparison::GreaterEqual, .value = {std::nullopt, 5}}, "not enough"}));
}

class Comparisons : public ::testing::TestWithParam<std::pair<const char*, Comparison>> {};
TEST_P(Comparisons, areNamedInWords) {
  const auto step =
      onlyStep<RequireStep>(std::string(R"({"require": {"variable": "balance", ")") + GetParam().first + R"(": 1}})");
  EXPECT_EQ(step.condition.comparison, GetParam().second);
}
INSTANTIATE_TEST_SUITE_P(
    All, Comparisons,
    ::testing::Values(std::pair{"less_than", Comparison::Less}, std::pair{"at_most", Comparison::LessEqual},
                      std::pair{"equals", Comparison::Equal}, std::pair{"not_equals", Comparison::NotEqual},
                      std::pair{"at_least", Comparison::GreaterEqual}, std::pair{"more_than", Comparison::Greater}));

TEST(ScenarioFile, readsAnswersAndWork) {
  EXPECT_EQ(onlyStep<WorkStep>(R"({"work": 5000000})"), (WorkStep{5'000'000, 0}));
  EXPECT_EQ(onlyStep<WorkStep>(R"({"work": {"instructions": 7, "heap_delta_bytes": 8}})"), (WorkStep{7, 8}));
  EXPECT_EQ(onlyStep<ReplyStep>(R"({"reply": {"payload_bytes": 9}})"), (ReplyStep{9}));
  EXPECT_EQ(onlyStep<RejectStep>(R"({"reject": "no"})"), (RejectStep{"no"}));
  EXPECT_EQ(onlyStep<RejectStep>(R"({"reject": {}})"), (RejectStep{""}));
  EXPECT_EQ(onlyStep<TrapStep>(R"({"trap": {"message": "oh"}})"), (TrapStep{"oh"}));
}

TEST(ScenarioFile, readsWhenAStepApplies) {
  const auto when = [](const std::string& text) {
    return *firstStep(parsed(withSteps(R"({"work": 1, "when": )" + text + "}"))).when;
  };
  EXPECT_EQ(when(R"({"every": 3})").every, 3U);
  EXPECT_EQ(when(R"({"calls": [5, 1, 5]})").listed, (std::vector<std::uint32_t>{1, 5}));
  EXPECT_EQ(when(R"({"chance": "1/4"})").chanceNumerator, 1U);
  EXPECT_EQ(when(R"({"chance": "1/4"})").chanceDenominator, 4U);
}

}  // namespace
}  // namespace roundscope::test
