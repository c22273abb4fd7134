// The greatest value that is safe, what its caller must hold, each message failed, and advice.
#include "core/analysis/largest.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "core/analysis/advice.h"
#include "core/analysis/failure_sweep.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"

namespace roundscope {
namespace {

using ::testing::HasSubstr;

const std::string kCount = "/canisters/0/methods/go/steps/0/call/count";

using Case = GreatestHolding::Case;

/// Asks until the answer is known.
GreatestHolding searched(std::size_t cases, const std::function<bool(std::size_t)>& holds,
                         GreatestHolding::Aim aim = GreatestHolding::Aim::Greatest) {
  GreatestHolding search(cases, aim);
  for (auto wanted = search.next(); !wanted.empty(); wanted = search.next())
    for (const std::size_t which : wanted) search.tell(which, holds(which) ? Case::Holds : Case::Fails);
  return search;
}

TEST(GreatestHolding, HalvesWhereTheProbesFirstHoldAndThenDoNot) {
  for (const std::size_t limit : {1U, 2U, 499U, 500U, 998U, 999U}) {
    const GreatestHolding search = searched(1'000, [&](std::size_t which) { return which < limit; });
    EXPECT_EQ(search.greatest(), limit - 1);
    EXPECT_EQ(search.method(), GreatestHolding::Method::Bisection);
    EXPECT_LT(search.asked(), 20U);
  }
  EXPECT_EQ(searched(1'000, [](std::size_t) { return true; }).greatest(), 999U);
  EXPECT_EQ(searched(1'000, [](std::size_t) { return false; }).greatest(), std::nullopt);
  EXPECT_EQ(searched(1, [](std::size_t) { return true; }).greatest(), 0U);
}

/// Holds up to 777 except from 100 to 300.
bool holdsWithAGap(std::size_t which) { return which < 778 && (which < 100 || which > 300); }

TEST(GreatestHolding, SearchesEvenlyAndThenAroundTheAnswerWhereAProbeHoldsAboveOneThatDoesNot) {
  const GreatestHolding search = searched(1'000, holdsWithAGap);
  EXPECT_EQ(search.method(), GreatestHolding::Method::Search);
  EXPECT_EQ(search.greatest(), 777U);
  EXPECT_EQ(search.greatestWithoutGap(), 99U);
  EXPECT_TRUE(search.exception() && *search.exception() > 300 && *search.exception() < 320);
  EXPECT_GE(search.asked(), 65U);
  EXPECT_LT(search.asked(), 80U);
}

TEST(GreatestHolding, TriesEveryCaseOfAFewWhereHalvingCouldPassOneOver) {
  // The probes see that 40 holds above 24, which does not; halving alone would miss 59.
  const auto holds = [](std::size_t which) { return which < 20 || (which > 30 && which < 50) || which == 59; };
  const GreatestHolding search = searched(65, holds);
  EXPECT_EQ(search.method(), GreatestHolding::Method::Search);
  EXPECT_EQ(search.asked(), 65U);
  EXPECT_EQ(search.greatest(), 59U);
}

TEST(GreatestHolding, HalvesBelowTheFirstGapWhereWhatIsAboveItDoesNotCount) {
  const GreatestHolding search = searched(1'000, holdsWithAGap, GreatestHolding::Aim::WithoutGap);
  EXPECT_EQ(search.method(), GreatestHolding::Method::Bisection);
  EXPECT_EQ(search.greatestWithoutGap(), 99U);
  EXPECT_LT(search.asked(), 20U);
}

TEST(GreatestHolding, TakesWhatIsNoCaseForNoReasonToSearch) {
  GreatestHolding search(1'000);
  const auto caseOf = [](std::size_t which) {
    if (which < 3 || which > 800) return Case::None;
    return which < 500 ? Case::Holds : Case::Fails;
  };
  for (auto wanted = search.next(); !wanted.empty(); wanted = search.next())
    for (const std::size_t which : wanted) search.tell(which, caseOf(which));
  EXPECT_EQ(search.method(), GreatestHolding::Method::Bisection);
  EXPECT_EQ(search.greatest(), 499U);
  EXPECT_EQ(search.greatestWithoutGap(), 499U);
}

SweepPlan planOf(std::int64_t last, std::uint32_t seeds = 1) {
  SweepPlan plan{{{kCount, {}}}, {""}, seeds};
  for (std::int64_t value = 1; value <= last; ++value) plan.parameters[0].values.push_back(value);
  return plan;
}

TEST(LargestSearch, FindsTheLimitOfCallsInFlightAndSaysWhatBreaksAboveIt) {
  const ScenarioSet set = test::parsed(test::twoSubnets(test::pingSteps(3, test::kParallel)));
  LargestSearch search(set, planOf(2'000));
  investigate(search, set);
  const LargestAnswer answer = search.result();
  EXPECT_EQ(answer.variants[0].value, 500);
  ASSERT_NE(answer.variants[0].firstBroken(), nullptr);
  EXPECT_EQ(answer.variants[0].firstBroken()->value, 501);
  const std::string text = textOf(answer, answer.variants[0]);
  EXPECT_THAT(text, HasSubstr("500, with seed 1."));
  EXPECT_THAT(text, HasSubstr("At 501: “no call failed” does not hold."));
  EXPECT_THAT(text, HasSubstr("bisection"));
  EXPECT_THAT(text, HasSubstr("The scenario expects nothing, so this was assumed"));
}

TEST(LargestSearch, HoldsOnlyWhereEverySeedHolds) {
  const std::string text = test::twoSubnets(
      test::pingSteps(3), R"("ping": {"faults": [{"code": 2, "message": "Busy.", "when": {"chance": "1/10"}}]})");
  const ScenarioSet set = test::parsed(text);
  LargestSearch search(set, planOf(30, 6));
  investigate(search, set);
  const auto value = search.result().variants[0].value.value_or(0);
  const auto failsSomewhere = [&](std::int64_t count) {
    for (int seed = 1; seed <= 6; ++seed)
      if (test::runText(text, {{kCount, std::to_string(count)}, {"/seed", std::to_string(seed)}})
              .summary.calls.rejected > 0)
        return true;
    return false;
  };
  EXPECT_TRUE(value == 0 || !failsSomewhere(value));
  EXPECT_TRUE(failsSomewhere(value + 1));
}

TEST(LargestSearch, PassesValuesOverThatMakeNoScenario) {
  const ScenarioSet set = test::parsed(test::twoSubnets(test::pingSteps(3, test::kParallel)));
  SweepPlan plan = planOf(2'000);
  for (const std::int64_t value : {-1, 0}) plan.parameters[0].values.insert(plan.parameters[0].values.begin(), value);
  std::sort(plan.parameters[0].values.begin(), plan.parameters[0].values.end());
  LargestSearch search(set, plan);
  investigate(search, set);
  const Largest found = search.result().variants[0];
  EXPECT_EQ(found.value, 500);
  EXPECT_EQ(found.method, GreatestHolding::Method::Bisection);
  EXPECT_LT(found.tried.size(), 30U);
  EXPECT_FALSE(search.result().nothingRan());
}

TEST(LargestSearch, SaysThatNothingRanWhereNoValueMakesAScenario) {
  const ScenarioSet set = test::parsed(test::twoSubnets(test::pingSteps(3)));
  LargestSearch search(set, {{{"/canisters/0/nothing", {1, 2, 3}}}, {""}, 2});
  investigate(search, set);
  EXPECT_TRUE(search.result().nothingRan());
  EXPECT_THAT(textOf(search.result(), search.result().variants[0]), HasSubstr("the scenario is not valid"));
}

TEST(LargestSearch, SaysThatItSearchedAndWhatItDidNotTry) {
  // Whether the one call fails is drawn from the seed, which is swept: neither order nor end.
  const std::string text = test::twoSubnets(
      test::pingSteps(1), R"("ping": {"faults": [{"code": 2, "message": "Busy.", "when": {"chance": "1/2"}}]})");
  const ScenarioSet set = test::parsed(text);
  SweepPlan plan{{{"/seed", {}}}, {""}, 1};
  for (std::int64_t seed = 1; seed <= 2'000; ++seed) plan.parameters[0].values.push_back(seed);
  LargestSearch search(set, plan);
  investigate(search, set);
  const Largest found = search.result().variants[0];
  EXPECT_EQ(found.method, GreatestHolding::Method::Search);
  EXPECT_LT(found.tried.size(), 100U);
  EXPECT_THAT(textOf(search.result(), found), HasSubstr("Found by a search, because "));
  EXPECT_THAT(textOf(search.result(), found), HasSubstr("What lies between was not tried."));
}

TEST(BalanceSearch, FindsTheLeastBalanceWithTheSameOutcome) {
  const std::string text = test::twoSubnets(test::pingSteps(50, test::kParallel));
  const ScenarioSet set = test::parsed(text);
  BalanceSearch search("", {}, 1);
  investigate(search, set);
  const auto balance = search.result();
  ASSERT_TRUE(balance);
  EXPECT_EQ(balance->canister, "caller");
  ASSERT_TRUE(balance->below);
  const auto repliesWith = [&](std::uint64_t cycles) {
    return test::runText(text, {{"/canisters/0/cycles", std::to_string(cycles)}}).summary.calls.replied;
  };
  EXPECT_EQ(repliesWith(balance->needed), 50U);
  EXPECT_LT(repliesWith(*balance->below), 50U);
  EXPECT_GE(*balance->below * 101 / 100 + 10, balance->needed) << "told to three digits";
  EXPECT_LT(balance->tried, 40U);
  EXPECT_THAT(textOf(*balance), HasSubstr(fmt::format("(by bisection, {} balances tried)", balance->tried)));
}

TEST(FailureSweep, FailsEachMessageOnceAndSaysWhatItLeadsTo) {
  // The first ping must succeed, the others are only counted.
  const std::string text = test::twoSubnets(
      R"({"call": {"to": "callee.ping", "on_failure": "throw", "on_reply": [{"add": {"x": 1}}]}},
         {"call": {"to": "callee.ping", "count": 2}}, {"reply": {}})");
  const ScenarioSet set = test::parsed(text);
  FailureSweep sweep(set, "");
  investigate(sweep, set);
  const FailureGrid grid = sweep.grid();
  ASSERT_EQ(grid.methods.size(), 2U);
  EXPECT_EQ(grid.methods[0].name, "caller.go");
  EXPECT_EQ(grid.methods[1].name, "callee.ping");
  EXPECT_EQ(grid.methods[1].messages, 3U);
  ASSERT_EQ(grid.cells.size(), 4U);
  EXPECT_TRUE(grid.baseHolds);
  EXPECT_THAT(grid.cells[1].changed, ::testing::ElementsAre("caller.x 0 (1)"));
  EXPECT_EQ(grid.cells[1].users.rejected, 1U);
  EXPECT_EQ(grid.cells[2].users.replied, 1U);
  EXPECT_TRUE(grid.cells[2].changed.empty());
  // The opened run is an ordinary scenario, with just this message failed.
  const test::Outcome opened = test::runText(text, sweep.changesFor(grid.cells[3]));
  EXPECT_EQ(opened.summary.calls.rejected, 1U);
  EXPECT_EQ(opened.summary.calls.replied, 2U);
}

TEST(FailureSweep, LeavesTheMethodsOwnFaultsInPlace) {
  const std::string text =
      test::twoSubnets(test::pingSteps(6), R"("ping": {"faults": [{"code": 5, "when": {"chance": "1/3"}}]})");
  const ScenarioSet set = test::parsed(text);
  const std::uint64_t before = test::runText(text).summary.calls.trapped + test::runText(text).summary.calls.rejected;
  FailureSweep sweep(set, "");
  investigate(sweep, set);
  EXPECT_EQ(sweep.grid().cells.size(), 7U) << "six pings and the user's message";
  for (const FailureCell& cell : sweep.grid().cells) {
    if (sweep.grid().methods[cell.method].name != "callee.ping") continue;
    const RunSummary run = test::runText(text, sweep.changesFor(cell)).summary;
    const std::uint64_t failed = run.calls.trapped + run.calls.rejected;
    EXPECT_TRUE(failed == before || failed == before + 1) << cell.number;
  }
}

TEST(FailureSweep, SharesABoundAmongTheMethodsAndSaysSo) {
  const ScenarioSet set = test::parsed(test::twoSubnets(test::pingSteps(40)));
  FailureSweep sweep(set, "", 10);
  investigate(sweep, set);
  EXPECT_EQ(sweep.grid().cells.size(), 10U);
  EXPECT_THAT(textOf(sweep.grid()), HasSubstr("Of 41 messages only the first of each method were failed: 10."));
}

TEST(Advice, TellsTheSafeBatchTheCyclesAndHowLongACalleeMayTake) {
  const std::string text = test::twoSubnets(test::pingSteps(20, R"("order": "parallel", "wait": {"bounded_s": 20})"));
  const ScenarioSet set = test::parsed(text);
  AdviceSearch search(set, "");
  investigate(search, set);
  const Advice advice = search.result();
  ASSERT_TRUE(advice.fanOut && advice.batch && advice.balance && advice.delay);
  EXPECT_EQ(advice.fanOut->pointer, kCount);
  EXPECT_EQ(advice.batch->variants[0].value, 500);
  ASSERT_TRUE(advice.delay->ms && advice.delay->brokenAt);
  // Who waits 20 s gets no reply from a callee that takes as long.
  EXPECT_GT(*advice.delay->ms, 5'000);
  EXPECT_LT(*advice.delay->brokenAt, 21'000);
  EXPECT_THAT(textOf(advice), HasSubstr("Up to 500 calls at once are safe; with 501, “no call failed” does not hold."));
  EXPECT_THAT(textOf(advice), HasSubstr("With 20 calls at once, as it is, caller needs "));
  EXPECT_THAT(textOf(advice), HasSubstr("Safe means here: "));
}

TEST(Advice, OfCallsThatWaitForEachOtherTellsTheCyclesAndHowLongACalleeMayTake) {
  const ScenarioSet set = test::parsed(test::twoSubnets(test::pingSteps(2, R"("wait": {"bounded_s": 20})")));
  AdviceSearch search(set, "");
  investigate(search, set);
  const Advice advice = search.result();
  EXPECT_FALSE(advice.batch);
  ASSERT_TRUE(advice.balance && advice.delay && advice.delay->ms);
  EXPECT_EQ(advice.delay->callee, "callee.ping");
  EXPECT_LT(*advice.delay->ms, 21'000);
  EXPECT_THAT(textOf(advice), HasSubstr("No method that ran makes several calls at once.\nAs it is, caller needs "));
}

TEST(Advice, SaysWhatIsWrongAlreadyAndTriesNoSlowCalleeThen) {
  const ScenarioSet set = test::parsed(
      test::twoSubnets(test::pingSteps(1, test::kParallel), R"("ping": {"steps": [{"reject": {"message": "No."}}]})"));
  AdviceSearch search(set, "");
  investigate(search, set);
  EXPECT_THAT(textOf(search.result()),
              HasSubstr("No number of calls at once is safe: with 1, “no call failed” does not hold."));
  EXPECT_THAT(textOf(search.result()), HasSubstr("How slow a callee may be was not tried"));
}

TEST(Advice, SaysWhenThereIsNothingToAdvise) {
  const ScenarioSet set = test::parsed(test::twoSubnets(R"({"reply": {}})"));
  AdviceSearch search(set, "");
  investigate(search, set);
  EXPECT_EQ(textOf(search.result()), "No canister calls another, so there is nothing to advise on.");
}

}  // namespace
}  // namespace roundscope
