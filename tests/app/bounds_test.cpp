// Runs that reach a bound, or that Ctrl+C ends: what is said, and what is left.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/app/program.h"

namespace roundscope::test {
namespace {

using testing::HasSubstr;

constexpr int kInterrupted = 130;

/// Calls in each round, for so long that no machine comes to the end before it is interrupted.
std::string endless() {
  return temporaryFile("endless.json", R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
    {"id": "a", "subnet": "s", "methods": {"go": {"steps": [{"reply": {}}]}},
      "heartbeat": {"steps": [{"call": {"to": "b.ping", "count": 500, "order": "parallel"}}]}},
    {"id": "b", "subnet": "s", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.go"}, {"to": "a.go", "at_ms": 1000000000000}]})");
}

TEST(Bounds, OfMemoryEndARunThatSaysSoAndKeepsItsNumbers) {
  const std::string trace = temporaryFile("cut_off.csv", "");
  const Outcome outcome = roundscope({"run", endless(), "--memory-budget", "20MB", "--trace", trace});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, HasSubstr("cut off by the memory budget; these are its numbers so far"));
  const Outcome json = roundscope({"run", endless(), "--memory-budget", "20MB", "--trace", trace, "--json"});
  EXPECT_THAT(json.out, HasSubstr("\"stopped\": \"memory_budget\""));
}

TEST(Bounds, OfMemoryAreNotReachedByCallsThatAreOverWhereNoTraceIsAskedFor) {
  const Outcome outcome = roundscope({"run", endless(), "--memory-budget", "20MB", "--max-events", "2000000"});
  EXPECT_THAT(outcome.out, HasSubstr("cut off by max_events; these are its numbers so far"));
}

TEST(Bounds, OfEventsHoldForSweepsToo) {
  const Outcome outcome = roundscope(
      {"sweep", "in-flight-limit", "--variant", "Sequential", "--set", "Calls=1000..2000:1000", "--max-events", "50"});
  EXPECT_THAT(outcome.out + outcome.err, HasSubstr("A limit or budget cut 2 runs off"));
}

TEST(Bounds, AreRefusedWhereTheyAreNone) {
  EXPECT_EQ(roundscope({"run", "parallel-calls", "--memory-budget", "1"}).status, 2);
  EXPECT_EQ(roundscope({"run", "parallel-calls", "--max-events", "0"}).status, 2);
}

TEST(CtrlC, EndsARunWithItsNumbersSoFar) {
  const Outcome outcome = interruptedRoundscope({"run", endless()}, std::chrono::seconds(2));
  EXPECT_EQ(outcome.status, kInterrupted);
  EXPECT_THAT(outcome.out, HasSubstr("cut off by hand; these are its numbers so far"));
}

TEST(CtrlC, LeavesNoPictureOfHalfARun) {
  const std::string picture = temporaryFile("half.svg", "as it was");
  const Outcome outcome = interruptedRoundscope({"render", endless(), "-o", picture}, std::chrono::seconds(2));
  EXPECT_EQ(outcome.status, kInterrupted) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("no picture is saved"));
  EXPECT_EQ(std::filesystem::file_size(picture), 9U);
}

}  // namespace
}  // namespace roundscope::test
