// The grid of failures: each message that was failed has its cell, and each cell says what it led to.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "ui/plot/sweep_scene.h"

namespace roundscope::ui {
namespace {

/// Two methods; of the first more messages came than were tried.
FailureGrid twoMethods() {
  FailureGrid grid;
  grid.methods = {{"ledger.transfer", 40, 30}, {"archive.append", 1, 1}};
  for (std::uint32_t number = 1; number <= 30; ++number)
    grid.cells.push_back(
        {.method = 0, .number = number, .effect = number % 2 == 0 ? FailureEffect::Users : FailureEffect::None});
  grid.cells.push_back({.method = 1, .number = 1, .effect = FailureEffect::CutOff});
  return grid;
}

template <class ShapeOf>
std::vector<ShapeOf> allOf(const Scene& scene) {
  std::vector<ShapeOf> found;
  for (const Layer& layer : scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* one = std::get_if<ShapeOf>(&shape)) found.push_back(*one);
  return found;
}

QStringList wordsInGrid(const Scene& scene) {
  QStringList words;
  for (const TextShape& text : allOf<TextShape>(scene)) words << text.text;
  return words;
}

class FailureScene : public testing::TestWithParam<QSizeF> {
 protected:
  const QRectF page{QPointF(5, 9), GetParam()};
  const FontTextMeasure text{9};
};

TEST_P(FailureScene, HasACellForEachMessageInOrderWithinThePage) {
  const FailureGrid grid = twoMethods();
  const SweepScene scene = buildFailureScene(grid, std::nullopt, page, text);
  ASSERT_EQ(scene.places.size(), grid.cells.size());
  for (std::size_t i = 0; i < scene.places.size(); ++i) {
    const QRectF box = scene.places[i].box;
    EXPECT_EQ(scene.places[i].which, i);
    EXPECT_TRUE(page.contains(box)) << i;
    EXPECT_TRUE(scene.plot.adjusted(-0.1, -0.1, 0.1, 0.1).contains(box)) << i;
    for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(box.intersects(scene.places[j].box)) << i << " over " << j;
    if (i == 0 || grid.cells[i].method != grid.cells[i - 1].method) continue;
    const QRectF before = scene.places[i - 1].box;
    EXPECT_TRUE(box.top() > before.bottom() || (box.top() == before.top() && box.left() > before.right())) << i;
  }
}

TEST_P(FailureScene, PaintsItsPageAndLeavesNoWordsOverOthers) {
  const SweepScene scene = buildFailureScene(twoMethods(), std::nullopt, page, text);
  const auto rects = allOf<RectShape>(scene.scene);
  ASSERT_FALSE(rects.empty());
  EXPECT_EQ(rects.front().rect, page);
  EXPECT_EQ(rects.front().fill.role, Role::Background);
  const auto words = allOf<TextShape>(scene.scene);
  for (std::size_t i = 0; i < words.size(); ++i) {
    EXPECT_TRUE(page.contains(words[i].box)) << words[i].text.toStdString();
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_FALSE(words[i].box.adjusted(1, 1, -1, -1).intersects(words[j].box)) << words[i].text.toStdString();
  }
}

TEST_P(FailureScene, NamesTheEffectsThatThereAreAndNoOthers) {
  const QStringList words = wordsInGrid(buildFailureScene(twoMethods(), std::nullopt, page, text).scene);
  for (std::size_t i = 0; i < kFailureEffectCount; ++i) {
    const auto effect = static_cast<FailureEffect>(i);
    const bool there =
        effect == FailureEffect::None || effect == FailureEffect::Users || effect == FailureEffect::CutOff;
    const std::string_view said = wordsOf(effect);
    EXPECT_EQ(words.count(QString::fromUtf8(said.data(), static_cast<qsizetype>(said.size()))), there ? 1 : 0) << said;
  }
}

TEST_P(FailureScene, MarksTheSelectedCellAlone) {
  const SweepScene scene = buildFailureScene(twoMethods(), 3, page, text);
  std::size_t marked = 0;
  for (const RectShape& rect : allOf<RectShape>(scene.scene))
    if (rect.border && rect.border->role == Role::Selection) {
      ++marked;
      EXPECT_EQ(rect.rect, scene.places[3].box);
      EXPECT_GT(rect.borderPx, 2);
    }
  EXPECT_EQ(marked, 1U);
}

TEST_P(FailureScene, DrawsEffectsDifferently) {
  FailureGrid grid = twoMethods();
  grid.cells.resize(kFailureEffectCount);
  for (std::size_t i = 0; i < grid.cells.size(); ++i) grid.cells[i].effect = static_cast<FailureEffect>(i);
  const SweepScene scene = buildFailureScene(grid, std::nullopt, page, text);
  std::set<std::tuple<Role, Role, Hatch>> looks;
  for (const RectShape& rect : allOf<RectShape>(scene.scene))
    if (std::any_of(scene.places.begin(), scene.places.end(),
                    [&](const auto& place) { return place.box == rect.rect; }))
      looks.insert({rect.fill.role, rect.border ? rect.border->role : Role::Background, rect.hatch});
  EXPECT_EQ(looks.size(), kFailureEffectCount);
}

INSTANTIATE_TEST_SUITE_P(Sizes, FailureScene, testing::Values(QSizeF(640, 480), QSizeF(420, 120), QSizeF(900, 700)));

TEST(FailureSceneWords, SayHowManyOfHowManyWereFailed) {
  const FontTextMeasure text(9);
  const QStringList words = wordsInGrid(buildFailureScene(twoMethods(), std::nullopt, {0, 0, 640, 480}, text).scene);
  EXPECT_TRUE(words.contains(QStringLiteral("ledger.transfer, messages 1 to 30 of 40")))
      << words.join(u'\n').toStdString();
  EXPECT_TRUE(words.contains(QStringLiteral("archive.append, message 1")));
  EXPECT_TRUE(words.contains(QStringLiteral("1"))) << "cells with room have their numbers";
}

TEST(FailureSceneSize, HasRoomForAllOfItsCells) {
  const FontTextMeasure text(9);
  const FailureGrid grid = twoMethods();
  for (const double width : {200.0, 400.0, 800.0}) {
    const QSizeF least = leastFailureFigure(grid, width, text);
    const QRectF page(0, 0, std::max(width, least.width()), least.height());
    const SweepScene scene = buildFailureScene(grid, std::nullopt, page, text);
    for (const auto& place : scene.places) EXPECT_TRUE(page.contains(place.box)) << width;
  }
}

}  // namespace
}  // namespace roundscope::ui
