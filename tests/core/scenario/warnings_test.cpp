// What is legal but surely not meant is said, and nothing else is.
#include "core/scenario/warnings.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

std::string warningsIn(std::string_view text, std::vector<Override> overrides = {}) {
  const auto warnings = warningsOf(parsed(text, std::move(overrides)), "x.json");
  return warnings ? warnings->lines() : "";
}

/// `caller.go` with these steps, begun on line 6, and `callee.ping` with those, begun on line 8.
std::string text(const std::string& steps, const std::string& pingSteps = "{\"reply\": {}}") {
  return R"({"roundscope": 1,
"subnets": [{"id": "app-1"}, {"id": "app-2"}],
"canisters": [
{"id": "caller", "subnet": "app-1", "variables": {"x": 0},
"methods": {"go": {"steps": [
)" + steps +
         R"(]}}},
{"id": "callee", "subnet": "app-2", "methods": {"ping": {"steps": [
)" + pingSteps +
         R"(]}}}],
"ingress": [{"to": "caller.go"}]})";
}
const std::string kCall = R"({"call": {"to": "callee.ping"}}, )";
const std::string kGo = "x.json:6: /canisters/0/methods/go/steps/";

struct Odd {
  std::string steps;
  std::string warning;
};
void PrintTo(const Odd& odd, std::ostream* out) { *out << odd.steps; }

class OddSteps : public testing::TestWithParam<Odd> {};
TEST_P(OddSteps, areWarnedOf) { EXPECT_EQ(warningsIn(text(kCall + GetParam().steps)), GetParam().warning); }
INSTANTIATE_TEST_SUITE_P(
    Answers, OddSteps,
    testing::Values(Odd{R"({"work": 1})", "x.json:5: /canisters/0/methods/go: ends without an answer"},
                    Odd{R"({"reply": {}, "when": {"every": 2}})",
                        "x.json:5: /canisters/0/methods/go: ends without an answer where none of its answers applies"},
                    Odd{R"({"require": {"variable": "x", "equals": 0}})",
                        "x.json:5: /canisters/0/methods/go: ends without an answer"},
                    Odd{R"({"reply": {}}, {"reply": {}})",
                        kGo + "2: answers a second time, which traps: step 1 has replied already"},
                    Odd{R"({"reply": {}}, {"reject": "no", "when": {"every": 2}})",
                        kGo + "2: answers a second time, which traps: step 1 has replied already"},
                    Odd{R"({"reply": {}, "when": {"every": 2}}, {"reply": {}})",
                        kGo + "2: answers a second time, which traps now and then: step 1 has replied already"},
                    Odd{R"({"trap": "x"}, {"reply": {}}, {"reply": {}})",
                        kGo + "2: is never reached: step 1 ends the method"},
                    Odd{R"({"reject": "x"}, {"add": {"x": 1}})", kGo + "2: is never reached: step 1 ends the method"}));
INSTANTIATE_TEST_SUITE_P(
    Others, OddSteps,
    testing::Values(Odd{R"({"call": {"to": "callee.ping", "count": 5}, "when": {"every": 10}}, {"reply": {}})",
                        kGo + "1/when: never applies: the step makes only 5 calls"},
                    Odd{R"({"call": {"to": "callee.ping", "count": 10}, "when": {"calls": [1, 12]}}, {"reply": {}})",
                        kGo + "1/when: names call 12, and the step makes only 10 calls"},
                    Odd{R"({"add": {"x": 1}, "when": {"chance": "0/5"}}, {"reply": {}})",
                        kGo + "1/when: never applies: its chance is 0"},
                    Odd{R"({"lock": "door"}, {"reply": {}})",
                        kGo + "1: the lock \"door\" is never given back: no step unlocks it"}));

class RightSteps : public testing::TestWithParam<const char*> {};
TEST_P(RightSteps, areNotWarnedOf) { EXPECT_EQ(warningsIn(text(kCall + GetParam())), ""); }
INSTANTIATE_TEST_SUITE_P(
    All, RightSteps,
    testing::Values(R"({"reply": {}})", R"({"reply": {}}, {"add": {"x": 1}})", R"({"reply": {}}, {"trap": "x"})",
                    R"({"reject": "a", "when": {"every": 2}}, {"reply": {}})", R"({"trap": "x"})",
                    R"({"trap": "x", "when": {"every": 2}}, {"reply": {}})",
                    R"({"reply": {}, "when": {"every": 2}}, {"reject": "x", "when": {"calls": [1]}}, {"trap": "x"})",
                    R"({"call": {"to": "callee.ping", "count": 10}, "when": {"every": 10}}, {"reply": {}})",
                    R"({"call": {"to": "callee.ping", "count": 10}, "when": {"calls": [10]}}, {"reply": {}})",
                    R"({"add": {"x": 1}, "when": {"every": 10}}, {"reply": {}})",
                    R"({"lock": "door"}, {"unlock": "door"}, {"reply": {}})",
                    R"({"lock": {"name": "door", "release_on_trap": true}}, {"reply": {}})"));

TEST(Warnings, sayThatNothingEverHappens) {
  EXPECT_EQ(warningsIn(text(kCall + R"({"reply": {}})"), {{"/ingress", "[]"}}),
            "x.json:4: /canisters/0: nobody calls canister \"caller\", and it does nothing by itself\n"
            "--set: /ingress: nothing ever happens: there is no user's message, timer or heartbeat");
}

TEST(Warnings, doNotAskTasksForAnswers) {
  EXPECT_EQ(warningsIn(text(kCall + R"({"reply": {}})"),
                       {{"/ingress", "[]"},
                        {"/canisters/0/methods", "{}"},
                        {"/canisters/0/timer", R"({"steps": [{"call": {"to": "callee.ping"}}]})"},
                        {"/canisters/1/heartbeat", "{}"}}),
            "");
}

TEST(Warnings, nameWhatNobodyCalls) {
  EXPECT_EQ(warningsIn(text(R"({"reply": {}})")),
            "x.json:7: /canisters/1: nobody calls canister \"callee\", and it does nothing by itself");
  EXPECT_EQ(warningsIn(text(kCall + R"({"reply": {}})"), {{"/canisters/1/methods/undo", "{}"}}),
            "--set: /canisters/1/methods/undo: nobody calls this method");
  EXPECT_EQ(
      warningsIn(text(R"({"call": {"to": "callee.ping", "on_failure": {"compensate": "callee.undo"}}}, {"reply": {}})"),
                 {{"/canisters/1/methods/undo", "{}"}}),
      "");
}

TEST(Warnings, doNotMindAMethodThatAnotherVariantCalls) {
  const auto variants = [](const char* second) {
    return withFields(std::string(R"("variants": [{"name": "A"}, {"name": "B", "patch": {"ingress": [{"to": ")") +
                      second + R"("}]}}])");
  };
  EXPECT_EQ(warningsIn(variants("callee.undo")), "");
  EXPECT_EQ(warningsIn(variants("callee.ping")), "x.json:7: /canisters/1/methods/undo: nobody calls this method");
}

