// From parts of a scenario to where its file speaks of them, and edits of one variant there.
#include "core/scenario/scenario_places.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/scenario/numbers.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using testing::HasSubstr;

std::vector<std::string> scenarioTexts() {
  std::vector<std::string> texts;
  const std::filesystem::path root = ROUNDSCOPE_SOURCE_DIR;
  for (const char* folder : {"resources", "tests/core/code"})
    for (const auto& file : std::filesystem::recursive_directory_iterator(root / folder)) {
      const std::string name = file.path().filename().string();
      if (name.size() < 16 || name.substr(name.size() - 16) != ".roundscope.json") continue;
      std::ostringstream text;
      text << std::ifstream(file.path()).rdbuf();
      texts.push_back(text.str());
    }
  return texts;
}

/// The name of the step's kind in the file.
const char* fieldOf(const Action& action) {
  static constexpr const char* kFields[] = {"work",    "call",  "await",  "lock", "unlock", "set",      "add",
                                            "require", "reply", "reject", "trap", "if",     "delay_ms", "never_answer"};
  return kFields[action.index()];
}

TEST(ScenarioPlaces, LeadToTheTextOfEveryCanisterMethodAndStepOfEveryVariant) {
  std::size_t steps = 0;
  for (const std::string& text : scenarioTexts()) {
    const auto set = parseScenario(text, {.fileName = "x.json", .overrides = {}});
    ASSERT_TRUE(set.ok()) << set.error().text();
    for (const Scenario& scenario : set.value().variants) {
      for (std::uint16_t c = 0; c < scenario.canisters.size(); ++c) {
        EXPECT_EQ(valueAt(set.value(), scenario.variant, pointerOf(CanisterId{c}) + "/id"),
                  '"' + scenario.canisters[c].id + '"');
        for (std::uint16_t m = 0; m < scenario.canisters[c].methods.size(); ++m) {
          const MethodRef method{CanisterId{c}, MethodId{m}};
          EXPECT_TRUE(valueAt(set.value(), scenario.variant, pointerOf(method, scenario)))
              << pointerOf(method, scenario);
          if (!valueAt(set.value(), scenario.variant, pointerOf(method, scenario) + "/steps"))
            continue;  // it replies at once
          for (std::size_t s = 0; s < scenario.method(method).steps.size(); ++s, ++steps) {
            const std::string pointer = pointerOfStep(method, s, scenario);
            EXPECT_TRUE(valueAt(set.value(), scenario.variant,
                                pointer + '/' + fieldOf(scenario.method(method).steps[s].action)))
                << pointer << " is no " << fieldOf(scenario.method(method).steps[s].action);
          }
        }
      }
    }
  }
  EXPECT_GT(steps, 500U);
}

const char* const kPlaced = R"({
  "roundscope": 1, "subnets": [ {"id": "s"}, {"id": "t"} ],
  "canisters": [
    {"id": "a", "subnet": "s", "methods": {"go": {"steps": [ {"call": {"to": "b.m", "count": 3}}, {"reply": {}} ]}}},
    {"id": "b", "subnet": "t", "methods": {"m": {}}} ],
  "ingress": [ {"to": "a.go"} ],
  "variants": [
    {"name": "Base"},
    // Twice as many.
    {"name": "Twice", "patch": [ {"op": "replace", "path": "/canisters/0/methods/go/steps/0/call/count", "value": 6} ]},
    {"name": "Later", "of": "Twice", "patch": {"ingress": [ {"to": "a.go", "at_ms": 5} ]}}
  ]
})";
constexpr const char* kCount = "/canisters/0/methods/go/steps/0/call/count";

Scenario variantOf(const std::string& text, const std::string& name) {
  const auto set = parseScenario(text, {.fileName = "x.json", .overrides = {}});
  EXPECT_TRUE(set.ok()) << set.error().lines();
  for (const Scenario& scenario : set.value().variants)
    if (scenario.variant == name) return scenario;
  ADD_FAILURE() << "no variant " << name;
  return {};
}
std::uint32_t countOf(const Scenario& scenario) {
  return std::get<CallStep>(scenario.canisters[0].methods[0].steps[0].action).count;
}

