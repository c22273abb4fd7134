// A sweep on paper: several numbers in one frame, lines that are named where they end, and scales that can be read.
#include <gtest/gtest.h>

#include <cmath>

#include "core/analysis/sweep_numbers.h"
#include "ui/plot/sweep_scene.h"

namespace roundscope::ui {
namespace {

/// Three styles of one experiment: rounds that grow with n, or hardly, and failures of one of them.
SweepTable threeStyles() {
  SweepTable table;
  table.title = "n calls";
  table.plan = {{{"/n", {1, 10, 100, 1'000}}}, {"Sequential", "Parallel", "Window"}, 1};
  for (std::size_t variant = 0; variant < 3; ++variant)
    for (const std::int64_t n : {1, 10, 100, 1'000}) {
      SweepPoint point{.values = {n}, .ended = 1};
      point.variant = variant;
      const auto calls = static_cast<double>(n);
      point.numbers.assign(sweepNumbers().size(), spreadOf({0}));
      const double rounds = variant == 0 ? 2.0 * calls : variant == 1 ? 3 : 2 + std::ceil(calls / 100);
      point.numbers[sweepNumberAt("rounds")] = spreadOf({rounds});
      point.numbers[sweepNumberAt("not_performed")] = spreadOf({variant == 1 && n > 500 ? calls - 500 : 0});
      table.points.push_back(std::move(point));
    }
  return table;
}

struct Words {
  QStringList all;
  std::vector<QRectF> boxes;
};
Words wordsIn(const Scene& scene) {
  Words words;
  for (const Layer& layer : scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* text = std::get_if<TextShape>(&shape)) {
        words.all << text->text;
        words.boxes.push_back(text->box);
      }
  return words;
}

TEST(SweepFigure, NamesEachLineOnceInEachChartAndOverlapsNothing) {
  const SweepTable table = threeStyles();
  const FontTextMeasure text(7);
  for (const QSizeF size : {QSizeF(673, 250), QSizeF(321, 420)}) {
    const QRectF page(QPointF(0, 0), size);
    const SweepView view{.number = 0, .parameterNames = {QStringLiteral("calls")}, .selected = {}, .figure = true};
    const SweepScene figure =
        buildSweepFigure(table, view, {sweepNumberAt("rounds"), sweepNumberAt("not_performed")}, page, text);
    const Words words = wordsIn(figure.scene);
    for (const char* const name : {"Sequential", "Parallel", "Window"})
      EXPECT_EQ(words.all.count(QLatin1String(name)), 2) << words.all.join(u'\n').toStdString();
    EXPECT_TRUE(words.all.contains(QStringLiteral("rounds, logarithmic")));
    EXPECT_TRUE(words.all.contains(QStringLiteral("calls not performed")));
    EXPECT_EQ(words.all.count(QStringLiteral("calls, logarithmic")), 2) << "what is swept";
    for (std::size_t i = 0; i < words.boxes.size(); ++i) {
      EXPECT_TRUE(page.adjusted(-0.5, -0.5, 0.5, 0.5).contains(words.boxes[i]))
          << words.all[qsizetype(i)].toStdString();
      for (std::size_t j = i + 1; j < words.boxes.size(); ++j)
        EXPECT_FALSE(words.boxes[i].adjusted(0.1, 0.1, -0.1, -0.1).intersects(words.boxes[j]))
            << words.all[qsizetype(i)].toStdString() << " | " << words.all[qsizetype(j)].toStdString();
    }
  }
}

TEST(SweepFigure, TellsSeveralMagnitudesOnALogarithmUnlessSomeAreZero) {
  const SweepTable table = threeStyles();
  const FontTextMeasure text(8);
  const QRectF page(0, 0, 400, 300);
  SweepView view{.number = sweepNumberAt("rounds"), .parameterNames = {}, .selected = {}, .figure = true};
  const SweepScene rounds = buildSweepScene(table, view, page, text);
  EXPECT_TRUE(rounds.yLog);
  EXPECT_TRUE(rounds.xLog);
  const QStringList words = wordsIn(rounds.scene).all;
  for (const char* const tick : {"10", "100", "1,000"}) EXPECT_TRUE(words.contains(QLatin1String(tick))) << tick;
  // As far from 3 to 30 as from 30 to 300: the places of Sequential are on a straight line.
  const auto middle = [&](std::size_t point) { return rounds.places[point].box.center(); };
  EXPECT_NEAR(middle(1).y() - middle(2).y(), middle(2).y() - middle(3).y(), 0.01);
  view.number = sweepNumberAt("not_performed");
  EXPECT_FALSE(buildSweepScene(table, view, page, text).yLog) << "nothing is 0 on a logarithm";
  view = {.number = sweepNumberAt("rounds"), .parameterNames = {}, .selected = {}};
  EXPECT_FALSE(buildSweepScene(table, view, page, text).yLog) << "the window has numbers from 0";
}

TEST(SweepFigure, SaysWhichAxesAreLogarithms) {
  const SweepTable table = threeStyles();
  const FontTextMeasure text(8);
  const SweepView view{
      .number = sweepNumberAt("rounds"), .parameterNames = {QStringLiteral("calls")}, .selected = {}, .figure = true};
  const QStringList words = wordsIn(buildSweepScene(table, view, {0, 0, 400, 300}, text).scene).all;
  EXPECT_TRUE(words.contains(QStringLiteral("rounds, logarithmic"))) << words.join(u'\n').toStdString();
  EXPECT_TRUE(words.contains(QStringLiteral("calls, logarithmic"))) << words.join(u'\n').toStdString();
}

/// A dashed line has its words above it, in the window at any size, too.
TEST(SweepFigure, DrawsNoLineAcrossWithoutItsWords) {
  const SweepTable table = threeStyles();
  const FontTextMeasure text(8);
  for (const bool figure : {true, false})
    for (const QRectF& page : {QRectF(0, 0, 420, 320), QRectF(0, 0, 300, 120), QRectF(0, 0, 90, 120)}) {
      const SweepView view{.number = sweepNumberAt("rounds"), .parameterNames = {}, .selected = {}, .figure = figure};
      const SweepScene chart = buildSweepScene(table, view, page, text);
      qsizetype lines = 0;
      for (const Layer& layer : chart.scene.layers)
        for (const Shape& shape : layer.shapes)
          if (const auto* line = std::get_if<LineShape>(&shape); line != nullptr && line->dashed) ++lines;
      qsizetype named = 0;
      for (const QString& words : wordsIn(chart.scene).all)
        if (words.contains(u" on ") || words.startsWith(u"from ") || words.endsWith(u" on")) ++named;
      EXPECT_EQ(lines, named) << page.width() << (figure ? " figure" : " window");
      if (figure && page.width() > 400) {
        EXPECT_GT(lines, 1);
      }
    }
}

}  // namespace
}  // namespace roundscope::ui
