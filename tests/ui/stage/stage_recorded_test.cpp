// The stage at some moments, shape by shape, as it was recorded: a change of it is seen as a line that differs.
#include <gtest/gtest.h>

#include "tests/support/run.h"
#include "tests/ui/golden.h"
#include "tests/ui/timeline/scene_fixture.h"
#include "ui/stage/stage_scene.h"

namespace roundscope::ui {
namespace {

TEST(StageRecorded, MomentsOfLessonsAreAsRecorded) {
  const timeline_test::FixedMeasure text;
  QString all;
  for (const char* lesson : {"in-flight-limit", "partial-failures", "reentrancy", "cycles"}) {
    const test::Outcome outcome = test::runLesson(lesson);
    for (const std::int64_t us : {1'100'000, 2'300'000}) {
      const StageView view{
          .cursor = Time{us}, .selected = CallRef{0, CallId{0}}, .scrubber = true, .legend = us < 2'000'000};
      const StageScene stage = buildStage({outcome.run.get()}, view, {900, 480}, text);
      all += QStringLiteral("== %1 at %2 us\n").arg(QLatin1String(lesson)).arg(us) + sceneText(stage.scene);
    }
  }
  expectAsRecorded(all, QStringLiteral("scene_stage.txt"));
}

TEST(StageRecorded, SmallRoomsAndSeveralVariantsAreAsRecorded) {
  const timeline_test::FixedMeasure text;
  const auto set = test::sequentialAndParallelPings(600);
  std::vector<test::Outcome> outcomes;
  std::vector<const roundscope::Run*> runs;
  for (const Scenario& scenario : set->variants) outcomes.push_back(test::runScenario(scenario));
  for (const test::Outcome& outcome : outcomes) runs.push_back(outcome.run.get());
  QString all;
  for (const QSizeF size : {QSizeF(1100, 420), QSizeF(520, 300)})
    all += QStringLiteral("== %1 wide\n").arg(size.width()) +
           sceneText(buildStage(runs, StageView{.cursor = Time{1'200'000}}, size, text).scene);
  expectAsRecorded(all, QStringLiteral("scene_stage_variants.txt"));
}

}  // namespace
}  // namespace roundscope::ui
