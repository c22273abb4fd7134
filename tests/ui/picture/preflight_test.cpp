// What a reader could stumble over is found before a picture is printed.
#include <gtest/gtest.h>

#include "tests/ui/picture/picture_fixture.h"
#include "tests/ui/timeline/timeline_fixture.h"
#include "ui/picture/preflight.h"

namespace roundscope::ui {
namespace {

using namespace picture_test;

Picture emptyPage() {
  Picture picture;
  picture.size = QSizeF(400, 200);
  const QRectF page(QPointF(0, 0), picture.size);
  picture.scene.layers.push_back({"paper", page, {RectShape{page, {Role::Background}, {}}}});
  return picture;
}

void write(Picture& picture, const QRectF& box, const QString& words, Paint paint = {Role::Text}) {
  picture.scene.layers.push_back({"words", QRectF(QPointF(0, 0), picture.size), {TextShape{box, words, paint}}});
}

std::vector<PreflightKind> kindsOf(const Picture& picture) {
  std::vector<PreflightKind> kinds;
  for (const PreflightNote& note : preflight(picture)) kinds.push_back(note.kind);
  return kinds;
}

TEST(Preflight, HasNothingToSayOfAGoodPage) {
  Picture picture = emptyPage();
  write(picture, {10, 10, 100, 20}, "good");
  EXPECT_TRUE(preflight(picture).empty());
}

TEST(Preflight, NamesTextThatIsCutOffOrLeavesThePage) {
  Picture picture = emptyPage();
  write(picture, {380, 10, 100, 20}, "too far right");
  write(picture, {10, 50, 100, 20}, "shorten…");
  ASSERT_EQ(kindsOf(picture), std::vector{PreflightKind::CutOff});
  EXPECT_EQ(preflight(picture)[0].words, QStringLiteral("Cut off: “too far right”, “shorten…”."));
}

TEST(Preflight, NamesTextThatHasTooLittleContrast) {
  Picture picture = emptyPage();
  write(picture, {10, 10, 100, 20}, "faint", {Role::Divider});
  EXPECT_EQ(kindsOf(picture), std::vector{PreflightKind::LowContrast});
}

TEST(Preflight, NamesAColourOfOnesOwnThatIsThatOfFailures) {
  Picture picture = emptyPage();
  const QString failure = picture.theme.color(Role::Failure).name();
  picture.theme.palette = paletteFrom("#0072b2, " + failure.toStdString() + ", #009e73", "palette").value();
  ASSERT_EQ(kindsOf(picture), std::vector{PreflightKind::AlikeToColourBlind});
  EXPECT_TRUE(preflight(picture)[0].words.contains("colour 2 of the palette and that of failures"))
      << preflight(picture)[0].words.toStdString();
}

TEST(Preflight, NamesColoursThatOnlyHueTellsApart) {
  Picture picture = emptyPage();
  Layer legend{"legend", QRectF(QPointF(0, 0), picture.size), {}};
  const auto entry = [&](double y, Paint fill, Hatch hatch, const char* name) {
    RectShape swatch{QRectF(10, y, 16, 11), fill, {}};
    swatch.hatch = hatch;
    legend.shapes.push_back(swatch);
    legend.shapes.push_back(TextShape{QRectF(40, y, 80, 14), name, {Role::Text}});
  };
  entry(10, {Role::OverlapLine, 0}, Hatch::None, "a");
  entry(30, {Role::OverlapLine, 0}, Hatch::None, "b");
  entry(50, {Role::OutputQueue, 0}, Hatch::Forward, "c");
  entry(70, {Role::OutputQueue, 0}, Hatch::Backward, "d");
  picture.scene.layers.push_back(legend);
  EXPECT_EQ(kindsOf(picture), (std::vector{PreflightKind::AlikeInGreyscale, PreflightKind::AlikeToColourBlind}));
  EXPECT_EQ(preflight(picture)[0].words, QStringLiteral("Hard to tell apart in greyscale: “a” and “b”."));
}

TEST(Preflight, MeasuresContrastAsTheStandardSays) {
  EXPECT_NEAR(contrastOf(Qt::black, Qt::white), 21, 0.01);
  EXPECT_NEAR(contrastOf(QColor(0x777777), Qt::white), 4.48, 0.01);
}

TEST(Preflight, SeesRedAndGreenAlikeWithoutRedOrGreenCones) {
  const QColor red(0xb00000);
  const QColor green(0x4a6f00);
  EXPECT_GT(distanceOf(red, green), 60);
  EXPECT_LT(distanceOf(seenBy(Eyes::Deuteranopia, red), seenBy(Eyes::Deuteranopia, green)), 40);
  EXPECT_EQ(seenBy(Eyes::Grey, Qt::white), QColor(Qt::white));
}

TEST(Preflight, FindsNoTextCutOffOrFaintInAnyTheme) {
  const Runs runs(pingSet(30));
  const PictureSource source(runs.shown());
  for (const FigureTheme theme : {FigureTheme::Light, FigureTheme::Dark, FigureTheme::Print}) {
    Figure figure;
    figure.theme = theme;
    for (const PreflightNote& note : preflight(pictureOf(source, figure)))
      EXPECT_TRUE(note.kind != PreflightKind::CutOff && note.kind != PreflightKind::LowContrast)
          << note.words.toStdString();
  }
}

}  // namespace
}  // namespace roundscope::ui
