// The compact density: what a column of a paper must hold, legible, for every lesson and width.
#include <gtest/gtest.h>

#include <QLatin1String>
#include <QPolygonF>
#include <algorithm>
#include <map>

#include "core/base/words.h"
#include "core/run/rounds.h"
#include "tests/ui/golden.h"
#include "tests/ui/picture/picture_fixture.h"
#include "tests/ui/timeline/scene_fixture.h"
#include "tests/ui/timeline/timeline_fixture.h"
#include "ui/picture/compact_scene.h"
#include "ui/text.h"
#include "ui/timeline/outcome_words.h"

namespace roundscope::ui {
namespace {

using namespace picture_test;

/// The size of type that pages are laid out with, and how large a page is then that is printed with 7 points.
constexpr double kPagePt = 10.5;
double pixelsOf(double mm) { return mm / 25.4 * 96 * kPagePt / 7; }

constexpr double kWidthsMm[] = {85, 120, 178};

template <class Kind>
std::vector<Kind> shapesOf(const Scene& scene, const char* layerName = nullptr) {
  std::vector<Kind> found;
  for (const Layer& layer : scene.layers) {
    if (layerName != nullptr && QLatin1String(layer.name) != QLatin1String(layerName)) continue;
    for (const Shape& shape : layer.shapes)
      if (const auto* each = std::get_if<Kind>(&shape)) found.push_back(*each);
  }
  return found;
}

QStringList wordsOf(const Scene& scene) {
  QStringList words;
  for (const TextShape& text : shapesOf<TextShape>(scene)) words << text.text;
  return words;
}

bool says(const Scene& scene, const QString& words) { return wordsOf(scene).join(QLatin1Char(' ')).contains(words); }

/// A lesson's runs, each lesson simulated once.
const Runs& lessonRuns(const std::string& id) {
  static std::map<std::string, Runs> all;
  return all.try_emplace(id, test::lessonScenarios(id)).first->second;
}

/// Those of a lesson's variants that have one of these names.
std::vector<const roundscope::Run*> variantsOf(const std::string& lesson, const std::vector<std::string>& names) {
  std::vector<const roundscope::Run*> runs;
  for (const roundscope::Run* run : lessonRuns(lesson).shown())
    if (std::find(names.begin(), names.end(), run->scenario().variant) != names.end()) runs.push_back(run);
  return runs;
}

Scene compact(const std::vector<const roundscope::Run*>& runs, double widthMm, double heightMm,
              const CompactView& view = {}) {
  const TimelineIndex index(runs);
  return buildCompact(index, view, {pixelsOf(widthMm), pixelsOf(heightMm)}, FontTextMeasure(kPagePt));
}

double leastMm(const std::vector<const roundscope::Run*>& runs, double widthMm, const CompactView& view = {}) {
  const TimelineIndex index(runs);
  return leastCompactSize(index, view, pixelsOf(widthMm), FontTextMeasure(kPagePt)).height() / pixelsOf(1);
}

/// Everything that a reader could not read.
QStringList illegible(const Scene& scene) {
  QStringList found;
  const std::vector<TextShape> texts = shapesOf<TextShape>(scene);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!scene.body.adjusted(-0.5, -0.5, 0.5, 0.5).contains(texts[i].box)) found << "outside: " + texts[i].text;
    if (texts[i].text.size() < 4 && texts[i].text.endsWith(QChar(0x2026))) found << "cut: " + texts[i].text;
    for (std::size_t k = 0; k < i; ++k)
      if (texts[i].box.adjusted(0.5, 0.5, -0.5, -0.5).intersects(texts[k].box))
        found << texts[k].text + " under " + texts[i].text;
  }
  for (const Layer& layer : scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* icon = std::get_if<IconShape>(&shape);
          icon != nullptr && !layer.clip.adjusted(-0.5, -0.5, 0.5, 0.5).contains(icon->box))
        found << QStringLiteral("a mark cut off at %1").arg(icon->box.left());
  return found;
}

