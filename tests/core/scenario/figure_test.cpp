// The specification of a figure: read, written, and held against its scenario.
#include "core/scenario/figure.h"

#include <gmock/gmock.h>

#include "core/scenario/figure_target.h"
#include "core/scenario/parse.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using ::testing::HasSubstr;

/// Two canisters and two variants, with these figures.
std::string fileWith(const std::string& figures) {
  return R"({"roundscope": 1, "subnets": [{"id": "app-1"}],
    "canisters": [
      {"id": "caller", "subnet": "app-1", "variables": {"sent": 0}, "methods": {"go": {"steps": [{"call": {"to": "callee.ping"}}, {"reply": {}}]}}},
      {"id": "callee", "subnet": "app-1", "methods": {"ping": {}}}],
    "ingress": [{"at_ms": 0, "to": "caller.go"}],
    "figures": )" +
         figures + R"(,
    "variants": [{"name": "One"}, {"name": "Other", "patch": {"seed": 2}}]})";
}

std::string figureErrorOf(const std::string& figures) {
  const auto set = parseScenario(fileWith(figures), {.fileName = "f.json", .overrides = {}});
  return set.ok() ? "none" : set.error().lines();
}

TEST(Figure, IsWrittenAndReadAgainWithEveryFieldItHas) {
  Figure figure;
  figure.name = "race";
  figure.view = FigureView::Stage;
  figure.variants = {"Other", "One"};
  figure.canisters = {"callee"};
  figure.hidden = {FigurePart::Legend, FigurePart::Chart};
  figure.rounds = {2, 6};
  figure.cursorUs = 3'000'000;
  figure.hideFuture = true;
  figure.widthMm = 85.5;
  figure.heightMm = 45;
  figure.dpi = 600;
  figure.density = FigureDensity::Compact;
  figure.font = "DejaVu Serif";
  figure.fontPt = 7;
  figure.theme = FigureTheme::Grey;
  figure.colours = {"#0072b2", "#D55E00", "#009e73"};
  figure.transparent = true;
  figure.marginMm = 1.5;
  figure.title = "";
  figure.caption = "A race \"seen\" through";
  figure.notes = {
      {{.kind = TargetKind::Call, .number = 3, .canister = {}, .variable = {}, .variant = "One"}, "too late"}};
  figure.scaleOf = "other";
  figure.callNumbers = true;
  figure.roundsPerSecond = 0.5;
  figure.window = {.folded = {"One"},
                   .collapsed = {{"Other", "caller"}},
                   .opened = {{"", "caller"}},
                   .subnets = {{"One", "app-1"}},
                   .markersUs = {1, 2'000'000},
                   .selected = FigureCall{"One", 7},
                   .criticalPath = true,
                   .collapseIdle = true};
  const auto again = parseFigure(figureText(figure), "figure");
  ASSERT_TRUE(again.ok()) << again.error().text();
  EXPECT_EQ(again.value(), figure);

  Figure other;
  other.rangeUs = {1, 2};
  other.sizePx = {640, 480};
  other.palette = "viridis";
  other.title = "A title";
  EXPECT_EQ(parseFigure(figureText(other), "figure").value(), other);
  EXPECT_EQ(figureText(Figure{}), "{}") << "what is as by default is not written";
}

TEST(Figure, StandsInTheFileInItsOrder) {
  const auto set = parseScenario(
      fileWith(
          R"([{"name": "a", "width_mm": 85, "notes": [{"at": "first refusal in Other", "text": "full"}]}, {"name": "b", "scale_of": "a"}])"),
      {.fileName = "f.json", .overrides = {}});
  ASSERT_TRUE(set.ok()) << set.error().lines();
  ASSERT_EQ(set.value().figures.size(), 2U);
  EXPECT_EQ(set.value().figures[0].widthMm, 85);
  EXPECT_EQ(set.value().figures[0].notes[0].at.variant, "Other");
  EXPECT_EQ(set.value().figures[1].scaleOf, "a");
}

