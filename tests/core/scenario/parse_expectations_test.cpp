// `expect` of a scenario file: names are known when the file is read.
#include <gmock/gmock.h>

#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// `caller` has the variables balance and count, and calls `callee` twice, holding the lock `busy`.
std::string expecting(const std::string& list, const std::string& further = "") {
  return R"({"roundscope": 1, "subnets": [{"id": "app-1"}, {"id": "app-2"}],
"expect": )" +
         list + R"(,
"canisters": [{"id": "caller", "subnet": "app-1", "variables": {"balance": 0, "count": 0}, "methods": {"go": {"steps": [
  {"lock": "busy"}, {"call": {"to": "callee.ping", "count": 2}}, {"unlock": "busy"}, {"reply": {}}]}}},
  {"id": "callee", "subnet": "app-2", "methods": {"ping": {}}},
  {"id": "calls", "subnet": "app-2", "variables": {"replied": 0}, "methods": {}}],
"ingress": [{"to": "caller.go"}])" +
         further + "}";
}

Expectation only(const std::string& text) {
  const Scenario scenario = scenarioOf(expecting("[\"" + text + "\"]"));
  EXPECT_EQ(scenario.expectations.size(), 1U);
  return scenario.expectations.front();
}

std::string expectationErrorOf(const std::string& text) { return errorIn(expecting("[\"" + text + "\"]")); }

TEST(Expect, namesVariablesLocksAndCounts) {
  const Expectation expectation = only("caller.balance + caller.busy <= calls.replied");
  EXPECT_EQ(expectation.text, "caller.balance + caller.busy <= calls.replied");
  EXPECT_THAT(expectation.numbers,
              ElementsAre(RunNumber(VariableNumber{CanisterId{0}, VariableId{0}}),
                          RunNumber(VariableNumber{CanisterId{0}, VariableId{2}}), RunNumber(RunCount::CallsReplied)));
}

TEST(Expect, aCanisterThatIsCalledLikeACountStandsInQuotes) {
  EXPECT_THAT(only("'calls'.replied == 0").numbers,
              ElementsAre(RunNumber(VariableNumber{CanisterId{2}, VariableId{0}})));
}

TEST(Expect, namesPairsMessagesAndWhatIsGiven) {
  const Expectation expectation = only(
      "pairs(caller, callee).peak_in_flight + ingress(0).rounds < limit(queue_capacity) + "
      "scenario:/canisters/0/variables/count");
  EXPECT_THAT(expectation.numbers,
              ElementsAre(RunNumber(PairNumber{CanisterId{0}, CanisterId{1}, PairCount::PeakInFlight}),
                          RunNumber(MessageNumber{IngressId{0}, MessageCount::Rounds}), RunNumber(GivenNumber{500}),
                          RunNumber(GivenNumber{0})));
}

TEST(Expect, aPointerSaysTheSameAsTheName) {
  for (const auto& [pointer, name] :
       std::vector<std::pair<std::string, std::string>>{{"/calls/replied", "calls.replied"},
                                                        {"/rounds", "rounds"},
                                                        {"/variables/caller/count", "caller.count"},
                                                        {"/ingress/0/failed_calls", "ingress(0).failed_calls"}})
    EXPECT_EQ(only(pointer + " == 1").numbers, only(name + " == 1").numbers) << pointer;
}

TEST(Expect, everyCountOfTheTableHasItsName) {
  for (const detail::Choice<RunCount>& count : kRunCounts) {
    EXPECT_THAT(only(std::string(count.name) + " == 1").numbers, ElementsAre(RunNumber(count.value))) << count.name;
    EXPECT_EQ(nameOf(count.value), count.name);
  }
}

