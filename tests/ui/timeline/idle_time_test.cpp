// Idle time found batch by batch is what all rounds together leave.
#include "ui/timeline/idle_time.h"

#include <gtest/gtest.h>

#include "tests/support/scenarios.h"
#include "tests/ui/timeline/timeline_fixture.h"

namespace roundscope::ui {
namespace {

using namespace timeline_test;

TEST(IdleTime, IsWhatTheRoundsOfAllVariantsLeaveHoweverTheyAreLearned) {
  // One variant is busy at 0, 10 and 20 s; the other, learned later, at 5 and 20 s.
  TraceWriter written(test::pingExperiment(90, "", "One"));
  written.round(0, 0).batch(false).round(10, 0).batch(false).round(20, 0);
  const auto one = written.finished();
  TraceWriter late(test::pingExperiment(90, "", "Other"));
  late.round(5, 0).batch(false).round(20, 0);
  const auto other = late.finished();

  roundscope::Run first(one->trace().scenarioPtr());
  roundscope::Run second(other->trace().scenarioPtr());
  TimelineIndex index({&first, &second});
  IdleTime growing;
  EXPECT_EQ(growing.mapOf(index), nullptr);
  one->trace().forEachBatch([&](const RoundBatch& batch) {
    first.append(batch);
    index.grow();
    (void)growing.mapOf(index);
  });
  ASSERT_NE(growing.mapOf(index), nullptr);
  EXPECT_EQ(growing.mapOf(index)->idle(), (std::vector<IdleMap::Stretch>{{1e6, 10e6}, {11e6, 20e6}}));
  other->trace().forEachBatch([&](const RoundBatch& batch) { second.append(batch); });
  index.grow();
  const auto grown = growing.mapOf(index);
  ASSERT_NE(grown, nullptr);
  EXPECT_EQ(grown->idle(), (std::vector<IdleMap::Stretch>{{1e6, 5e6}, {6e6, 10e6}, {11e6, 20e6}}));
  EXPECT_EQ(*grown, *IdleTime().mapOf(index));
}

}  // namespace
}  // namespace roundscope::ui
