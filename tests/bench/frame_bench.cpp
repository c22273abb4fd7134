// What a frame of the timeline costs at 1600 x 900, from the index to the pixels, and what the index costs to build.
// A frame must not grow with the number of calls.
#include <benchmark/benchmark.h>

#include <QImage>
#include <QPainter>
#include <map>
#include <memory>

#include "core/analysis/simulate_run.h"
#include "core/run/run.h"
#include "tests/bench/window_of_calls.h"
#include "ui/drawing/painter.h"
#include "ui/picture/svg.h"
#include "ui/stage/stage_scene.h"
#include "ui/timeline/scene.h"

namespace roundscope::ui {
namespace {

constexpr QSize kSize(1600, 900);
constexpr double kBasePt = 10;

/// A finished run with its index. Only the latest is kept: the greatest takes gigabytes.
struct IndexedRun {
  explicit IndexedRun(std::int64_t calls) : run(simulateRun(windowOfCalls(calls))), index({run.get()}) {}
  std::shared_ptr<const Run> run;
  TimelineIndex index;
};

IndexedRun& indexedRun(std::int64_t calls) {
  static std::unique_ptr<IndexedRun> run;
  static std::int64_t of = 0;
  if (of != calls) {
    run.reset();
    run = std::make_unique<IndexedRun>(calls);
    of = calls;
  }
  return *run;
}

/// Where the view of each further frame lies: `share` of the run is seen, `step` of the view is moved by.
struct Motion {
  double share = 1;
  double step = 0;
};

void paintFrames(benchmark::State& state, Motion motion) {
  IndexedRun& run = indexedRun(state.range(0));
  const FontTextMeasure text(kBasePt);
  const Theme theme{ThemeKind::Light};
  QImage image(kSize, QImage::Format_RGB32);
  TimelineView view;
  view.scale = scaleOf(run.index, AxisUnit::Rounds);
  view.axis = axisFor(view.axis, gutterWidth(run.index, text), kSize.width());
  const auto end = static_cast<double>(run.index.endUs());
  view.cursor = Time{run.index.endUs() / 2};
  const double span = end * motion.share;
  double start = 0;
  for (auto _ : state) {
    view.axis = fitted(view.axis, {start, start + span});
    const Scene scene = buildScene(run.index, view, kSize, text);
    QPainter painter(&image);
    paintScene(painter, scene, theme, kBasePt);
    painter.end();
    benchmark::DoNotOptimize(image.constBits());
    start += span * motion.step;
    if (start + span > end) start = 0;
  }
}

/// The stage at moments that lie all over the run, as when the cursor is dragged, or that follow each other at sixty
/// frames a second and four rounds a second.
void paintStage(benchmark::State& state, bool plays) {
  constexpr double kGoldenRatio = 0.618033988749895;
  IndexedRun& run = indexedRun(state.range(0));
  const FontTextMeasure text(kBasePt);
  const Theme theme{ThemeKind::Light};
  QImage image(kSize, QImage::Format_RGB32);
  StageView view{.scrubber = true};
  const auto end = static_cast<double>(run.index.endUs());
  const double step =
      plays ? static_cast<double>(run.run->scenario().subnets[0].blockInterval.us) * 4 / 60 / end : kGoldenRatio;
  double share = plays ? 0.5 : 0;
  for (auto _ : state) {
    share += step;
    if (share >= 1) share -= 1;
    view.cursor = Time{static_cast<std::int64_t>(share * end)};
    const StageScene stage = buildStage({run.run.get()}, view, kSize, text);
    QPainter painter(&image);
    paintScene(painter, stage.scene, theme, kBasePt);
    painter.end();
    benchmark::DoNotOptimize(image.constBits());
  }
}

/// `time_per_call` of a benchmark whose argument is the number of calls.
benchmark::Counter timePerCall(const benchmark::State& state) {
  return {static_cast<double>(state.range(0)),
          benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert};
}

/// From the packed events of a run to what is known of any moment: the table of calls, and all folds.
void foldRun(benchmark::State& state) {
  const Trace& trace = indexedRun(state.range(0)).run->trace();
  for (auto _ : state) {
    Run run(trace.scenarioPtr());
    trace.forEachBatch([&](const RoundBatch& batch) { run.append(batch); });
    benchmark::DoNotOptimize(run.trace().eventCount());
  }
  state.counters["time_per_call"] = timePerCall(state);
}

/// From a run to where its calls are drawn.
void buildIndex(benchmark::State& state) {
  const IndexedRun& run = indexedRun(state.range(0));
  for (auto _ : state) {
    VariantIndex index(*run.run);
    index.grow();
    benchmark::DoNotOptimize(index.frontierUs());
  }
  state.counters["time_per_call"] = timePerCall(state);
}

/// A vector picture of a finished run, from its trace to the bytes of the file.
void drawSvg(benchmark::State& state) {
  const IndexedRun& run = indexedRun(state.range(0));
  qsizetype bytes = 0;
  for (auto _ : state) {
    const PictureSource source({run.run.get()});
    bytes = svgOf(layOutPicture(source, {}).value()).size();
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}

/// One size after the other, so that each run is simulated once.
const bool kRegistered = [] {
  for (const std::int64_t calls : {100'000, 1'000'000, 10'000'000}) {
    const auto add = [calls](const char* name, auto function, Motion motion) {
      benchmark::RegisterBenchmark(name, function, motion)->Arg(calls)->Unit(benchmark::kMillisecond);
    };
    add("frame/whole", paintFrames, {});
    add("frame/pan", paintFrames, {.share = 0.1, .step = 0.02});
    add("frame/zoomed", paintFrames, {.share = 0.0001, .step = 0.5});
    benchmark::RegisterBenchmark("stage/whole", paintStage, false)->Arg(calls)->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("stage/play", paintStage, true)->Arg(calls)->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("picture/svg", drawSvg)->Arg(calls)->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("fold", foldRun)->Arg(calls)->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark("index", buildIndex)->Arg(calls)->Unit(benchmark::kMillisecond);
  }
  return true;
}();

}  // namespace
}  // namespace roundscope::ui
