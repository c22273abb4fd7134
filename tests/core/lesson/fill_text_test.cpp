// Titles and notes that quote numbers of the run say what it came to.
#include "core/lesson/fill_text.h"

#include <gmock/gmock.h>

#include "core/analysis/simulate_run.h"
#include "core/analysis/summary.h"
#include "core/run/run.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using ::testing::HasSubstr;

class FilledText : public ::testing::Test {
 protected:
  FilledText() {
    const auto set = sequentialAndParallelPings(12);
    for (const Scenario& scenario : set->variants)
      runs.push_back(simulateRun(std::make_shared<const Scenario>(scenario)));
    for (const auto& run : runs) summaries.push_back(summarise(*run));
    text = set->sourceText;
    played.scenarioText = text;
    for (std::size_t i = 0; i < runs.size(); ++i) played.variants.push_back({*runs[i], summaries[i]});
  }
  std::vector<std::shared_ptr<const roundscope::Run>> runs;
  std::vector<RunSummary> summaries;
  std::string text;
  LessonRuns played;
};

TEST_F(FilledText, HasTheNumbersOfTheRuns) {
  const auto filled = filledIn(
      "{calls.replied} of {calls.attempted} in {rounds|round|rounds}; {Parallel:/rounds} at once", played, "title");
  ASSERT_TRUE(filled.ok()) << filled.error().text();
  EXPECT_EQ(filled.value(), "12 of 12 in " + std::to_string(summaries[0].rounds) + " rounds; " +
                                std::to_string(summaries[1].rounds) + " at once");
}

TEST_F(FilledText, StaysAsItIsWithoutBraces) {
  EXPECT_EQ(filledIn("Plain: 100 %, \"quoted\"", played, "title").value(), "Plain: 100 %, \"quoted\"");
  EXPECT_EQ(filledIn("", played, "title").value(), "");
}

TEST_F(FilledText, SaysWhatIsNoNumber) {
  for (const char* const wrong : {"{calls.replyed}", "{", "{}", "{Other:/rounds}", "{1 +}"}) {
    const auto filled = filledIn(wrong, played, "the title");
    ASSERT_FALSE(filled.ok()) << wrong;
    EXPECT_EQ(filled.error().where, "the title") << wrong;
  }
  EXPECT_THAT(filledIn("{calls.replyed}", played, "t").error().text(), HasSubstr("calls.replied"));
}

}  // namespace
}  // namespace roundscope::test
