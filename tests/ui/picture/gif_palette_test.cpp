// Which colours an animation keeps, of more than a GIF can have.
#include "ui/picture/gif_palette.h"

#include <gtest/gtest.h>

namespace roundscope::ui {
namespace {

/// A line for each colour of a row of near blues; how long a line is in that colour is its frequency.
QImage manyBlues(int colors, int frequent) {
  QImage image(colors, colors, QImage::Format_RGB32);
  image.fill(qRgb(255, 255, 255));
  for (int i = 0; i < colors; ++i)
    for (int x = 0; x < (i == frequent ? colors : 1); ++x) image.setPixel(x, i, qRgb(i % 20, i / 20, 200));
  return image;
}

TEST(GifPalette, KeepsWhatFillsMostWhereThereAreTooManyColours) {
  for (const int frequent : {0, 150, 299}) {
    const QImage image = manyBlues(300, frequent);
    GifPalette palette({image});
    EXPECT_LE(palette.colors().size(), 255);
    EXPECT_TRUE(palette.colors().contains(image.pixel(5, frequent))) << frequent;
    EXPECT_EQ(palette.indexed(image).pixel(5, frequent), image.pixel(5, frequent)) << frequent;
  }
}

TEST(GifPalette, KeepsEveryColourOfFew) {
  QImage image(16, 16, QImage::Format_RGB32);
  for (int i = 0; i < 256; ++i) image.setPixel(i % 16, i / 16, qRgb(i / 2, 0, 0));
  GifPalette palette({image});
  EXPECT_EQ(palette.colors().size(), 128);
  EXPECT_EQ(palette.indexed(image).convertToFormat(QImage::Format_RGB32), image);
}

TEST(GifPalette, OfNothingIsWhite) { EXPECT_EQ(GifPalette({}).colors(), QList<QRgb>{qRgb(255, 255, 255)}); }

}  // namespace
}  // namespace roundscope::ui
