// Many runs of one scenario: ranges, points, spreads, caps, crossovers, and what is refused.
#include "core/analysis/sweep.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "core/analysis/influence.h"
#include "core/analysis/sweep_facts.h"
#include "core/analysis/sweep_numbers.h"
#include "core/export/sweep_export.h"
#include "core/scenario/numbers.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"

namespace roundscope {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kCount = "/canisters/0/methods/go/steps/0/call/count";
const std::string kParallelCount = "/canisters/0/methods/parallel_calls/steps/0/call/count";

std::vector<std::int64_t> valuesOf(std::string_view text) {
  const auto range = parseSweepRange(text);
  return range.ok() && range.value() ? *range.value() : std::vector<std::int64_t>{-1};
}

SweepTable swept(const ScenarioSet& set, SweepPlan plan) {
  Sweep sweep(set, std::move(plan));
  investigate(sweep, set);
  return sweep.table();
}

std::vector<double> mediansOf(const SweepTable& table, std::string_view number) {
  std::vector<double> medians;
  for (const SweepPoint& point : table.points)
    medians.push_back(point.error ? -1 : point.numbers[sweepNumberAt(number)].median);
  return medians;
}

TEST(SweepRange, StepsAddOrMultiplyAndListsAreSorted) {
  EXPECT_THAT(valuesOf("1..4"), ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(valuesOf("1..100:40"), ElementsAre(1, 41, 81));
  EXPECT_THAT(valuesOf("3..30:x3"), ElementsAre(3, 9, 27));
  EXPECT_THAT(valuesOf("5,1,2,5"), ElementsAre(1, 2, 5));
  EXPECT_THAT(valuesOf("-2..2:2"), ElementsAre(-2, 0, 2));
}

TEST(SweepRange, WhatIsNoRangeStaysOneValue) {
  for (const char* const text :
       {"7", "mainnet", "a..b", "a,b", "1,x", "", "[1,2]", "9007199254740992..9007199254740993"})
    EXPECT_THAT(valuesOf(text), ElementsAre(-1)) << text;
}

TEST(SweepRange, SaysWhatIsWrongWithIt) {
  for (const char* const text : {"5..1", "1..5:0", "1..5:x1", "0..5:x2", "1..5:", "1..100001", "1..5:y"})
    EXPECT_FALSE(parseSweepRange(text).ok()) << text;
  EXPECT_TRUE(parseSweepRange("1..100000").ok());
}

TEST(SpreadOfSeeds, IsTheMedianAndTheQuartilesByHand) {
  // 1 2 4 8 16: the median is 4, the quartiles 2 and 8. 1 2 4 8: between 2 and 4; a quarter of the way is at 1.75, 5.
  EXPECT_EQ(spreadOf({16, 1, 4, 2, 8}), (Spread{5, 1, 2, 4, 8, 16}));
  EXPECT_EQ(spreadOf({8, 4, 2, 1}), (Spread{4, 1, 1.75, 3, 5, 8}));
  EXPECT_EQ(spreadOf({3}), (Spread{1, 3, 3, 3, 3, 3}));
  EXPECT_EQ(spreadOf({}).of, 0U);
}

TEST(Sweep, OfTheParallelCallsRepliesToAsManyAsThereAreSlots) {
  const ScenarioSet set = test::lessonScenarios("in-flight-limit");
  const SweepTable table = swept(set, {{{kParallelCount, valuesOf("100..1000:100")}}, {"Parallel"}, 1});
  ASSERT_EQ(table.points.size(), 10U);
  for (const SweepPoint& point : table.points)
    EXPECT_EQ(point.numbers[sweepNumberAt("replied")].median,
              static_cast<double>(std::min<std::int64_t>(500, point.values[0])));
  EXPECT_THAT(capsOf(table), ElementsAre(SweepCap{0, std::nullopt, 500, 600, 500}));
  EXPECT_TRUE(table.points[4].holds());
  EXPECT_FALSE(table.points[5].holds());
}

TEST(Sweep, TellsTheNumbersOfTheRunsOneByOne) {
  const std::string text =
      test::twoSubnets(test::pingSteps(20, R"("on_failure": "count")"),
                       R"("ping": {"faults": [{"code": 2, "message": "Busy.", "when": {"chance": "1/4"}}]})");
  const SweepTable table = swept(test::parsed(text), {{{kCount, {10, 20}}}, {""}, 5});
  ASSERT_EQ(table.points.size(), 2U);
  for (const SweepPoint& point : table.points) {
    std::vector<double> rejected;
    for (int seed = 1; seed <= 5; ++seed)
      rejected.push_back(static_cast<double>(
          test::runText(text, {{kCount, std::to_string(point.values[0])}, {"/seed", std::to_string(seed)}})
              .summary.calls.rejected));
    EXPECT_EQ(point.numbers[sweepNumberAt("rejected")], spreadOf(rejected));
    EXPECT_LT(spreadOf(rejected).least, spreadOf(rejected).greatest) << "chance must tell the seeds apart";
  }
}

TEST(Sweep, SaysPerValueWhatMakesNoScenarioAndGoesOn) {
  const ScenarioSet set = test::parsed(test::twoSubnets(test::pingSteps(3)));
  const SweepTable table = swept(set, {{{kCount, {0, 1, 2}}}, {""}, 2});
  EXPECT_THAT(mediansOf(table, "replied"), ElementsAre(-1, 1, 2));
  ASSERT_EQ(table.refusals().size(), 1U);
  EXPECT_THAT(table.refusals()[0].points, ElementsAre(0));
  EXPECT_THAT(table.refusals()[0].error.where, HasSubstr(kCount));
  EXPECT_THAT(table.refusals()[0].error.text(), HasSubstr("found 0, expected"));
}

TEST(Sweep, OfWhatIsNotThereOrNoNumberIsRefusedAtEveryValueOnce) {
  const ScenarioSet set = test::parsed(test::twoSubnets(test::pingSteps(3)));
  for (const char* const pointer : {"/canisters/0/nothing", "/title", "/canisters/7/cycles"}) {
    const SweepTable table = swept(set, {{{pointer, {1, 2, 3}}}, {""}, 1});
    ASSERT_EQ(table.refusals().size(), 1U) << pointer;
    EXPECT_EQ(table.refusals()[0].points.size(), 3U) << pointer;
    EXPECT_TRUE(table.nothingRan()) << pointer;
    EXPECT_THAT(textOf(table.refusals()[0], table), HasSubstr("no valid scenario at any of 3 values: ")) << pointer;
    EXPECT_FALSE(table.refusals()[0].error.expected.empty()) << pointer;
  }
}

/// Only the variant Many has a call, and so a count.
ScenarioSet oneWithTheCall() {
  const std::string many = test::pingSteps(3);
  return test::parsed(test::twoSubnets(R"({"reply": {}})", R"("ping": {})",
                                       R"("variants": [{"name": "None", "patch": {}},
          {"name": "Many", "patch": [{"op": "replace", "path": "/canisters/0/methods/go/steps", "value": [)" +
                                           many + R"(]}]}],)"));
}

TEST(Sweep, AnswersTheVariantsThatHaveTheNumberAndNamesThoseThatDoNot) {
  const SweepTable table = swept(oneWithTheCall(), {{{kCount, {1, 2, 0}}}, {"None", "Many"}, 1});
  EXPECT_THAT(mediansOf(table, "replied"), ElementsAre(-1, -1, -1, 1, 2, -1));
  EXPECT_FALSE(table.nothingRan());
  EXPECT_THAT(sweepText(table), HasSubstr("In None, no valid scenario at any of 3 values: "));
  EXPECT_THAT(sweepText(table), HasSubstr("In Many, no valid scenario at 1 of 3 values (0): "));
  EXPECT_THAT(sweepText(table), HasSubstr("found 0, expected "));
}

TEST(Sweep, AsATableHasACellForEachTitleInEveryLine) {
  const ScenarioSet set = test::parsed(test::twoSubnets(test::pingSteps(3)));
  for (const std::uint32_t seeds : {1U, 3U}) {
    std::istringstream csv(sweepCsv(swept(set, {{{kCount, {1, 2}}}, {""}, seeds})));
    std::vector<std::ptrdiff_t> cells;
    for (std::string line; std::getline(csv, line);) cells.push_back(std::count(line.begin(), line.end(), ',') + 1);
    EXPECT_THAT(cells, ElementsAre(cells.front(), cells.front(), cells.front())) << seeds << " seeds";
    const bool several = csv.str().find(",rounds_median,rounds_lower_quartile,") != std::string::npos;
    EXPECT_EQ(several, seeds > 1) << "one run has no quartiles";
    EXPECT_EQ(csv.str().find(",rounds,") != std::string::npos, seeds == 1);
  }
}

TEST(Sweep, OfTwoNumbersNamesTheirPairs) {
  const ScenarioSet set = test::parsed(test::twoSubnets(test::pingSteps(3)));
  const SweepTable table = swept(set, {{{kCount, {0, 1}}, {"/limits/queue_capacity", {-1, 1}}}, {""}, 1});
  EXPECT_THAT(mediansOf(table, "replied"), ElementsAre(-1, -1, -1, 1));
  std::string words;
  for (const SweepRefusal& refusal : table.refusals()) words += textOf(refusal, table) + "\n";
  EXPECT_THAT(words, HasSubstr(" of 4 pairs of values (0 and "));
  EXPECT_THAT(words, HasSubstr("1 and -1"));
}

TEST(Sweep, JoinsValuesThatFollowEachOtherAndSaysWhatWasFoundOnlyWhereItIsOne) {
  const ScenarioSet set = test::parsed(test::twoSubnets(test::pingSteps(3)));
  const SweepTable table = swept(set, {{{kCount, valuesOf("-3..4")}}, {""}, 1});
  ASSERT_EQ(table.refusals().size(), 1U);
  EXPECT_THAT(textOf(table.refusals()[0], table), HasSubstr("at 4 of 8 values (-3 to 0): "));
  EXPECT_THAT(textOf(table.refusals()[0], table), HasSubstr("found these values, expected "));
  EXPECT_THAT(sweepJson(table), HasSubstr(R"("what": "found these values")"));
  EXPECT_THAT(sweepJson(table), HasSubstr("found -2, expected ")) << "each point still says its own";
}

TEST(Sweep, LeavesRunsThatWereCutOffOutOfTheMedians) {
  const ScenarioSet set = test::parsed(test::twoSubnets(test::pingSteps(50)));
  const SweepTable table = swept(set, {{{"/max_rounds", {3, 1'000}}}, {""}, 1});
  EXPECT_EQ(table.points[0].cutOff, 1U);
  EXPECT_EQ(table.points[0].numbers[sweepNumberAt("end_to_end_ms")].of, 0U);
  EXPECT_FALSE(table.points[0].holds());
  EXPECT_EQ(table.points[1].cutOff, 0U);
  EXPECT_THAT(sweepText(table), HasSubstr("cut 1 run off"));
  EXPECT_THAT(sweepJson(table), HasSubstr("\"end_to_end_ms\": null"));
}

TEST(Sweep, OfTwoNumbersIsAMap) {
  const ScenarioSet set = test::lessonScenarios("in-flight-limit");
  const SweepTable table =
      swept(set, {{{kParallelCount, {10, 30}}, {"/limits/queue_capacity", {20, 40}}}, {"Parallel"}, 1});
  EXPECT_THAT(mediansOf(table, "replied"), ElementsAre(10, 10, 20, 30));
  EXPECT_EQ(table.points[2].values, (std::vector<std::int64_t>{30, 20}));
}

TEST(Sweep, FindsWhereOneVariantOvertakesAnother) {
  const ScenarioSet set = test::lessonScenarios("in-flight-limit");
  const std::string sequential = "/canisters/0/methods/sequential_calls/steps/0/call/count";
  const SweepTable table = swept(set, {{{sequential, valuesOf("400..600:50")}}, {"Sequential", "Parallel"}, 1});
  const auto crossings = crossoversOf(table, sweepNumberAt("replied"));
  // At 500 both have 500, so that it lies between the values around.
  EXPECT_THAT(crossings, ElementsAre(Crossover{0, 1, std::nullopt, 450, 550}));
}

TEST(Sweep, RefusesAPlanThatMeansNothing) {
  EXPECT_TRUE(wrongIn({{}, {""}, 1}));
  EXPECT_TRUE(wrongIn({{{"/a", {1}}, {"/b", {1}}, {"/c", {1}}}, {""}, 1}));
  EXPECT_TRUE(wrongIn({{{"/a", {1}}, {"/a", {2}}}, {""}, 1}));
  EXPECT_TRUE(wrongIn({{{"/a", {1}}}, {""}, 0}));
  EXPECT_TRUE(wrongIn({{{"/seed", {1, 2}}}, {""}, 2}));
  EXPECT_FALSE(wrongIn({{{"/seed", {1, 2}}}, {""}, 1}));
  SweepPlan large{{{"/a", std::vector<std::int64_t>(100'000)}}, {""}, 11};
  EXPECT_TRUE(wrongIn(large));
}

TEST(Influence, NamesTheVariantsThatANumberChanges) {
  const ScenarioSet set = test::lessonScenarios("in-flight-limit");
  Influence influence(set, {{kParallelCount, {100, 200}}});
  investigate(influence, set);
  EXPECT_THAT(influence.reached().variants, ElementsAre("Parallel", "Both ways"));
  EXPECT_TRUE(influence.reached().changed);
}

TEST(Influence, NamesNoVariantThatTakesNoneOfTheValues) {
  const ScenarioSet set = oneWithTheCall();
  for (const std::vector<std::int64_t>& values : {std::vector<std::int64_t>{1, 2}, {0, 2}, {2, 2}}) {
    Influence influence(set, {{kCount, values}});
    investigate(influence, set);
    EXPECT_THAT(influence.reached().variants, ElementsAre("Many")) << values.front();
    EXPECT_EQ(influence.reached().changed, values.front() != 2);
  }
  Influence nowhere(set, {{"/nothing", {1, 2}}});
  investigate(nowhere, set);
  EXPECT_THAT(nowhere.reached().variants, IsEmpty());
}

TEST(ScenarioNumbers, HaveNamesForPeopleAndPointersThatOverridesTake) {
  const ScenarioSet set = test::lessonScenarios("in-flight-limit");
  const std::vector<ScenarioNumber> numbers = numbersOf(set, "Parallel");
  const ScenarioNumber count{kParallelCount, "caller, parallel calls, step 1, call to callee.ping: count", 2'000, true,
                             CallsAtOnce::Parallel};
  EXPECT_THAT(numbers, ::testing::Contains(count));
  std::size_t accepted = 0;
  for (const ScenarioNumber& number : numbers) {
    const auto same = changed(set, {number.pointer, std::to_string(number.value)});
    EXPECT_TRUE(same.ok()) << number.pointer;
    accepted += same.ok() ? 1U : 0U;
  }
  EXPECT_GT(accepted, 40U) << "numbers, the limits among them";
  EXPECT_THAT(numbersOf(set, "no such variant"), IsEmpty());
}

TEST(ScenarioNumbers, OfAllVariantsAreThereOnceEach) {
  const ScenarioSet set = oneWithTheCall();
  EXPECT_EQ(numbersOf(set, "None").size() + 1, numbersOf(set, "Many").size());
  EXPECT_EQ(numbersOf(set).size(), numbersOf(set, "Many").size());
  EXPECT_THAT(numberLabel(set, kCount), HasSubstr("call to callee.ping: count"));
}

}  // namespace
}  // namespace roundscope
