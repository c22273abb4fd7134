// What stands for many: executions and calls of a path that cannot be told apart are drawn once, and none is lost.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/ui/picture/picture_fixture.h"
#include "tests/ui/timeline/scene_fixture.h"
#include "tests/ui/timeline/timeline_fixture.h"

namespace roundscope::ui {
namespace {

using namespace timeline_test;

/// The boxes on the strips of executions, in a picture of a run whose calls are drawn as blocks.
std::vector<RectShape> executionBoxes(const Scene& scene) {
  std::vector<RectShape> boxes;
  for (const Layer& layer : scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* box = std::get_if<RectShape>(&shape);
          box != nullptr && (box->fill.role == Role::Execution || box->border == Paint{Role::Failure}))
        boxes.push_back(*box);
  return boxes;
}

TEST(Scene, ExecutionsThatTouchAreOneBoxButAClickFindsTheCallThere) {
  const auto run = parallelRun(20'000, 20'000);
  const Shown shown({run.get()});
  const Scene scene = shown.scene();
  const std::vector<RectShape> boxes = executionBoxes(scene);
  ASSERT_EQ(boxes.size(), 1u);
  EXPECT_GT(boxes[0].rect.width(),
            shown.view.axis.widthPx / 8);  // half of the part of a round that is drawn in, of three
  std::vector<CallId> found;
  for (const double part : {0.2501, 0.7501}) {  // not exactly between two columns
    const QPointF at(boxes[0].rect.left() + part * boxes[0].rect.width(), boxes[0].rect.center().y());
    const std::optional<Hit> hit = hitAt(scene, at);
    ASSERT_TRUE(hit.has_value());
    const auto* calls = std::get_if<CallsHit>(&*hit);
    ASSERT_NE(calls, nullptr) << hit->index();
    found.push_back(calls->first);
  }
  EXPECT_NEAR(found[0].value, 5'000, 100);
  EXPECT_NEAR(found[1].value, 15'000, 100);
}

TEST(Scene, ATrapAmongExecutionsThatTouchKeepsItsOwnBox) {
  TraceWriter writer(test::pingExperiment(20'000, test::kParallel, "Trap"));
  writer.round(0, 0).callerRuns();
  for (std::uint32_t call = 0; call < 20'000; ++call) writer.perform(call);
  writer.finish(0);
  for (std::uint32_t call = 0; call < 20'000; ++call) writer.route(call);
  writer.round(1, 1);
  for (std::uint32_t call = 0; call < 20'000; ++call) writer.induct(call);
  for (std::uint32_t call = 0; call < 20'000; ++call)
    call == 10'000 ? writer.serve(call, RejectReason::Trapped) : writer.serve(call);
  const auto run = writer.finished();
  const Shown shown({run.get()});
  const std::vector<RectShape> boxes = executionBoxes(shown.scene());
  ASSERT_EQ(boxes.size(), 3u);  // before the trap, after it, and the trap
  EXPECT_EQ(std::count_if(boxes.begin(), boxes.end(), [](const RectShape& b) { return b.hatch == Hatch::Dense; }), 1);
}

TEST(Scene, ShowsTheCriticalPathAndHowFarOtherCallsMaySlip) {
  TraceWriter writer(test::pingExperiment(1));
  writer.round(0, 0).event(IngressInducted{IngressId{0}, CanisterId{0}, MethodId{0}});
  writer.callerRuns().perform(0).perform(1).finish(0).route(0).route(1).batch(false);
  writer.round(1, 1).induct(0).serve(0).routeResponse(0).batch(false);
  writer.round(2, 0).inductResponse(0).callbackOf(0).finish(0).batch(false);
  writer.round(5, 1).induct(1).serve(1).routeResponse(1).batch(false);
  writer.round(6, 0).inductResponse(1).callbackOf(1);
  writer.event(IngressCompleted{IngressId{0}, 2, 0, IngressOutcome::Replied, RejectCode::None, RejectReason::None});
  const auto run = writer.finish(0).finished();
  Shown shown({run.get()});
  shown.index.setPath(0, analysePath(*run));
  const PathAnalysis& path = shown.index.variants()[0].path();
  EXPECT_EQ(path.critical, std::vector<CallId>{CallId{1}});
  EXPECT_EQ(path.slackRounds, (std::vector<std::optional<std::uint32_t>>{4, 0}));
  EXPECT_EQ(countOf(shown.scene(), "calls", Role::Critical), 0u);
  shown.view.showCriticalPath = true;
  const Scene scene = shown.scene();
  EXPECT_EQ(countOf(scene, "calls", Role::Critical), 2u);
  EXPECT_TRUE(texts(scene).contains(QStringLiteral("+4")));
}

TEST(Scene, ShowsEveryCallThatDecidesTheEndOfABlockInShapesByPixels) {
  const auto run = picture_test::runOf(test::pingExperiment(8'000, test::window(20)));
  Shown shown({run.get()});
  shown.index.setPath(0, analysePath(*run));
  const std::vector<CallId>& path = shown.index.variants()[0].path().critical;
  ASSERT_GE(path.size(), 300u);
  shown.view.showCriticalPath = true;
  const auto endUs = static_cast<double>(shown.index.endUs());
  for (const auto& [from, to] : {std::pair{0.0, endUs}, std::pair{endUs * 0.4, endUs * 0.45}}) {
    shown.view.axis = fitted(shown.view.axis, {from, to});
    const Scene scene = shown.scene();
    const std::vector<QRectF> boxes = boxesOf(scene, "calls", Role::Critical);
    EXPECT_LE(static_cast<double>(boxes.size()), shown.view.axis.widthPx);
    std::size_t seen = 0;
    for (const CallId id : path)
      for (const CallPoint point : {CallPoint::Performed, CallPoint::Completed}) {
        const double x = xOf(shown.view.axis, static_cast<double>(run->calls().drawnAt(run->call(id).at(point)).us));
        if (x < shown.view.axis.leftPx || x > shown.view.axis.rightPx()) continue;
        EXPECT_TRUE(std::any_of(boxes.begin(), boxes.end(),
                                [x](const QRectF& box) { return box.left() - 0.5 <= x && x <= box.right() + 0.5; }))
            << id.value << " at " << x;
        ++seen;
      }
    EXPECT_GT(seen, 0U);
  }
}

TEST(Scene, ExplainsTheCriticalPathInTheLegendWhileItIsShown) {
  const auto run = picture_test::runOf(test::pingExperiment(5));
  Shown shown({run.get()});
  EXPECT_FALSE(texts(shown.scene()).contains(QStringLiteral("decides the end")));
  shown.view.showCriticalPath = true;
  EXPECT_FALSE(texts(shown.scene()).contains(QStringLiteral("decides the end")));
  EXPECT_TRUE(texts(shown.scene()).contains(QStringLiteral("what decides the end is not known yet")));
  shown.index.setPath(0, analysePath(*run));
  EXPECT_TRUE(texts(shown.scene()).contains(QStringLiteral("decides the end")));
}

}  // namespace
}  // namespace roundscope::ui
