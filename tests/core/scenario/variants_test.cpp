// Variants and overrides change the file before it is read.
#include <gtest/gtest.h>

#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

TEST(ScenarioFile, variantsAreMergePatchesOverTheBase) {
  const ScenarioSet set = parsed(withFields(R"("title": "Base", "seed": 3, "variants": [
    {"name": "A", "patch": {"seed": 4, "title": null}}, {"name": "B"}])"));
  ASSERT_EQ(set.variants.size(), 2U);
  EXPECT_EQ(set.title, "Base");
  EXPECT_EQ(set.variants[0].variant, "A");
  EXPECT_EQ(set.variants[0].seed, 4U);
  EXPECT_EQ(set.variants[0].title, "x");
  EXPECT_EQ(set.variants[1].seed, 3U);
}

TEST(ScenarioFile, overridesChangeEveryVariantAfterItsPatch) {
  const ScenarioSet set =
      parsed(withFields(R"("variants": [{"name": "A", "patch": {"limits": {"queue_capacity": 7}}}, {"name": "B"}])"),
             {{"/limits/queue_capacity", "50"}, {"/title", "no JSON"}});
  for (const Scenario& scenario : set.variants) {
    EXPECT_EQ(scenario.subnets[0].limits.queue_capacity, 50U);
    EXPECT_EQ(scenario.title, "no JSON");
  }
}

TEST(ScenarioFile, anOverrideOfOneVariantLeavesTheOthersAlone) {
  const std::string text = withFields(R"("variants": [{"name": "A"}, {"name": "B"}])");
  const ScenarioSet set = parsed(text, {{"/seed", "7", "B"}});
  EXPECT_EQ(set.variants[0].seed, 1U);
  EXPECT_EQ(set.variants[1].seed, 7U);
  // Another of the same takes its place, one of another variant stands beside it.
  const ScenarioSet again = changed(changed(set, {"/seed", "8", "B"}).value(), {"/seed", "9", "A"}).value();
  EXPECT_EQ(again.overrides, (std::vector<Override>{{"/seed", "8", "B"}, {"/seed", "9", "A"}}));
  EXPECT_EQ(again.variants[0].seed, 9U);
  EXPECT_EQ(again.variants[1].seed, 8U);
}

}  // namespace
}  // namespace roundscope::test
