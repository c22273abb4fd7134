// What is drawn: golden text for a small run, and rules that hold for every run at every zoom.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/run.h"
#include "tests/support/scenarios.h"
#include "tests/ui/golden.h"
#include "tests/ui/timeline/scene_fixture.h"
#include "tests/ui/timeline/timeline_fixture.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {
namespace {

using namespace timeline_test;

std::vector<QRectF> textBoxes(const Scene& scene) {
  std::vector<QRectF> boxes;
  for (const Layer& layer : scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* text = std::get_if<TextShape>(&shape)) {
        EXPECT_TRUE(layer.clip.adjusted(-1, -1, 1, 1).contains(text->box)) << text->text.toStdString() << " is cut";
        boxes.push_back(text->box);
      }
  return boxes;
}

std::size_t shapeCount(const Scene& scene) {
  std::size_t count = 0;
  for (const Layer& layer : scene.layers) count += layer.shapes.size();
  return count;
}

/// Whether the layer of calls shows a failure on the pixel column of `x`.
bool showsFailureAt(const Scene& scene, double x) {
  const auto covers = [&](const QRectF& box) { return box.left() - 2.1 <= x && x <= box.right() + 2.1; };
  for (const Layer& layer : scene.layers) {
    if (QLatin1String(layer.name) != QLatin1String("calls") && QLatin1String(layer.name) != QLatin1String("marks"))
      continue;
    for (const Shape& shape : layer.shapes) {
      if (const auto* rect = std::get_if<RectShape>(&shape))
        if ((rect->fill.role == Role::Failure || rect->fill.role == Role::FailureFill) && covers(rect->rect))
          return true;
      if (const auto* icon = std::get_if<IconShape>(&shape))
        if (covers(icon->box)) return true;
      if (const auto* area = std::get_if<AreaShape>(&shape))
        if ((area->fill.role == Role::FailureFill || area->fill.role == Role::Failure) &&
            std::any_of(area->points.begin(), area->points.end(),
                        [&](QPointF p) { return std::abs(p.x() - x) <= 2.1; }))
          return true;
    }
  }
  return false;
}

TEST(Scene, OfASmallRunIsAsRecorded) {
  const auto sequential =
      sequentialRun(2, [](std::uint32_t call) { return call == 1 ? RejectReason::Trapped : RejectReason::None; });
  const auto parallel = parallelRun(3, 2);
  Shown shown({sequential.get(), parallel.get()}, {640, 360});
  expectAsRecorded(sceneText(shown.scene()), QStringLiteral("scene_small.txt"));
}

class RandomScenes : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomScenes, ShowEveryFailureAtEveryZoom) {
  const auto run = randomRun(GetParam(), 60, 30);
  std::size_t looked = 0;
  for (const bool open : {false, true}) {
    Shown shown({run.get()}, {700, 6000});
    if (open) shown.view.opened.insert({0, 0});
    const TimeAxis whole = shown.view.axis;
    for (double span = whole.spanUs; span > 5e5; span /= 3) {
      shown.view.axis = whole;
      shown.view.axis.spanUs = span;
      shown.view.axis.startUs = (whole.spanUs - span) / 2;
      const Scene scene = shown.scene();
      const VariantIndex& index = shown.index.variants()[0];
      for (const CallSpan& call : run->calls().calls()) {
        if (!call.failed()) continue;
        const Moment at =
            call.outcome == CallOutcome::NotPerformed ? call.at(CallPoint::Performed) : call.at(CallPoint::Completed);
        const double x = xOf(shown.view.axis, index.table().drawnAt(at));
        if (x < shown.view.axis.leftPx + 3 || x > shown.view.axis.rightPx() - 3) continue;
        bool shows = showsFailureAt(scene, x);
        // Refused attempts of a round that stand close are one mark, at the first of them.
        const double begins = std::max(shown.view.axis.leftPx, xOf(shown.view.axis, run->round(at).time));
        for (double before = x; call.outcome == CallOutcome::NotPerformed && before > std::min(begins, x - 16);
             before -= 2)
          shows = shows || showsFailureAt(scene, before);
        EXPECT_TRUE(shows) << "at x " << x << ", span " << span << ", open " << open;
        ++looked;
      }
    }
  }
  EXPECT_GT(looked, 0U);
}

