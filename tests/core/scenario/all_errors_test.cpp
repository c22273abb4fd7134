// Everything that is wrong with a file is told at once, and nothing that merely follows from something else.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

std::vector<std::string> errorsIn(const std::string& text, std::vector<Override> overrides = {}) {
  std::vector<std::string> lines;
  std::istringstream all(errorIn(text, std::move(overrides)));
  for (std::string line; std::getline(all, line);) lines.push_back(line);
  return lines;
}

TEST(AllErrors, fiveFaultsAreFiveErrorsByLine) {
  const std::string text = R"({"roundscope": 1,
"seed": -1,
"subnets": [{"id": "s", "nodez": 13},
  {"id": "t", "phase_ms": "late"}],
"canisters": [{"id": "c", "subnet": "s", "methods": {
  "m": {"steps": [{"call": {"to": "c.gone"}},
    {"reply": {}}]}}}],
"ingress": [{"at_ms": 0}]})";
  EXPECT_THAT(
      errorsIn(text),
      ElementsAre("x.json:2: /seed: found -1, expected an integer from 0 to 9,007,199,254,740,991",
                  "x.json:3: /subnets/0/nodez: unknown field \"nodez\", expected \"nodes\"",
                  "x.json:4: /subnets/1/phase_ms: found \"late\", expected an integer from 0 to 1,000,000,000",
                  "x.json:6: /canisters/0/methods/m/steps/0/call/to: canister \"c\" has no method \"gone\", expected "
                  "one of \"m\"",
                  "x.json:8: /ingress/0: the field \"to\" is missing, expected the method to call, as "
                  "\"canister.method\""));
}

TEST(AllErrors, fieldsOfOneObjectAreReadBesideEachOther) {
  const std::string text = withSteps(
      "{\"call\": {\"to\": \"callee.gone\",\n\"count\": 0,\n\"order\": \"all\",\n"
      "\"wait\": 5,\n\"on_failure\": {\"retry\": {\"via\": \"mail\",\n"
      "\"attempts\": 0}},\n\"label\": \"\"},\n\"when\": {\"every\": 0}}");
  std::vector<std::string> places;
  for (const std::string& line : errorsIn(text)) places.push_back(line.substr(0, line.find(':', 7)));
  EXPECT_THAT(places, ElementsAre("x.json:5", "x.json:6", "x.json:7", "x.json:8", "x.json:9", "x.json:10", "x.json:11",
                                  "x.json:12"));
}

TEST(AllErrors, aCanisterThatCannotBeReadStillHasItsName) {
  const std::string text = R"({"roundscope": 1, "subnets": [{"id": "s", "kind": "fast"}], "canisters": [
{"id": "a", "subnet": "s", "cycles": -1, "variables": {"v": "x"}, "methods": {"go": {"kind": 5, "steps": [
  {"add": {"v": 1}}, {"call": {"to": "b.m"}}]}}},
{"id": "b", "subnet": "s", "stop_at_ms": -1, "methods": {"m": []}}],
"ingress": [{"to": "a.go"}, {"to": "b.m"}]})";
  EXPECT_THAT(
      errorsIn(text),
      ElementsAre(StartsWith("x.json:1: /subnets/0/kind: "), StartsWith("x.json:2: /canisters/0/cycles: "),
                  StartsWith("x.json:2: /canisters/0/variables/v: "),
                  StartsWith("x.json:2: /canisters/0/methods/go/kind: "),
                  StartsWith("x.json:4: /canisters/1/stop_at_ms: "), StartsWith("x.json:4: /canisters/1/methods/m: ")));
}

