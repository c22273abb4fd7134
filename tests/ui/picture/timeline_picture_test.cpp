// Pictures have the size asked for and show something, however small, large or many.
#include <gtest/gtest.h>

#include <QSet>

#include "tests/ui/timeline/timeline_fixture.h"
#include "ui/picture/picture.h"

namespace roundscope::ui {
namespace {

using namespace timeline_test;

/// How many different colours are on a coarse grid of the picture: an empty one has few.
QImage renderRuns(const std::vector<const Run*>& runs, const PictureOptions& options) {
  return renderPicture(PictureSource(runs), options);
}

qsizetype coloursOf(const QImage& image) {
  QSet<QRgb> colours;
  for (int y = 0; y < image.height(); y += 2)
    for (int x = 0; x < image.width(); x += 2) colours.insert(image.pixel(x, y));
  return colours.size();
}

TEST(Picture, OfTheStageShowsWhatTheLastRoundSentHalfWayInItsOwnSize) {
  const auto run = parallelRun(90);
  PictureOptions options;
  options.stage = true;
  options.sizePx = QSize(1200, 640);
  options.rounds = {{0, 0}};
  const Picture picture = layOutPicture(PictureSource({run.get()}), options);
  EXPECT_EQ(picture.size, QSizeF(1200, 640));
  QStringList texts;
  for (const Layer& layer : picture.scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* text = std::get_if<TextShape>(&shape)) texts << text->text;
  EXPECT_TRUE(texts.contains(QStringLiteral("× 90"))) << texts.join(u'\n').toStdString();
  EXPECT_TRUE(texts.contains(QStringLiteral("90 calls: 90 in flight")));
  EXPECT_FALSE(texts.contains(QStringLiteral("In flight"))) << "the chart belongs to the timeline";
}

TEST(Picture, HasTheSizeAndResolutionAskedFor) {
  const auto run = parallelRun(90);
  for (const ThemeKind theme : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print})
    for (const double dpi : {96.0, 192.0, 300.0}) {
      PictureOptions options;
      options.sizePx = QSize(1280, 720);
      options.dpi = dpi;
      options.theme = theme;
      const QImage image = renderRuns({run.get()}, options);
      EXPECT_EQ(image.size(), options.sizePx);
      EXPECT_NEAR(image.dotsPerMeterX() * 0.0254, dpi, 0.1);
      EXPECT_GT(coloursOf(image), 10);
    }
}

TEST(Picture, LooksTheSameTwice) {
  const auto sequential = sequentialRun(90);
  const auto parallel = parallelRun(90);
  EXPECT_EQ(renderRuns({sequential.get(), parallel.get()}, {}), renderRuns({sequential.get(), parallel.get()}, {}));
}

TEST(Picture, LooksTheSameFromAnIndexThatIsThereAnyway) {
  const auto sequential = sequentialRun(90);
  const auto parallel = parallelRun(90);
  const TimelineIndex index({sequential.get(), parallel.get()});
  const PictureSource borrowing(index);
  const PictureSource owning({sequential.get(), parallel.get()});
  EXPECT_EQ(renderPicture(borrowing, {}), renderPicture(owning, {}));
  EXPECT_EQ(borrowing.fingerprints, owning.fingerprints);
}

TEST(Picture, OfARangeOfRoundsDiffersFromTheWhole) {
  const auto run = sequentialRun(90);
  PictureOptions part;
  part.rounds = {10, 20};
  EXPECT_NE(renderRuns({run.get()}, part), renderRuns({run.get()}, {}));
}

TEST(Picture, SurvivesNoRunAndHardlyAnyRoom) {
  EXPECT_EQ(renderRuns({}, {}).size(), QSize(1600, 900));
  const auto run = parallelRun(30);
  std::vector<const roundscope::Run*> many(9, run.get());
  for (const QSize size : {QSize(40, 30), QSize(300, 200), QSize(900, 500)}) {
    PictureOptions options;
    options.sizePx = size;
    EXPECT_EQ(renderRuns(many, options).size(), size);
  }
}

}  // namespace
}  // namespace roundscope::ui
