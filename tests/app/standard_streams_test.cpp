// "-" in place of a file: standard input and standard output.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/app/program.h"

namespace roundscope::test {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string kPayroll = ROUNDSCOPE_SOURCE_DIR "/resources/examples/payroll.roundscope.json";

/// Without what tells the source's name.
ordered_json numbersIn(const Outcome& outcome) {
  ordered_json runs = ordered_json::parse(outcome.out, nullptr, false);
  for (ordered_json& run : runs) run.erase("scenario");
  return runs;
}

TEST(StandardStreams, ARunReadsItsScenarioFromStandardInput) {
  const Outcome piped = roundscope({"run", "-", "--all", "--json"}, textOf(kPayroll));
  const Outcome named = roundscope({"run", kPayroll, "--all", "--json"});
  EXPECT_EQ(piped.status, named.status);
  EXPECT_EQ(ordered_json::parse(piped.out)[0]["scenario"], "standard input");
  EXPECT_EQ(numbersIn(piped), numbersIn(named));
}

TEST(StandardStreams, ACheckNamesStandardInputBeforeEachFinding) {
  const Outcome right = roundscope({"check", "-"}, textOf(kPayroll));
  EXPECT_EQ(right.status, 0);
  EXPECT_THAT(right.out, StartsWith("standard input: right, "));
  const Outcome wrong = roundscope({"check", "-"}, "{\n\"roundscope\": 2}");
  EXPECT_EQ(wrong.status, 1);
  EXPECT_THAT(wrong.err, HasSubstr("standard input:2:15: error: /roundscope: found 2"));
}

TEST(StandardStreams, APictureGoesThroughPipesBothWays) {
  const Outcome drawn = roundscope({"render", "-", "--all", "-o", "-", "--format", "png"}, textOf(kPayroll));
  ASSERT_EQ(drawn.status, 0) << drawn.err;
  EXPECT_THAT(drawn.out, StartsWith("\x89PNG\r\n"));
  const Outcome again = roundscope({"run", "-", "--all", "--json"}, drawn.out);
  EXPECT_EQ(numbersIn(again), numbersIn(roundscope({"run", kPayroll, "--all", "--json"})));
  const Outcome svg = roundscope({"render", "-", "-o", "-", "--format", "svg"}, drawn.out);
  EXPECT_EQ(svg.status, 0) << svg.err;
  EXPECT_THAT(svg.out, HasSubstr("<svg"));
  EXPECT_THAT(svg.out, HasSubstr("</svg>"));
}

TEST(StandardStreams, ATraceStandsAloneOnStandardOutputAndTheNumbersOnTheErrorStream) {
  const std::string file = temporaryFile("trace.jsonl", "");
  const Outcome saved = roundscope({"run", "parallel-calls", "--all", "--trace", file});
  const Outcome piped = roundscope({"run", "parallel-calls", "--all", "--trace", "-", "--format", "jsonl"});
  EXPECT_EQ(piped.status, 0);
  EXPECT_EQ(piped.out, textOf(file));
  EXPECT_EQ(piped.err, saved.out);
}

TEST(StandardStreams, TheStatusOfARunWhoseTraceIsPipedIsThatOfTheRun) {
  const Outcome outcome = roundscope({"run", "-", "--trace", "-", "--format", "csv"},
                                     R"({"roundscope": 1, "expect": ["users.replied == 7"], "subnets": [{"id": "s"}],
      "canisters": [{"id": "c", "subnet": "s", "methods": {"m": {"steps": [{"reply": {}}]}}}], "ingress": [{"to": "c.m"}]})");
  EXPECT_EQ(outcome.status, 4);
  EXPECT_THAT(outcome.err, HasSubstr("users.replied == 7"));
}

TEST(StandardStreams, ASweepAndAComparisonGoThroughPipes) {
  const Outcome text =
      roundscope({"sweep", "-", "-o", "-", "--format", "csv", "--set", "/seed=1,2,3"}, textOf(kPayroll));
  EXPECT_EQ(text.status, 0) << text.err;
  const std::string file = temporaryFile("sweep.csv", "");
  EXPECT_EQ(roundscope({"sweep", kPayroll, "-o", file, "--set", "/seed=1,2,3"}).status, 0);
  EXPECT_EQ(text.out, textOf(file));
  const Outcome picture =
      roundscope({"sweep", "-", "-o", "-", "--format", "svg", "--set", "/seed=1,2,3"}, textOf(kPayroll));
  EXPECT_THAT(picture.out, HasSubstr("</svg>"));
  EXPECT_EQ(roundscope({"compare", "-", "--csv"}, textOf(kPayroll)).out,
            roundscope({"compare", kPayroll, "--csv"}).out);
}

TEST(StandardStreams, AFormatTakesThePlaceOfAnEnding) {
  const std::string file = temporaryFile("picture", "");
  EXPECT_EQ(roundscope({"render", "parallel-calls", "-o", file, "--format", "svg"}).status, 0);
  EXPECT_THAT(textOf(file), HasSubstr("</svg>"));
}

struct Refused {
  std::vector<std::string> arguments;
  std::string error;
};
void PrintTo(const Refused& refused, std::ostream* out) { *out << ::testing::PrintToString(refused.arguments); }
class StandardStreamsRefuse : public ::testing::TestWithParam<Refused> {};
TEST_P(StandardStreamsRefuse, WhatCannotBeMeant) {
  const Outcome outcome = roundscope(GetParam().arguments, textOf(kPayroll));
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, StartsWith(GetParam().error));
}
INSTANTIATE_TEST_SUITE_P(
    Each, StandardStreamsRefuse,
    ::testing::Values(
        Refused{{"render", "-", "-o", "-"}, "-o: standard output has no ending that says how, expected --format"},
        Refused{{"sweep", "-", "-o", "-"}, "-o: standard output has no ending"},
        Refused{{"run", "-", "--trace", "-"}, "--trace: standard output has no ending"},
        Refused{{"run", "-", "--trace", "-", "--format", "csv", "--json"}, "--json: standard output is taken"},
        Refused{{"run", "-", "--format", "csv"}, "--format requires --trace"},
        Refused{{"render", "-", "--series", "rounds", "-o", "-", "--format", "svg"}, "--series: "},
        Refused{{"render", "-", "-o", "-", "--format", "tiff"}, "--format: tiff not in {"},
        Refused{{"-"}, "source: the window reads no standard input"}));

}  // namespace
}  // namespace roundscope::test
