// The table of all variants: values, best and worst, and the moments they come from.
#include "core/analysis/comparison.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "core/run/rounds.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

/// The runs of a file with their table.
struct Compared {
  explicit Compared(const std::vector<Scenario>& variants) {
    for (const Scenario& scenario : variants) outcomes.push_back(runScenario(scenario));
    std::vector<ComparedRun> runs;
    for (const Outcome& outcome : outcomes)
      runs.push_back({&outcome.run->scenario(), &outcome.summary, outcome.run.get()});
    table = compared(runs);
  }
  [[nodiscard]] const ComparedRow& row(const std::string& name) const {
    const auto found =
        std::find_if(table.rows.begin(), table.rows.end(), [&](const ComparedRow& each) { return each.name == name; });
    if (found == table.rows.end()) throw std::runtime_error("no row " + name);
    return *found;
  }
  std::vector<Outcome> outcomes;
  ComparisonTable table;
};

Compared sequentialAndParallel(std::vector<Override> overrides = {}) {
  return Compared(sequentialAndParallelPings(30, "Pings", std::move(overrides))->variants);
}

TEST(Comparing, marksTheBestAndTheWorstWhereThereIsABetter) {
  const Compared compared = sequentialAndParallel();
  const ComparedRow& rounds = compared.row("rounds");
  EXPECT_EQ(rounds.cells[0].standing, Standing::Worst);
  EXPECT_EQ(rounds.cells[1].standing, Standing::Best);
  EXPECT_EQ(rounds.cells[1].text, "3");
  for (const ComparedCell& cell : compared.row("users.replied").cells) EXPECT_EQ(cell.standing, Standing::Even);
  const ComparedRow& peak = compared.row("pairs(caller, callee).peak_in_flight");
  EXPECT_EQ(peak.cells[0].value, 1);
  EXPECT_EQ(peak.cells[1].value, 30);
  EXPECT_EQ(peak.cells[1].standing, Standing::Even) << "more at once is neither better nor worse";
}

TEST(Comparing, aRunThatWasCutOffHasNoTimesAndIsNeverBest) {
  const Compared compared = sequentialAndParallel({{"/max_rounds", "10"}});
  EXPECT_EQ(compared.table.variants[0].stopped, "max_rounds");
  for (const char* name : {"rounds", "end_to_end_ms", "end_to_end_rounds", "critical_path.rounds"}) {
    EXPECT_EQ(compared.row(name).cells[0].text, "—") << name;
    EXPECT_FALSE(compared.row(name).cells[0].value) << name;
  }
  for (const ComparedRow& row : compared.table.rows)
    for (const ComparedCell& cell : row.cells) EXPECT_EQ(cell.standing, Standing::Even) << row.name;
}

TEST(Comparing, aNumberKnowsTheMomentItComesFrom) {
  const Compared compared = sequentialAndParallel();
  const Outcome& parallel = compared.outcomes[1];
  const StepCurve::Point peak = parallel.run->inFlight().all().peak();
  EXPECT_EQ(compared.row("pairs(caller, callee).peak_in_flight").cells[1].at, Time{peak.us});
  EXPECT_EQ(compared.row("calls.replied").cells[1].at,
            parallel.table.drawnAt(parallel.table.calls().back().at(CallPoint::Completed)));
  EXPECT_EQ(compared.row("end_to_end_ms").cells[1].at, Time{} + durationOf(*parallel.run));
}

TEST(Comparing, reasonsOfFailedCallsLeadToTheFirstOfThem) {
  const Compared compared(lessonScenarios("in-flight-limit").variants);
  const auto row = std::find_if(compared.table.rows.begin(), compared.table.rows.end(),
                                [](const ComparedRow& each) { return each.group == "Calls that failed"; });
  ASSERT_NE(row, compared.table.rows.end());
  std::size_t seen = 0;
  for (std::size_t i = 0; i < row->cells.size(); ++i) {
    const Outcome& outcome = compared.outcomes[i];
    const std::uint64_t refused = outcome.count(CallOutcome::NotPerformed);
    EXPECT_EQ(row->cells[i].value, static_cast<double>(refused));
    EXPECT_EQ(row->cells[i].at.has_value(), refused > 0);
    if (refused == 0) continue;
    const auto first = std::find_if(outcome.table.calls().begin(), outcome.table.calls().end(),
                                    [](const CallSpan& call) { return call.outcome == CallOutcome::NotPerformed; });
    EXPECT_EQ(row->cells[i].at, outcome.table.drawnAt((*first).at(CallPoint::Performed)));
    ++seen;
  }
  EXPECT_GT(seen, 0U);
}

TEST(Comparing, whatAVariantDoesNotHaveIsNoNumberOfIt) {
  std::vector<Scenario> variants{scenarioOf(twoSubnets(pingSteps(2))), scenarioOf(twoSubnets(pingSteps(2)))};
  variants[1].canisters[0].variables[0].name = "other";
  const Compared compared(variants);
  EXPECT_EQ(compared.row("caller.x").cells[0].value, 0);
  EXPECT_EQ(compared.row("caller.x").cells[1].text, "—");
  EXPECT_EQ(compared.row("caller.other").cells[0].text, "—");
}

TEST(Comparing, expectationsAreRowsThatComeFirst) {
  const Compared compared = sequentialAndParallel({{"/expect", R"(["rounds <= 20", "calls.replied == 30"])"}});
  const ComparedRow& first = compared.table.rows[0];
  EXPECT_TRUE(isExpectation(first));
  EXPECT_EQ(first.name, "rounds <= 20");
  EXPECT_EQ(first.cells[0].text, "broken");
  EXPECT_EQ(first.cells[0].at, compared.outcomes[0].summary.expectations[0].at);
  EXPECT_EQ(first.cells[1].standing, Standing::Best);
  for (const ComparedCell& cell : compared.table.rows[1].cells) {
    EXPECT_EQ(cell.text, "holds");
    EXPECT_EQ(cell.standing, Standing::Even);
  }
  EXPECT_THAT(compared.table.verdict, testing::StartsWith("In Sequential, rounds <= 20 does not hold."));
}

}  // namespace
}  // namespace roundscope::test
