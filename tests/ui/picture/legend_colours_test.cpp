// Every two entries of a legend can be told apart in grey, as pixels, in every theme and of every lesson.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/ui/picture/picture_fixture.h"
#include "ui/drawing/patterns.h"
#include "ui/drawing/theme_names.h"
#include "ui/lessons/lesson_library.h"
#include "ui/picture/legend_samples.h"
#include "ui/picture/preflight.h"

namespace roundscope::ui {
namespace {

using namespace picture_test;

void expectApart(const Picture& picture, Eyes eyes, std::size_t& entries) {
  const std::vector<LegendSample> samples = legendSamplesOf(picture.scene);
  entries = std::max(entries, samples.size());
  std::vector<SeenSample> seen;
  for (const LegendSample& sample : samples) seen.emplace_back(sample, picture.theme, eyes);
  for (std::size_t i = 0; i < seen.size(); ++i)
    for (std::size_t j = i + 1; j < seen.size(); ++j)
      EXPECT_GE(seen[i].distanceTo(seen[j]), kLeastSampleDistance)
          << samples[i].words.toStdString() << " | " << samples[j].words.toStdString();
}

/// All its variants together and each alone, whole and in the middle of its run.
template <class Take>
void forPicturesOf(const Runs& runs, Figure figure, Take&& take) {
  std::vector<std::vector<const roundscope::Run*>> shown{runs.shown()};
  if (runs.runs.size() > 1)
    for (const roundscope::Run* run : runs.shown()) shown.push_back({run});
  for (const auto& some : shown) {
    const PictureSource source(some);
    figure.cursorUs.reset();
    take(picture_test::pictureOf(source, figure));
    figure.cursorUs = source.index->endUs() / 2;
    take(picture_test::pictureOf(source, figure));
  }
}

TEST(LegendColours, AreToldApartInGreyInEveryThemeOfEveryLesson) {
  for (const LessonInfo& lesson : lessons()) {
    SCOPED_TRACE(lesson.id.toStdString());
    auto set = loadLesson(lesson.id);
    ASSERT_TRUE(set.ok());
    const Runs runs(std::move(set).value());
    for (const FigureTheme theme : {FigureTheme::Light, FigureTheme::Dark, FigureTheme::Print, FigureTheme::Grey}) {
      SCOPED_TRACE(nameOf(theme));
      Figure figure;
      figure.theme = theme;
      std::size_t entries = 0;
      forPicturesOf(runs, figure, [&](const Picture& picture) { expectApart(picture, Eyes::Grey, entries); });
      EXPECT_GT(entries, 4U);
    }
  }
}

TEST(LegendColours, AreToldApartByAllEyesInEveryPalette) {
  for (const char* const id : {"window-of-calls", "partial-failures", "reentrancy"}) {
    SCOPED_TRACE(id);
    auto set = loadLesson(QLatin1String(id));
    ASSERT_TRUE(set.ok());
    const Runs runs(std::move(set).value());
    for (const NamedPalette& palette : palettes())
      for (const FigureTheme theme : {FigureTheme::Light, FigureTheme::Dark}) {
        SCOPED_TRACE(std::string(palette.name) + (theme == FigureTheme::Dark ? " on dark paper" : ""));
        Figure figure;
        figure.theme = theme;
        figure.palette = palette.name;
        // One by one and in the middle they show no other legend than in grey, which is held against all pictures.
        std::size_t entries = 0;
        const Picture picture = picture_test::pictureOf(PictureSource(runs.shown()), figure);
        for (const Eyes eyes : {Eyes::Grey, Eyes::Protanopia, Eyes::Deuteranopia}) expectApart(picture, eyes, entries);
        EXPECT_GT(entries, 4U);
      }
  }
}

TEST(LegendColours, OfTheSameLookAreAlikeWhereverTheyStand) {
  // Hatching lies on the page, so that two boxes of one hatch have other pixels at other places.
  const auto sample = [](double x) {
    RectShape box{QRectF(x, 3, 16, 11), {Role::OutputQueue}, {}};
    box.hatch = Hatch::Forward;
    return LegendSample{QStringLiteral("queue"), {box}};
  };
  const Theme theme;
  EXPECT_EQ(SeenSample(sample(10), theme, Eyes::Grey).distanceTo(SeenSample(sample(12), theme, Eyes::Grey)), 0);
}

TEST(LegendColours, AreGreyInTheGreyTheme) {
  const Theme theme{ThemeKind::Grey};
  for (std::size_t role = 0; role <= static_cast<std::size_t>(Role::Differs); ++role)
    for (const int hue : {0, 1, 2, 3, 4, int{kGreyHue}}) {
      const QColor color = theme.color(static_cast<Role>(role), static_cast<std::uint8_t>(hue));
      EXPECT_TRUE(color.red() == color.green() && color.green() == color.blue())
          << role << '/' << hue << ' ' << color.name().toStdString();
    }
}

TEST(LegendColours, LeaveNoPixelOfAGreyPictureColoured) {
  auto set = loadLesson(QStringLiteral("partial-failures"));
  ASSERT_TRUE(set.ok());
  const Runs runs(std::move(set).value());
  for (const FigureDensity density : {FigureDensity::Comfortable, FigureDensity::Compact}) {
    Figure figure;
    figure.theme = FigureTheme::Grey;
    figure.density = density;
    EXPECT_TRUE(renderPicture(picture_test::pictureOf(PictureSource(runs.shown()), figure), 96).allGray());
  }
}

TEST(Patterns, LeaveThePlainGroundBehindWords) {
  Scene scene;
  const QRectF bar(0, 0, 100, 20);
  const QRectF words(30, 3, 40, 14);
  scene.layers.push_back({"calls", bar, {RectShape{bar, {Role::Outbound, 1}, {}}}});
  scene.layers.push_back({"texts", bar, {TextShape{words, QStringLiteral("#1"), {Role::Text}}}});
  addPatterns(scene, Theme{ThemeKind::Grey});
  ASSERT_EQ(scene.layers[0].shapes.size(), 2U);
  EXPECT_EQ(std::get<RectShape>(scene.layers[0].shapes[0]).hatch, Hatch::Dots);
  const auto& ground = std::get<RectShape>(scene.layers[0].shapes[1]);
  EXPECT_EQ(ground.hatch, Hatch::None);
  EXPECT_TRUE(ground.rect.contains(words));
}

TEST(Patterns, LeaveThemesOfColoursAlone) {
  Scene scene;
  scene.layers.push_back({"calls", {0, 0, 99, 9}, {RectShape{{0, 0, 99, 9}, {Role::Outbound, 1}, {}}}});
  addPatterns(scene, Theme{ThemeKind::Print});
  EXPECT_EQ(std::get<RectShape>(scene.layers[0].shapes[0]).hatch, Hatch::None);
}

}  // namespace
}  // namespace roundscope::ui
