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

}  // namespace
}  // namespace roundscope::test