/// The notes and the legend stand where nothing is drawn.
QStringList coveredBy(const Scene& scene) {
  QStringList found;
  for (const TextShape& text : shapesOf<TextShape>(scene, "notes")) {
    for (const char* layer : {"calls", "arrows", "executions"}) {
      for (const RectShape& rect : shapesOf<RectShape>(scene, layer))
        if (rect.rect.intersects(text.box)) found << text.text + " on a bar";
      for (const LineShape& line : shapesOf<LineShape>(scene, layer))
        if (const double x = text.box.center().x();
            std::abs(line.line.x1() - line.line.x2()) > 1 && x > line.line.x1() && x < line.line.x2() &&
            text.box.adjusted(0, 2, 0, -2)
                .contains(x, line.line.y1() + (x - line.line.x1()) / line.line.dx() * line.line.dy()))
          found << text.text + " on a line";
    }
    for (const IconShape& icon : shapesOf<IconShape>(scene, "marks"))
      if (icon.box.intersects(text.box)) found << text.text + " on a mark";
  }
  return found;
}

class CompactLesson : public testing::TestWithParam<std::string> {};

TEST_P(CompactLesson, IsLegibleAtEveryWidthAndSaysHowHighItMustBe) {
  const auto runs = lessonRuns(GetParam()).shown();
  const TimelineIndex index(runs);
  const FontTextMeasure text(kPagePt);
  for (const double mm : kWidthsMm) {
    const QSizeF least = leastCompactSize(index, {}, pixelsOf(mm), text);
    EXPECT_NEAR(least.width(), pixelsOf(mm), 0.01) << "these widths leave room for time";
    for (const double factor : {1.0, 1.3, 2.0}) {
      const QSizeF size(least.width(), std::ceil(least.height() * factor));
      const Scene scene = buildCompact(index, {}, size, text);
      EXPECT_EQ(illegible(scene).join(QLatin1String("; ")).toStdString(), "") << mm << " mm, " << factor;
      EXPECT_EQ(coveredBy(scene).join(QLatin1String("; ")).toStdString(), "") << mm << " mm, " << factor;
      EXPECT_NEAR(scene.body.height(), size.height(), 1) << mm << " mm, " << factor;
    }
    const Scene tooLow = buildCompact(index, {}, {least.width(), least.height() / 2}, text);
    EXPECT_NEAR(tooLow.body.height(), least.height(), 1) << "whole, and the page cuts it off";
  }
}

TEST_P(CompactLesson, NoMessageBeginsOrEndsInTheAir) {
  const auto runs = lessonRuns(GetParam()).shown();
  const Scene scene = compact(runs, 178, leastMm(runs, 178));
  std::vector<QRectF> boxes;
  for (const char* layer : {"calls", "executions"}) {
    for (const RectShape& rect : shapesOf<RectShape>(scene, layer)) boxes.push_back(rect.rect);
    for (const AreaShape& area : shapesOf<AreaShape>(scene, layer))
      boxes.push_back(QPolygonF(QList<QPointF>(area.points.begin(), area.points.end())).boundingRect());
  }
  for (const LineShape& line : shapesOf<LineShape>(scene, "arrows"))
    for (const QPointF end : {line.line.p1(), line.line.p2()})
      EXPECT_TRUE(std::any_of(boxes.begin(), boxes.end(),
                              [&](const QRectF& box) {
                                return box.adjusted(-1.5, -1.2, 4, 1.2)
                                    .contains(end);  // the answer to a call that traps comes a little later
                              }))
          << end.x() << ", " << end.y();
}

