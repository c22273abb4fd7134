// Knobs of a scenario file: what they stand at, how they are turned, and what is wrong with them.
#include "core/scenario/knobs.h"

#include <gmock/gmock.h>

#include <map>

#include "core/scenario/document.h"
#include "core/scenario/numbers.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::string kCount = "/canisters/0/methods/go/steps/0/call/count";

/// `caller` calls `callee` three times; "More" says nine, "Lists" writes it by an operation, "Base" leaves it.
std::string withKnobs(const std::string& knobs, const std::string& variants = R"({"name": "Base"})") {
  return R"({"roundscope": 1, "subnets": [{"id": "a"}, {"id": "b"}],
"canisters": [{"id": "caller", "subnet": "a", "methods": {"go": {"steps": [
  {"call": {"to": "callee.ping", "count": 3}}, // three
  {"reply": {}}]}}}, {"id": "callee", "subnet": "b", "methods": {"ping": {}}}],
"ingress": [{"to": "caller.go"}],
"knobs": )" +
         knobs + R"(,
"variants": [)" +
         variants + "]}";
}

const std::string kCalls =
    R"([{"label": "Calls", "set": ["/canisters/0/methods/go/steps/0/call/count"], "minimum": 1, "maximum": 2000}])";
const std::string kThree = R"({"name": "Base"},
  {"name": "Lists", "patch": [{"op": "replace", "path": "/canisters/0/methods/go/steps/0/call/count", "value": 5}]},
  {"name": "Again", "of": "Lists"})";

std::uint32_t countIn(const Scenario& scenario) {
  return std::get<CallStep>(scenario.canisters[0].methods[0].steps[0].action).count;
}
std::vector<std::uint32_t> countsIn(const std::string& text, const std::vector<Override>& overrides = {}) {
  const auto set = parseScenario(text, {.fileName = "F", .overrides = overrides});
  EXPECT_TRUE(set.ok()) << set.error().text();
  std::vector<std::uint32_t> counts;
  for (const Scenario& scenario : set.value().variants) counts.push_back(countIn(scenario));
  return counts;
}
ScenarioSet setOf(const std::string& text) {
  auto set = parseScenario(text, {.fileName = "F", .overrides = {}});
  EXPECT_TRUE(set.ok()) << set.error().text();
  return std::move(set).value();
}

TEST(Knobs, StandAtWhatTheFirstVariantHas) {
  const ScenarioSet set = setOf(withKnobs(kCalls, kThree));
  ASSERT_EQ(set.knobs.size(), 1U);
  EXPECT_EQ(set.knobs[0].value, 3);
  EXPECT_EQ(set.knobs[0].knob.label, "Calls");
  EXPECT_THAT(set.knobs[0].knob.pointers, ElementsAre(kCount));
}

TEST(Knobs, MayBeOfANumberThatOnlyAVariantHas) {
  const std::string variants = R"({"name": "Base"},
    {"name": "Slow", "patch": [{"op": "add", "path": "/canisters/1/methods/ping/steps", "value": [{"delay_ms": 70}]}]})";
  const ScenarioSet set = setOf(withKnobs(R"([{"label": "Delay", "set": ["/canisters/1/methods/ping/steps/0/delay_ms"],
    "minimum": 1, "maximum": 9000, "unit": "ms", "step": 10}])",
                                          variants));
  ASSERT_EQ(set.knobs.size(), 1U);
  EXPECT_EQ(set.knobs[0].value, 70);
  const auto turned = withKnobAt(Document(set.sourceText), set, 0, 80);
  ASSERT_TRUE(turned.ok()) << turned.error().text();
  EXPECT_EQ(setOf(turned.value()).knobs[0].value, 80);
}

TEST(Knobs, OutsideOfTheirRangeAreLeftAsTheyAre) {
  const ScenarioSet set =
      setOf(withKnobs(R"([{"label": "Calls", "set": [")" + kCount + R"("], "minimum": 100, "maximum": 200}])"));
  EXPECT_EQ(set.knobs[0].value, 3);
}

TEST(Knobs, AreTurnedWhereverAVariantTakesTheNumberFrom) {
  const std::string text = withKnobs(kCalls, kThree);
  EXPECT_THAT(countsIn(text), ElementsAre(3, 5, 5));
  const auto turned = withKnobAt(Document(text), setOf(text), 0, 700);
  ASSERT_TRUE(turned.ok()) << turned.error().text();
  EXPECT_THAT(countsIn(turned.value()), ElementsAre(700, 700, 700));
  EXPECT_THAT(turned.value(), HasSubstr("\"count\": 700}}, // three")) << "comments stay";
}

TEST(Knobs, AreSetByTheirLabels) {
  const std::string text = withKnobs(kCalls, kThree);
  EXPECT_THAT(countsIn(text, {{"Calls", "700"}}), ElementsAre(700, 700, 700));
  EXPECT_THAT(countsIn(text, {{"Calls", "700", "Lists"}}), ElementsAre(3, 700, 5));
  EXPECT_EQ(setOf(text).overrides.size(), 0U);
  const auto set = parseScenario(text, {.fileName = "F", .overrides = {{"Calls", "700"}}});
  EXPECT_THAT(set.value().overrides, ElementsAre(Override{"Calls", "700"}));
  EXPECT_EQ(set.value().knobs[0].value, 700);
}

std::string overrideError(const std::string& text, const Override& change) {
  return parseScenario(text, {.fileName = "F", .overrides = {change}}).error().text();
}

