// Palettes are chosen by name or brought along, and those that nobody could see are refused.
#include "ui/drawing/palette.h"

#include <gtest/gtest.h>

#include <set>

#include "ui/drawing/seen_color.h"
#include "ui/drawing/theme.h"

namespace roundscope::ui {
namespace {

std::string errorOf(std::string_view words) {
  const auto palette = paletteFrom(words, "--palette");
  return palette.ok() ? "" : palette.error().text();
}

TEST(Palette, IsFoundByEachOfItsNamesAndSaysIt) {
  std::set<std::string_view> names;
  for (const NamedPalette& named : palettes()) {
    EXPECT_TRUE(names.insert(named.name).second) << named.name;
    EXPECT_FALSE(named.source.empty()) << named.name;
    const auto found = paletteFrom(named.name, "--palette");
    ASSERT_TRUE(found.ok()) << named.name;
    EXPECT_EQ(found.value(), named.palette);
    EXPECT_EQ(textOf(found.value()), named.name);
  }
  EXPECT_GE(names.size(), 4U);
  EXPECT_EQ(Theme{ThemeKind::Dark}.palette, paletteFrom("okabe-ito", "").value());
}

TEST(Palette, IsReadFromAListOfColoursInAnyForm) {
  const Palette palette = paletteFrom("#4477aa, #228833, #AA3377", "").value();
  EXPECT_EQ(palette.hues[0].light, 0x4477aaU);
  EXPECT_EQ(palette.hues[2].light, 0xaa3377U);
  EXPECT_EQ(palette.failure, standardPalette().failure) << "what is not given is as it was";
  EXPECT_EQ(paletteFrom("[\"#4477aa\",\n \"#228833\",\n \"#aa3377\"]\n", "").value(), palette);
  EXPECT_EQ(paletteFrom("#4477aa\n#228833\n#aa3377\n", "").value(), palette);
  EXPECT_EQ(paletteFrom(textOf(palette), "").value(), palette);
  const Palette whole = paletteFrom("#332288 #44aa99 #117733 #999933 #cc6677 #882255", "").value();
  EXPECT_EQ(whole.failure.light, 0xcc6677U);
  EXPECT_EQ(whole.differs.light, 0x882255U);
  EXPECT_EQ(paletteFrom(textOf(whole), "").value(), whole);
}

TEST(Palette, IsRefusedWithTheColourThatIsWrong) {
  EXPECT_EQ(errorOf("rainbow"),
            "--palette: found \"rainbow\", expected okabe-ito, tol-vibrant, tol-muted, viridis, or colours as "
            "\"#0072b2, #009e73, #cc79a7\"");
  EXPECT_EQ(errorOf(""),
            "--palette: found \"\", expected okabe-ito, tol-vibrant, tol-muted, viridis, or colours as "
            "\"#0072b2, #009e73, #cc79a7\"");
  EXPECT_EQ(errorOf("#0072b2, #00a375"), "--palette: found 2 colours, expected 3 to 6");
  EXPECT_EQ(errorOf("#0072b2, blue, #00a375"), "--palette: colour 2: found \"blue\", expected #rrggbb");
  EXPECT_EQ(errorOf("#0072b2, #00a37, #00a375"), "--palette: colour 2: found \"#00a37\", expected #rrggbb");
  EXPECT_EQ(errorOf("#0072b2, #00a375, #ffff99"),
            "--palette: colour 3: #ffff99 has a contrast of 1.0 to 1 to white paper, expected at least 2 to 1");
  EXPECT_EQ(errorOf("#0072b2, #00a375, #0072B2"),
            "--palette: colour 3: #0072B2 is there twice, expected different colours");
}

TEST(Palette, HasFailuresThatCanBeReadAndFillsThatCanBeSeen) {
  for (const NamedPalette& named : palettes())
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print}) {
      SCOPED_TRACE(std::string(named.name) + std::to_string(static_cast<int>(kind)));
      const Theme theme{kind, named.palette};
      for (const Role paper : {Role::Background, Role::Lane, Role::LaneOther})
        EXPECT_GE(contrastOf(theme.color(Role::FailureText), theme.color(paper)), kLeastContrast);
      for (std::uint8_t hue = 0; hue < kPaletteHues; ++hue)
        EXPECT_GE(contrastOf(theme.color(Role::OverlapLine, hue), theme.color(Role::Background)), kLeastFillContrast)
            << int{hue};
    }
}

}  // namespace
}  // namespace roundscope::ui
