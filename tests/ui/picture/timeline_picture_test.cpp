// Pictures have the size asked for and show something, however small, large or many.
#include <gtest/gtest.h>

#include <QRegularExpression>
#include <QSet>
#include <algorithm>

#include "core/analysis/summary.h"
#include "tests/support/scenarios.h"
#include "tests/ui/picture/picture_fixture.h"
#include "tests/ui/timeline/timeline_fixture.h"
#include "ui/picture/picture.h"
#include "ui/picture/picture_words.h"

namespace roundscope::ui {
namespace {

using namespace timeline_test;

/// How many different colours are on a coarse grid of the picture: an empty one has few.
QImage renderRuns(const std::vector<const Run*>& runs, const Figure& figure) {
  return renderPicture(picture_test::pictureOf(PictureSource(runs), figure), dpiOf(figure));
}

qsizetype coloursOf(const QImage& image) {
  QSet<QRgb> colours;
  for (int y = 0; y < image.height(); y += 2)
    for (int x = 0; x < image.width(); x += 2) colours.insert(image.pixel(x, y));
  return colours.size();
}

TEST(Picture, RemarksThatARunWasCutOff) {
  const picture_test::Runs whole(picture_test::pingSet(6));
  const picture_test::Runs cut(picture_test::pingSet(6, {{"/max_events", "10"}}));
  for (const FigureDensity density : {FigureDensity::Comfortable, FigureDensity::Compact}) {
    Figure figure;
    figure.density = density;
    EXPECT_EQ(picture_test::pictureOf(PictureSource(whole.shown()), figure).remarks, QStringList());
    const QString remarks = picture_test::pictureOf(PictureSource(cut.shown()), figure).remarks.join(u' ');
    EXPECT_TRUE(remarks.contains("“Sequential” was cut off")) << remarks.toStdString();
    EXPECT_TRUE(remarks.contains("“Parallel” was cut off")) << remarks.toStdString();
  }
}

TEST(Picture, OfTheStageShowsWhatTheLastRoundSentHalfWayInItsOwnSize) {
  const auto run = parallelRun(90);
  Figure figure;
  figure.view = FigureView::Stage;
  figure.sizePx = {1200, 640};
  figure.rounds = {{0, 0}};
  const Picture picture = picture_test::pictureOf(PictureSource({run.get()}), figure);
  EXPECT_EQ(picture.sizePx(), QSizeF(1200, 640));
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
  for (const FigureTheme theme : {FigureTheme::Light, FigureTheme::Dark, FigureTheme::Print})
    for (const double dpi : {96.0, 192.0, 300.0}) {
      Figure figure;
      const QSize size(qRound(1280 * dpi / 96), qRound(720 * dpi / 96));
      figure.sizePx = {static_cast<std::uint32_t>(size.width()), static_cast<std::uint32_t>(size.height())};
      figure.dpi = static_cast<std::uint32_t>(dpi);
      figure.theme = theme;
      const QImage image = renderRuns({run.get()}, figure);
      EXPECT_EQ(image.size(), size);
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
  const PictureSource borrowing(index, {});
  const PictureSource owning({sequential.get(), parallel.get()});
  EXPECT_EQ(renderPicture(picture_test::pictureOf(borrowing, {}), 96),
            renderPicture(picture_test::pictureOf(owning, {}), 96));
  EXPECT_EQ(borrowing.fingerprints, owning.fingerprints);
}

TEST(Picture, OfARangeOfRoundsDiffersFromTheWhole) {
  const auto run = sequentialRun(90);
  Figure part;
  part.rounds = {10, 20};
  EXPECT_NE(renderRuns({run.get()}, part), renderRuns({run.get()}, {}));
}

TEST(Picture, OfNoRunIsEmpty) { EXPECT_EQ(renderRuns({}, {}).size(), QSize(1600, 900)); }

/// Everything that is written.
std::vector<TextShape> writtenIn(const Picture& picture) {
  std::vector<TextShape> texts;
  for (const Layer& layer : picture.scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* text = std::get_if<TextShape>(&shape)) texts.push_back(*text);
  return texts;
}

bool tells(const Picture& picture, const QString& words) {
  const std::vector<TextShape> texts = writtenIn(picture);
  return std::any_of(texts.begin(), texts.end(), [&](const TextShape& text) { return text.text == words; });
}

TEST(Picture, TooNarrowForAnyBarIsRefused) {
  const auto run = sequentialRun(5);
  Figure figure;
  figure.widthMm = 30;
  const Result<Picture> picture = layOutPicture(PictureSource({run.get()}), figure);
  ASSERT_FALSE(picture.ok());
  const QString expected = QString::fromStdString(picture.error().expected);
  const QRegularExpressionMatch needed = QRegularExpression("at least (\\d+) ×").match(expected);
  ASSERT_TRUE(needed.hasMatch()) << picture.error().text();
  figure.widthMm = needed.captured(1).toDouble() + 1;
  EXPECT_TRUE(layOutPicture(PictureSource({run.get()}), figure).ok());
}

TEST(Picture, SaysWhenNoBarHasRoomForItsNumber) {
  const auto many = sequentialRun(400);
  const auto few = sequentialRun(3);
  Figure figure;
  figure.callNumbers = true;
  EXPECT_EQ(picture_test::pictureOf(PictureSource({many.get()}), figure).remarks,
            QStringList("No bar is large enough for the number of its call."));
  EXPECT_EQ(picture_test::pictureOf(PictureSource({few.get()}), figure).remarks, QStringList());
}

TEST(Picture, OfARangeTellsValuesAtItsEnd) {
  const auto run = picture_test::runOf(test::scenarioOf(
      test::twoSubnets(R"({"set": {"x": 1}}, {"call": {"to": "callee.ping"}}, {"set": {"x": 77}}, {"reply": {}})")));
  Figure figure;
  EXPECT_TRUE(tells(picture_test::pictureOf(PictureSource({run.get()}), figure), "77"));
  figure.rounds = {0, 0};
  const Picture first = picture_test::pictureOf(PictureSource({run.get()}), figure);
  EXPECT_FALSE(tells(first, "77"));
  EXPECT_TRUE(tells(first, "1"));
}

TEST(Picture, OfARangeTellsTheMostInFlightWithinIt) {
  const auto run = picture_test::runOf(
      test::scenarioOf(test::twoSubnets(R"({"call": {"to": "callee.ping", "count": 3, "order": "parallel"}},
                          {"call": {"to": "callee.ping", "count": 20, "order": "parallel"}}, {"reply": {}})")));
  Figure figure;
  figure.density = FigureDensity::Compact;
  figure.fontPt = 7;
  figure.widthMm = 120;
  const auto words = [&] {
    QString all;
    for (const TextShape& text : writtenIn(picture_test::pictureOf(PictureSource({run.get()}), figure)))
      all += text.text + QLatin1Char('|');
    return all;
  };
  EXPECT_TRUE(words().contains("20 of 500")) << words().toStdString();
  figure.rounds = {0, 0};
  EXPECT_TRUE(words().contains("3 of 500")) << words().toStdString();
}

TEST(Picture, ShowsLongCallsAmongManyShortOnesInEveryRound) {
  const auto run = picture_test::runOf(test::lessonScenarios("in-flight-limit").variants.front());
  for (const std::uint32_t width : {1600U, 1450U, 1333U}) {
    Figure figure;
    figure.sizePx = {width, 900};
    const Picture picture = picture_test::pictureOf(PictureSource({run.get()}), figure);
    std::size_t waiting = 0;
    for (const Layer& layer : picture.scene.layers)
      for (const Shape& shape : layer.shapes)
        if (const auto* rect = std::get_if<RectShape>(&shape);
            rect != nullptr && QLatin1String(layer.name) == "calls" && rect->hatch != Hatch::None)
          ++waiting;
    // One call of each round waits for the next, but in the last.
    EXPECT_EQ(waiting, summarise(*run).rounds - 1) << width;
  }
}

TEST(Picture, ThatIsNarrowTellsFailuresInItsHeadingFirst) {
  const auto run = parallelRun(30, 500, [](std::uint32_t) { return RejectReason::Trapped; });
  Figure figure;
  figure.widthMm = 80;
  QString heading;
  for (const TextShape& text : writtenIn(picture_test::pictureOf(PictureSource({run.get()}), figure)))
    if (text.text.contains(QStringLiteral(" — "))) heading = text.text;
  EXPECT_TRUE(heading.contains("trapped") || heading.contains("failed")) << heading.toStdString();
  EXPECT_FALSE(heading.contains("round")) << heading.toStdString();
}

TEST(Picture, ThatDoesNotFitSaysWhatWould) {
  const auto run = parallelRun(30);
  const std::vector<const roundscope::Run*> many(9, run.get());
  const PictureSource source(many);
  Figure figure;
  for (const auto& size : {std::pair{100U, 100U}, std::pair{300U, 200U}, std::pair{900U, 500U}}) {
    figure.sizePx = size;
    const Result<Picture> picture = layOutPicture(source, figure);
    ASSERT_FALSE(picture.ok());
    EXPECT_EQ(picture.error().kind, ErrorKind::Usage);
  }
  // As high as the error says, it fits.
  const Result<Picture> tooLow = layOutPicture(source, figure);
  const QString expected = QString::fromStdString(tooLow.error().expected);
  const QRegularExpressionMatch needed = QRegularExpression("at least 900 × (\\d+) pixels").match(expected);
  ASSERT_TRUE(needed.hasMatch()) << tooLow.error().text();
  figure.sizePx = {900, needed.captured(1).toUInt()};
  EXPECT_TRUE(layOutPicture(source, figure).ok());
  figure.sizePx->second -= 2;
  EXPECT_FALSE(layOutPicture(source, figure).ok());
}

TEST(PictureOrigin, NamesScenarioSeedProfileAndTheFingerprintOfEachRun) {
  const Runs runs(pingSet(3, {{"/seed", "77"}}));
  const QString origin = originOf(PictureSource(runs.shown()));
  EXPECT_TRUE(origin.contains(QStringLiteral("seed 77 · profile "))) << origin.toStdString();
  const QString prints = QStringLiteral("fingerprint %1, %2")
                             .arg(QString::fromStdString(runs.runs[0]->fingerprint()),
                                  QString::fromStdString(runs.runs[1]->fingerprint()));
  EXPECT_TRUE(origin.endsWith(prints)) << origin.toStdString();
}

}  // namespace
}  // namespace roundscope::ui
