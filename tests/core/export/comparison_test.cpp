// The comparison table as CSV and Markdown.
#include "core/export/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/export/summary_json.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Compared {
  Scenario scenario;
  RunSummary summary;
  explicit Compared(const std::string& name) {
    scenario.variant = name;
    summary.rounds = 12;
    summary.endToEnd = Duration{1'234'500};
    summary.calls.replied = 7;
    summary.fingerprint = "00ff";
  }
  [[nodiscard]] SummedUpRun run() const { return {&scenario, &summary}; }
};

TEST(Comparison, CsvHasALineOfTitlesAndOneAVariant) {
  const Compared first("Sequential");
  const Compared second("Parallel");
  const std::string csv = comparisonCsv({first.run(), second.run()});
  EXPECT_THAT(csv, StartsWith("variant,stopped,rounds,end_to_end_ms,users_replied,users_rejected,users_trapped,users_"
                              "pending,attempted,performed,not_performed,replied,"));
  EXPECT_THAT(csv, HasSubstr("\nSequential,,12,1234.5,0,0,0,0,0,0,0,7,"));
  EXPECT_THAT(csv, HasSubstr("\nParallel,,12,1234.5,"));
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 3);
}

TEST(Comparison, HasAColumnForEachCountOfCallsThatTheJsonHas) {
  const Outcome run = runText(twoSubnets(R"({"call": {"to": "callee.ping", "count": 3, "order": "parallel"}})"),
                              {{"/max_rounds", "1"}});
  const SummedUpRun summedUp{&run.run->scenario(), &run.summary};
  const std::string csv = comparisonCsv({summedUp});
  const auto json = nlohmann::json::parse(summaryJson(summedUp));
  for (const auto& field : json.at("calls").items()) EXPECT_THAT(csv, HasSubstr("," + field.key() + ","));
}

TEST(Comparison, CsvQuotesWhatWouldEndAField) {
  EXPECT_EQ(csvField("plain words"), "plain words");
  EXPECT_EQ(csvField("a,b"), "\"a,b\"");
  EXPECT_EQ(csvField("the \"fast\" one"), "\"the \"\"fast\"\" one\"");
  EXPECT_EQ(csvField("two\nlines"), "\"two\nlines\"");
  const Compared compared("same, parallel");
  EXPECT_THAT(comparisonCsv({compared.run()}), HasSubstr("\n\"same, parallel\",,12,"));
}

TEST(Comparison, ARunThatWasCutOffSaysSoAndHasNoTimes) {
  Compared compared("Endless");
  compared.summary.cutOff = CutOff::MaxRounds;
  compared.summary.endToEnd.reset();
  compared.summary.criticalPathRounds = 9;
  const std::string csv = comparisonCsv({compared.run()});
  EXPECT_THAT(csv, HasSubstr("\nEndless,max_rounds,12,,"));
  EXPECT_THAT(csv, HasSubstr(",,00ff\n")) << "nor a critical path";
}

TEST(Comparison, MarkdownEscapesBarsAndEndsWithTheVerdict) {
  const Compared compared("a|b");
  const std::string table = comparisonMarkdown({compared.run()}, "Both need 12 rounds.");
  EXPECT_THAT(table, StartsWith("| variant | stopped | rounds | end_to_end_ms |"));
  EXPECT_THAT(table, HasSubstr("\n| --- | ---: | ---: |"));
  EXPECT_THAT(table, HasSubstr("\n| a\\|b |  | 12 | 1234.5 |"));
  EXPECT_THAT(table, ::testing::EndsWith("\n\nBoth need 12 rounds.\n"));
}

}  // namespace
}  // namespace roundscope::test