TEST(AllErrors, namesAreNotUnknownWhereWhatDeclaresThemCannotBeRead) {
  const std::string network = R"("subnets": [{"id": "s"}], "canisters": [)";
  const std::string caller = R"({"id": "a", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "b.m"}}]}}},
)";
  const std::string start = "{\"roundscope\": 1, ";
  EXPECT_THAT(errorsIn(start + network + caller + R"({"subnet": "s"}]})"),
              ElementsAre("x.json:2: /canisters/1: the field \"id\" is missing, expected a canister's id"));
  EXPECT_THAT(errorsIn(start + network + caller + R"("b"]})"),
              ElementsAre(StartsWith("x.json:2: /canisters/1: found")));
  EXPECT_THAT(errorsIn(start + network + caller + R"({"id": "b", "subnet": "s", "methods": 1}]})"),
              ElementsAre(StartsWith("x.json:2: /canisters/1/methods: found 1")));
  EXPECT_THAT(errorsIn(start + R"("subnets": 1, "canisters": [{"id": "b", "subnet": "s"}]})"),
              ElementsAre(StartsWith("x.json:1: /subnets: found 1")));
  EXPECT_THAT(errorsIn(start + R"("canisters": [{"id": "b", "subnet": "s"}]})"),
              ElementsAre(StartsWith("x.json:1: /: the field \"subnets\" is missing")));
  EXPECT_THAT(errorsIn(start + R"("subnets": [{"id": "s"}], "ingress": [{"to": "b.m"}]})"),
              ElementsAre(StartsWith("x.json:1: /: the field \"canisters\" is missing")));
  EXPECT_THAT(errorsIn(start + network + R"({"id": "c", "subnet": "s", "variables": [], "methods": {"m": {"steps": [
    {"add": {"v": 1}}]}}}]})"),
              ElementsAre(StartsWith("x.json:1: /canisters/0/variables: found an empty list")));
  EXPECT_THAT(errorsIn(start + network + R"({"id": "c", "subnet": "s", "status": "elsewhere"}]})"),
              ElementsAre(StartsWith("x.json:1: /canisters/0/status: found \"elsewhere\"")));
}

TEST(AllErrors, nothingIsSaidOfLabelsOnceAStepCannotBeRead) {
  EXPECT_THAT(errorsIn(withSteps(R"({"call": {"too": "callee.ping", "label": "b", "await": false}}, {"await": "b"})")),
              ElementsAre(StartsWith("x.json:5: /canisters/0/methods/go/steps/0/call/too: ")));
  EXPECT_THAT(errorsIn(withSteps(R"({"call": {"to": "callee.ping", "label": "b", "await": false}}, {"await": 1})")),
              ElementsAre(StartsWith("x.json:5: /canisters/0/methods/go/steps/1/await: found 1")));
}

TEST(AllErrors, aMisspeltFieldIsNotAlsoMissing) {
  EXPECT_THAT(errorsIn(withSteps(R"({"call": {"tu": "callee.ping", "count": 0}}, {"replay": {}}, {"add": {"count": 1},
    "replay": {}, "set": {"count": 1}})")),
              ElementsAre(StartsWith("x.json:5: /canisters/0/methods/go/steps/0/call/tu: unknown field \"tu\""),
                          StartsWith("x.json:5: /canisters/0/methods/go/steps/0/call/count: found 0"),
                          StartsWith("x.json:5: /canisters/0/methods/go/steps/1/replay: unknown field \"replay\""),
                          StartsWith("x.json:5: /canisters/0/methods/go/steps/2: found 2 actions"),
                          StartsWith("x.json:6: /canisters/0/methods/go/steps/2/replay: unknown field \"replay\"")));
  EXPECT_THAT(errorsIn(withSteps(R"({"lock": "a.b"}, {"lock": "door"}, {"unlock": "door"}, {"lock": "count"})")),
              ElementsAre(StartsWith("x.json:5: /canisters/0/methods/go/steps/0/lock: found \"a.b\""),
                          StartsWith("x.json:5: /canisters/0/methods/go/steps/3/lock: \"count\" is a variable")));
}

TEST(AllErrors, ofAnotherVersionNothingElseIsSaid) {
  EXPECT_THAT(errorsIn("{\"roundscope\": 2, \"subnets\": 5}"),
              ElementsAre(StartsWith("x.json:1: /roundscope: found 2")));
}