TEST(Warnings, areSaidOnceAndWhereAVariantWroteThem) {
  const std::string file = withFields(R"("variants": [{"name": "A"}, {"name": "B"},
{"name": "C", "patch": [{"op": "add", "path": "/ingress/-", "value": {"to": "callee.undo"}},
{"op": "add", "path": "/canisters/1/methods/undo/steps", "value": [{"trap": "x"},
{"reply": {}}]}]}])");
  EXPECT_EQ(warningsIn(file), "x.json:5: /variants/2/patch/1/value/1: is never reached: step 0 ends the method");
}

TEST(Warnings, tellABalanceThatCannotPay) {
  const std::string calls = R"({"call": {"to": "callee.ping", "count": 3000, "order": "parallel"}}, {"reply": {}})";
  const Override slots{"/limits/queue_capacity", "4000"};
  EXPECT_EQ(warningsIn(text(calls)), "") << "500 slots bind first";
  EXPECT_EQ(warningsIn(text(calls), {slots}),
            kGo + "0/call: the canister's 100,000,000,000,000 cycles pay for 2,374 of the 3,000 calls at once");
  EXPECT_EQ(warningsIn(text(calls), {slots, {"/subnets/0/kind", "system"}}), "");
  EXPECT_EQ(warningsIn(text(calls), {slots, {"/canisters/0/cycles", "90000000000000"}}), "") << "chosen to bind";
  EXPECT_EQ(warningsIn(text(calls), {{"/canisters/0/cycles", "82000000000"}}),
            kGo +
                "0/call: the canister's 82,000,000,000 cycles cannot pay for a single call, for which 82,107,412,000 "
                "must be there");
  EXPECT_EQ(warningsIn(text(calls), {{"/canisters/1/cycles", "40000000000"}}),
            "--set: /canisters/1/cycles: 40,000,000,000 cycles cannot pay for a single message, for which "
            "40,005,000,000 must be there");
  EXPECT_EQ(warningsIn(text(calls), {{"/canisters/1/cycles", "40000000000"},
                                     {"/canisters/1/methods/ping/kind", "query"},
                                     {"/ingress", R"([{"to": "callee.ping"}, {"to": "caller.go"}])"}}),
            "")
      << "queries are free";
}