TEST(VariantsOfVariants, ChangeWhatTheirParentChangedFirst) {
  const Scenario later = variantOf(kPlaced, "Later");
  EXPECT_EQ(countOf(later), 6U) << "the parent's change";
  EXPECT_EQ(later.ingress[0].at.us, 5'000) << "and its own";
}

TEST(VariantsOfVariants, NameOneThatStandsAbove) {
  std::string text = kPlaced;
  text.replace(text.find("\"of\": \"Twice\""), 13, "\"of\": \"Later\"");
  EXPECT_THAT(errorIn(text),
              HasSubstr("/variants/2/of: there is no variant \"Later\" above this one, expected one of"));
}

TEST(VariantsOfVariants, TellWhatIsWrongWhereItIsWritten) {
  std::string text = kPlaced;
  text.replace(text.find("\"value\": 6"), 10, "\"value\": 0");
  EXPECT_THAT(errorIn(text), HasSubstr("x.json:10: /variants/1/patch/0/value"));
  EXPECT_EQ(errorIn(text).find("and 1 more"), std::string::npos) << "once, also for those that are of it";
}

TEST(VariantsOfVariants, TellWhatAListOfTheirPatchLacks) {
  std::string text = kPlaced;
  const std::string written = R"("to": "a.go", "at_ms")";
  text.replace(text.find(written), written.size(), "\"at_ms\"");
  EXPECT_THAT(errorIn(text), HasSubstr("/variants/2/patch/ingress/0: "));
}

TEST(VariantEdits, AreMadeWhereTheValueIsWritten) {
  const Document document(kPlaced);
  EXPECT_EQ(writtenAt(document, 0, kCount).value(), kCount);
  EXPECT_EQ(writtenAt(document, 1, kCount).value(), "/variants/1/patch/0/value");
  EXPECT_EQ(writtenAt(document, 2, kCount).value(), "/variants/1/patch/0/value") << "by its parent";
  EXPECT_EQ(writtenAt(document, 2, "/ingress/0/payload_bytes").value(), "/variants/2/patch/ingress/0/payload_bytes");
  const std::string text =
      withEdits(document, 2,
                {{ScenarioEdit::Kind::Set, kCount, "7"}, {ScenarioEdit::Kind::Insert, "/ingress/-", R"({"to":"b.m"})"}})
          .value();
  EXPECT_EQ(countOf(variantOf(text, "Later")), 7U);
  EXPECT_EQ(variantOf(text, "Later").ingress.size(), 2U);
  EXPECT_EQ(variantOf(text, "Twice").ingress.size(), 1U);
  EXPECT_EQ(countOf(variantOf(text, "Base")), 3U);
  EXPECT_THAT(text, HasSubstr("// Twice as many.\n"));
}

TEST(WhatIf, IsOneMoreVariantBehindItsParentAndDifferentByItsEditsOnly) {
  const auto made =
      withWhatIf(Document(kPlaced), 1, "More",
                 {{ScenarioEdit::Kind::Set, kCount, "700"}, {ScenarioEdit::Kind::Set, "/limits/queue_capacity", "9"}});
  ASSERT_TRUE(made.ok()) << made.error().text();
  EXPECT_EQ(made.value().variant, "More");
  Scenario more = variantOf(made.value().text, "More");
  EXPECT_EQ(countOf(more), 700U);
  EXPECT_EQ(more.subnets[0].limits.queue_capacity, 9U);
  for (const char* name : {"Base", "Twice", "Later"})
    EXPECT_EQ(variantOf(made.value().text, name), variantOf(kPlaced, name));
  std::get<CallStep>(more.canisters[0].methods[0].steps[0].action).count = 6;
  for (Subnet& subnet : more.subnets) subnet.limits = {};
  EXPECT_EQ(more.parentVariant, "Twice");
  const auto all = parseScenario(made.value().text, {});
  ASSERT_TRUE(all.ok()) << all.error().text();
  ASSERT_EQ(all.value().variants.size(), 4U);
  EXPECT_EQ(all.value().variants[3].variant, "More") << "behind the others of its parent";
  more.variant = "Twice";
  more.parentVariant.clear();
  EXPECT_EQ(more, variantOf(kPlaced, "Twice"));
}

TEST(WhatIf, OfAFileWithoutVariantsStandsBesideTheFileAsWritten) {
  std::string text = kPlaced;
  text = Document(text).remove("/variants").value();
  const auto made = withWhatIf(Document(text), 0, "More", {{ScenarioEdit::Kind::Set, kCount, "700"}});
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(countOf(variantOf(made.value().text, "As written")), 3U);
  EXPECT_EQ(countOf(variantOf(made.value().text, "More")), 700U);
}

TEST(WhatIf, GetsANumberWhereItsNameIsTaken) {
  const auto made = withWhatIf(Document(kPlaced), 0, "Twice", {{ScenarioEdit::Kind::Set, kCount, "5"}});
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made.value().variant, "Twice (2)");
  EXPECT_EQ(countOf(variantOf(made.value().text, "Twice (2)")), 5U);
}

}  // namespace
}  // namespace roundscope::test
