// A variant may change single values of the file; what is wrong with one of them is told where it is written.
#include <gmock/gmock.h>

#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using testing::StartsWith;

/// `caller.go` is called at 0 ms and `callee.ping` at 5 ms; the operations, one on a line, begin on line 3.
std::string patched(const std::string& operations) {
  return withFields(
      R"("seed": 1, "description": "d", "limits": {"queue_capacity": 7}, "variants": [{"name": "A", "patch": [
)" + operations +
      "]}]");
}
Scenario variant(const std::string& operations) { return scenarioOf(patched(operations)); }

TEST(JsonPatch, changesWhatItNamesAndNothingElse) {
  const Scenario base = variant("");
  Scenario changed = variant(R"({"op": "add", "path": "/canisters/1/cycles", "value": 5})");
  EXPECT_EQ(changed.canisters[1].cycles, 5U);
  changed.canisters[1].cycles = base.canisters[1].cycles;
  EXPECT_EQ(changed, base);
}

TEST(JsonPatch, changesListsByElement) {
  const Scenario appended = variant(R"({"op": "add", "path": "/ingress/-", "value": {"to": "callee.ping"}})");
  ASSERT_EQ(appended.ingress.size(), 2U);
  EXPECT_EQ(appended.ingress[1].to.canister, CanisterId{1});
  const Scenario inserted = variant(R"({"op": "add", "path": "/ingress/0", "value": {"to": "callee.ping"}})");
  ASSERT_EQ(inserted.ingress.size(), 2U);
  EXPECT_EQ(inserted.ingress[0].to.canister, CanisterId{1});
  EXPECT_EQ(variant(R"({"op": "remove", "path": "/ingress/0"})").ingress.size(), 0U);
}

TEST(JsonPatch, appliesItsOperationsOneAfterTheOther) {
  const Scenario scenario = variant(R"({"op": "test", "path": "/seed", "value": 1},
{"op": "copy", "from": "/ingress/0", "path": "/ingress/-"}, {"op": "add", "path": "/ingress/1/at_ms", "value": 9},
{"op": "move", "from": "/description", "path": "/title"})");
  ASSERT_EQ(scenario.ingress.size(), 2U);
  EXPECT_EQ(scenario.ingress[1].at.us, 9'000);
  EXPECT_EQ(scenario.title, "d");
  EXPECT_EQ(scenario.description, "");
}

struct Wrong {
  const char* operations;
  const char* error;
};
void PrintTo(const Wrong& wrong, std::ostream* out) { *out << wrong.operations; }

class WrongPatch : public testing::TestWithParam<Wrong> {};
TEST_P(WrongPatch, isToldWhereItIsWritten) {
  EXPECT_THAT(errorIn(patched(GetParam().operations)), StartsWith(std::string("x.json:") + GetParam().error));
  EXPECT_EQ(errorIn(patched(GetParam().operations)).find('\n'), std::string::npos) << "nothing follows from it";
}
// That fit in form, but not to the scenario.
INSTANTIATE_TEST_SUITE_P(
    Operations, WrongPatch,
    testing::Values(
        Wrong{R"({"op": "put", "path": "/seed", "value": 1})",
              "3: /variants/0/patch/0/op: found \"put\", expected one of \"add\", \"remove\", \"replace\""},
        Wrong{
            "{\"op\": \"remove\", \"path\": \"/seed\"},\n{\"op\": \"remove\", \"path\": \"/seed\"}",
            "4: /variants/0/patch/1/path: there is nothing at /seed, expected a pointer to what the scenario holds by "
            "then"},
        Wrong{R"({"op": "replace", "path": "/ingress/1", "value": {}})",
              "3: /variants/0/patch/0/path: there is nothing at /ingress/1"},
        Wrong{R"({"op": "add", "path": "/ingress/3", "value": {}})",
              "3: /variants/0/patch/0/path: there is nothing at /ingress/3"},
        Wrong{R"({"op": "add", "path": "/ingress/01", "value": {}})",
              "3: /variants/0/patch/0/path: there is nothing at /ingress/01"},
        Wrong{R"({"op": "add", "path": "/ingress/first", "value": {}})",
              "3: /variants/0/patch/0/path: there is nothing at /ingress/first"},
        Wrong{R"({"op": "add", "path": "/seed/x", "value": 1})",
              "3: /variants/0/patch/0/path: there is nothing at /seed/x"},
        Wrong{R"({"op": "test", "path": "/ingress/1", "value": {}})",
              "3: /variants/0/patch/0/path: there is nothing at /ingress/1"},
        Wrong{R"({"op": "copy", "from": "/ingres/0", "path": "/ingress/-"})",
              "3: /variants/0/patch/0/from: there is nothing at /ingres/0"},
        Wrong{"{\"op\": \"test\", \"path\": \"/seed\",\n\"value\": 2}",
              "4: /variants/0/patch/0/value: /seed is 1, expected 2"},
        Wrong{
            R"({"op": "copy", "from": "/limits", "path": "/limits/a"}, {"op": "copy", "from": "/limits", "path": "/limits/b"},
                 {"op": "copy", "from": "/limits", "path": "/limits/a/a/a/a/a/a/a/a"})",
            "4: /variants/0/patch/2/path: there is nothing at /limits/a/a"}));
