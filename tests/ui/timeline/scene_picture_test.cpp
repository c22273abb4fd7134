// What the timeline makes visible: awaiting, refusals, variables, messages on their way, what is still to come, and
// nothing that it should not tell.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/support/run.h"
#include "tests/support/scenarios.h"
#include "tests/ui/timeline/scene_fixture.h"
#include "tests/ui/timeline/timeline_fixture.h"

namespace roundscope::ui {
namespace {

using namespace timeline_test;

template <class Kind, class Take>
void forShapes(const Scene& scene, const char* layerName, Take&& take) {
  for (const Layer& layer : scene.layers)
    if (QLatin1String(layer.name) == QLatin1String(layerName))
      for (const Shape& shape : layer.shapes)
        if (const auto* found = std::get_if<Kind>(&shape)) take(*found);
}

bool says(const Scene& scene, const char* words) {
  return texts(scene).join(QLatin1Char('\n')).contains(QString::fromUtf8(words));
}

/// A saga: `shop` takes the money first, then asks `store` on another subnet.
test::Outcome saga(const char* fields = "") {
  return test::runText(std::string(R"({"roundscope": 1, "title": "Saga", "subnets": [{"id": "s"}, {"id": "t"}],)") +
                       fields + R"("canisters": [
      {"id": "shop", "subnet": "s", "variables": {"balance": 100, "unused": 7}, "methods": {"buy": {"steps": [
        {"add": {"balance": -30}}, {"call": {"to": "store.deliver"}}, {"add": {"balance": -5}}, {"reply": {}}]}}},
      {"id": "store", "subnet": "t", "methods": {"deliver": {"steps": [{"call": {"to": "depot.fetch"}}, {"reply": {}}]}}},
      {"id": "depot", "subnet": "s", "methods": {"fetch": {}}}],
    "ingress": [{"to": "shop.buy"}]})");
}

TEST(TimelinePicture, ACalleeThatAwaitsItsOwnCallIsDrawnAsAwaitingAndNotAsExecuting) {
  const test::Outcome run = saga();
  Shown shown({run.run.get()});
  const TimeAxis& axis = shown.view.axis;
  const Suspension waits = run.table.suspensionOf(run.table.call(CallId{0}));
  ASSERT_TRUE(waits.until.happened());
  double awaiting = 0;
  forShapes<RectShape>(shown.scene(), "calls", [&](const RectShape& rect) {
    if (rect.fill.role != Role::Awaiting) return;
    EXPECT_NEAR(rect.rect.left(), xOf(axis, run.table.drawnAt(waits.from)), 1);
    EXPECT_NEAR(rect.rect.right(), xOf(axis, run.table.drawnAt(waits.until)), 1);
    awaiting = rect.rect.width();
  });
  EXPECT_GT(awaiting, 100);
  EXPECT_TRUE(says(shown.scene(), "awaiting")) << "the legend explains it";
  const auto plain = sequentialRun(3);
  EXPECT_FALSE(says(Shown({plain.get()}).scene(), "awaiting")) << "nothing awaits there";
}

TEST(TimelinePicture, RefusedCallsAreAMarkWithTheirNumberAndNoArea) {
  const auto run = parallelRun(2000);
  Shown shown({run.get()});
  const Scene scene = shown.scene();
  std::size_t marks = 0;
  forShapes<IconShape>(scene, "marks",
                       [&](const IconShape& icon) { marks += icon.mark == Mark::NotPerformed ? 1 : 0; });
  EXPECT_EQ(marks, 1u);
  std::size_t counts = 0;
  forShapes<TextShape>(scene, "texts",
                       [&](const TextShape& text) { counts += text.text == "1,500 no slot" ? 1U : 0U; });
  EXPECT_EQ(counts, 1u) << "over what covers the future";
  forShapes<AreaShape>(scene, "calls", [&](const AreaShape& area) {
    EXPECT_NE(area.fill.role, Role::FailureFill);
    EXPECT_NE(area.fill.role, Role::Failure);
  });
  // The block is as high as what was in flight.
  EXPECT_EQ(shown.index.variants()[0].lanes()[0].peakDrawn, 500);
}

