// When steps come, go or move, what variants and knobs say of them stays said of them.
#include <gmock/gmock.h>

#include "core/scenario/document.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string kSteps = "/canisters/0/methods/go/steps";

/// `go` adds 1, calls `callee` three times and adds 2. "More" calls it nine times and then adds 20; "Own" writes its
/// own steps, of which "Later" changes the second.
const std::string kFollowed = R"({"roundscope": 1, "subnets": [{"id": "a"}, {"id": "b"}],
"canisters": [{"id": "caller", "subnet": "a", "variables": {"n": 0}, "methods": {"go": {"steps": [
  {"add": {"n": 1}},
  {"call": {"to": "callee.ping", "count": 3}}, // three
  {"add": {"n": 2}},
  {"reply": {}}]}}}, {"id": "callee", "subnet": "b", "methods": {"ping": {}}}],
"ingress": [{"to": "caller.go"}],
"knobs": [{"label": "Calls", "set": ["/canisters/0/methods/go/steps/1/call/count"], "minimum": 1, "maximum": 90}],
"variants": [{"name": "Base"},
  {"name": "More", "patch": [
    {"op": "replace", "path": "/canisters/0/methods/go/steps/1/call/count", "value": 9}, // nine
    {"op": "replace", "path": "/canisters/0/methods/go/steps/2/add/n", "value": 20}]},
  {"name": "Own", "patch": [
    {"op": "replace", "path": "/canisters/0/methods/go/steps", "value": [{"add": {"n": 7}}, {"add": {"n": 8}}, {"reply": {}}]}]},
  {"name": "Later", "of": "Own", "patch": [
    {"op": "replace", "path": "/canisters/0/methods/go/steps/1/add/n", "value": 80}]}]})";

/// What a variant does, as "add 1, call 3, add 2".
std::string doing(const std::string& text, std::size_t variant) {
  const auto set = parseScenario(text, {.fileName = "F", .overrides = {}});
  if (!set.ok()) return set.error().text();
  std::string all;
  for (const Step& step : set.value().variants[variant].canisters[0].methods[0].steps) {
    if (const auto* call = std::get_if<CallStep>(&step.action)) all += "call " + std::to_string(call->count) + ", ";
    if (const auto* add = std::get_if<AddStep>(&step.action))
      all += "add " + std::to_string(add->value.constant) + ", ";
  }
  return all;
}
std::int64_t knobOf(const std::string& text) {
  const auto set = parseScenario(text, {.fileName = "F", .overrides = {}});
  return set.ok() && set.value().knobs.size() == 1 ? set.value().knobs[0].value : -1;
}

TEST(Followed, StepsThatMoveOnKeepWhatVariantsSayOfThem) {
  const auto text = Document(kFollowed).insert(kSteps + "/1", R"({"add": {"n": 5}})");
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(doing(text.value(), 0), "add 1, add 5, call 3, add 2, ");
  EXPECT_EQ(doing(text.value(), 1), "add 1, add 5, call 9, add 20, ");
  EXPECT_EQ(doing(text.value(), 2), "add 7, add 8, ") << "these are the variant's own";
  EXPECT_EQ(doing(text.value(), 3), "add 7, add 80, ");
  EXPECT_EQ(knobOf(text.value()), 3);
  EXPECT_THAT(text.value(), HasSubstr("// nine"));
}

TEST(Followed, StepsBehindTheEditStay) {
  const auto text = Document(kFollowed).insert(kSteps + "/-", R"({"add": {"n": 5}})");
  EXPECT_EQ(doing(text.value(), 1), "add 1, call 9, add 20, add 5, ");
  EXPECT_EQ(knobOf(text.value()), 3);
}

TEST(Followed, WhatIsSaidOfAStepGoesWithIt) {
  const auto text = Document(kFollowed).remove(kSteps + "/1");
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(doing(text.value(), 0), "add 1, add 2, ");
  EXPECT_EQ(doing(text.value(), 1), "add 1, add 20, ");
  EXPECT_EQ(doing(text.value(), 3), "add 7, add 80, ");
  EXPECT_THAT(text.value(), Not(HasSubstr("knobs"))) << "the only knob was about it";
  EXPECT_THAT(text.value(), Not(HasSubstr("call/count")));
}

TEST(Followed, AStepThatMovesTakesWhatIsSaidOfItAlong) {
  const auto up = Document(kFollowed).move(kSteps + "/1", kSteps + "/0");
  ASSERT_TRUE(up.ok());
  EXPECT_EQ(doing(up.value(), 1), "call 9, add 1, add 20, ");
  EXPECT_EQ(knobOf(up.value()), 3);
  const auto down = Document(kFollowed).move(kSteps + "/1", kSteps + "/2");
  EXPECT_EQ(doing(down.value(), 1), "add 1, add 20, call 9, ");
  EXPECT_EQ(knobOf(down.value()), 3);
}

TEST(Followed, OfTwoAlikeTheFirstIsMeant) {
  const auto text = Document(kFollowed).duplicate(kSteps + "/1");
  EXPECT_EQ(doing(text.value(), 1), "add 1, call 9, call 3, add 20, ");
}

TEST(Followed, CanistersAreListsToo) {
  const auto text = Document(kFollowed).insert("/canisters/0", R"({"id": "first", "subnet": "a"})");
  ASSERT_TRUE(text.ok());
  EXPECT_THAT(text.value(), HasSubstr("/canisters/1/methods/go/steps/1/call/count\", \"value\": 9"));
  EXPECT_EQ(knobOf(text.value()), 3);
}

TEST(Followed, EditsOfVariantsAndKnobsMoveNothing) {
  const auto text = Document(kFollowed).remove("/variants/0");
  EXPECT_EQ(doing(text.value(), 0), "add 1, call 9, add 20, ");
  EXPECT_EQ(knobOf(text.value()), 9) << "of the first variant now";
}

}  // namespace
}  // namespace roundscope::test