// What is wrong with the values that they leave.
INSTANTIATE_TEST_SUITE_P(
    Values, WrongPatch,
    testing::Values(
        Wrong{"{\"op\": \"replace\", \"path\": \"/limits/queue_capacity\",\n\"value\": -5}",
              "4: /variants/0/patch/0/value: found -5"},
        Wrong{"{\"op\": \"add\", \"path\": \"/ingress/0\", \"value\": {\"to\": \"callee.ping\"}},\n{\"op\": \"add\", "
              "\"path\": \"/ingress/0\", \"value\":\n{\"to\": \"callee.gone\"}}, {\"op\": \"add\", \"path\": "
              "\"/ingress/0\", \"value\": {\"to\": \"callee.ping\"}}",
              "5: /variants/0/patch/1/value/to: canister \"callee\" has no method \"gone\""},
        Wrong{"{\"op\": \"add\", \"path\": \"/ingress/0\", \"value\": {\"to\": \"callee.ping\"}},\n{\"op\": \"add\", "
              "\"path\": \"/ingress/1/at_ms\", \"value\": -1}",
              "4: /variants/0/patch/1/value: found -1"},
        Wrong{"{\"op\": \"remove\", \"path\": \"/ingress/0\"},\n{\"op\": \"add\", \"path\": \"/ingress/-\", \"value\": "
              "{}}",
              "4: /variants/0/patch/1/value: the field \"to\" is missing"},
        Wrong{"{\"op\": \"replace\", \"path\": \"/seed\", \"value\": 4},\n{\"op\": \"remove\", \"path\": "
              "\"/ingress/0/to\"}",
              "4: /variants/0/patch/1: the field \"to\" is missing"},
        Wrong{"{\"op\": \"move\", \"from\": \"/ingress/0/to\", \"path\": \"/title\"}",
              "3: /variants/0/patch/0: the field \"to\" is missing"},
        Wrong{"{\"op\": \"add\", \"path\": \"/title\", \"value\": 5},\n{\"op\": \"move\", \"from\": \"/title\", "
              "\"path\": "
              "\"/description\"}",
              "3: /variants/0/patch/0/value: found 5, expected text"},
        Wrong{"{\"op\": \"copy\", \"from\": \"/limits/queue_capacity\", \"path\": \"/title\"}",
              "2: /limits/queue_capacity: found 7, expected text"},
        // Elsewhere in a list whose elements moved.
        Wrong{"{\"op\": \"add\", \"path\": \"/canisters/1\", \"value\": {\"id\": \"new\", \"subnet\": \"app-1\"}},\n"
              "{\"op\": \"replace\", \"path\": \"/subnets/1/id\", \"value\": \"app-3\"}",
              "9: /canisters/1/subnet: unknown subnet \"app-2\""},
        Wrong{"{\"op\": \"remove\", \"path\": \"/subnets/0\"},\n{\"op\": \"remove\", \"path\": \"/canisters/0\"},\n"
              "{\"op\": \"remove\", \"path\": \"/ingress/0\"}, {\"op\": \"replace\", \"path\": \"/subnets/0/id\", "
              "\"value\": "
              "\"app-3\"}",
              "10: /canisters/1/subnet: unknown subnet \"app-2\""},
        Wrong{"{\"op\": \"move\", \"from\": \"/canisters/0\", \"path\": \"/canisters/1\"},\n{\"op\": \"replace\", "
              "\"path\": \"/subnets/1/id\", \"value\": \"app-3\"}",
              "9: /canisters/1/subnet: unknown subnet \"app-2\""}));

TEST(JsonPatch, tellsAllOperationsThatAreWrongInForm) {
  EXPECT_EQ(errorIn(patched(R"({"op": "add", "path": "/seed"},
{"op": "move", "path": "/a/~", "from": "b", "value": 3})")),
            "x.json:3: /variants/0/patch/0: the field \"value\" is missing, expected the value to write or to compare "
            "with\n"
            "x.json:4: /variants/0/patch/1/path: found \"/a/~\", expected ~0 for a tilde and ~1 for a slash in a name\n"
            "x.json:4: /variants/0/patch/1/value: \"move\" takes no \"value\", expected none\n"
            "x.json:4: /variants/0/patch/1/from: found \"b\", expected a JSON pointer into the scenario, as "
            "/ingress/0/to");
}

TEST(JsonPatch, doesNotFillTheMemory) {
  std::string doubling = R"({"op": "add", "path": "/title", "value": []})";
  for (int i = 0; i < 60; ++i) doubling += R"(, {"op": "copy", "from": "/title", "path": "/title/-"})";
  EXPECT_THAT(errorIn(patched(doubling)),
              testing::HasSubstr("copies too much, expected at most 1,000,000 values in all"));
  std::string deep = R"({"op": "add", "path": "/title", "value": []})";
  std::string path = "/title";
  for (int i = 0; i < 80; ++i) {
    path += "/0";
    deep += R"(, {"op": "add", "path": ")" + path + R"(", "value": []})";
  }
  EXPECT_THAT(errorIn(patched(deep)), testing::HasSubstr("is nested too deeply, expected at most 64 levels"));
}

TEST(JsonPatch, standsBeforeTheChangesOfTheCommandLine) {
  const ScenarioSet set =
      parsed(patched(R"({"op": "replace", "path": "/seed", "value": 4})"), {{"/seed", "6"}, {"/ingress/0/at_ms", "3"}});
  EXPECT_EQ(set.variants[0].seed, 6U);
  EXPECT_EQ(set.variants[0].ingress[0].at.us, 3'000);
}

}  // namespace
}  // namespace roundscope::test