TEST(TimelinePicture, AVariableThatChangesIsAStepLineWithItsValueAtTheCursor) {
  const test::Outcome run = saga();
  Shown shown({run.run.get()});
  shown.view.showCursor = true;
  const auto us = [&](CallPoint point) { return run.table.drawnAt(run.table.call(CallId{0}).at(point)); };
  shown.view.cursor = us(CallPoint::Started);
  const Scene scene = shown.scene();
  std::size_t lines = 0;
  forShapes<StrokeShape>(scene, "calls", [&](const StrokeShape& line) {
    if (line.paint.role != Role::Variable || line.dash != Dash::None) return;
    ++lines;
    const auto [low, high] =
        std::minmax_element(line.points.begin(), line.points.end(), [](QPointF a, QPointF b) { return a.y() < b.y(); });
    EXPECT_GT(high->y() - low->y(), 5) << "it steps down";
  });
  EXPECT_EQ(lines, 1u) << "a variable that never changes has no line";
  EXPECT_TRUE(texts(scene).contains(QStringLiteral("balance")));
  EXPECT_TRUE(texts(scene).contains(QStringLiteral("70")));
  shown.view.cursor = Time{shown.index.endUs()};
  EXPECT_TRUE(texts(shown.scene()).contains(QStringLiteral("65")));
}

TEST(TimelinePicture, VariablesGiveWayWhereHeightIsShort) {
  const test::Outcome run = saga();
  Shown shown({run.run.get()}, {900, 420});
  EXPECT_TRUE(texts(shown.scene()).contains(QStringLiteral("balance")));
  shown.view.variables = false;
  EXPECT_FALSE(texts(shown.scene()).contains(QStringLiteral("balance"))) << "a picture may leave them out";
  shown.size = {900, 190};
  const double least = shown.scene().contentHeight;
  shown.view.variables = true;
  EXPECT_EQ(shown.scene().contentHeight, least) << "lanes scroll no further for them";
}

TEST(TimelinePicture, AnArrowGrowsToTheCursorWhileItsMessageTravels) {
  const test::Outcome run = saga();
  const CallSpan& call = run.table.call(CallId{0});
  const auto us = [&](CallPoint point) { return run.table.drawnAt(call.at(point)).us; };
  Shown shown({run.run.get()});
  shown.view.showCursor = true;
  shown.view.hideFuture = true;
  const auto reach = [&](std::int64_t at) {
    shown.view.cursor = Time{at};
    double right = 0;
    forShapes<LineShape>(shown.scene(), "arrows behind",
                         [&](const LineShape& line) { right = std::max(right, line.line.x2()); });
    return right;
  };
  EXPECT_EQ(reach(us(CallPoint::RequestRouted) - 1), 0) << "it waits in the queue";
  for (const double share : {0.3, 0.6, 0.9}) {
    const auto length = static_cast<double>(us(CallPoint::RequestInducted) - us(CallPoint::RequestRouted));
    const std::int64_t at = us(CallPoint::RequestRouted) + static_cast<std::int64_t>(share * length);
    EXPECT_NEAR(reach(at), xOf(shown.view.axis, Time{at}), 0.5);
  }
  EXPECT_NEAR(reach(us(CallPoint::Started) + 1), xOf(shown.view.axis, Time{us(CallPoint::Started)}), 0.5);
}

TEST(TimelinePicture, ABarNamesItsCallAndTheSelectedOneItsPhases) {
  const auto run = sequentialRun(2);
  Shown shown({run.get()});
  EXPECT_TRUE(says(shown.scene(), "#1 callee.ping"));
  EXPECT_FALSE(says(Shown({run.get()}, {300, 720}).scene(), "#1 callee.ping")) << "it does not fit";
  shown.view.selected = CallRef{0, CallId{1}};
  shown.view.legend = false;
  const Scene selected = shown.scene();
  EXPECT_TRUE(says(selected, "response travelling"));
  EXPECT_FALSE(says(selected, "#1 callee.ping"));
}

TEST(TimelinePicture, CallsToACanisterThatExistsNowhereGoToALaneThatSaysSo) {
  const std::string text = R"({"roundscope": 1, "title": "Gone", "subnets": [{"id": "s"}, {"id": "t"}], "canisters": [
      {"id": "a", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "ghost.ping"}}, {"reply": {}}]}}},
      {"id": "ghost", "subnet": "t", "status": "absent", "methods": {"ping": {}}},
      {"id": "other", "subnet": "t", "status": "absent", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.go"}]})";
  const test::Outcome run = test::runText(text);
  Shown shown({run.run.get()});
  const Scene scene = shown.scene();
  EXPECT_TRUE(says(scene, "ghost"));
  EXPECT_TRUE(says(scene, "does not exist: its subnet rejects what is sent to it"));
  EXPECT_FALSE(says(scene, "other")) << "nobody calls it";
  std::size_t arrows = 0;
  forShapes<LineShape>(scene, "arrows behind", [&](const LineShape& line) { arrows += line.arrow ? 1 : 0; });
  EXPECT_EQ(arrows, 2u) << "there, and rejected back";
}