TEST(Knobs, SetByTheirLabelsLeaveVariantsAloneThatHaveNoSuchNumber) {
  const std::string variants = R"({"name": "Base"},
    {"name": "Once", "patch": [{"op": "remove", "path": "/canisters/0/methods/go/steps/0/call/count"}]})";
  EXPECT_THAT(countsIn(withKnobs(kCalls, variants), {{"Calls", "700"}}), ElementsAre(700, 1));
  const std::string text = withKnobs(kCalls, variants);
  EXPECT_THAT(countsIn(withKnobAt(Document(text), setOf(text), 0, 700).value()), ElementsAre(700, 1))
      << "as when it is turned";
}

TEST(Knobs, RefuseLabelsAndValuesThatTheyDoNotHave) {
  EXPECT_EQ(overrideError(withKnobs(kCalls), {"Cals", "7"}),
            "--set: Cals: the file has no such knob, expected \"Calls\"");
  EXPECT_EQ(overrideError(withKnobs(kCalls), {"Calls", "2001"}),
            "--set: Calls: found 2001, expected a whole number from 1 to 2,000");
  EXPECT_EQ(overrideError(withKnobs(kCalls), {"Calls", "many"}),
            "--set: Calls: found many, expected a whole number from 1 to 2,000");
  EXPECT_EQ(
      overrideError(withKnobs("[]"), {"Calls", "2"}),
      "--set: Calls: this is no JSON pointer, and the file has no knobs, expected a pointer as /canisters/0/cycles");
}

TEST(Knobs, ArePinnedIntoTheFile) {
  std::string text = Document(withKnobs(kCalls, kThree)).remove("/knobs").value();
  const auto pinned =
      withKnob(Document(text), 0, {.label = "Calls", .pointers = {kCount}, .minimum = 1, .maximum = 9}, 3);
  ASSERT_TRUE(pinned.ok()) << pinned.error().text();
  EXPECT_THAT(setOf(pinned.value()).knobs,
              ElementsAre(PinnedKnob{{.label = "Calls", .pointers = {kCount}, .minimum = 1, .maximum = 9}, 3}));
  EXPECT_LT(pinned.value().find("\"knobs\""), pinned.value().find("\"variants\""));
  const Knob limit{.label = "Limit",
                   .unit = "calls",
                   .pointers = {"/limits/queue_capacity"},
                   .minimum = 1,
                   .maximum = 500,
                   .step = 50};
  const auto both = withKnob(Document(pinned.value()), 0, limit, 400);
  ASSERT_TRUE(both.ok()) << both.error().text();
  const ScenarioSet set = setOf(both.value());
  ASSERT_EQ(set.knobs.size(), 2U);
  EXPECT_EQ(set.knobs[1], (PinnedKnob{limit, 400})) << "what the file left as the profile has it is written";
}

TEST(Knobs, KeepTheirCommentsWhenTheyChange) {
  const std::string text = withKnobs(R"([
  {"label": "Calls", "unit": "calls", "set": [")" +
                                     kCount + R"("], // of go
   "minimum": 1, "maximum": 2000, "step": 5}])");
  const auto changed =
      withKnobChanged(Document(text), 0, {.label = "n", .pointers = {kCount}, .minimum = 1, .maximum = 50});
  ASSERT_TRUE(changed.ok()) << changed.error().text();
  EXPECT_THAT(changed.value(), HasSubstr("// of go"));
  EXPECT_EQ(setOf(changed.value()).knobs[0].knob,
            (Knob{.label = "n", .pointers = {kCount}, .minimum = 1, .maximum = 50}));
}

TEST(Knobs, ThatLeadNowhereNameTheNearest) {
  EXPECT_THAT(
      errorIn(withKnobs(
          R"([{"label": "x", "set": ["/canisters/0/methods/go/steps/0/call/cont"], "minimum": 1, "maximum": 2}])")),
      HasSubstr("/knobs/0/set/0: the scenario has nothing at /canisters/0/methods/go/steps/0/call/cont, "
                "expected \"count\""));
}

TEST(Knobs, AreNoNumbersToTurnThemselvesNorToBeSet) {
  const ScenarioSet set = setOf(withKnobs(kCalls));
  for (const ScenarioNumber& number : numbersOf(set))
    EXPECT_FALSE(number.pointer.starts_with("/knobs")) << number.label;
  EXPECT_THAT(overrideError(withKnobs(kCalls), {"/knobs/0/maximum", "9000"}), HasSubstr("this cannot be changed"));
}

TEST(Knobs, SayOfEachNumberHowManyCallsItPutsInFlight) {
  const std::string variants = R"({"name": "Base"},
    {"name": "At once", "patch": [{"op": "add", "path": "/canisters/0/methods/go/steps/0/call/order", "value": "parallel"}]},
    {"name": "Windowed", "patch": [{"op": "add", "path": "/canisters/0/methods/go/steps/0/call/order", "value": {"window": 2}}]})";
  std::map<std::string, CallsAtOnce> found;
  for (const ScenarioNumber& number : numbersOf(setOf(withKnobs("[]", variants))))
    if (number.atOnce != CallsAtOnce::Nothing) found[number.pointer] = number.atOnce;
  const std::map<std::string, CallsAtOnce> expected{
      {kCount, CallsAtOnce::Parallel}, {"/canisters/0/methods/go/steps/0/call/order/window", CallsAtOnce::Window}};
  EXPECT_EQ(found, expected) << "as in the variant with the most";
}

}  // namespace
}  // namespace roundscope::test
