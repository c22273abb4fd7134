// `render` with a figure: of the file, of a picture, of options; and what it refuses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/app/program.h"

namespace roundscope::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Two variants, and two figures of them.
std::string scenarioFile() {
  return temporaryFile("figures.json", R"({"roundscope": 1, "title": "Pings",
    "subnets": [{"id": "app-1"}, {"id": "app-2"}],
    "canisters": [
      {"id": "caller", "subnet": "app-1", "methods": {
        "one": {"steps": [{"call": {"to": "callee.ping", "count": 3}}, {"reply": {}}]},
        "all": {"steps": [{"call": {"to": "callee.ping", "count": 3, "order": "parallel"}}, {"reply": {}}]}}},
      {"id": "callee", "subnet": "app-2", "methods": {"ping": {}}}],
    "ingress": [{"at_ms": 0, "to": "caller.one"}],
    "figures": [
      {"name": "both", "width_mm": 120, "font_pt": 8, "title": "Three calls", "hide": ["chart", "legend"],
       "notes": [{"at": "last reply in In parallel, at once", "text": "all are back"}]},
      {"name": "short", "width_mm": 120, "font_pt": 8, "variants": ["In parallel, at once"], "scale_of": "both"},
      {"name": "narrow", "width_mm": 60, "font_pt": 8, "scale_of": "both"},
      {"name": "second", "variants": ["In parallel, at once"], "canisters": ["callee"], "title": ""}],
    "variants": [{"name": "One by one"},
      {"name": "In parallel, at once", "patch": {"ingress": [{"at_ms": 0, "to": "caller.all"}]}}]})");
}

std::string rendered(std::vector<std::string> arguments, const std::string& name) {
  const std::string file = temporaryFile(name, "");
  arguments.insert(arguments.begin(), "render");
  arguments.insert(arguments.end(), {"-o", file});
  const Outcome outcome = roundscope(arguments);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  return file;
}

TEST(RenderFigure, DrawsAFigureOfTheFileByItsName) {
  const std::string svg = textOf(rendered({scenarioFile(), "--figure", "both"}, "f.svg"));
  EXPECT_THAT(svg, HasSubstr("width=\"120mm\""));
  EXPECT_THAT(svg, HasSubstr(">Three calls</text>"));
  EXPECT_THAT(svg, HasSubstr(">One by one</text>"));
  EXPECT_THAT(svg, HasSubstr(">all are back</text>"));
  EXPECT_THAT(svg, Not(HasSubstr("<!-- legend -->")));

  const std::string one = textOf(rendered({scenarioFile(), "--figure", "second"}, "f.svg"));
  EXPECT_THAT(one, HasSubstr(">In parallel, at once</text>"));
  EXPECT_THAT(one, Not(HasSubstr(">One by one</text>")));
  EXPECT_THAT(one, HasSubstr(">callee</text>"));
  EXPECT_THAT(one, Not(HasSubstr(">caller</text>")));
  EXPECT_THAT(one, Not(HasSubstr(">Pings</text>"))) << "an empty title is none";
}

TEST(RenderFigure, NamesTheFigureThatIsWrongAndCheckItsPlace) {
  const std::string file = temporaryFile("wrong.roundscope.json", R"({"roundscope": 1, "subnets": [{"id": "a"}],
    "canisters": [{"id": "caller", "subnet": "a", "methods": {"go": {}}}],
    "ingress": [{"at_ms": 0, "to": "caller.go"}],
    "figures": [{"name": "words", "caption": "{calls.replied} of {calls.perfomed}"},
                {"name": "late", "rounds": [50, 60]}, {"name": "font", "font": "No Such"},
                {"name": "small", "width_mm": 20, "height_mm": 10}]})");
  const auto errorOf = [&](const std::string& figure, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"render", file, "--figure", figure, "-o", temporaryFile("x.svg", "")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return roundscope(arguments).err;
  };
  EXPECT_THAT(errorOf("words"), HasSubstr("figure \"words\", caption: unknown count calls.perfomed"));
  EXPECT_THAT(errorOf("late"), HasSubstr("figure \"late\", rounds: found \"50..60\""));
  EXPECT_THAT(errorOf("font"), HasSubstr("figure \"font\", font: found \"No Such\""));
  EXPECT_THAT(errorOf("small"), HasSubstr("figure \"small\", size: 20 × 10 mm is too small"));
  EXPECT_THAT(errorOf("small", {"--rounds", "50..60"}), HasSubstr("--rounds: found")) << "what was typed is the option";
  const Outcome checked = roundscope({"check", file});
  EXPECT_EQ(checked.status, 1);
  EXPECT_THAT(checked.err, HasSubstr(":4:")) << checked.err;
  EXPECT_THAT(checked.err, HasSubstr("/figures/0/caption: unknown count calls.perfomed, expected \"calls.performed\""));
}