TEST(TimelinePicture, ALaneSaysWhatItServedWhereItMadeNoCallItself) {
  const auto run = sequentialRun(5);
  EXPECT_TRUE(says(Shown({run.get()}).scene(), "served 5 calls"));
  // A slow callee sends messages to itself, which are nobody's calls.
  const test::Outcome slow =
      test::runText(test::twoSubnets(test::pingSteps(3), R"("ping": {"steps": [{"delay_ms": 3000}, {"reply": {}}]})"));
  const Scene scene = Shown({slow.run.get()}).scene();
  EXPECT_TRUE(says(scene, "served 3 calls"));
  EXPECT_FALSE(says(scene, "0 calls"));
}

TEST(TimelinePicture, TheLegendExplainsOnlyWhatIsInView) {
  const auto run =
      sequentialRun(20, [](std::uint32_t call) { return call == 0 ? RejectReason::Trapped : RejectReason::None; });
  Shown shown({run.get()});
  shown.view.axis = fitted(shown.view.axis, {0, 6e6});
  EXPECT_TRUE(texts(shown.scene()).contains(QStringLiteral("trapped")));
  shown.view.axis = fitted(shown.view.axis, {20e6, 26e6});
  const QStringList later = texts(shown.scene());
  EXPECT_FALSE(later.contains(QStringLiteral("trapped")));
  EXPECT_FALSE(later.contains(QStringLiteral("failed")));
  EXPECT_TRUE(later.contains(QStringLiteral("request travelling")));
}

TEST(TimelinePicture, TheLegendDoesNotTellWhatIsStillCovered) {
  const auto run =
      sequentialRun(8, [](std::uint32_t call) { return call == 5 ? RejectReason::Trapped : RejectReason::None; });
  Shown shown({run.get()});
  shown.view.showCursor = shown.view.hideFuture = true;
  shown.view.cursor = Time{1'400'000};
  const QStringList early = texts(shown.scene());
  EXPECT_TRUE(early.contains(QStringLiteral("request travelling")));
  EXPECT_FALSE(early.contains(QStringLiteral("trapped")));
  EXPECT_FALSE(early.contains(QStringLiteral("waiting for the callback")));
}

TEST(TimelinePicture, WhatIsStillToComeIsAnOutlineAndThePastKeepsItsColours) {
  const auto run = sequentialRun(6);
  Shown shown({run.get()});
  const auto phases = [&] {
    std::vector<QRectF> boxes;
    forShapes<RectShape>(shown.scene(), "calls", [&](const RectShape& rect) {
      if (rect.fill.role == Role::Inbound || rect.fill.role == Role::Outbound) boxes.push_back(rect.rect);
    });
    return boxes;
  };
  const std::vector<QRectF> all = phases();
  shown.view.showCursor = true;
  shown.view.cursor = Time{5'000'000};
  const double cursor = xOf(shown.view.axis, shown.view.cursor);
  const std::vector<QRectF> past = phases();
  ASSERT_GT(past.size(), 2u);
  ASSERT_LT(past.size(), all.size());
  for (const QRectF& box : past) EXPECT_LE(box.right(), cursor + 0.01);
  std::size_t outlines = 0;
  forShapes<RectShape>(shown.scene(), "calls", [&](const RectShape& rect) {
    if (rect.fill.role != Role::Future) return;
    EXPECT_GE(rect.rect.left(), cursor - 0.01);
    EXPECT_TRUE(rect.border.has_value());
    ++outlines;
  });
  EXPECT_GT(outlines, 3u);
  for (const Layer& layer : shown.scene().layers)
    if (QLatin1String(layer.name) == QLatin1String("veil")) {
      EXPECT_TRUE(layer.shapes.empty()) << "nothing is paled";
    }
}

TEST(TimelinePicture, WhatDoesNotOverlapTheCallInFocusIsGrey) {
  const auto several = sequentialRun(8);
  Shown shown({several.get()});
  const auto hues = [&] {
    std::set<std::uint8_t> found;
    forShapes<RectShape>(shown.scene(), "calls", [&](const RectShape& rect) {
      if (rect.fill.role == Role::Inbound) found.insert(rect.fill.hue);
    });
    return found;
  };
  EXPECT_FALSE(hues().contains(kGreyHue));
  const auto wide = parallelRun(40);
  Shown block({wide.get()});
  block.view.hovered = CallRef{0, CallId{3}};
  std::size_t grey = 0;
  forShapes<AreaShape>(block.scene(), "calls",
                       [&](const AreaShape& area) { grey += area.fill.hue == kGreyHue ? 1 : 0; });
  EXPECT_GT(grey, 0u) << "before the call and after it";
}