struct Wrong {
  const char* figures;
  const char* error;
};
class WrongFigure : public ::testing::TestWithParam<Wrong> {};
TEST_P(WrongFigure, IsAnErrorThatSaysWhereAndWhatWasExpected) {
  EXPECT_THAT(figureErrorOf(GetParam().figures), HasSubstr(GetParam().error));
}
INSTANTIATE_TEST_SUITE_P(
    Each, WrongFigure,
    ::testing::Values(
        Wrong{"{}", "/figures: found {}, expected a list of figures"},
        Wrong{R"([{"width_mm": 85}])", "/figures/0: this figure has no name"},
        Wrong{R"([{"name": "a"}, {"name": "a"}])", "/figures/1/name: there are two figures \"a\""},
        Wrong{R"([{"name": "a", "widht_mm": 85}])", "\"width_mm\""},
        Wrong{R"([{"name": "a", "width_mm": 5}])", "/figures/0/width_mm: found 5, expected a number from 20 to 2000"},
        Wrong{R"([{"name": "a", "height_mm": 50}])", "/figures/0/height_mm: there is a height without a width"},
        Wrong{R"([{"name": "a", "width_mm": 85, "size_px": [100, 100]}])", "the size is given twice"},
        Wrong{R"([{"name": "a", "rounds": [6, 2]}])",
              "/figures/0/rounds: found a list, expected the first and the last round"},
        Wrong{R"([{"name": "a", "rounds": [1, 2], "range_us": [0, 1]}])", "the range is given twice"},
        Wrong{R"([{"name": "a", "theme": "gray"}])", "\"grey\""},
        Wrong{R"([{"name": "a", "hide": ["legends"]}])", "\"legend\""},
        Wrong{R"([{"name": "a", "palette": ["blue"]}])", "/figures/0/palette/0: found \"blue\""},
        Wrong{R"([{"name": "a", "palette": ["#0072b2", "#d55e00"]}])", "three to six colours"},
        Wrong{R"([{"name": "a", "variants": ["Onee"]}])", "/figures/0/variants/0: there is no variant \"Onee\""},
        Wrong{R"([{"name": "a", "canisters": ["called"]}])", "there is no canister \"called\""},
        Wrong{R"([{"name": "a", "notes": [{"at": "call x", "text": "t"}]}])",
              "/figures/0/notes/0/at: found \"call x\""},
        Wrong{R"([{"name": "a", "notes": [{"at": "variable caller.send", "text": "t"}]}])", "\"caller.sent\""},
        Wrong{R"([{"name": "a", "notes": [{"at": "end in Two", "text": "t"}]}])", "there is no variant \"Two\""},
        Wrong{R"([{"name": "a", "notes": [{"at": "end", "text": ""}]}])", "/figures/0/notes/0/text"},
        Wrong{R"([{"name": "a", "scale_of": "b"}])", "/figures/0/scale_of: there is no figure \"b\""}));

TEST(Figure, TakesNotesAndPalettesAsTheyAreTyped) {
  const auto note = parseNote("call 3: waits: the lock is taken", "--note");
  ASSERT_TRUE(note.ok());
  EXPECT_EQ(note.value().at.number, 3U);
  EXPECT_EQ(note.value().text, "waits: the lock is taken");
  EXPECT_EQ(textOf(note.value()), "call 3: waits: the lock is taken");
  for (const char* const wrong : {"call 3", "call 3:", "call 3: ", "nothing: text", ""})
    EXPECT_FALSE(parseNote(wrong, "--note").ok()) << wrong;
  Figure figure;
  EXPECT_FALSE(setPalette(figure, "#0072b2, #d55e00 #000000", "--palette"));
  EXPECT_EQ(figure.colours, (std::vector<std::string>{"#0072b2", "#d55e00", "#000000"}));
  EXPECT_EQ(paletteText(figure), "#0072b2, #d55e00, #000000");
  EXPECT_FALSE(setPalette(figure, "viridis", "--palette"));
  EXPECT_EQ(figure.palette, "viridis");
  EXPECT_TRUE(figure.colours.empty());
  EXPECT_TRUE(setPalette(figure, "#0072b2, blue", "--palette").has_value());
  const auto two = setPalette(figure, "#0072b2, #d55e00", "--palette");
  ASSERT_TRUE(two.has_value());
  EXPECT_EQ(two->text(), "--palette: found 2 colours, expected 3 to 6 colours as #0072b2, #009e73, #cc79a7");
  EXPECT_TRUE(setPalette(figure, "#0072bg", "--palette").has_value());
  EXPECT_FALSE(setPalette(figure, "", "--palette")) << "the program's own";
}

TEST(FigureTarget, ReadsWhatItWrites) {
  for (const char* const text : {"call 0", "call 17 in Parallel, one by one", "round 5", "canister callee in A in B",
                                 "variable counter.balance", "first refusal", "last failure in Parallel", "end"}) {
    const auto target = parseTarget(text, "--note");
    ASSERT_TRUE(target.ok()) << text << ": " << target.error().text();
    EXPECT_EQ(textOf(target.value()), text);
  }
  EXPECT_EQ(parseTarget("variable counter.balance in No lock", "").value().variant, "No lock");
  EXPECT_EQ(parseTarget("canister callee in A in B", "").value().variant, "A in B");
  for (const char* const text : {"", "call", "call -1", "call 1x", "round", "variable counter", "variable .x", "first",
                                 "endings", "callee", "end in "})
    EXPECT_FALSE(parseTarget(text, "--note").ok()) << text;
}

}  // namespace
}  // namespace roundscope::test