TEST_P(RandomScenes, TextsNeitherOverlapNorAreCut) {
  const auto sequential = sequentialRun(static_cast<std::uint32_t>(5 + GetParam() * 9));
  const auto random = randomRun(GetParam(), 50, 20 + static_cast<std::uint32_t>(GetParam()) * 5);
  for (const QSizeF size : {QSizeF(1280, 720), QSizeF(640, 400), QSizeF(420, 240), QSizeF(1920, 1080)}) {
    Shown shown({sequential.get(), random.get()}, size);
    shown.view.showCursor = true;
    for (const double at : {0.0, 0.3, 1.0}) {
      shown.view.cursor = Time{static_cast<std::int64_t>(at * static_cast<double>(shown.index.endUs()))};
      shown.view.scrollPx = at * 60;
      const std::vector<QRectF> boxes = textBoxes(shown.scene());
      EXPECT_GT(boxes.size(), 1U);
      for (std::size_t i = 0; i < boxes.size(); ++i)
        for (std::size_t k = i + 1; k < boxes.size(); ++k) EXPECT_FALSE(boxes[i].intersects(boxes[k]));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomScenes, testing::Range<std::uint64_t>(1, 9));

TEST(Scene, BatchRowSaysWhatBecameOfItsCalls) {
  const auto run = parallelRun(2000);
  Shown shown({run.get()});
  EXPECT_TRUE(texts(shown.scene()).contains(QStringLiteral("2,000 calls: 500 replied, 1,500 not performed")));
}

TEST(Scene, BatchRowWithHiddenFutureSaysOnlyWhatIsKnown) {
  const auto run = parallelRun(2000);
  Shown shown({run.get()});
  shown.view.hideFuture = true;
  shown.view.showCursor = true;
  shown.view.cursor = Time{1'500'000};
  const QStringList all = texts(shown.scene());
  EXPECT_TRUE(all.contains(QStringLiteral("2,000 calls: 1,500 not performed, 500 in flight")));
  for (const QString& text : all) EXPECT_FALSE(text.contains(QStringLiteral("replied"))) << text.toStdString();
}

TEST_P(RandomScenes, ShowEveryFailureOfACollapsedLane) {
  const auto run = randomRun(GetParam(), 60, 30);
  Shown shown({run.get()}, {700, 6000});
  shown.view.collapsed.insert({0, 0});
  const Scene scene = shown.scene();
  std::size_t failures = 0;
  for (const CallSpan& call : run->calls().calls()) {
    if (!call.failed()) continue;
    ++failures;
    const Moment at =
        call.outcome == CallOutcome::NotPerformed ? call.at(CallPoint::Performed) : call.at(CallPoint::Completed);
    const double x = xOf(shown.view.axis, run->calls().drawnAt(at));
    // Marks may stand for others that they would cover.
    bool near = false;
    for (double d = -10; d <= 10; d += 2) near = near || showsFailureAt(scene, x + d);
    EXPECT_TRUE(near) << "at x " << x;
  }
  EXPECT_GT(failures, 0U);
}

TEST(Scene, HoveringACallSaysHowManyItOverlaps) {
  const auto run = parallelRun(90);
  Shown shown({run.get()});
  shown.view.hovered = CallRef{0, CallId{40}};
  EXPECT_TRUE(texts(shown.scene()).contains(QStringLiteral("overlaps 89 calls")));
}

TEST(Scene, ThatNothingOverlapsACallIsNoHeadline) {
  const auto run = sequentialRun(4);
  Shown shown({run.get()});
  shown.view.selected = CallRef{0, CallId{2}};
  EXPECT_FALSE(texts(shown.scene()).join(QLatin1Char('|')).contains(QStringLiteral("overlaps")));
}

TEST(Scene, BesideAChartThereIsNoStripAndTheHeadingSaysWhatACallOverlaps) {
  const auto run = parallelRun(90);
  Shown shown({run.get()});
  EXPECT_TRUE(texts(shown.scene()).contains(QStringLiteral("calls in flight")));
  shown.view.strips = false;
  shown.view.hovered = CallRef{0, CallId{40}};
  const QStringList all = texts(shown.scene());
  EXPECT_FALSE(all.contains(QStringLiteral("calls in flight")));
  EXPECT_TRUE(all.contains(QStringLiteral("overlaps 89 calls")));
}

TEST(Scene, ARefusedCallSaysHowManyWereInFlight) {
  const auto run = parallelRun(30, 10);
  Shown shown({run.get()});
  shown.view.selected = CallRef{0, CallId{20}};
  EXPECT_TRUE(texts(shown.scene()).contains(QStringLiteral("10 in flight already")));
}

TEST(Scene, CallsOfTheCausalChainAreNotDimmed) {
  const auto run = sequentialRun(4);
  Shown shown({run.get()});
  shown.view.hovered = CallRef{0, CallId{1}};
  for (const Layer& layer : shown.scene().layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* rect = std::get_if<RectShape>(&shape); rect != nullptr && rect->fill.role == Role::Inbound) {
        EXPECT_NE(rect->fill.hue, kGreyHue);
      }
}

TEST(Scene, CallsThatHaveNothingToDoWithTheOneInFocusAreDimmed) {
  const test::Outcome outcome =
      test::runText(test::twoSubnets(test::pingSteps(1)),
                    {{"/ingress", R"([{"to": "caller.go"}, {"to": "caller.go", "at_ms": 20000}])"}});
  ASSERT_EQ(outcome.table.calls().size(), 2U);
  Shown shown({outcome.run.get()});
  for (const std::uint32_t call : {0U, 1U}) {
    shown.view.hovered = CallRef{0, CallId{call}};
    std::vector<double> grey, coloured;
    for (const Layer& layer : shown.scene().layers)
      for (const Shape& shape : layer.shapes)
        if (const auto* rect = std::get_if<RectShape>(&shape); rect != nullptr && rect->fill.role == Role::Inbound)
          (rect->fill.hue == kGreyHue ? grey : coloured).push_back(rect->rect.left());
    ASSERT_FALSE(grey.empty() || coloured.empty()) << call;
    EXPECT_EQ(grey.front() > coloured.front(), call == 0);
  }
}

std::size_t headsIn(const Scene& scene, const char* layerName) {
  std::size_t heads = 0;
  for (const Layer& layer : scene.layers)
    if (QLatin1String(layer.name) == QLatin1String(layerName))
      for (const Shape& shape : layer.shapes)
        if (const auto* line = std::get_if<LineShape>(&shape)) heads += line->arrow ? 1 : 0;
  return heads;
}

TEST(Scene, FewCallsHaveTheirMessageArrowsAndManyOnlyThoseInFocus) {
  const auto few = sequentialRun(4);
  Shown shown({few.get()});
  EXPECT_EQ(headsIn(shown.scene(), "arrows behind"), 8u);
  shown.view.showArrows = false;
  EXPECT_EQ(countOf(shown.scene(), "arrows behind", Role::ArrowFaint), 0u);
  const auto many = parallelRun(90);
  Shown crowd({many.get()});
  EXPECT_EQ(countOf(crowd.scene(), "arrows behind", Role::ArrowFaint), 0u);
  crowd.view.selected = CallRef{0, CallId{7}};
  EXPECT_EQ(headsIn(crowd.scene(), "arrows"), 2u);
}

TEST(Scene, TwoMarkersSayHowFarTheyAreApart) {
  const auto run = sequentialRun(10);
  Shown shown({run.get()});
  shown.view.markers = {Time{3'000'000}, Time{15'000'000}};
  EXPECT_TRUE(texts(shown.scene()).contains(QString::fromUtf8("12 rounds · 12\u00a0s")));
}

/// Two users' messages to the caller: the second while the first has changed a variable and waits.
TEST(Scene, AMessageThatComesBetweenIsMarkedWhereStateIsHalfDone) {
  Scenario scenario = test::pingExperiment(1);
  scenario.canisters[0].variables.push_back({"busy", 0, true});
  TraceWriter writer(std::move(scenario));
  writer.round(0, 0).callerRuns();
  writer.event(LockChanged{ContextId{0}, CanisterId{0}, VariableId{0}, 1, 0, 0}).perform(0).finish(0).route(0);
  writer.event(
      ExecutionStarted{ContextId{7}, kNoCall, CanisterId{0}, MethodId{0}, 0, ExecutionKind::Ingress, RejectCode::None});
  writer.event(
      ExecutionFinished{Wide{1}, ContextId{7}, CanisterId{0}, 0, 0, ExecutionKind::Ingress, ExecutionResult::Finished});
  writer.batch(false).round(1, 1).induct(0).serve(0).routeResponse(0).batch(false);
  writer.round(2, 0).inductResponse(0).callbackOf(0);
  writer.event(LockChanged{ContextId{0}, CanisterId{0}, VariableId{0}, 0, 0, 0});
  const auto run = writer.finish(0).finished();
  const VariantIndex index(*run);
  VariantIndex grown = index;
  grown.grow();
  const CanisterExposure& exposure = run->exposure().of(CanisterId{0});
  EXPECT_EQ(exposure.cameBetween.size(), 1u);
  const auto& locks = run->state().locks(CanisterId{0});
  ASSERT_EQ(locks.size(), 1u);
  ASSERT_EQ(locks[0].size(), 1u);
  EXPECT_GT(locks[0][0].endUs, 2'000'000);
  EXPECT_EQ(exposure.halfDone.peak().value, 1);
  EXPECT_EQ(exposure.halfDone.valueAt(3e6), 0);
}

TEST(Scene, DoesNotGrowWithTheNumberOfCalls) {
  const auto few = sequentialRun(4'000);
  const auto many = sequentialRun(40'000);
  EXPECT_LT(shapeCount(Shown({many.get()}).scene()), shapeCount(Shown({few.get()}).scene()) * 3 / 2 + 200);
  const auto wide = parallelRun(20'000, 20'000);
  EXPECT_LT(shapeCount(Shown({wide.get()}).scene()), 4'000u);
}

TEST(Scene, AClickFindsTheCallThatIsDrawnThere) {
  const auto run = sequentialRun(10);
  Shown shown({run.get()});
  const Scene scene = shown.scene();
  const VariantIndex& index = shown.index.variants()[0];
  const RowItem& item = index.lanes()[0].rows[0].items[4];
  const double x = xOf(shown.view.axis, static_cast<double>(item.startUs + item.endUs) / 2);
  std::optional<CallHit> found;
  for (double y = scene.body.top(); y < scene.body.bottom() && !found; y += 2)
    if (const auto hit = hitAt(scene, {x, y}); hit && std::holds_alternative<CallHit>(*hit))
      found = std::get<CallHit>(*hit);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->call.call, item.call);
}

TEST(Scene, TellsTheRoundsOfARunThatEndedBeforeTheView) {
  const auto slow = sequentialRun(90);
  const auto quick = parallelRun(90);
  Shown shown({slow.get(), quick.get()});
  shown.view.axis = fitted(shown.view.axis, {100e6, 120e6});
  EXPECT_TRUE(texts(shown.scene()).join(QLatin1Char('|')).contains(QStringLiteral("finished after")));
}

TEST(Scene, GivesFailuresOnLowBarsAMarkThatCanBeSeen) {
  const auto run = parallelRun(
      12, 500, [](std::uint32_t call) { return call % 4 == 3 ? RejectReason::Trapped : RejectReason::None; });
  Shown shown({run.get()}, {1280, 330});
  std::size_t marks = 0;
  for (const Layer& layer : shown.scene().layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* icon = std::get_if<IconShape>(&shape);
          icon != nullptr && icon->mark == Mark::Trapped && QLatin1String(layer.name) == QLatin1String("calls")) {
        EXPECT_GE(icon->box.height(), 9);
        ++marks;
      }
  EXPECT_EQ(marks, 3u);
}

TEST(Scene, ABatchIsOutlinedNoFurtherThanItsCallsLast) {
  const auto slow = sequentialRun(20);
  const auto run = parallelRun(20'000, 500);
  Shown shown({slow.get(), run.get()}, {1280, 420});
  const VariantIndex& batch = shown.index.variants()[1];
  shown.view.foldedVariants = {0};
  for (const double end : {8e6, 16e6, 30e6}) {
    shown.view.axis = fitted(shown.view.axis, {0, end});
    const double last = xOf(shown.view.axis, static_cast<double>(batch.frontierUs()));
    std::size_t outlines = 0;
    for (const Layer& layer : shown.scene().layers) {
      if (QLatin1String(layer.name) != QLatin1String("calls")) continue;
      for (const Shape& shape : layer.shapes) {
        const auto* line = std::get_if<LineShape>(&shape);
        if (line == nullptr || line->paint.role != Role::BarBorder) continue;
        EXPECT_LE(line->line.x2(), last + 3) << end;
        ++outlines;
      }
    }
    EXPECT_GT(outlines, 0U) << end;
  }
}

TEST(Scene, ARunThatWasCutOffDoesNotSayThatItFinished) {
  const std::string text = test::twoSubnets(R"({"call": {"to": "callee.ping", "count": 30}}, {"reply": {}})");
  const test::Outcome cut = test::runText(text, {{"/max_rounds", "10"}});
  const test::Outcome whole = test::runText(text);
  const auto finishes = [](const roundscope::Run& run) {
    Shown shown({&run});
    shown.view.axis = fitted(shown.view.axis, {0, 4 * static_cast<double>(shown.index.endUs())});
    return texts(shown.scene()).join(QLatin1Char('\n')).contains(QStringLiteral("finished after"));
  };
  EXPECT_FALSE(finishes(*cut.run));
  EXPECT_TRUE(finishes(*whole.run));
}

TEST(Scene, ACutIsToldWhereItIsReached) {
  const test::Outcome cut = test::runText(
      test::twoSubnets(R"({"call": {"to": "callee.ping", "count": 30}}, {"reply": {}})"), {{"/max_rounds", "10"}});
  const TimelineIndex index({cut.run.get()});
  const VariantIndex& variant = index.variants()[0];
  EXPECT_EQ(cutOffText(variant, 0), QString());
  EXPECT_EQ(cutOffText(variant, static_cast<double>(variant.frontierUs())), QStringLiteral("cut off by max_rounds"));
}

TEST(Scene, ManyUsersBatchesHaveOneText) {
  const test::Outcome many = test::runText(R"({
    "roundscope": 1, "title": "Users", "subnets": [{"id": "s"}],
    "canisters": [{"id": "a", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "c.ping"}}, {"reply": {}}]}}},
                  {"id": "c", "subnet": "s", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.go", "count": 400, "every_ms": 1}]})");
  Shown shown({many.run.get()}, {12'800, 720});
  ASSERT_EQ(shown.index.variants()[0].lanes()[0].batches.size(), 400u);
  EXPECT_EQ(texts(shown.scene()).filter(QStringLiteral("1 call")).size(), 0);
  EXPECT_EQ(texts(shown.scene()).filter(QStringLiteral("400 calls: 400 replied")).size(), 2) << "heading and lane";
}

}  // namespace
}  // namespace roundscope::ui