TEST(RenderFigure, PointsAtALock) {
  const std::string svg = textOf(rendered(
      {"reentrancy", "--variant", "No lock,Lock", "--note", "variable wallet.busy: held over the await"}, "f.svg"));
  EXPECT_THAT(svg, HasSubstr(">held over the await</text>"));
}

TEST(RenderFigure, DrawsATitleOfItsOwnWhereTitlesAreLeftOut) {
  EXPECT_THAT(textOf(rendered({scenarioFile(), "--all", "--hide", "title", "--title", "Mine"}, "f.svg")),
              HasSubstr(">Mine</text>"));
  EXPECT_THAT(textOf(rendered({scenarioFile(), "--all", "--hide", "title"}, "f.svg")), Not(HasSubstr(">Pings</text>")));
}

TEST(RenderFigure, SaysThatNotesAreForTheTimeline) {
  const std::string file = temporaryFile("f.svg", "");
  const Outcome outcome =
      roundscope({"render", scenarioFile(), "--all", "--chart", "in-flight", "--note", "end: over", "-o", file});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, HasSubstr("Notes are drawn in pictures of the timeline only."));
  EXPECT_THAT(textOf(file), HasSubstr(">Calls in flight</text>"));
}

TEST(RenderFigure, RefusesANoteThatIsAboutNothing) {
  const std::string file = temporaryFile("f.svg", "as it was");
  for (const char* note : {"call 3: fourth", "round 99: late", "first refusal: none", "call 3 in One by one: fourth"})
    for (const std::vector<std::string>& more : {std::vector<std::string>{}, {"--series", "rounds"}}) {
      std::vector<std::string> arguments{"render", scenarioFile(), "--all", "--note", note, "-o", file};
      arguments.insert(arguments.end(), more.begin(), more.end());
      const Outcome outcome = roundscope(arguments);
      EXPECT_EQ(outcome.status, 2) << note;
      EXPECT_THAT(outcome.err, HasSubstr("no run that is shown has"));
      EXPECT_EQ(textOf(file), "as it was");
    }
  const Outcome elsewhere = roundscope({"render", scenarioFile(), "--variant", "One by one", "--note",
                                        "call 9 in In parallel, at once: not here", "-o", file});
  EXPECT_EQ(elsewhere.status, 0) << "another variant may have it";
  EXPECT_THAT(elsewhere.err, HasSubstr("has no place"));
}

TEST(RenderFigure, OptionsChangeTheFigure) {
  const std::string svg =
      textOf(rendered({scenarioFile(), "--figure", "both", "--width-mm", "90", "--title", "Mine"}, "f.svg"));
  EXPECT_THAT(svg, HasSubstr("width=\"90mm\""));
  EXPECT_THAT(svg, HasSubstr(">Mine</text>"));
  EXPECT_THAT(svg, HasSubstr(">all are back</text>"));
}

TEST(RenderFigure, OfAPictureIsThatFigureAgain) {
  const std::string pdf = rendered({scenarioFile(), "--figure", "both", "--rounds", "0..2"}, "f.pdf");
  const std::string direct = textOf(rendered({scenarioFile(), "--figure", "both", "--rounds", "0..2"}, "a.svg"));
  const std::string again = rendered({pdf}, "b.svg");
  EXPECT_EQ(textOf(again), direct);
  EXPECT_EQ(textOf(rendered({again}, "c.svg")), direct) << "and once more";
  EXPECT_EQ(textOf(rendered({again}, "d.pdf")), textOf(pdf));
}

TEST(RenderFigure, ShowsTheVariantsNamedInTheirOrder) {
  const std::string svg = textOf(rendered({scenarioFile(), "--variant", "In parallel, at once,One by one"}, "f.svg"));
  EXPECT_LT(svg.find(">In parallel, at once</text>"), svg.find(">One by one</text>"));
  EXPECT_NE(svg.find(">One by one</text>"), std::string::npos);
}

TEST(RenderFigure, LeavesOutWhatIsHidden) {
  const std::string all = textOf(rendered({scenarioFile(), "--all"}, "f.svg"));
  EXPECT_THAT(all, HasSubstr("<!-- legend -->"));
  EXPECT_THAT(all, HasSubstr("fingerprint"));
  const std::string bare = textOf(rendered(
      {scenarioFile(), "--all", "--hide", "legend,provenance,chart,calls,executions", "--title", ""}, "f.svg"));
  EXPECT_THAT(bare, Not(HasSubstr("<!-- legend -->")));
  EXPECT_THAT(bare, Not(HasSubstr(" · fingerprint ")));
  EXPECT_LT(bare.size(), all.size() / 2);
}