TEST(Expect, whatNamesNothingIsAnErrorAtItsLineWithTheNearestName) {
  EXPECT_EQ(expectationErrorOf("caller.balanse == 0"),
            "x.json:2: /expect/0: canister \"caller\" has no variable or lock \"balanse\", expected "
            "\"caller.balance\"");
  EXPECT_THAT(expectationErrorOf("caler.balance == 0"),
              HasSubstr("caler.balance names no count, variable or lock, expected \"caller.balance\""));
  EXPECT_THAT(expectationErrorOf("cals.replied == 0"), HasSubstr("expected \"calls.replied\""));
  EXPECT_THAT(expectationErrorOf("users.rejectet == 0"),
              HasSubstr("unknown count users.rejectet, expected \"users.rejected\""));
  EXPECT_THAT(expectationErrorOf("pairs(caller, callees).limit == 0"),
              HasSubstr("unknown canister \"callees\", expected \"callee\""));
  EXPECT_THAT(expectationErrorOf("pairs(callee, caller).limit == 0"), HasSubstr("callee never calls caller"));
  EXPECT_THAT(expectationErrorOf("pairs(caller, callee).peak == 0"),
              HasSubstr("a pair has no number \"peak\", expected \"peak_in_flight\""));
  EXPECT_THAT(expectationErrorOf("ingress(1).rounds == 0"),
              HasSubstr("there is no user's message \"1\", expected 0 to 0"));
  EXPECT_THAT(expectationErrorOf("/calls/repleid == 0"),
              HasSubstr("a run has no number /calls/repleid, expected \"/calls/replied\""));
  EXPECT_THAT(expectationErrorOf("/pairs/0/limit == 0"), HasSubstr("expected a pair by its names"));
  EXPECT_THAT(expectationErrorOf("rounds == limit(queue_capacty)"), HasSubstr("expected \"queue_capacity\""));
  EXPECT_THAT(expectationErrorOf("rounds == scenario:/sede"), HasSubstr("the file has nothing at /sede"));
}

TEST(Expect, whatIsNoComparisonOfARunsNumberIsAnError) {
  EXPECT_EQ(expectationErrorOf("rounds + 1"),
            "x.json:2: /expect/0: found \"rounds + 1\", expected a comparison as \"users.rejected == 0\"");
  EXPECT_THAT(expectationErrorOf("1 == 1"), HasSubstr("names no number of a run"));
  EXPECT_THAT(expectationErrorOf("rounds =< 5"), HasSubstr("found \"=< 5\""));
  EXPECT_THAT(expectationErrorOf("Other:/rounds == 5"), HasSubstr("found the variant \"Other\""));
  EXPECT_THAT(expectationErrorOf("count(call_performed) == 5"),
              HasSubstr("found count(call_performed), which lessons alone know"));
  EXPECT_THAT(errorIn(expecting("\"rounds == 1\"")), HasSubstr("expected a list of comparisons"));
  EXPECT_THAT(errorIn(expecting("[5]")), HasSubstr("/expect/0: found 5"));
}

TEST(Expect, allThatIsWrongIsToldAtOnce) {
  const std::string errors = errorIn(expecting("[\"rouds == 1\",\n\"rounds\",\n\"callee.x == 1\"]"));
  EXPECT_THAT(errors, HasSubstr("x.json:2: /expect/0: "));
  EXPECT_THAT(errors, HasSubstr("x.json:3: /expect/1: "));
  EXPECT_THAT(errors, HasSubstr("x.json:4: /expect/2: "));
}

TEST(Expect, aVariantMayChangeIt) {
  const ScenarioSet set = parsed(expecting("[\"rounds == 1\"]", R"(, "variants": [{"name": "A"},
    {"name": "B", "patch": {"expect": ["rounds == 2", "rounds > 0"]}},
    {"name": "C", "patch": [{"op": "replace", "path": "/expect/0", "value": "rounds == 3"}]}])"));
  EXPECT_EQ(set.variants[0].expectations.front().text, "rounds == 1");
  EXPECT_EQ(set.variants[1].expectations.size(), 2U);
  EXPECT_EQ(set.variants[2].expectations.front().text, "rounds == 3");
  EXPECT_THAT(errorIn(expecting("[\"rounds == 1\"]", R"(, "variants": [{"name": "A"},
{"name": "B", "patch": {"expect": ["rouds == 2"]}}])")),
              HasSubstr("x.json:8: /variants/1/patch/expect/0: "));
}

TEST(Expect, isNotBlamedForNamesThatCouldNotBeRead) {
  const std::string broken = R"({"roundscope": 1, "subnets": [{"id": "s"}], "expect": ["a.x == b.y"],
"canisters": [{"id": "a", "subnet": "s", "variables": {"x": 0}, "methods": {}}, 5]})";
  EXPECT_THAT(errorIn(broken), testing::Not(HasSubstr("/expect")));
}

}  // namespace
}  // namespace roundscope::test
