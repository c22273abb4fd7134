// Curves of calls in flight: honest about what pixels can show, and legible where there are several.
#include <gtest/gtest.h>

#include <set>

#include "tests/ui/picture/picture_fixture.h"
#include "ui/lessons/lesson_library.h"
#include "ui/plot/in_flight_scene.h"
#include "ui/plot/in_flight_series.h"

namespace roundscope::ui {
namespace {

using namespace picture_test;

/// One call after the other: each in flight for `onUs`, then none for `offUs`.
StepCurve pulses(int count, std::int64_t onUs, std::int64_t offUs) {
  StepCurve curve;
  for (int i = 0; i < count; ++i) {
    curve.add(i * (onUs + offUs), 1);
    curve.add(i * (onUs + offUs) + onUs, -1);
  }
  curve.settle();
  return curve;
}

TimeAxis axisOf(double spanUs, double widthPx) {
  return {.startUs = 0, .spanUs = spanUs, .leftPx = 0, .widthPx = widthPx};
}

TEST(InFlightCurve, IsABandWhereWhatComesAndGoesIsNarrowerThanAPixel) {
  // Gaps of 0.9 of a pixel, 3.7 pixels apart, would fall on pixels in a rhythm of their own.
  const StepCurve curve = pulses(300, 2'800, 900);
  for (const double width : {1'110.0, 400.0, 37.0}) {
    const auto points = curvePoints(curve, axisOf(1'110'000, width), 1'110'000);
    std::set<double> values;
    for (const CurvePoint& point : points)
      if (point.x < width - 4) values.insert(point.value);
    EXPECT_EQ(values, (std::set<double>{1})) << width;
  }
}

TEST(InFlightCurve, KeepsEveryGapThatCanBeSeen) {
  const StepCurve curve = pulses(100, 2'000, 2'000);
  const auto points = curvePoints(curve, axisOf(400'000, 800), 400'000);
  std::size_t gaps = 0;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    if (points[i].value != 0) continue;
    ++gaps;
    EXPECT_NEAR(points[i + 1].x - points[i].x, 4, 0.01) << "all are as wide as they are";
  }
  EXPECT_EQ(gaps, 100U);
}

TEST(InFlightCurve, HasNoMorePointsThanPixelsHowManyCallsThereAre) {
  const StepCurve curve = pulses(200'000, 30, 30);
  EXPECT_LE(curvePoints(curve, axisOf(12e6, 500), 12e6).size(), 5 * 500U);
}

TEST(InFlightCurve, NeverGoesAboveWhatWasInFlightNorMissesThePeak) {
  StepCurve curve;
  curve.add(100, 3);
  curve.add(5'000, -1);
  curve.add(5'200, -1);
  curve.add(5'300, 2);
  curve.add(9'000, -3);
  curve.settle();
  double highest = 0;
  for (const CurvePoint& point : curvePoints(curve, axisOf(10'000, 10), 10'000))
    highest = std::max(highest, point.value);
  EXPECT_EQ(highest, 3);
}

struct FigureOfRuns {
  explicit FigureOfRuns(const char* lesson) : FigureOfRuns(loadLesson(QLatin1String(lesson)).value()) {}
  explicit FigureOfRuns(const ScenarioSet& set) : runs(set), source(runs.shown()) {
    view.axis = {.startUs = 0, .spanUs = static_cast<double>(source.index->endUs()), .leftPx = 0, .widthPx = 1};
  }
  [[nodiscard]] InFlightScene draw(QSizeF size, double pt = 8) const {
    return buildInFlightFigure(*source.index, view, size, FontTextMeasure(pt));
  }
  Runs runs;
  PictureSource source;
  InFlightView view;
};

std::vector<TextShape> textsOf(const Scene& scene) {
  std::vector<TextShape> texts;
  for (const Layer& layer : scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* text = std::get_if<TextShape>(&shape)) texts.push_back(*text);
  return texts;
}

TEST(InFlightFigure, GivesSeveralPairsAFieldEachOnOneScaleWithNameAndCap) {
  const FigureOfRuns figure("await-order");
  const auto series = inFlightSeries(*figure.source.index, {});
  ASSERT_GT(series.size(), 3U);
  const double least = leastInFlightFigureHeight(*figure.source.index, figure.view, FontTextMeasure(8));
  const QSizeF size(600, least);
  const InFlightScene chart = figure.draw(size);
  QStringList words;
  for (const TextShape& text : textsOf(chart.scene)) {
    words << text.text;
    EXPECT_TRUE(QRectF(QPointF(0, 0), size).adjusted(-0.5, -0.5, 0.5, 0.5).contains(text.box))
        << text.text.toStdString();
  }
  for (const InFlightSeries& one : series) EXPECT_TRUE(words.contains(one.name)) << one.name.toStdString();
  EXPECT_EQ(words.count(QStringLiteral("limit 500 (far above)")), static_cast<qsizetype>(series.size()));
  EXPECT_TRUE(words.contains(axisTitle(scaleOf(*figure.source.index, AxisUnit::Rounds))))
      << words.join(u'\n').toStdString();
  // One scale: the same peak is as high in each field.
  std::set<int> heights;
  std::size_t curves = 0;
  for (const Layer& layer : chart.scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* stroke = std::get_if<StrokeShape>(&shape)) {
        const auto& pair = *series[curves++].pair;
        heights.insert(qRound(100 * boundsOf(shape).adjusted(0, 0.8, 0, -0.8).height() / pair.curve.peak().value));
        EXPECT_EQ(stroke->dash, Dash::None) << "nothing else is on its field";
      }
  EXPECT_EQ(curves, series.size());
  EXPECT_EQ(heights.size(), 1U);
}

TEST(InFlightFigure, NamesAFewCurvesOnOneField) {
  const FigureOfRuns figure(pingSet(5));
  const auto series = inFlightSeries(*figure.source.index, {});
  ASSERT_LE(series.size(), 3U);
  QStringList words;
  for (const TextShape& text : textsOf(figure.draw({500, 240}).scene)) words << text.text;
  for (const InFlightSeries& one : series) EXPECT_TRUE(words.contains(one.name)) << words.join(u'\n').toStdString();
  EXPECT_EQ(words.count(QStringLiteral("limit 500 (far above)")), 1);
}

TEST(InFlightFigure, OverlapsNoTextsInAnyLesson) {
  for (const LessonInfo& lesson : lessons()) {
    SCOPED_TRACE(lesson.id.toStdString());
    const FigureOfRuns figure(lesson.id.toLatin1().constData());
    const double least = leastInFlightFigureHeight(*figure.source.index, figure.view, FontTextMeasure(7));
    for (const double width : {321.0, 605.0, 1000.0}) {
      const auto texts = textsOf(figure.draw({width, least}, 7).scene);
      for (std::size_t i = 0; i < texts.size(); ++i)
        for (std::size_t j = i + 1; j < texts.size(); ++j)
          EXPECT_FALSE(texts[i].box.adjusted(0.1, 0.1, -0.1, -0.1).intersects(texts[j].box))
              << texts[i].text.toStdString() << " | " << texts[j].text.toStdString();
    }
  }
}

}  // namespace
}  // namespace roundscope::ui
