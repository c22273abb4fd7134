// `roundscope sweep` as its user meets it in a shell.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/app/program.h"

namespace roundscope::test {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;

const std::string kCount = "/canisters/0/methods/parallel_calls/steps/0/call/count";

std::string read(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

TEST(SweepCommand, RepliesToAsManyParallelCallsAsThereAreSlots) {
  const Outcome outcome = roundscope({"sweep", "in-flight-limit", "--set", kCount + "=100..1000:100", "--json"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const ordered_json sweep = ordered_json::parse(outcome.out);
  ASSERT_EQ(sweep["points"].size(), 10U);
  for (const ordered_json& point : sweep["points"])
    EXPECT_EQ(point["replied"], std::min(point["values"][0].get<int>(), 500)) << point["values"];
  EXPECT_EQ(sweep["caps"][0]["first_not_performed"], 600);
}

TEST(SweepCommand, TellsMedianAndSpreadOverFiftySeedsOnMainnet) {
  const Outcome outcome = roundscope({"sweep", "in-flight-limit", "--set", kCount + "=100..1000:300", "--set",
                                      "/profile=mainnet", "--seeds", "50", "--json"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const ordered_json sweep = ordered_json::parse(outcome.out);
  ASSERT_EQ(sweep["points"].size(), 4U);
  for (const ordered_json& point : sweep["points"]) {
    EXPECT_EQ(point["runs"], 50);
    EXPECT_EQ(point["replied"]["median"], std::min(point["values"][0].get<int>(), 500));
    EXPECT_LE(point["end_to_end_ms"]["least"], point["end_to_end_ms"]["greatest"]);
  }
}

TEST(SweepCommand, GivesTheSameBytesOnOneThreadAndOnFour) {
  std::vector<std::string> outs;
  for (const char* const threads : {"1", "4"})
    outs.push_back(
        roundscope({"sweep", ROUNDSCOPE_SOURCE_DIR "/resources/examples/payroll.roundscope.json", "--all", "--seeds",
                    "4", "--set", "/canisters/0/methods/pay_all/steps/0/call/order/window=100..500:100", "--json",
                    "--threads", threads})
            .out);
  EXPECT_GT(outs[0].size(), 1'000U);
  EXPECT_EQ(outs[0], outs[1]);
}

TEST(SweepCommand, FindsTheLargestSafeValueAndWhatItsCallerMustHold) {
  const Outcome outcome = roundscope({"sweep", "in-flight-limit", "--set", kCount + "=1..2000", "--largest"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("Parallel: 500, with seed 1."));
  EXPECT_THAT(outcome.out, HasSubstr("With it, caller needs "));
  EXPECT_THAT(outcome.err, HasSubstr("--all shows all"));
}

// "Which batch is safe for 50 seeds, and how much must the payer hold?"
TEST(SweepCommand, AnswersThePayrollQuestion) {
  const Outcome outcome = roundscope({"sweep", ROUNDSCOPE_SOURCE_DIR "/resources/examples/payroll.roundscope.json",
                                      "--variant", "Motoko", "--seeds", "50", "--largest", "--json", "--set",
                                      "/canisters/0/methods/pay_all/steps/0/call/order/window=10..600:10"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const ordered_json answer = ordered_json::parse(outcome.out);
  EXPECT_FALSE(answer["expectations"]["assumed"]);
  const ordered_json& motoko = answer["variants"][0];
  EXPECT_GT(motoko["largest"], 400);
  EXPECT_LE(motoko["largest"], 500);
  EXPECT_EQ(motoko["balance"]["canister"], "payroll");
  EXPECT_LT(motoko["balance"]["too_little"], motoko["balance"]["needed"]);
  EXPECT_LT(motoko["balance"]["tried"], 40) << "narrowed down, not tried one by one";
}

TEST(SweepCommand, SavesTablesAndPictures) {
  for (const auto& [ending, beginning] :
       {std::pair{".csv", "variant,"}, {".json", "{"}, {".svg", "<"}, {".pdf", "%PDF"}}) {
    const std::string file = temporaryFile(std::string("sweep") + ending, "");
    const Outcome outcome = roundscope({"sweep", "in-flight-limit", "--set", kCount + "=100..900:400", "-o", file});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_THAT(read(file), ::testing::StartsWith(beginning)) << ending;
  }
  EXPECT_EQ(roundscope({"sweep", "in-flight-limit", "--set", kCount + "=1..3", "-o", "x.odt"}).status, 2);
}

TEST(SweepCommand, SavesPicturesThatAreDrawnAgainWithTheSameBytes) {
  const std::vector<std::vector<std::string>> sweeps{
      {"in-flight-limit", "--variant", "Parallel", "--set", kCount + "=100..900:400", "--set", "/seed=7", "--seeds",
       "3", "--plot", "replied,rounds", "--width-mm", "178", "--height-mm", "90", "--title", "Mine", "--theme", "grey"},
      {"partial-failures", "--fail-each-call", "--size", "900x700"}};
  for (std::vector<std::string> words : sweeps) {
    const std::string pdf = temporaryFile("swept.pdf", "");
    const std::string svg = temporaryFile("swept.svg", "");
    const std::string again = temporaryFile("again.svg", "");
    const std::string once = temporaryFile("once.pdf", "");
    words.insert(words.begin(), "sweep");
    for (const std::string& file : {pdf, svg}) {
      std::vector<std::string> whole = words;
      whole.insert(whole.end(), {"-o", file});
      const Outcome outcome = roundscope(whole);
      ASSERT_EQ(outcome.status, 0) << outcome.err;
    }
    const Outcome drawn = roundscope({"render", pdf, "-o", again});
    ASSERT_EQ(drawn.status, 0) << drawn.err;
    EXPECT_EQ(read(again), read(svg));
    EXPECT_EQ(roundscope({"render", again, "-o", once}).status, 0);
    EXPECT_EQ(read(once), read(pdf));
    EXPECT_EQ(roundscope({"render", pdf, "--title", "Other", "-o", again}).status, 0);
    EXPECT_THAT(read(again), HasSubstr("Other"));
    const Outcome rounds = roundscope({"render", pdf, "--rounds", "0..2", "-o", again});
    EXPECT_EQ(rounds.status, 2);
    EXPECT_THAT(rounds.err, HasSubstr("--rounds: found a picture of a sweep"));
  }
}

TEST(SweepCommand, SaysWhatSizeWouldFitAndThatSizeFits) {
  const std::string file = temporaryFile("small.svg", "");
  const auto sized = [&](const std::string& width, const std::string& height) {
    return roundscope({"sweep", "in-flight-limit", "--all", "--set", kCount + "=100..900:400", "--plot", "replied",
                       "--font-pt", "7", "--width-mm", width, "--height-mm", height, "-o", file});
  };
  const Outcome small = sized("30", "15");
  EXPECT_EQ(small.status, 2);
  EXPECT_THAT(small.err, HasSubstr("size: 30 × 15 mm is too small for this figure"));
  int width = 0;
  int height = 0;
  const std::size_t at = small.err.find("at least ");
  ASSERT_NE(at, std::string::npos) << small.err;
  ASSERT_EQ(std::sscanf(small.err.c_str() + at, "at least %d × %d mm", &width, &height), 2) << small.err;
  EXPECT_LE(width, 85);
  EXPECT_LE(height, 60);
  const Outcome fits = sized(std::to_string(width), std::to_string(height));
  EXPECT_EQ(fits.status, 0) << fits.err;
  EXPECT_THAT(read(file), HasSubstr("not performed from 900 on (limit 500)"));
}

TEST(SweepCommand, QuotesNoNumberOfOneRun) {
  for (const std::string words : {"title", "caption"}) {
    const Outcome outcome = roundscope({"sweep", "in-flight-limit", "--set", kCount + "=1..3", "--" + words,
                                        "{calls.replied} of many", "-o", temporaryFile("x.svg", "")});
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.err, HasSubstr(words + ": found"));
    EXPECT_THAT(outcome.err, HasSubstr("without braces"));
  }
}

TEST(SweepCommand, KnowsTheKnobsOfALesson) {
  const Outcome swept = roundscope({"sweep", "in-flight-limit", "--set", "Calls=100..900:400", "--json"});
  ASSERT_EQ(swept.status, 0) << swept.err;
  const ordered_json points = ordered_json::parse(swept.out)["points"];
  ASSERT_EQ(points.size(), 3U);
  EXPECT_EQ(points[0]["replied"], 100);
  EXPECT_EQ(points[2]["replied"].get<int>() + points[2]["not_performed"].get<int>(), 900);
  const Outcome run = roundscope({"run", "in-flight-limit", "--variant", "Parallel", "--set", "Calls=30", "--json"});
  ASSERT_EQ(run.status, 0) << run.err;
  EXPECT_EQ(ordered_json::parse(run.out)["calls"]["replied"], 30);
  const Outcome wrong = roundscope({"sweep", "in-flight-limit", "--set", "Cals=1..3"});
  EXPECT_NE(wrong.status, 0);
  EXPECT_THAT(wrong.err, HasSubstr("Calls"));
}

TEST(SweepCommand, SaysPerValueWhatIsNoScenarioAndGoesOn) {
  const Outcome outcome =
      roundscope({"sweep", "in-flight-limit", "--set", kCount + "=-1..2", "--variant", "Parallel", "--json"});
  EXPECT_EQ(outcome.status, 0);
  const ordered_json points = ordered_json::parse(outcome.out)["points"];
  EXPECT_TRUE(points[0]["error"].is_string());
  EXPECT_EQ(points[3]["replied"], 2);
  EXPECT_THAT(outcome.err, HasSubstr("In Parallel, no valid scenario at 2 of 4 values (-1, 0): "));
}

// The first variant has neither subnet nor method for it.
TEST(SweepCommand, SaysInWhichVariantsThereIsNoSuchNumberAndAnswersTheOthers) {
  const std::string file = temporaryFile("some.roundscope.json", R"({
  "roundscope": 1, "subnets": [{"id": "a"}],
  "canisters": [{"id": "c", "subnet": "a", "methods": {"go": {"steps": [{"reply": {}}]}, "ping": {}}}],
  "ingress": [{"at_ms": 0, "to": "c.go"}],
  "variants": [{"name": "None", "patch": {}},
    {"name": "Many", "patch": [{"op": "add", "path": "/canisters/0/methods/go/steps/0",
                                "value": {"call": {"to": "c.ping", "count": 3}}}]}]})");
  const std::string set = "/canisters/0/methods/go/steps/0/call/count=0..2";
  const Outcome all = roundscope({"sweep", file, "--all", "--set", set, "--json"});
  EXPECT_EQ(all.status, 0);
  const ordered_json json = ordered_json::parse(all.out);
  ASSERT_EQ(json["refused"].size(), 2U);
  EXPECT_EQ(json["refused"][0]["variant"], "None");
  EXPECT_EQ(json["refused"][0]["values"].size(), 3U);
  EXPECT_EQ(json["refused"][1]["values"], (ordered_json{{0}}));
  EXPECT_FALSE(json["refused"][1]["expected"].get<std::string>().empty());
  EXPECT_EQ(json["points"][5]["replied"], 2);
  const Outcome chosen = roundscope({"sweep", file, "--set", set});
  EXPECT_EQ(chosen.status, 0);
  EXPECT_THAT(chosen.err, HasSubstr("\"Many\""));
  EXPECT_THAT(chosen.out, HasSubstr("In Many, no valid scenario at 1 of 3 values (0): "));
  const Outcome csv = roundscope({"sweep", file, "--all", "--set", set, "-o", temporaryFile("s.csv", "")});
  EXPECT_EQ(csv.status, 0);
  EXPECT_THAT(csv.err, HasSubstr("In None, no valid scenario at any of 3 values: "));
}

TEST(SweepCommand, OfANumberThatIsNowhereSaysSoOfEachValueAndFails) {
  for (const std::vector<std::string>& form :
       {std::vector<std::string>{}, {"--json"}, {"--largest"}, {"--largest", "--json"}}) {
    for (const char* const pointer :
         {"/canisters/0/nothing", "/canisters/7/cycles", "/title", "/canisters/0/methods"}) {
      std::vector<std::string> words{"sweep", "in-flight-limit", "--all", "--set", std::string(pointer) + "=1..3"};
      words.insert(words.end(), form.begin(), form.end());
      const Outcome outcome = roundscope(words);
      EXPECT_TRUE(outcome.status == 1 || outcome.status == 2) << pointer << outcome.status;
      EXPECT_THAT(outcome.err, HasSubstr(pointer));
      EXPECT_THAT(outcome.err, HasSubstr("expected "));
      if (form.empty() || form.back() != "--json") continue;
      const ordered_json json = ordered_json::parse(outcome.out);
      const ordered_json& last = form.size() == 1 ? json["points"].at(8) : json["variants"].at(2)["tried"].at(0);
      EXPECT_TRUE(last["error"].is_string());
    }
  }
}

TEST(SweepCommand, RefusesWhatMeansNothing) {
  EXPECT_EQ(roundscope({"sweep", "in-flight-limit", "--set", "/canisters/0/nothing=1..3"}).status, 2);
  EXPECT_EQ(roundscope({"sweep", "in-flight-limit"}).status, 2);
  EXPECT_EQ(roundscope({"sweep", "in-flight-limit", "--set", kCount + "=9..1"}).status, 2);
  EXPECT_EQ(roundscope({"sweep", "in-flight-limit", "--set", kCount + "=1..9", "--seeds", "0"}).status, 2);
  EXPECT_EQ(roundscope({"sweep", "in-flight-limit", "--set", kCount + "=1..9", "--fail-each-call"}).status, 2);
  EXPECT_EQ(roundscope({"sweep", "in-flight-limit", "--all", "--fail-each-call"}).status, 2);
  EXPECT_EQ(roundscope({"sweep", "in-flight-limit", "--set", kCount + "=1..9", "--plot", "nothing"}).status, 2);
}

TEST(SweepCommand, AdvisesInJson) {
  const Outcome outcome = roundscope({"sweep", "in-flight-limit", "--all", "--advise", "--json"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const ordered_json advice = ordered_json::parse(outcome.out)["advice"];
  ASSERT_EQ(advice.size(), 3U);
  EXPECT_TRUE(advice[0]["batch"].is_null()) << "one call after another";
  EXPECT_EQ(advice[1]["variant"], "Parallel");
  EXPECT_EQ(advice[1]["batch"]["largest"], 500);
  EXPECT_LT(advice[1]["balance"]["too_little"], advice[1]["balance"]["needed"]);
  const Outcome words = roundscope({"sweep", "in-flight-limit", "--all", "--advise"});
  EXPECT_THAT(words.out, HasSubstr(advice[1]["words"].get<std::string>()));
  const Outcome compared = roundscope({"compare", "in-flight-limit", "--advise"});
  EXPECT_EQ(compared.out, roundscope({"compare", "in-flight-limit"}).out + "\n" + words.out) << "the same, below";
  EXPECT_EQ(compared.status, 0);
  EXPECT_EQ(roundscope({"sweep", "in-flight-limit", "--advise", "-o", "x.svg"}).status, 2);
  EXPECT_EQ(roundscope({"sweep", "in-flight-limit", "--advise", "--seeds", "3"}).status, 2);
}

TEST(SweepCommand, FailsEachMessage) {
  const Outcome outcome = roundscope({"sweep", "partial-failures", "--fail-each-call", "--json"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const ordered_json grid = ordered_json::parse(outcome.out);
  std::size_t messages = 0;
  for (const ordered_json& method : grid["methods"]) messages += method["messages"].get<std::size_t>();
  EXPECT_EQ(grid["failures"].size(), messages);
  EXPECT_GT(messages, 3U);
}

}  // namespace
}  // namespace roundscope::test