TEST_P(CompactLesson, NamesEveryVariantAndCanisterAndSaysHowEachRunWent) {
  const auto runs = lessonRuns(GetParam()).shown();
  for (const double mm : kWidthsMm) {
    const Scene scene = compact(runs, mm, leastMm(runs, mm));
    for (const roundscope::Run* run : runs) {
      EXPECT_TRUE(says(scene, QString::fromStdString(run->scenario().variant))) << run->scenario().variant;
      const auto rounds = roundsUntil(*run, 1e18);
      EXPECT_TRUE(rounds == 0 || says(scene, textOf(counted(rounds, "round")))) << run->scenario().variant;
      const OutcomeCounts counts = run->outcomes().countsUntil(1e18);
      for (const CallOutcome outcome : kFailures)
        EXPECT_TRUE(counts.of(outcome) == 0 ||
                    says(scene, grouped(counts.of(outcome)) + QLatin1Char(' ') + outcomeName(outcome)))
            << run->scenario().variant << ' ' << nameOf(outcome);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Lessons, CompactLesson, testing::ValuesIn(test::lessonIds()), [](const auto& each) {
  std::string name = each.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

// The figures of the sketch.

TEST(Compact, HoldsSequentialOverParallelInAColumn) {
  const Runs runs(pingSet(5));
  EXPECT_LE(leastMm(runs.shown(), 85), 45);
  const Scene scene = compact(runs.shown(), 85, 45);
  EXPECT_NEAR(scene.body.height(), pixelsOf(45), 0.5);
  EXPECT_EQ(illegible(scene).join(QLatin1String("; ")).toStdString(), "");
  for (const char* words : {"Sequential", "Parallel", "callee", "in flight: 5 of 500", "runs", "travels back", "round",
                            "in a round: order only"})
    EXPECT_TRUE(says(scene, QString::fromUtf8(words))) << words;
  // Of each sequential call a request and a response; of the five parallel ones one for all.
  EXPECT_EQ(shapesOf<LineShape>(scene, "arrows").size(), 12u);
}

TEST(Compact, SceneOfASmallFigureIsAsRecorded) {
  const Runs runs(pingSet(2));
  const TimelineIndex index(runs.shown());
  expectAsRecorded(sceneText(buildCompact(index, {}, {480, 250}, timeline_test::FixedMeasure())),
                   QStringLiteral("scene_compact.txt"));
}

TEST(Compact, LinesLeadFromTheBarsEdgeToTheEdgeOfTheBlockThatServesThem) {
  const Runs runs(pingSet(5));
  const Scene scene = compact({runs.shown().front()}, 85, 30);
  std::vector<QRectF> blocks;
  double barsEnd = 0;
  for (const RectShape& rect : shapesOf<RectShape>(scene, "executions")) blocks.push_back(rect.rect);
  for (const RectShape& rect : shapesOf<RectShape>(scene, "calls"))
    if (rect.fill.role == Role::Outbound) barsEnd = std::max(barsEnd, rect.rect.bottom());
  ASSERT_EQ(blocks.size(), 5u);
  for (const LineShape& line : shapesOf<LineShape>(scene, "arrows")) {
    const bool request = line.line.dy() > 0;
    const QPointF bar = request ? line.line.p1() : line.line.p2();
    const QPointF block = request ? line.line.p2() : line.line.p1();
    EXPECT_NEAR(bar.y(), barsEnd, 1.1);
    EXPECT_TRUE(std::any_of(blocks.begin(), blocks.end(), [&](const QRectF& b) {
      return std::abs(block.y() - b.top()) < 0.6 && block.x() > b.left() - 1.5 && block.x() < b.right() + 1.5;
    })) << block.x();
  }
}

TEST(Compact, ShowsTheLimitInAColumnWithTheRefusedAsAMarkAndNoArea) {
  const auto runs = variantsOf("in-flight-limit", {"Parallel"});
  EXPECT_LE(leastMm(runs, 85), 40);
  const Scene scene = compact(runs, 85, 40);
  EXPECT_TRUE(says(scene, "in flight: 500 of 500"));
  EXPECT_TRUE(says(scene, "1,500 no slot"));
  const auto marks = shapesOf<IconShape>(scene, "marks");
  EXPECT_EQ(std::count_if(marks.begin(), marks.end(), [](const IconShape& i) { return i.mark == Mark::NotPerformed; }),
            1);
  for (const AreaShape& area : shapesOf<AreaShape>(scene)) EXPECT_NE(area.fill.role, Role::FailureFill);
}

TEST(Compact, NoArrowStrikesThroughHowManyWereRefused) {
  const Scene scene = compact(variantsOf("in-flight-limit", {"Both ways"}), 85, 60);
  const auto texts = shapesOf<TextShape>(scene, "texts");
  const auto backs = shapesOf<RectShape>(scene, "texts");
  int crossed = 0;
  for (const TextShape& text : texts)
    for (const LineShape& line : shapesOf<LineShape>(scene, "arrows")) {
      bool through = false;
      for (double at = 0; at <= 1; at += 0.01) through = through || text.box.contains(line.line.pointAt(at));
      if (!through) continue;
      ++crossed;
      EXPECT_TRUE(std::any_of(backs.begin(), backs.end(), [&](const RectShape& r) { return r.rect == text.box; }));
    }
  EXPECT_GT(crossed, 0);
}

TEST(Compact, DotsOfAStyleAreInTheLegendWhereThereAreNoColours) {
  const auto runs = variantsOf("parallel-calls", {"Sequential", "Parallel"});
  CompactView view;
  EXPECT_FALSE(wordsOf(compact(runs, 178, 60, view)).contains("parallel"));
  view.patterns = true;
  EXPECT_TRUE(wordsOf(compact(runs, 178, 60, view)).contains("parallel"));
}

TEST(Compact, ShowsTheRaceWithBothBalancesAndTheLockAcrossAPage) {
  const auto runs = variantsOf("reentrancy", {"No lock", "Lock"});
  EXPECT_LE(leastMm(runs, 178), 80);
  const Scene scene = compact(runs, 178, 80);
  for (const char* words : {"100", "0", "-100", "busy", "balance"})
    EXPECT_TRUE(wordsOf(scene).contains(QString::fromUtf8(words))) << words;
}

TEST(Compact, TheRunThatBrokeAnExpectationIsTheOneThatLooksBad) {
  const auto runs = variantsOf("reentrancy", {"No lock", "Lock"});
  CompactView view;
  view.lost = {{0, Time{3'300'000}, "wallet.balance >= 0"}};
  const Scene scene = compact(runs, 178, 80, view);
  EXPECT_TRUE(says(scene, "1 expectation broken"));
  const auto roleOf = [&](const char* words) {
    for (const TextShape& text : shapesOf<TextShape>(scene, "names"))
      if (text.text == QLatin1String(words)) return text.paint.role;
    return Role::Background;
  };
  EXPECT_EQ(roleOf("No lock"), Role::FailureText);
  EXPECT_EQ(roleOf("Lock"), Role::Text);
  EXPECT_TRUE(wordsOf(scene).contains("expectation broken")) << "the legend tells of the flag";
  view.cursor = Time{2'000'000};
  const Scene before = compact(runs, 178, 80, view);
  EXPECT_FALSE(says(before, "1 expectation broken")) << "it has not happened yet";
  EXPECT_FALSE(says(before, "-100"));
}

TEST(Compact, AnExcerptSaysWhichRoundsOfHowMany) {
  const auto runs = variantsOf("sequential-calls", {"Many calls"});
  CompactView view;
  view.range = TimeRange{2e6, 7e6};
  const Scene scene = compact(runs, 85, leastMm(runs, 85, view), view);
  EXPECT_TRUE(says(scene, QStringLiteral("rounds 2–6 of 181"))) << wordsOf(scene).join(QLatin1Char('|')).toStdString();
  EXPECT_EQ(illegible(scene).join(QLatin1String("; ")).toStdString(), "");
  EXPECT_FALSE(says(compact(runs, 85, 40), "of 181"));
}

TEST(Compact, WhatIsLeftOutIsNotShownAndTakesNoRoom) {
  const auto runs = lessonRuns("reentrancy").shown();
  CompactView view;
  view.leftOutVariants = {1, 2, 3, 4};
  view.leftOutCanisters = {{0, 1}};  // the rival
  view.variables = false;
  const Scene scene = compact(runs, 85, leastMm(runs, 85, view), view);
  EXPECT_TRUE(says(scene, "No lock"));
  EXPECT_FALSE(says(scene, "rival"));
  EXPECT_FALSE(says(scene, "balance"));
  EXPECT_FALSE(says(scene, "Released early"));
  CompactView bare = view;
  bare.legend = bare.arrows = bare.inFlight = false;
  const Scene less = compact(runs, 85, leastMm(runs, 85, bare), bare);
  EXPECT_TRUE(shapesOf<LineShape>(less, "arrows").empty());
  EXPECT_FALSE(says(less, "in flight"));
  EXPECT_FALSE(says(less, "order only"));
  EXPECT_LT(leastMm(runs, 85, bare), leastMm(runs, 85, view));
}

TEST(Compact, ACollapsedCanisterIsOneLineWithWhatFailed) {
  const auto runs = lessonRuns("reentrancy").shown();
  CompactView view;
  view.leftOutVariants = {1, 2, 3, 4};
  CompactView collapsed = view;
  for (std::size_t lane = 0; lane < runs.front()->scenario().canisters.size(); ++lane)
    collapsed.collapsed.insert({0, lane});
  const Scene scene = compact(runs, 85, 10, collapsed);
  EXPECT_TRUE(says(scene, "rival"));
  EXPECT_FALSE(says(scene, "balance"));
  EXPECT_TRUE(shapesOf<AreaShape>(scene, "calls").empty());
  EXPECT_LT(leastMm(runs, 85, collapsed), leastMm(runs, 85, view));
  EXPECT_EQ(illegible(scene), QStringList());

  const auto limit = variantsOf("in-flight-limit", {"Parallel"});
  CompactView one;
  one.collapsed = {{0, 0}};
  const std::vector<IconShape> marks = shapesOf<IconShape>(compact(limit, 85, 10, one), "marks");
  EXPECT_TRUE(
      std::any_of(marks.begin(), marks.end(), [](const IconShape& icon) { return icon.mark == Mark::NotPerformed; }));
}

TEST(Compact, MarkersCrossTheRunsAndTellTheTimeBetweenThem) {
  const auto runs = variantsOf("sequential-calls", {"Ten calls"});
  CompactView view;
  view.markers = {Time{2'000'000}, Time{7'000'000}};
  const Scene scene = compact(runs, 85, leastMm(runs, 85, view), view);
  EXPECT_TRUE(says(scene, "5")) << wordsOf(scene).join(" ").toStdString();
  std::size_t lines = 0;
  for (const LineShape& line : shapesOf<LineShape>(scene, "texts"))
    lines += line.paint.role == Role::Marker && line.dashed ? 1 : 0;
  EXPECT_EQ(lines, 2u);
  EXPECT_EQ(illegible(scene), QStringList());
  EXPECT_GT(leastMm(runs, 85, view), leastMm(runs, 85));
}

TEST(Compact, WhereNothingHappensTimeTakesABreakIfAsked) {
  std::string text = test::twoSubnets(test::pingSteps(2));
  const std::string begin = R"("ingress": [)";
  ASSERT_NE(text.find(begin), std::string::npos) << text;
  text.insert(text.find(begin) + begin.size(), R"({"at_ms": 60000, "to": "caller.go"}, )");
  const Runs later(test::parsed(text));
  const auto runs = later.shown();
  CompactView view;
  view.collapseIdle = true;
  const auto hatched = [](const Scene& scene) {
    const auto rects = shapesOf<RectShape>(scene, "rounds");
    return std::count_if(rects.begin(), rects.end(),
                         [](const RectShape& rect) { return rect.hatch == Hatch::Forward; });
  };
  EXPECT_EQ(hatched(compact(runs, 178, 60)), 0);
  EXPECT_GT(hatched(compact(runs, 178, 60, view)), 0);
}

TEST(Compact, TheCallsOfABatchAreBarsWhereItIsOpened) {
  const auto runs = variantsOf("in-flight-limit", {"Parallel"});
  CompactView view;
  const auto barsOf = [](const Scene& scene) { return shapesOf<RectShape>(scene, "calls").size(); };
  const std::size_t closed = barsOf(compact(runs, 85, 45, view));
  for (std::size_t lane = 0; lane < runs.front()->scenario().canisters.size(); ++lane) view.opened.insert({0, lane});
  EXPECT_GT(barsOf(compact(runs, 85, 45, view)), closed);
}

TEST(Compact, ARangeThatHoldsTheWholeRunIsNoExcerpt) {
  const auto runs = variantsOf("sequential-calls", {"Ten calls"});
  CompactView view;
  view.range = TimeRange{0, 60e6};
  const Scene scene = compact(runs, 85, 45, view);
  EXPECT_TRUE(wordsOf(scene).contains("round"));
  EXPECT_TRUE(wordsOf(scene).contains("50")) << "as wide as another figure";
}

TEST(Compact, LocksAndExecutionsAreTracksOfTheirOwn) {
  const auto runs = variantsOf("reentrancy", {"Lock"});
  const auto shownWith = [&](bool locks, bool executions) {
    CompactView view;
    view.variables = false;
    view.locks = locks;
    view.executions = executions;
    return compact(runs, 178, 60, view);
  };
  const auto blocksOf = [](const Scene& scene) { return shapesOf<RectShape>(scene, "executions").size(); };
  EXPECT_TRUE(wordsOf(shownWith(true, false)).contains("busy"));
  EXPECT_EQ(blocksOf(shownWith(true, false)), 0u);
  EXPECT_FALSE(wordsOf(shownWith(false, true)).contains("busy"));
  EXPECT_GT(blocksOf(shownWith(false, true)), 0u);
  for (const IconShape& icon : shapesOf<IconShape>(shownWith(true, false), "marks"))
    EXPECT_NE(icon.mark, Mark::Commit) << "it has no block to stand on";
}

TEST(Compact, SaysWhereCallsAndCanistersStandAndWhichTimeIsWhere) {
  const Runs runs(pingSet(5));
  const TimelineIndex index(runs.shown());
  const FontTextMeasure text(kPagePt);
  const QSizeF size(pixelsOf(85), pixelsOf(45));
  const Scene scene = buildCompact(index, {}, size, text);
  const TimeAxis axis = compactAxis(index, {}, 0, size.width(), text);
  std::set<std::uint32_t> calls;
  std::set<std::size_t> lanes;
  for (const HitArea& area : scene.hits) {
    if (const auto* hit = std::get_if<LaneHit>(&area.hit); hit != nullptr && hit->lane.variant == 0)
      lanes.insert(hit->lane.lane);
    const auto* hit = std::get_if<CallHit>(&area.hit);
    // A call's bar comes before the block that serves it.
    if (hit == nullptr || hit->call.variant != 0 || !calls.insert(hit->call.call.value).second) continue;
    const roundscope::Run& run = *runs.shown().front();
    EXPECT_NEAR(area.rect.left(), xOf(axis, run.calls().drawnAt(run.call(hit->call.call).at(CallPoint::Performed))),
                0.5);
  }
  EXPECT_EQ(calls.size(), 5u);
  EXPECT_EQ(lanes.size(), 2u);
}

TEST(Compact, TooNarrowForItsNamesAsksForWidth) {
  const Runs runs(pingSet(5));
  const TimelineIndex index(runs.shown());
  const FontTextMeasure text(kPagePt);
  const QSizeF least = leastCompactSize(index, {}, 120, text);
  EXPECT_GT(least.width(), 150);
  EXPECT_EQ(illegible(buildCompact(index, {}, least, text)).join(QLatin1String("; ")).toStdString(), "");
}

TEST(Compact, ValuesStandBesideTheirLineAndTheLastIsAlwaysTold) {
  for (const std::string& id : test::lessonIds()) {
    const auto runs = lessonRuns(id).shown();
    const Scene scene = compact(runs, 120, leastMm(runs, 120));
    for (const StrokeShape& line : shapesOf<StrokeShape>(scene, "calls"))
      for (const TextShape& value : shapesOf<TextShape>(scene, "texts"))
        for (std::size_t i = 0; i + 1 < line.points.size(); ++i) {
          const QRectF leg = QRectF(line.points[i], line.points[i + 1]).normalized().adjusted(-0.1, -0.1, 0.1, 0.1);
          EXPECT_FALSE(value.box.adjusted(1, 5, -1, -5).intersects(leg)) << id << ' ' << value.text.toStdString();
        }
  }
  const auto naive = variantsOf("no-rollback", {"Naive"});
  EXPECT_TRUE(wordsOf(compact(naive, 85, leastMm(naive, 85))).contains("40"));
}

TEST(Compact, QueriesHaveAnAxisOfTheirOwnInMilliseconds) {
  const auto runs = variantsOf("composite-query", {"Composite query", "Update"});
  const Scene scene = compact(runs, 178, leastMm(runs, 178));
  EXPECT_TRUE(says(scene, "latency (model)"));
  EXPECT_TRUE(wordsOf(scene).contains("round"));
  EXPECT_FALSE(wordsOf(compact({runs.front()}, 178, 60)).contains("round")) << "it has none";
}

TEST(Compact, CanistersStandInAllVariantsAsTheFirstVariantsSubnetsHaveThem) {
  const Runs runs(test::parsed(R"({"roundscope": 1, "subnets": [{"id": "here"}, {"id": "there"}], "canisters": [
    {"id": "upper", "subnet": "here", "methods": {"go": {}}}, {"id": "lower", "subnet": "there", "methods": {"go": {}}}],
    "ingress": [{"to": "upper.go"}, {"to": "lower.go"}], "variants": [{"name": "As it is"}, {"name": "Changed", "patch": [
    {"op": "replace", "path": "/canisters/0/subnet", "value": "there"},
    {"op": "replace", "path": "/canisters/1/subnet", "value": "here"}]}]})"));
  const Scene scene = compact(runs.shown(), 178, leastMm(runs.shown(), 178));
  std::vector<double> upper, lower;
  for (const TextShape& text : shapesOf<TextShape>(scene)) {
    if (text.text.contains(QLatin1String("upper"))) upper.push_back(text.box.top());
    if (text.text.contains(QLatin1String("lower"))) lower.push_back(text.box.top());
  }
  ASSERT_EQ(upper.size(), 2U);
  ASSERT_EQ(lower.size(), 2U);
  for (std::size_t variant = 0; variant < 2; ++variant) EXPECT_LT(upper[variant], lower[variant]) << variant;
}

TEST(Compact, CostsNoMoreForMoreCalls) {
  const auto shapes = [](std::uint32_t calls) {
    const auto run = timeline_test::parallelRun(calls, calls);
    const Scene scene = compact({run.get()}, 85, 60);
    std::size_t count = 0;
    for (const Layer& layer : scene.layers) count += layer.shapes.size();
    return count;
  };
  EXPECT_LT(shapes(40'000), shapes(400) + 400);
}

TEST(Compact, HasAPictureOfNoRunAtAll) {
  const Scene scene = compact({}, 85, 45);
  EXPECT_EQ(illegible(scene).join(QLatin1String("; ")).toStdString(), "");
}

}  // namespace
}  // namespace roundscope::ui