TEST(RenderFigure, SaysWhichPartOfTheRunItShows) {
  EXPECT_THAT(textOf(rendered({scenarioFile(), "--all", "--rounds", "1..3"}, "f.svg")),
              HasSubstr(">Rounds 1 to 3 of 7.</text>"));
}

TEST(RenderFigure, HasTypeOfTheSizeAskedFor) {
  for (const char* const pt : {"7", "12.5"}) {
    const std::string pdf = rendered({scenarioFile(), "--all", "--width-mm", "160", "--font-pt", pt}, "f.pdf");
    EXPECT_THAT(textOf(pdf), HasSubstr("%PDF-"));
    const std::string svg = textOf(rendered({scenarioFile(), "--all", "--width-mm", "160", "--font-pt", pt}, "f.svg"));
    // 14 units of a page on which 10.5 points are 14.
    EXPECT_THAT(svg, HasSubstr("font-size=\"14\""));
    const double width = 160 / 25.4 * 96 * 10.5 / std::stod(pt);
    const std::size_t at = svg.find("viewBox=\"0 0 ") + 13;
    EXPECT_NEAR(std::stod(svg.substr(at)), width, 0.1);
  }
}

/// Where the axis of a picture has the number of this round, in millimetres.
double roundAtMm(const std::string& svg, const std::string& round) {
  const std::size_t label = svg.find(">" + round + "</text>");
  EXPECT_NE(label, std::string::npos) << round;
  const std::size_t x = svg.rfind(" x=\"", label) + 4;
  const double units = std::stod(svg.substr(x));
  return units * 8 / 10.5 / 96 * 25.4;
}

TEST(RenderFigure, SharesItsScaleWithAnother) {
  const std::string whole = textOf(rendered({scenarioFile(), "--figure", "both"}, "f.svg"));
  const std::string part = textOf(rendered({scenarioFile(), "--figure", "short"}, "g.svg"));
  EXPECT_NEAR(roundAtMm(part, "2"), roundAtMm(whole, "2"), 0.05) << "names take the same room";
  const std::string alone = textOf(
      rendered({scenarioFile(), "--variant", "In parallel, at once", "--width-mm", "120", "--font-pt", "8"}, "h.svg"));
  EXPECT_GT(roundAtMm(alone, "2"), 1.2 * roundAtMm(part, "2"));
}

struct WrongRender {
  std::vector<std::string> options;
  const char* error;
};
class WrongFigureOption : public ::testing::TestWithParam<WrongRender> {};
TEST_P(WrongFigureOption, IsRefusedWithWhatWouldBeRight) {
  std::vector<std::string> arguments{"render", scenarioFile(), "-o", temporaryFile("wrong.svg", "")};
  arguments.insert(arguments.end(), GetParam().options.begin(), GetParam().options.end());
  const Outcome outcome = roundscope(arguments);
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr(GetParam().error));
}
INSTANTIATE_TEST_SUITE_P(
    Each, WrongFigureOption,
    ::testing::Values(
        WrongRender{{"--figure", "bot"},
                    "--figure: found \"bot\", expected one of \"both\", \"short\", \"narrow\", \"second\""},
        WrongRender{{"--figure", "narrow"},
                    "scale_of: at the scale of the other figure this one shows less than it should"},
        WrongRender{{"--variant", "One"}, "--variant: there is no variant \"One\""},
        WrongRender{{"--canisters", "calle"}, "--canisters: there is no canister \"calle\""},
        WrongRender{{"--all", "--rounds", "2..60"}, "--rounds: found \"2..60\", expected rounds from 0 to 6"},
        WrongRender{{"--hide", "legends"}, "--hide: found \"legends\""},
        WrongRender{{"--density", "tight"}, "--density: found \"tight\", expected one of comfortable, compact"},
        WrongRender{{"--note", "call 3"}, "--note: found \"call 3\""},
        WrongRender{{"--note", "the moon: far"}, "\"first refusal\""},
        WrongRender{{"--palette", "#12"}, "--palette: found \"#12\""},
        WrongRender{{"--height-mm", "40"}, "--height-mm: found \"40\", expected --width-mm beside it"},
        WrongRender{{"--width-mm", "5"}, "--width-mm: found \"5\""},
        WrongRender{{"--margin-mm", "-1"}, "--margin-mm: found \"-1\""},
        WrongRender{{"--font", "No Such Family"}, "--font: found \"No Such Family\""},
        WrongRender{{"--speed", "0"}, "--speed: found \"0\""},
        WrongRender{{"--all", "--width-mm", "85", "--height-mm", "20"},
                    "85 × 20 mm is too small for this figure, expected at least 85 × "}));

}  // namespace
}  // namespace roundscope::test
