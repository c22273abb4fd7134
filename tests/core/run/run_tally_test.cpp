// A run that is not kept comes to the same as one that is.
#include "core/run/run_tally.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/analysis/simulate_run.h"
#include "core/base/random.h"
#include "core/run/open_calls.h"
#include "core/simulation/simulator.h"
#include "tests/core/run/all_runs.h"
#include "tests/support/generated_scenario.h"

namespace roundscope::test {
namespace {

/// With what a trace alone can tell left out.
RunSummary withoutBreakings(RunSummary summary) {
  for (JudgedExpectation& judged : summary.expectations) {
    judged.breaking = Breaking::AtTheEnd;
    judged.at = Time{} + summary.duration;
    judged.lostIn.reset();
  }
  return summary;
}

RunSummary talliedInBatchesOf(std::size_t events, const std::shared_ptr<const Scenario>& scenario) {
  RunTally tally(*scenario);
  Simulator simulator(scenario);
  for (RoundBatch batch; !simulator.finished();) {
    simulator.refill(batch, events);
    tally.take(batch);
  }
  return summarise(tally);
}

TEST(RunTally, ComesToTheSameAsARunThatIsKept) {
  std::size_t broken = 0, paths = 0;
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    const auto scenario = std::make_shared<const Scenario>(any.run().scenario());
    const RunSummary& whole = any.outcome.summary;
    RunSummary tallied = sumUp(scenario);
    ASSERT_EQ(tallied, withoutBreakings(whole));
    ASSERT_EQ(talliedInBatchesOf(1 + whole.calls.attempted % 50, scenario), tallied);
    broken += anyBroken(tallied.expectations) ? 1U : 0U;
    paths += tallied.criticalPathCalls > 1 ? 1U : 0U;
    findBreakings(tallied, scenario);
    ASSERT_EQ(tallied, whole);
  }
  EXPECT_GE(broken, 2U);
  EXPECT_GE(paths, 50U);
}

class TalliedScenarios : public testing::TestWithParam<std::uint64_t> {};

TEST_P(TalliedScenarios, ComeToTheSameAsThoseThatAreKept) {
  constexpr std::uint64_t kSeeds = 200;
  const std::uint64_t from = 1'000 + GetParam() * kSeeds;
  for (std::uint64_t seed = from; seed < from + kSeeds; ++seed) {
    const auto scenario = std::make_shared<const Scenario>(scenarioOf(generatedScenario(seed)));
    ASSERT_EQ(sumUp(scenario), withoutBreakings(summarise(*simulateRun(scenario)))) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, TalliedScenarios, testing::Range(std::uint64_t{0}, std::uint64_t{5}));

TEST(RunTally, EndsWithinALongBatchWhereNobodyWantsItAnyMore) {
  const auto scenario = std::make_shared<const Scenario>(scenarioOf(twoSubnets(pingSteps(30'000, kParallel))));
  RoundBatch whole;
  Simulator(scenario).refill(whole, 1'000'000);
  ASSERT_GT(whole.events.size(), 30'000U);
  std::stop_source stop;
  stop.request_stop();
  RunTally tally(*scenario);
  tally.take(whole, stop.get_token());
  const std::uint64_t taken = tally.eventCount();
  EXPECT_GT(taken, 0U);
  EXPECT_LT(taken, 20'000U);
  EXPECT_TRUE(tally.finished());
  EXPECT_EQ(tally.cutOff(), CutOff::Interrupted);
  tally.take(whole, stop.get_token());
  EXPECT_EQ(tally.eventCount(), taken) << "it counts nothing of what comes later";
}

TEST(OpenCalls, FindWhatIsOpenAndNothingElse) {
  Random random(7);
  OpenCalls calls;
  std::vector<std::uint32_t> open;
  for (std::uint32_t next = 0; next < 60'000; ++next) {
    calls.add(CallId{next}).before = next;
    open.push_back(next);
    // Old ones stay open among many that come and go.
    const std::size_t most = next < 30'000 ? 3'000 : 40;
    while (open.size() > most) {
      const auto which = static_cast<std::size_t>(random.between(0, open.size() - 1));
      calls.remove(CallId{open[which]});
      ASSERT_EQ(calls.find(CallId{open[which]}), nullptr);
      open[which] = open.back();
      open.pop_back();
    }
    ASSERT_EQ(calls.size(), open.size());
    const std::uint32_t any = open[random.between(0, open.size() - 1)];
    ASSERT_NE(calls.find(CallId{any}), nullptr);
    ASSERT_EQ(calls.find(CallId{any})->before, any);
  }
  for (const std::uint32_t each : open) ASSERT_EQ(calls.find(CallId{each})->id, CallId{each});
}

}  // namespace
}  // namespace roundscope::test