TEST(AllErrors, whatSeveralVariantsShareIsSaidOnce) {
  const std::string text = withFields(R"("seed": "one", "variants": [{"name": "A"}, {"name": "B"},
{"name": "C", "patch": {"max_rounds": 0}},
{"name": "C", "patch": {"max_events": 0}},
{"nam": "D", "patch": {"max_events": 0}}])");
  EXPECT_THAT(errorsIn(text), ElementsAre(StartsWith("x.json:2: /seed: found \"one\""),
                                          StartsWith("x.json:3: /variants/2/patch/max_rounds: found 0"),
                                          StartsWith("x.json:4: /variants/3/name: \"C\" is used twice"),
                                          StartsWith("x.json:4: /variants/3/patch/max_events: found 0"),
                                          StartsWith("x.json:5: /variants/4/nam: unknown field \"nam\"")));
}

/// The pointers of all values of a document, its variants left out.
void collect(const nlohmann::json& json, const std::string& pointer, std::vector<std::string>& pointers) {
  if (!pointer.empty()) pointers.push_back(pointer);
  if (!json.is_structured()) return;
  for (const auto& [name, value] : json.items())
    if (pointer + name != "variants") collect(value, pointer + "/" + name, pointers);
}

TEST(AllErrors, whereverALessonHasANullNothingFollowsFromIt) {
  for (const std::string& id : lessonIds()) {
    std::vector<std::string> pointers;
    collect(nlohmann::json::parse(lessonText(id), nullptr, true, true), "", pointers);
    for (const std::string& pointer : pointers) {
      const std::vector<std::string> lines = errorsIn(lessonText(id), {{pointer, "null"}});
      EXPECT_FALSE(lines.empty()) << pointer;
      for (const std::string& line : lines) EXPECT_THAT(line, StartsWith("--set: " + pointer)) << id;
    }
  }
}

TEST(AllErrors, argumentsComeAfterTheFile) {
  EXPECT_THAT(errorsIn(withFields("\"seed\": -1"), {{"/max_rounds", "0"}, {"/subnets/0/nodes", "none"}}),
              ElementsAre(StartsWith("x.json:2: /seed: "), StartsWith("--set: /max_rounds: "),
                          StartsWith("--set: /subnets/0/nodes: ")));
  EXPECT_THAT(errorsIn(withFields("\"seed\": 1"), {{"seed", "0"}, {"/subnets/7/nodes", "1"}}),
              ElementsAre(StartsWith("--set: seed: "), StartsWith("--set: /subnets/7/nodes: ")));
}

TEST(AllErrors, fiftyAreListedAndTheRestCounted) {
  std::string steps;
  for (int i = 0; i < 62; ++i) steps += std::string(i == 0 ? "" : ",\n") + R"({"work": -1})";
  const std::vector<std::string> lines = errorsIn(withSteps(steps));
  ASSERT_EQ(lines.size(), 51U);
  EXPECT_THAT(lines[49], StartsWith("x.json:54: "));
  EXPECT_EQ(lines[50], "and 12 more");
}

TEST(AllErrors, readingEndsAfterAThousand) {
  std::string messages;
  for (int i = 0; i < 1'500; ++i) messages += std::string(i == 0 ? "" : ",\n") + R"({"to": 1})";
  const std::vector<std::string> lines = errorsIn(withSteps(""), {{"/ingress", "[" + messages + "]"}});
  ASSERT_EQ(lines.size(), 51U);
  EXPECT_EQ(lines[50], "and 950 more");
}

TEST(AllErrors, theFirstIsTheErrorAndDecidesItsKind) {
  const auto result = parseScenario(withFields("\"seed\": -1, \"sed\": 1"), {"x.json", {{"/max_rounds", "0"}}});
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().kind, ErrorKind::Scenario);
  EXPECT_THAT(result.error().text(), StartsWith("x.json:2: /sed: "));
  ASSERT_EQ(result.error().others.size(), 2U);
  EXPECT_EQ(result.error().others[1].kind, ErrorKind::Usage);
  EXPECT_THAT(result.error().others[1].others, IsEmpty());
}

}  // namespace
}  // namespace roundscope::test
