// Charts, maps and grids, shape by shape, as they were recorded: a change of them is seen as a line that differs.
#include <gtest/gtest.h>

#include "core/analysis/sweep_numbers.h"
#include "tests/ui/golden.h"
#include "tests/ui/picture/picture_fixture.h"
#include "tests/ui/timeline/scene_fixture.h"
#include "ui/plot/in_flight_scene.h"
#include "ui/plot/sweep_scene.h"

namespace roundscope::ui {
namespace {

const QRectF kSheet(10, 20, 560, 360);

/// Two variants over a few values, and over a second parameter where `second` has values.
SweepTable recordedTable(const std::vector<std::int64_t>& second) {
  SweepTable table;
  table.title = "calls and slots";
  table.plan = {{{"/n", {1, 10, 100}}}, {"Sequential", "Parallel"}, second.empty() ? 1U : 5U};
  if (!second.empty()) table.plan.parameters.push_back({"/limits/queue_capacity", second});
  const std::vector<std::int64_t> seconds = second.empty() ? std::vector<std::int64_t>{0} : second;
  for (std::size_t variant = 0; variant < 2; ++variant)
    for (const std::int64_t n : {1, 10, 100})
      for (const std::int64_t capacity : seconds) {
        SweepPoint point{.values = {n}, .ended = 1};
        if (!second.empty()) point.values.push_back(capacity);
        point.variant = variant;
        point.numbers.assign(sweepNumbers().size(), spreadOf({0}));
        const auto calls = static_cast<double>(n);
        point.numbers[sweepNumberAt("rounds")] =
            variant == 0 ? spreadOf({2 * calls, 2 * calls + 2, 2 * calls + 9}) : spreadOf({12});
        point.numbers[sweepNumberAt("not_performed")] = spreadOf({variant == 1 && n > capacity ? calls - 5 : 0});
        table.points.push_back(std::move(point));
      }
  return table;
}

SweepView recordedView(bool figure) {
  return {.number = sweepNumberAt("rounds"),
          .parameterNames = {QStringLiteral("calls"), QStringLiteral("slots")},
          .selected = 2,
          .figure = figure};
}

TEST(PlotsRecorded, SweepsAreAsRecorded) {
  const timeline_test::FixedMeasure text;
  QString all;
  for (const bool figure : {false, true}) {
    all += QStringLiteral("== a chart\n") +
           sceneText(buildSweepScene(recordedTable({}), recordedView(figure), kSheet, text).scene);
    all += QStringLiteral("== a map\n") +
           sceneText(buildSweepScene(recordedTable({2, 50, 500}), recordedView(figure), kSheet, text).scene);
  }
  all += QStringLiteral("== two numbers\n") +
         sceneText(buildSweepFigure(recordedTable({}), recordedView(true),
                                    {sweepNumberAt("rounds"), sweepNumberAt("not_performed")}, kSheet, text)
                       .scene);
  expectAsRecorded(all, QStringLiteral("scene_sweeps.txt"));
}

TEST(PlotsRecorded, AGridOfFailuresIsAsRecorded) {
  const timeline_test::FixedMeasure text;
  FailureGrid grid;
  grid.methods = {{"ledger.transfer", 9, 7}, {"archive.append", 1, 1}};
  for (std::uint32_t number = 1; number <= 7; ++number)
    grid.cells.push_back(
        {.method = 0, .number = number, .effect = static_cast<FailureEffect>(number % kFailureEffectCount)});
  grid.cells.push_back({.method = 1, .number = 1, .effect = FailureEffect::Users});
  QString all;
  for (const QRectF& page : {kSheet, QRectF(0, 0, 420, 150)})
    all += QStringLiteral("== %1 high\n").arg(page.height()) + sceneText(buildFailureScene(grid, 2, page, text).scene);
  expectAsRecorded(all, QStringLiteral("scene_failures.txt"));
}

TEST(PlotsRecorded, CallsInFlightAreAsRecorded) {
  const timeline_test::FixedMeasure text;
  const picture_test::Runs runs(picture_test::pingSet(12, {{"/limits/queue_capacity", "5"}}));
  const TimelineIndex index(runs.shown());
  InFlightView view;
  view.axis = {.startUs = 0, .spanUs = static_cast<double>(index.endUs()), .leftPx = 80, .widthPx = 460};
  view.cursor = Time{2'000'000};
  QString all;
  for (const bool hidden : {false, true}) {
    view.hideFuture = hidden;
    const InFlightScene chart = buildInFlightScene(index, view, {560, 180}, text);
    all += QStringLiteral("== the chart\n") + sceneText(chart.scene) + sceneText(buildInFlightCursor(chart, view));
  }
  all += QStringLiteral("== a figure\n") + sceneText(buildInFlightFigure(index, view, {560, 300}, text).scene);
  expectAsRecorded(all, QStringLiteral("scene_in_flight.txt"));
}

}  // namespace
}  // namespace roundscope::ui
