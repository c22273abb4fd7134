// Where a step's target stands among the lanes, which canisters a step speaks of, and what is left out.
#include "ui/timeline/target.h"

#include <gtest/gtest.h>

#include "core/analysis/simulate_run.h"
#include "tests/support/scenarios.h"
#include "tests/ui/timeline/scene_fixture.h"
#include "tests/ui/timeline/timeline_fixture.h"
#include "ui/timeline/topic.h"

namespace roundscope::ui {
namespace {

using timeline_test::Shown;

TEST(TargetTest, OfACallIsItsTwoLanesAndWhereTheyDoNotFitItsRow) {
  const auto run = timeline_test::randomRun(3, 40, 2);
  Shown shown({run.get()});
  const Target target{{{0, 0}, {0, 1}}, CallRef{0, CallId{3}}};
  const Layout layout = layoutOf(shown.index, shown.view, shown.size, shown.measure);
  const LaneLayout& caller = layout.variants[0].lanes[0];
  const LaneLayout& callee = layout.variants[0].lanes[1];
  const auto whole = extentOf(target, shown.index, layout, 2'000);
  ASSERT_TRUE(whole.has_value());
  EXPECT_DOUBLE_EQ(whole->top, layout.variants[0].top) << "with the variant's heading";
  EXPECT_DOUBLE_EQ(whole->bottom, callee.top + callee.height);
  const auto row = extentOf(target, shown.index, layout, caller.rowHeight + 1);
  ASSERT_TRUE(row.has_value());
  EXPECT_DOUBLE_EQ(row->height(), caller.rowHeight);
  EXPECT_GE(row->top, caller.callsTop);
}

TEST(TargetTest, IsScrolledToNoFurtherThanNeeded) {
  EXPECT_DOUBLE_EQ(scrolledTo({100, 200}, 0, 150), 50);
  EXPECT_DOUBLE_EQ(scrolledTo({100, 200}, 90, 150), 90);
  EXPECT_DOUBLE_EQ(scrolledTo({100, 200}, 160, 150), 100);
  EXPECT_DOUBLE_EQ(scrolledTo({100, 400}, 160, 150), 100) << "of what is too high, the beginning";
}

TEST(TargetTest, LanesThatAreLeftOutAndFoldedVariantsTakeNoRoom) {
  const auto first = timeline_test::sequentialRun(3);
  const auto second = timeline_test::parallelRun(3);
  Shown shown({first.get(), second.get()});
  shown.view.foldedVariants = {0};
  shown.view.leftOut = {{1, 1}};
  const double before = leastHeightOf(shown.index, shown.view, shown.measure);
  shown.view.leaveOutFolded = true;
  const Layout layout = layoutOf(shown.index, shown.view, shown.size, shown.measure);
  ASSERT_EQ(layout.variants.size(), 1u);
  EXPECT_EQ(layout.variants[0].variant, 1u);
  EXPECT_DOUBLE_EQ(layout.variants[0].top, 0);
  ASSERT_EQ(layout.variants[0].lanes.size(), 1u);
  EXPECT_LT(leastHeightOf(shown.index, shown.view, shown.measure), before);
  shown.view.foldedVariants = {0, 1};
  EXPECT_EQ(layoutOf(shown.index, shown.view, shown.size, shown.measure).variants.size(), 2u)
      << "where all are folded, their headings are all there is";
}

/// `caller` calls `callee`; `worker-1` and `worker-2` do nothing.
class TopicTest : public testing::Test {
 protected:
  TopicTest() {
    runs.push_back(
        std::const_pointer_cast<roundscope::Run>(simulateRun(std::make_shared<const Scenario>(test::scenarioOf(R"({
      "roundscope": 1, "subnets": [{"id": "app-1"}], "canisters": [
        {"id": "caller", "subnet": "app-1", "methods": {"go": {"steps": [{"call": {"to": "callee.ping"}}, {"reply": {}}]}}},
        {"id": "callee", "subnet": "app-1", "methods": {"ping": {}}},
        {"id": "worker-1", "subnet": "app-1", "methods": {"ping": {}}},
        {"id": "worker-2", "subnet": "app-1", "methods": {"ping": {}}}],
      "ingress": [{"to": "caller.go"}]})")))));
  }
  [[nodiscard]] std::set<LaneKey> beside() const { return lanesBesideTheTopic(step, runs); }

  std::vector<std::shared_ptr<roundscope::Run>> runs;
  ResolvedStep step;
};

TEST_F(TopicTest, IsWhatAStepPointsAtWithThoseThatItExchangesCallsWith) {
  step.view.highlight = CanisterId{0};
  EXPECT_EQ(targetOf(step.view, runs), (Target{{{0, 0}}, {}}));
  EXPECT_EQ(beside(), (std::set<LaneKey>{{0, 2}, {0, 3}}));
  step.view.highlight = CallId{0};
  EXPECT_EQ(targetOf(step.view, runs), (Target{{{0, 0}, {0, 1}}, CallRef{0, CallId{0}}}));
}

TEST_F(TopicTest, IsWhatAnyTextOfAStepNamesAndOfAKindAllTogether) {
  step.view.text = "Workers do nothing.";
  EXPECT_EQ(beside(), (std::set<LaneKey>{{0, 0}, {0, 1}}));
  step.question.emplace();
  step.question->ask = "What does the callee do?";
  EXPECT_TRUE(beside().empty()) << "the caller calls it";
}

TEST_F(TopicTest, IsTheSameForAQuestionAndItsAnswer) {
  step.view.text = "Workers do nothing.";
  step.reveal.emplace();
  step.reveal->highlight = CallId{0};
  EXPECT_TRUE(beside().empty());
}

TEST_F(TopicTest, IsEverythingWhereAStepPointsAtNothingAndNamesNobody) {
  step.view.text = "Recalled calleesque coworkers.";
  EXPECT_TRUE(beside().empty());
}

}  // namespace
}  // namespace roundscope::ui
