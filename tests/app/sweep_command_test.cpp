// `roundscope sweep` as its user meets it in a shell.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
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

TEST(SweepCommand, SaysPerValueWhatIsNoScenarioAndGoesOn) {
  const Outcome outcome =
      roundscope({"sweep", "in-flight-limit", "--set", kCount + "=-1..2", "--variant", "Parallel", "--json"});
  EXPECT_EQ(outcome.status, 0);
  const ordered_json points = ordered_json::parse(outcome.out)["points"];
  EXPECT_TRUE(points[0]["error"].is_string());
  EXPECT_EQ(points[3]["replied"], 2);
  EXPECT_THAT(outcome.err, HasSubstr("no valid scenario at 2 of 4 points"));
}

TEST(SweepCommand, RefusesWhatMeansNothing) {
  EXPECT_EQ(roundscope({"sweep", "in-flight-limit", "--set", "/canisters/0/nothing=1..3"}).status, 2);
  EXPECT_EQ(roundscope({"sweep", "in-flight-limit"}).status, 2);
  EXPECT_EQ(roundscope({"sweep", "in-flight-limit", "--set", kCount + "=9..1"}).status, 2);
  EXPECT_EQ(roundscope({"sweep", "in-flight-limit", "--set", kCount + "=1..9", "--seeds", "0"}).status, 2);
  EXPECT_EQ(roundscope({"sweep", "in-flight-limit", "--set", kCount + "=1..9", "--fail-each-call"}).status, 2);
  EXPECT_EQ(roundscope({"sweep", "in-flight-limit", "--set", kCount + "=1..9", "--plot", "nothing"}).status, 2);
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
