// What a scenario file may say, and what becomes of it.
#include "core/scenario/parse.h"

#include <gtest/gtest.h>

#include "tests/support/scenario_text.h"

namespace roundscope::test {
namespace {

template <class StepType>
StepType onlyStep(const std::string& step) {
  const ScenarioSet set = parsed(withSteps(step));
  return std::get<StepType>(firstStep(set).action);
}

CallStep call(const std::string& fields) {
  return onlyStep<CallStep>(R"({"call": {"to": "callee.ping", )" + fields + "}}");
}

TEST(ScenarioFile, takesEveryDefaultFromTheProtocol) {
  const ScenarioSet set = parsed(withSteps(R"({"call": {"to": "callee.ping"}}, {"reply": {}})"));
  ASSERT_EQ(set.variants.size(), 1U);
  const Scenario& scenario = set.variants.front();
  EXPECT_EQ(scenario.variant, "");
  EXPECT_EQ(scenario.id, "x");
  EXPECT_EQ(scenario.title, "x");
  EXPECT_EQ(scenario.profile, Profile::Guide);
  EXPECT_EQ(scenario.subnets[0].limits, Limits{});
  EXPECT_EQ(scenario.subnets[0].residentCanisters, 1U);
  EXPECT_EQ(scenario.subnets[0].blockInterval, milliseconds(1'000));
  EXPECT_EQ(scenario.canisters[0].cycles, 100'000'000'000'000'000U);
  const auto& step = std::get<CallStep>(firstStep(set).action);
  CallStep expected;
  expected.to = {{CanisterId{1}, MethodId{0}}};
  EXPECT_EQ(step, expected);
}

TEST(ScenarioFile, aMethodWithoutStepsRepliesAtOnce) {
  const ScenarioSet set = parsed(withSteps(""));
  const Scenario& scenario = set.variants.front();
  const Method& ping = scenario.method({CanisterId{1}, MethodId{0}});
  ASSERT_EQ(ping.steps.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<ReplyStep>(ping.steps[0].action));
  EXPECT_TRUE(scenario.canisters[0].methods[0].steps.empty()) << "an empty list stays empty";
}

TEST(ScenarioFile, readsTheOrderOfCalls) {
  EXPECT_EQ(call(R"("order": "parallel")").order, Order::Parallel);
  EXPECT_EQ(call(R"("order": "sequential")").order, Order::Sequential);
  const CallStep windowed = call(R"("order": {"window": 5})");
  EXPECT_EQ(windowed.order, Order::Window);
  EXPECT_EQ(windowed.window, 5U);
}

TEST(ScenarioFile, readsHowLongACallerWaits) {
  EXPECT_EQ(call(R"("wait": "unbounded")").wait, Wait::Unbounded);
  EXPECT_EQ(call(R"("wait": "bounded")").timeoutSeconds, 300U);
  const CallStep bounded = call(R"("wait": {"bounded_s": 10})");
  EXPECT_EQ(bounded.wait, Wait::Bounded);
  EXPECT_EQ(bounded.timeoutSeconds, 10U);
}

TEST(ScenarioFile, readsWhatHappensOnFailure) {
  EXPECT_EQ(call(R"("on_failure": "stop")").onFailure, OnFailure::Stop);
  const CallStep retried =
      call(R"("on_failure": {"retry": {"via": "heartbeat", "after_ms": 5, "backoff_percent": 200, "attempts": 3}})");
  EXPECT_EQ(retried.onFailure, OnFailure::Retry);
  EXPECT_EQ(retried.retry, (Retry{RetryVia::Heartbeat, milliseconds(5), 200, 3}));
  const CallStep compensated = call(R"("on_failure": {"compensate": "callee.undo"})");
  EXPECT_EQ(compensated.onFailure, OnFailure::Compensate);
  EXPECT_EQ(compensated.compensate, (MethodRef{CanisterId{1}, MethodId{1}}));
}

TEST(ScenarioFile, severalTargetsTakeTurns) {
  const auto step = onlyStep<CallStep>(
      R"({"call": {"to": ["callee.ping", "callee.undo"], "count": 4, "payload_bytes": 10, "cycles": 2e12}})");
  EXPECT_EQ(step.to.size(), 2U);
  EXPECT_EQ(step.count, 4U);
  EXPECT_EQ(step.payloadBytes, 10U);
  EXPECT_EQ(step.cycles, 2'000'000'000'000U);
}

TEST(ScenarioFile, dispatchesFirstAndAwaitsLater) {
  const ScenarioSet set = parsed(withSteps(R"(
    {"call": {"to": "callee.ping", "label": "batch", "await": false}},
    {"await": {"calls": "batch", "reverse": true}})"));
  const auto& steps = set.variants[0].canisters[0].methods[0].steps;
  EXPECT_FALSE(std::get<CallStep>(steps[0].action).awaited);
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
            (RequireStep{VariableId{0}, Comparison::GreaterEqual, {std::nullopt, 5}, "not enough"}));
}

class Comparisons : public ::testing::TestWithParam<std::pair<const char*, Comparison>> {};
TEST_P(Comparisons, areNamedInWords) {
  const auto step =
      onlyStep<RequireStep>(std::string(R"({"require": {"variable": "balance", ")") + GetParam().first + R"(": 1}})");
  EXPECT_EQ(step.comparison, GetParam().second);
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

TEST(ScenarioFile, aLockIsDeclaredByTakingItInAnyMethod) {
  const ScenarioSet set = parsed(withSteps(R"({"unlock": "door"}, {"lock": "door"})"));
  const Canister& caller = set.variants[0].canisters[0];
  ASSERT_EQ(caller.variables.size(), 3U);
  EXPECT_EQ(caller.variables[2], (Variable{"door", 0, true}));
  EXPECT_EQ(std::get<UnlockStep>(firstStep(set).action).lock, VariableId{2});
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

TEST(ScenarioFile, timersAndHeartbeatsAreMethodsOfTheirOwn) {
  const ScenarioSet set = parsed(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [{"id": "c", "subnet": "s",
    "timer": {"first_ms": 10, "every_ms": 20, "steps": [{"work": 1}]}, "heartbeat": {"instructions": 7}}]})");
  const Canister& canister = set.variants[0].canisters[0];
  ASSERT_EQ(canister.methods.size(), 2U);
  EXPECT_EQ(canister.timer, (Timer{MethodId{0}, milliseconds(10), milliseconds(20)}));
  EXPECT_EQ(canister.methods[0].name, "timer");
  EXPECT_EQ(canister.heartbeat, MethodId{1});
  EXPECT_EQ(canister.methods[1].instructions, 7U);
  EXPECT_TRUE(canister.methods[1].steps.empty());
}

TEST(ScenarioFile, repeatedMessagesAreWrittenOutInOrderOfTime) {
  const ScenarioSet set =
      parsed(withFields(R"("description": "d")"),
             {{"/ingress", R"([{"at_ms": 5, "to": "callee.ping"}, {"to": "caller.go", "count": 3, "every_ms": 4}])"}});
  const auto& ingress = set.variants[0].ingress;
  ASSERT_EQ(ingress.size(), 4U);
  EXPECT_EQ(ingress[1].at.us, 4'000);
  EXPECT_EQ(ingress[2].at.us, 5'000);
  EXPECT_EQ(ingress[2].to.canister, CanisterId{1});
  EXPECT_EQ(ingress[3].at.us, 8'000);
}

TEST(ScenarioFile, aSubnetsLimitsGoBeforeTheScenariosAndThoseBeforeTheProfiles) {
  const ScenarioSet set = parsed(withFields(R"("profile": "mainnet",
    "limits": {"queue_capacity": 10, "ingress_latency_ms": 1, "cycles_per_instruction": 0.4})"),
                                 {{"/subnets/1/limits/queue_capacity", "20"}, {"/subnets/1/kind", "system"}});
  const auto& subnets = set.variants[0].subnets;
  EXPECT_EQ(subnets[0].limits.queue_capacity, 10U);
  EXPECT_EQ(subnets[1].limits.queue_capacity, 20U);
  EXPECT_EQ(subnets[1].limits.ingress_latency_ms, 1U);
  EXPECT_EQ(subnets[0].limits.cycles_per_instruction_thousandths, 400U);
  EXPECT_EQ(subnets[1].limits.round_instructions, 7'000'000'000U);
  EXPECT_EQ(subnets[1].limits.cycles_per_call, 0U);
}

struct ProfileCase {
  const char* name;
  Duration interval;
  std::uint32_t least, most;
  std::uint64_t latencyMs;
};
class Profiles : public ::testing::TestWithParam<ProfileCase> {};
TEST_P(Profiles, setIntervalsAndDelays) {
  const ProfileCase& expected = GetParam();
  const ScenarioSet set = parsed(withFields(std::string("\"profile\": \"") + expected.name + "\""));
  const Subnet& subnet = set.variants[0].subnets[0];
  EXPECT_EQ(subnet.blockInterval, expected.interval);
  EXPECT_EQ(subnet.xnetDelayMin, expected.least);
  EXPECT_EQ(subnet.xnetDelayMax, expected.most);
  EXPECT_EQ(subnet.limits.ingress_latency_ms, expected.latencyMs);
}
INSTANTIATE_TEST_SUITE_P(All, Profiles,
                         ::testing::Values(ProfileCase{"guide", milliseconds(1'000), 1, 1, 0},
                                           ProfileCase{"mainnet", milliseconds(700), 2, 3, 300},
                                           ProfileCase{"pocketic", milliseconds(1'000), 0, 0, 0}));

TEST(ScenarioFile, variantsAreMergePatchesOverTheBase) {
  const ScenarioSet set = parsed(withFields(R"("title": "Base", "seed": 3, "variants": [
    {"name": "A", "patch": {"seed": 4, "title": null}}, {"name": "B"}])"));
  ASSERT_EQ(set.variants.size(), 2U);
  EXPECT_EQ(set.title, "Base");
  EXPECT_EQ(set.variants[0].variant, "A");
  EXPECT_EQ(set.variants[0].seed, 4U);
  EXPECT_EQ(set.variants[0].title, "x");
  EXPECT_EQ(set.variants[1].seed, 3U);
}

TEST(ScenarioFile, overridesChangeEveryVariantAfterItsPatch) {
  const ScenarioSet set =
      parsed(withFields(R"("variants": [{"name": "A", "patch": {"limits": {"queue_capacity": 7}}}, {"name": "B"}])"),
             {{"/limits/queue_capacity", "50"}, {"/title", "no JSON"}});
  for (const Scenario& scenario : set.variants) {
    EXPECT_EQ(scenario.subnets[0].limits.queue_capacity, 50U);
    EXPECT_EQ(scenario.title, "no JSON");
  }
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