TEST(Warnings, areOfALockThatFinallyTakesFromAnother) {
  const auto scenario = [](const char* lock) {
    return fmt::format(R"({{"roundscope": 1, "subnets": [{{"id": "s"}}],
"canisters": [{{"id": "c", "subnet": "s", "methods": {{"go": {{"steps": [{{"lock": {}}}, {{"reply": {{}}}}],
"finally": [{{"unlock": "k"}}]}}}}}}],
"ingress": [{{"to": "c.go"}}]}})",
                       lock);
  };
  EXPECT_EQ(warningsIn(scenario(R"("k")")),
            "x.json:3: /canisters/0/methods/go/finally/0: gives back the lock \"k\" also where another call holds it: "
            "\"release_on_trap\" of the lock gives back one's own");
}

TEST(Warnings, areOfStepsWithinOthersAtTheirPlaces) {
  EXPECT_EQ(warningsIn(text(
                kCall + R"({"if": {"variable": "x", "equals": 0, "then": [{"reply": {}}], "else": [{"work": 1}]}})")),
            "x.json:5: /canisters/0/methods/go: ends without an answer where none of its answers applies");
  EXPECT_EQ(
      warningsIn(text(kCall + R"({"if": {"variable": "x", "equals": 0, "then": [{"reject": "a"}, {"add": {"x": 1}}],
"else": [{"trap": "b"}]}}, {"reply": {}})")),
      "x.json:6: /canisters/0/methods/go/steps/1/if/then/1: is never reached: step 0 ends the method\n"
      "x.json:7: /canisters/0/methods/go/steps/2: is never reached: step 1 ends the method");
  EXPECT_EQ(warningsIn(text(kCall + R"({"never_answer": {}})")), "");
}

TEST(Warnings, areCountedAndCutOff) {
  const auto warnings =
      warningsOf(parsed(text(R"({"trap": "x"}, {"reply": {}})"), {{"/canisters/0/cycles", "0"}}), "x.json");
  ASSERT_TRUE(warnings);
  EXPECT_EQ(warnings->lines(1),
            "x.json:6: /canisters/0/methods/go/steps/1: is never reached: step 0 ends the method\nand 2 more");
}

TEST(Warnings, areNoneInAnyLesson) {
  for (const std::string& id : lessonIds()) EXPECT_EQ(warningsOf(lessonScenarios(id), id), std::nullopt);
}

}  // namespace
}  // namespace roundscope::test