TEST(TimelinePicture, WhatComesAndGoesWithinAPixelIsABandWithoutGaps) {
  // Twenty calls at once every three seconds, done within a round or two: seen from afar, less than a pixel apart.
  const test::Outcome run = test::runText(R"({
    "roundscope": 1, "title": "Waves", "subnets": [{"id": "s"}], "max_rounds": 2000,
    "canisters": [{"id": "a", "subnet": "s", "methods": {"go": {"steps": [
                    {"call": {"to": "c.ping", "count": 20, "order": "parallel"}}, {"reply": {}}]}}},
                  {"id": "c", "subnet": "s", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.go", "count": 300, "every_ms": 3000}]})");
  for (const double width : {280.0, 317.0, 390.0}) {
    Shown shown({run.run.get()}, {width, 400});
    const auto end = static_cast<double>(shown.index.endUs());
    std::vector<QRectF> bands;
    forShapes<AreaShape>(shown.scene(), "calls", [&](const AreaShape& area) {
      QRectF box(area.points.front(), QSizeF(0, 0));
      for (const QPointF& point : area.points) box = box.united(QRectF(point, QSizeF(0.001, 0.001)));
      if (area.fill.role == Role::MergedBar) bands.push_back(box);
    });
    ASSERT_EQ(bands.size(), 1u) << width;
    EXPECT_GT(bands[0].width(), xOf(shown.view.axis, 0.95 * end) - shown.view.axis.leftPx);
  }
}

TEST(TimelinePicture, AMarkerOutOfViewIsNotShownAtTheEdge) {
  const auto run = sequentialRun(20);
  Shown shown({run.get()});
  shown.view.axis = fitted(shown.view.axis, {10e6, 20e6});
  shown.view.markers = {Time{2'000'000}};
  EXPECT_FALSE(texts(shown.scene()).contains(QStringLiteral("M")));
  shown.view.markers = {Time{12'000'000}};
  EXPECT_TRUE(texts(shown.scene()).contains(QStringLiteral("M")));
  shown.view.markers = {Time{2'000'000}, Time{4'000'000}};
  EXPECT_FALSE(says(shown.scene(), "2 rounds"));
  shown.view.markers = {Time{2'000'000}, Time{14'000'000}};
  EXPECT_TRUE(says(shown.scene(), "12 rounds"));
}

TEST(TimelinePicture, WhileALessonAsksARunOfTwentyCallsLooksLikeOneOfEighty) {
  const auto shownOf = [](const roundscope::Run& run) {
    Shown shown({&run});
    shown.view.answerHidden = true;
    shown.view.showCursor = true;
    shown.view.cursor = Time{5'200'000};
    shown.view.axis = fitted(shown.view.axis, {0, neutralEndUs(shown.view.scale, shown.view.cursor)});
    return texts(shown.scene()).join(QLatin1Char('\n')).toStdString();
  };
  const auto few = sequentialRun(20);
  const auto many = sequentialRun(80);
  EXPECT_EQ(shownOf(*few), shownOf(*many));
}

/// The lesson's comparison: a composite query beside an update.
TEST(TimelinePicture, QueriesBesideRoundsHaveTheirOwnAxisInMilliseconds) {
  const test::Outcome query = test::runLesson("composite-query", "Composite query");
  const test::Outcome update = test::runLesson("composite-query", "Update");
  Shown shown({query.run.get(), update.run.get()});
  ASSERT_TRUE(shown.index.variants()[0].onlyQueries());
  ASSERT_FALSE(shown.index.variants()[1].onlyQueries());
  const Scene scene = shown.scene();
  EXPECT_TRUE(says(scene, "Latency (model)"));
  EXPECT_TRUE(says(scene, "Rounds (1\u00a0s each)"));
  EXPECT_TRUE(says(scene, "\u00a0ms"));
  double widest = 0;
  const double bottom = scene.body.center().y();
  forShapes<RectShape>(scene, "calls", [&](const RectShape& rect) {
    if (rect.fill.role == Role::Executing && rect.rect.bottom() < bottom) widest = std::max(widest, rect.rect.width());
  });
  EXPECT_GT(widest, 10) << "its calls are as wide as its own axis allows";
  Shown alone({query.run.get()});
  EXPECT_TRUE(alone.view.scale.queries);
  EXPECT_FALSE(says(alone.scene(), "Rounds ("));
}

}  // namespace
}  // namespace roundscope::ui
