// A picture without paper has nothing behind its shapes, and tells no more than one with paper.
#include <gtest/gtest.h>

#include "tests/ui/picture/picture_fixture.h"

namespace roundscope::ui {
namespace {

using namespace picture_test;

std::size_t clearIn(const QImage& image) {
  std::size_t clear = 0;
  for (int y = 0; y < image.height(); ++y)
    for (int x = 0; x < image.width(); ++x) clear += qAlpha(image.pixel(x, y)) == 0 ? 1U : 0U;
  return clear;
}

TEST(Paper, IsNowhereInATransparentPicture) {
  const Runs runs(pingSet(5));
  Figure figure;
  figure.transparent = true;
  const QImage image = renderPicture(picture_test::pictureOf(PictureSource(runs.shown()), figure), kPageDpi);
  const auto all = static_cast<std::size_t>(image.width()) * static_cast<std::size_t>(image.height());
  EXPECT_GT(clearIn(image), all * 7 / 10) << "of " << all;
  for (const Layer& layer : picture_test::pictureOf(PictureSource(runs.shown()), figure).scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* rect = std::get_if<RectShape>(&shape)) {
        EXPECT_LT(rect->rect.width(), image.width() * 0.9);
      }
}

TEST(Paper, LeavesWhatIsStillToComeHiddenWithoutIt) {
  const Runs runs(pingSet(5));
  const PictureSource source(runs.shown());
  Figure figure;
  figure.cursorUs = source.index->endUs() / 3;
  figure.hideFuture = true;
  const Picture whole = picture_test::pictureOf(source, figure);
  figure.transparent = true;
  const Picture picture = picture_test::pictureOf(source, figure);
  const QImage clear = renderPicture(picture, kPageDpi);
  std::size_t veils = 0;
  for (const Layer& layer : whole.scene.layers)
    for (const Shape& shape : layer.shapes) {
      const auto* veil = std::get_if<RectShape>(&shape);
      if (veil == nullptr || veil->fill.role != Role::VeilHidden) continue;
      ++veils;
      // The veil's texts and the cursor's flag are drawn over it, in pictures with paper, too.
      const QRect inside = veil->rect.toRect().adjusted(4, 2, -2, -2);
      const QImage shown = renderPicture(whole, kPageDpi);
      const QRgb paper = shown.pixel(inside.topLeft());
      for (int y = inside.top(); y <= inside.bottom(); ++y)
        for (int x = inside.left(); x <= inside.right(); ++x)
          if (shown.pixel(x, y) == paper) {
            ASSERT_EQ(qAlpha(clear.pixel(x, y)), 0) << x << ',' << y;
          }
    }
  EXPECT_EQ(veils, 2U) << "of two variants";
}

}  // namespace
}  // namespace roundscope::ui
