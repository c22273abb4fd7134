// An SVG, drawn by a reader that is not ours, is the picture that the window draws.
#include <gtest/gtest.h>

#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <cmath>

#include "tests/ui/picture/picture_fixture.h"
#include "ui/picture/svg.h"

namespace roundscope::ui {
namespace {

using namespace picture_test;

QImage drawn(const QByteArray& svg, QSize size) {
  QImage image(size, QImage::Format_ARGB32);
  image.fill(Qt::white);
  QSvgRenderer renderer(svg);
  EXPECT_TRUE(renderer.isValid());
  QPainter painter(&image);
  renderer.render(&painter);
  return image;
}

/// In thousandths: how many squares of eight pixels have another colour in one of them. Letters and edges that are off
/// by a part of a pixel leave a square its colour.
double differing(const QImage& one, const QImage& other) {
  const QSize squares = one.size() / 8;
  const QImage a = one.scaled(squares, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
  const QImage b = other.scaled(squares, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
  int count = 0;
  for (int y = 0; y < squares.height(); ++y)
    for (int x = 0; x < squares.width(); ++x) {
      const QColor c = a.pixelColor(x, y);
      const QColor d = b.pixelColor(x, y);
      count +=
          std::abs(c.red() - d.red()) + std::abs(c.green() - d.green()) + std::abs(c.blue() - d.blue()) > 24 ? 1 : 0;
    }
  return 1'000.0 * count / (squares.width() * squares.height());
}

class SvgOfLesson : public testing::TestWithParam<const char*> {};

TEST_P(SvgOfLesson, DrawnByItsReaderIsTheSamePicture) {
  const Runs runs(test::lessonScenarios(GetParam()));
  for (const FigureView view : {FigureView::Timeline, FigureView::InFlight}) {
    Figure figure;
    figure.view = view;
    const Picture picture = pictureOf(PictureSource(runs.shown()), figure);
    const QImage ours = renderPicture(picture, 96);
    const QImage theirs = drawn(svgOf(picture), ours.size());
    EXPECT_LT(differing(ours, theirs), 10) << nameOf(view);
  }
}

INSTANTIATE_TEST_SUITE_P(Lessons, SvgOfLesson,
                         testing::Values("in-flight-limit", "partial-failures", "retry-later", "callee-trust"));

}  // namespace
}  // namespace roundscope::ui
