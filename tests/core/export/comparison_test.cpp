// The comparison table as CSV and Markdown.
#include "core/export/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/export/markdown_text.h"
#include "core/export/summary_json.h"
#include "core/scenario/run_numbers.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

ComparisonTable tableOf(const std::string& lesson, std::vector<Override> overrides = {}) {
  std::vector<Outcome> outcomes;
  for (const Scenario& scenario : lessonScenarios(lesson, std::move(overrides)).variants)
    outcomes.push_back(runScenario(scenario));
  std::vector<ComparedRun> runs;
  for (const Outcome& outcome : outcomes)
    runs.push_back({&outcome.run->scenario(), &outcome.summary, outcome.run.get()});
  return compared(runs);
}

TEST(Comparison, CsvHasALineOfTitlesAndOneAVariant) {
  const ComparisonTable table = tableOf("parallel-calls");
  const std::string csv = comparisonCsv(table);
  EXPECT_THAT(csv, StartsWith("variant,stopped,rounds,end_to_end_rounds,end_to_end_ms,"));
  EXPECT_THAT(csv, HasSubstr("\nParallel,,3,"));
  EXPECT_THAT(csv, HasSubstr(",\"pairs(caller, callee).peak_in_flight\","));
  EXPECT_EQ(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')), table.variants.size() + 1);
}

TEST(Comparison, HasAColumnForEachCountThatTheJsonHas) {
  const std::string csv = comparisonCsv(tableOf("parallel-calls"));
  for (const auto& count : kRunCounts) EXPECT_THAT(csv, HasSubstr("," + std::string(count.name) + ",")) << count.name;
}

TEST(Comparison, ARunThatWasCutOffSaysSoAndHasNoTimes) {
  const ComparisonTable table = tableOf("sequential-calls", {{"/max_rounds", "10"}});
  EXPECT_THAT(comparisonCsv(table), HasSubstr("\nTen calls,max_rounds,,,,,,,"));
  EXPECT_THAT(comparisonText(table), HasSubstr("Ten calls: cut off by max_rounds; these are its numbers so far."));
}

TEST(Comparison, MarkdownEscapesBarsAndEndsWithTheVerdict) {
  ComparisonTable table = tableOf("parallel-calls");
  table.variants[0].name = "a|b";
  const std::string markdown = comparisonMarkdown(table);
  EXPECT_THAT(markdown, StartsWith("| | a\\|b |"));
  EXPECT_THAT(markdown, HasSubstr("\n| Time: rounds |"));
  EXPECT_THAT(markdown, HasSubstr(" **3** |"));
  EXPECT_THAT(markdown, ::testing::EndsWith("\n\n" + markdownText(table.verdict) + "\n"));
}

TEST(Comparison, JsonHoldsTheRunsTheRowsAndTheVerdict) {
  const Outcome run = runText(twoSubnets(pingSteps(2), R"("ping": {})", R"("expect": ["calls.replied == 3"], )"));
  const ComparisonTable table = compared({{&run.run->scenario(), &run.summary, run.run.get()}});
  const auto json = nlohmann::json::parse(comparisonJson(table, {{&run.run->scenario(), &run.summary}}));
  EXPECT_TRUE(json.at("verdict").is_null());
  EXPECT_EQ(json.at("runs").size(), 1U);
  EXPECT_EQ(json.at("runs")[0].at("expectations")[0].at("holds"), false);
  EXPECT_EQ(json.at("rows")[0].at("name"), "calls.replied == 3");
  EXPECT_EQ(json.at("rows")[0].at("cells")[0].at("value"), false);
}

}  // namespace
}  // namespace roundscope::test
