// The scenarios of resources/examples: each says what it is about, and comes to what it says.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/run.h"

namespace roundscope::test {
namespace {

const std::string kFolder = ROUNDSCOPE_SOURCE_DIR "/resources/examples/";

TEST(Examples, AreRight) {
  std::size_t count = 0;
  for (const auto& file : std::filesystem::directory_iterator(kFolder)) {
    EXPECT_EQ(errorIn(readFile(file.path().string())), "") << file.path();
    ++count;
  }
  EXPECT_GT(count, 0U);
}

TEST(Examples, ThePayrollRecordsWhatItPaysToEachOfItsEmployees) {
  const ScenarioSet set = parsed(readFile(kFolder + "payroll.roundscope.json"));
  ASSERT_EQ(set.variants.size(), 2U);
  for (const Scenario& scenario : set.variants) {
    const Outcome run = runScenario(scenario);
    EXPECT_EQ(run.variable("ledger", "paid"), 1'200) << scenario.variant;
    EXPECT_EQ(run.variable("payroll", "recorded"), run.variable("ledger", "paid")) << scenario.variant;
    EXPECT_EQ(run.variable("payroll", "given_up"), 0) << scenario.variant;
    EXPECT_GT(run.summary.calls.retried, 0U) << scenario.variant << ": some transfers fail at first";
    EXPECT_LE(run.pair("payroll", "ledger").peakInFlight, 400U) << scenario.variant;
    EXPECT_GE(run.pair("payroll", "ledger").peakInFlight, 390U) << scenario.variant;
  }
}

}  // namespace
}  // namespace roundscope::test
