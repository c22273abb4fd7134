// Every lesson can be read in print: in both densities, at the widths of a column, of text and of a page.
#include <gtest/gtest.h>

#include "tests/ui/picture/picture_fixture.h"
#include "ui/lessons/lesson_library.h"

namespace roundscope::ui {
namespace {

constexpr double kPt = 7;
constexpr double kLegibleWidthsMm[] = {85, 120, 178};

struct Placed {
  TextShape text;
  QRectF clip;
};

std::vector<Placed> textsOf(const Picture& picture) {
  std::vector<Placed> texts;
  for (const Layer& layer : picture.scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* text = std::get_if<TextShape>(&shape)) texts.push_back({*text, layer.clip});
  return texts;
}

QStringList illegible(const Picture& picture) {
  QStringList found;
  const QRectF page = QRectF(QPointF(0, 0), picture.size).adjusted(-0.5, -0.5, 0.5, 0.5);
  const std::vector<Placed> texts = textsOf(picture);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const QRectF& box = texts[i].text.box;
    if (!page.contains(box) || !texts[i].clip.adjusted(-0.5, -0.5, 0.5, 0.5).contains(box))
      found << "outside: " + texts[i].text.text;
    if (fontOf(texts[i].text.font, picture.type).pixelSize() * picture.zoom < kPt * kPageDpi / 72 - 0.01)
      found << "small: " + texts[i].text.text;
    for (std::size_t k = 0; k < i; ++k)
      if (box.adjusted(0.5, 0.5, -0.5, -0.5).intersects(texts[k].text.box))
        found << texts[k].text.text + " under " + texts[i].text.text;
  }
  return found;
}

TEST(LegiblePicture, HasNoTextTooSmallCutOffOrOverAnotherInAnyLessonDensityAndWidth) {
  for (const LessonInfo& lesson : lessons()) {
    auto set = loadLesson(lesson.id);
    ASSERT_TRUE(set.ok());
    const picture_test::Runs runs(std::move(set).value());
    const PictureSource source(runs.shown());
    for (const FigureDensity density : {FigureDensity::Comfortable, FigureDensity::Compact})
      for (const double mm : kLegibleWidthsMm) {
        Figure figure;
        figure.density = density;
        figure.widthMm = mm;
        figure.fontPt = kPt;
        const Picture picture = picture_test::pictureOf(source, figure);
        EXPECT_NEAR(picture.sizeMm().width(), mm, 0.01);
        EXPECT_GT(textsOf(picture).size(), 10U);
        EXPECT_EQ(illegible(picture).join(QLatin1String("; ")).toStdString(), "")
            << lesson.id.toStdString() << ", " << nameOf(density) << ", " << mm << " mm";
      }
  }
}

}  // namespace
}  // namespace roundscope::ui
