// What a window shows becomes a figure, and the figure shows it again.
#include "ui/picture/figure_view.h"

#include <gtest/gtest.h>

#include <functional>

#include "tests/ui/picture/picture_fixture.h"
#include "ui/picture/svg.h"

namespace roundscope::ui {
namespace {

using picture_test::Runs;

class FigureViewTest : public ::testing::Test {
 protected:
  FigureViewTest() : runs(picture_test::pingSet(6)), index(runs.shown()) {
    view.axis = fitted(view.axis, {1e6, 4e6});
    view.cursor = Time{2'500'000};
    view.foldedVariants = {1};
    view.collapsed = {{0, 1}};
    view.opened = {{0, 0}};
    view.markers = {Time{1'200'000}, Time{3'000'000}};
    view.selected = CallRef{0, CallId{1}};
    view.showCriticalPath = true;
    view.collapseIdle = true;
    view.showArrows = false;
  }
  Runs runs;
  TimelineIndex index;
  TimelineView view;
};

TEST_F(FigureViewTest, SurvivesTheWayThroughAFile) {
  const Result<Figure> read = parseFigure(figureText(figureOf(view, index)), "figure");
  ASSERT_TRUE(read.ok()) << read.error().text();
  EXPECT_EQ(read.value(), figureOf(view, index));
  const TimelineView again = viewOf(read.value(), index);
  EXPECT_EQ(again.cursor, view.cursor);
  EXPECT_TRUE(again.showCursor);
  EXPECT_EQ(again.foldedVariants, view.foldedVariants);
  EXPECT_EQ(again.collapsed, view.collapsed);
  EXPECT_EQ(again.opened, view.opened);
  EXPECT_EQ(again.markers, view.markers);
  EXPECT_EQ(again.selected, view.selected);
  EXPECT_TRUE(again.showCriticalPath);
  EXPECT_TRUE(again.collapseIdle);
  EXPECT_FALSE(again.showArrows);
  EXPECT_EQ(read.value().rangeUs, (std::pair<std::int64_t, std::int64_t>{1'000'000, 4'000'000}));
}

TEST_F(FigureViewTest, IsWhatThePictureShows) {
  view.foldedVariants = {};
  Figure shown = figureOf(view, index);
  const PictureSource source(runs.shown(), true);
  for (const FigureDensity density : {FigureDensity::Comfortable, FigureDensity::Compact}) {
    shown.density = density;
    const QByteArray same = svgOf(picture_test::pictureOf(source, shown));
    EXPECT_NE(same, svgOf(picture_test::pictureOf(source, Figure{})));
    // Each thing that was chosen is seen: without it, another picture.
    for (const auto& without : std::vector<std::function<void(Figure&)>>{
             [](Figure& f) { f.window.markersUs.clear(); }, [](Figure& f) { f.window.selected.reset(); },
             [](Figure& f) { f.window.criticalPath = false; }, [](Figure& f) { f.window.collapsed.clear(); },
             [](Figure& f) { f.cursorUs.reset(); }, [](Figure& f) { f.rangeUs.reset(); },
             [](Figure& f) { f.window.folded = {"Parallel"}; }}) {
      Figure other = shown;
      without(other);
      EXPECT_NE(svgOf(picture_test::pictureOf(source, other)), same) << figureText(other);
    }
  }
}

TEST_F(FigureViewTest, LeavesOutCanistersThatAreNotNamed) {
  Figure figure;
  figure.canisters = {"callee"};
  const TimelineView chosen = viewOf(figure, index);
  EXPECT_EQ(chosen.leftOut, (std::set<LaneKey>{{0, 0}, {1, 0}}));
  EXPECT_TRUE(viewOf(Figure{}, index).leftOut.empty());
}

TEST_F(FigureViewTest, IgnoresNamesThatTheRunsDoNotHave) {
  Figure figure;
  figure.window.folded = {"Gone"};
  figure.window.collapsed = {{"Parallel", "gone"}, {"Gone", "callee"}};
  figure.window.selected = FigureCall{"Parallel", 999};
  const TimelineView chosen = viewOf(figure, index);
  EXPECT_TRUE(chosen.foldedVariants.empty());
  EXPECT_TRUE(chosen.collapsed.empty());
  EXPECT_FALSE(chosen.selected);
}

TEST(FigureParts, AreEachLeftOutOfTheDrawing) {
  const Runs runs(picture_test::pingSet(6));
  const PictureSource source(runs.shown());
  const QByteArray whole = svgOf(picture_test::pictureOf(source, Figure{}));
  for (const FigurePart part : {FigurePart::Calls, FigurePart::Executions, FigurePart::Arrows, FigurePart::Chart,
                                FigurePart::Legend, FigurePart::Title, FigurePart::Provenance}) {
    Figure figure;
    figure.hidden = {part};
    EXPECT_NE(svgOf(picture_test::pictureOf(source, figure)), whole) << nameOf(part);
  }
  Figure bare;
  bare.hidden = {FigurePart::Chart, FigurePart::InFlight};
  EXPECT_FALSE(svgOf(picture_test::pictureOf(source, bare)).contains("calls in flight"));
}

}  // namespace
}  // namespace roundscope::ui
