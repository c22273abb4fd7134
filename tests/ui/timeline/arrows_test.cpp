// Arrows begin and end where something is drawn, and many that travel together are one.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/analysis/simulate_run.h"
#include "tests/ui/timeline/scene_fixture.h"
#include "tests/ui/timeline/timeline_fixture.h"
#include "ui/lessons/lesson_library.h"
#include "ui/picture/legend_samples.h"

namespace roundscope::ui {
namespace {

using namespace timeline_test;

/// All shapes of one kind in the layers of a name.
template <class Kind>
std::vector<Kind> shapesIn(const Scene& scene, const char* layerName) {
  std::vector<Kind> found;
  for (const Layer& layer : scene.layers)
    if (QLatin1String(layer.name) == QLatin1String(layerName))
      for (const Shape& shape : layer.shapes)
        if (const auto* one = std::get_if<Kind>(&shape)) found.push_back(*one);
  return found;
}

/// Every variant of every lesson by itself.
template <class Take>
void forRuns(Take&& take) {
  for (const LessonInfo& lesson : lessons()) {
    auto set = loadLesson(lesson.id);
    ASSERT_TRUE(set.ok());
    for (const Scenario& scenario : set.value().variants) {
      SCOPED_TRACE(lesson.id.toStdString() + ", " + scenario.variant);
      take(*simulateRun(std::make_shared<const Scenario>(scenario)));
    }
  }
}

/// Whether a point lies on the upper or the lower edge of a box of calls or executions.
bool onAnEdge(const Scene& scene, QPointF point) {
  const auto meets = [point](const QRectF& box, double top, double bottom) {
    return point.x() >= box.left() - 2 && point.x() <= box.right() + 2 &&
           std::min(std::abs(point.y() - top), std::abs(point.y() - bottom)) < 0.6;
  };
  const auto boxes = shapesIn<RectShape>(scene, "calls");
  const auto blocks = shapesIn<AreaShape>(scene, "calls");
  return std::any_of(boxes.begin(), boxes.end(),
                     [&](const RectShape& s) { return meets(s.rect, s.rect.top(), s.rect.bottom()); }) ||
         std::any_of(blocks.begin(), blocks.end(), [&](const AreaShape& s) {
           const QRectF box = boundsOf(Shape(s));
           return meets(box, box.bottom(), box.bottom());
         });
}

/// … or at the end of a way along such an edge, where a message waits.
bool reachesAnEdge(const Scene& scene, QPointF point) {
  if (onAnEdge(scene, point)) return true;
  const auto lines = shapesIn<LineShape>(scene, "arrows behind");
  return std::any_of(lines.begin(), lines.end(), [&](const LineShape& s) {
    const QLineF& line = s.line;
    const bool along = line.y1() == line.y2() && std::abs(line.y1() - point.y()) < 0.1 &&
                       point.x() >= line.x1() - 0.1 && point.x() <= line.x2() + 0.1;
    return along && (onAnEdge(scene, line.p1()) || onAnEdge(scene, line.p2()));
  });
}

TEST(Arrows, BeginAndEndAtTheEdgesOfBarsAndBlocksInEveryLesson) {
  std::size_t checked = 0;
  forRuns([&](const roundscope::Run& run) {
    const auto& canisters = run.scenario().canisters;
    // What is sent to nobody ends at an empty lane.
    if (std::any_of(canisters.begin(), canisters.end(), [](const Canister& c) { return !exists(c.status); })) return;
    for (const QSizeF size : {QSizeF(1280, 720), QSizeF(700, 360)}) {
      const Shown shown({&run}, size);
      const Scene scene = shown.scene();
      for (const LineShape& line : shapesIn<LineShape>(scene, "arrows behind")) {
        if (line.line.y1() == line.line.y2()) continue;  // along an edge
        ++checked;
        for (const QPointF end : {line.line.p1(), line.line.p2()})
          EXPECT_TRUE(reachesAnEdge(scene, end)) << end.x() << ',' << end.y();
      }
    }
  });
  EXPECT_GT(checked, 100U);
}

TEST(Arrows, OfAFanOutThatLeaveTogetherAreAWedgeWithTheirNumber) {
  const auto run = parallelRun(12);
  Shown shown({run.get()});
  const Scene scene = shown.scene();
  EXPECT_EQ(shapesIn<AreaShape>(scene, "arrows behind").size(), 2U) << "there and back";
  EXPECT_GE(texts(scene).count(QStringLiteral("× 12")), 1) << texts(scene).join(u'\n').toStdString();
  std::size_t slanted = 0;
  for (const LineShape& line : shapesIn<LineShape>(scene, "arrows behind"))
    slanted += line.line.y1() == line.line.y2() ? 0U : 1U;
  EXPECT_EQ(slanted, 4U) << "the first and the last, there and back";
}

TEST(Arrows, ThatCanBeToldApartAreOneEach) {
  const auto run = sequentialRun(4);
  Shown shown({run.get()});
  EXPECT_TRUE(shapesIn<AreaShape>(shown.scene(), "arrows behind").empty());
  EXPECT_FALSE(texts(shown.scene()).join(' ').contains(QStringLiteral("× ")));
}

TEST(Arrows, ShowNothingOfAWedgeAfterTheCursorWhereThatIsHidden) {
  const auto run = parallelRun(12);
  Shown shown({run.get()});
  shown.view.showCursor = true;
  shown.view.hideFuture = true;
  for (const std::int64_t us : {200'000, 700'000, 1'200'000, 1'900'000}) {
    shown.view.cursor = Time{us};
    const double cursor = xOf(shown.view.axis, shown.view.cursor);
    for (const AreaShape& wedge : shapesIn<AreaShape>(shown.scene(), "arrows behind"))
      EXPECT_LE(boundsOf(Shape(wedge)).right(), cursor + 0.01);
    for (const LineShape& line : shapesIn<LineShape>(shown.scene(), "arrows behind"))
      EXPECT_LE(line.line.x2(), cursor + 0.01);
  }
}

TEST(Attempts, HaveANumberThatIsLegibleAndAloneOrNone) {
  std::size_t numbered = 0;
  forRuns([&](const roundscope::Run& run) {
    for (const QSizeF size : {QSizeF(1280, 720), QSizeF(1920, 1080), QSizeF(700, 360)}) {
      const Shown shown({&run}, size);
      const Scene scene = shown.scene();
      std::vector<QRectF> others;
      for (const Layer& layer : scene.layers)
        for (const Shape& shape : layer.shapes) {
          if (const auto* text = std::get_if<TextShape>(&shape)) others.push_back(text->box);
          if (const auto* icon = std::get_if<IconShape>(&shape)) others.push_back(icon->box);
        }
      for (const IconShape& icon : shapesIn<IconShape>(scene, "calls")) {
        if (icon.mark != Mark::Attempt || icon.number == 0) continue;
        ++numbered;
        EXPECT_GE(icon.box.height(), shown.measure.digitHeight(FontRole::Strong));
        EXPECT_GE(icon.box.width(), shown.measure.width(QString::number(icon.number), FontRole::Strong));
        EXPECT_EQ(
            std::count_if(others.begin(), others.end(), [&](const QRectF& box) { return box.intersects(icon.box); }), 1)
            << "itself, at " << icon.box.x() << ',' << icon.box.y();
      }
    }
  });
  EXPECT_GT(numbered, 0U);
}

QStringList legendOf(const Shown& shown) {
  QStringList words;
  for (const LegendSample& sample : legendSamplesOf(shown.scene())) words << sample.words;
  return words;
}

TEST(Legend, ExplainsNothingThatIsHidden) {
  const auto run = parallelRun(12);
  Shown shown({run.get()});
  const QStringList all = legendOf(shown);
  EXPECT_TRUE(all.contains(QStringLiteral("parallel"))) << all.join(u',').toStdString();
  EXPECT_TRUE(all.contains(QStringLiteral("request travelling")));
  EXPECT_TRUE(all.contains(QStringLiteral("message executes")));
  const VariantIndex& variant = shown.index.variants().front();
  for (std::size_t lane = 0; lane < variant.lanes().size(); ++lane)
    if (!variant.lanes()[lane].rows.empty()) shown.view.leftOut.insert({0, lane});
  shown.view.strips = false;
  const QStringList without = legendOf(shown);
  EXPECT_FALSE(without.contains(QStringLiteral("parallel"))) << without.join(u',').toStdString();
  EXPECT_FALSE(without.contains(QStringLiteral("request travelling")));
}

TEST(Legend, TakesTheRoomOfWhatIsDrawnWhereThatIsKnown) {
  const auto run = sequentialRun(2);
  Shown shown({run.get()}, {500, 700});
  const double any = legendHeightOf(shown.index, shown.measure, 500, shown.view);
  const double drawn = legendHeightOf(shown.index, shown.measure, 500, shown.view, Scene());
  EXPECT_LT(drawn, any) << "nothing is drawn";
  EXPECT_LE(legendHeightOf(shown.index, shown.measure, 500, shown.view, shown.scene()), any);
}

}  // namespace
}  // namespace roundscope::ui
