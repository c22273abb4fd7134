// Numbers that are legal alone and too large together are refused with the fields that make them so.
// What is computed without wrapping instead is in tests/core/simulation/arithmetic_test.cpp.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using ::testing::HasSubstr;

std::string rounds(std::string_view most, std::string_view interval) {
  return withFields(fmt::format("\"max_rounds\": {},\n\"block_interval_ms\": {}", most, interval));
}

TEST(TooLargeTogether, AreMoreRoundsThanTimeCounts) {
  EXPECT_EQ(errorIn(rounds("4000000", "1000000000")), "");
  EXPECT_EQ(
      errorIn(rounds("4000001", "1000000000")),
      "x.json:2: /max_rounds: max_rounds is 4,000,001 and block_interval_ms 1,000,000,000: so long a time cannot be "
      "counted, expected at most 4,000,000 rounds of that length");
  EXPECT_EQ(errorIn(rounds("1000000000", "4000000")), "");
  EXPECT_THAT(errorIn(rounds("1000000000", "4000001")), HasSubstr("and block_interval_ms 4,000,001: so long a time"));
}

TEST(TooLargeTogether, AreTheRoundsOfOneSlowSubnet) {
  EXPECT_THAT(errorIn(withFields("\"max_rounds\": 5000000"), {{"/subnets/1/block_interval_ms", "1000000000"}}),
              HasSubstr("max_rounds is 5,000,000 and block_interval_ms 1,000,000,000"));
}

TEST(TooLargeTogether, AreTheCyclesOfManyCanisters) {
  const auto rich = [](int canisters) {
    std::string text;
    for (int i = 0; i < canisters; ++i)
      text += fmt::format("{}\n{{\"id\": \"c{}\", \"subnet\": \"s\", \"cycles\": 100000000000000000}}",
                          i == 0 ? "" : ",", i);
    return "{\"roundscope\": 1, \"subnets\": [{\"id\": \"s\"}], \"canisters\": [" + text + "]}";
  };
  EXPECT_EQ(errorIn(rich(100)), "");
  EXPECT_EQ(errorIn(rich(101)),
            "x.json:102: /canisters/100/cycles: the cycles of this canister and of those above are more than "
            "10,000,000,000,000,000,000, expected fewer");
}

TEST(TooLargeTogether, AreTheCyclesOfManyTopUps) {
  const std::string topUp = R"({"top_up": {"canister": "callee", "cycles": 50000000000000001}})";
  EXPECT_EQ(errorIn(withFields("\"operations\": [" + topUp + "]")), "");
  EXPECT_THAT(errorIn(withFields("\"operations\": [" + topUp + ", " + topUp + "]")),
              HasSubstr("/operations/1: found more than 100,000,000,000,000,000 cycles in all, expected fewer"));
}

TEST(TooLargeTogether, CannotBeReservationsAndCalls) {
  EXPECT_EQ(errorIn(withFields(R"("limits": {"guaranteed_reservation_bytes": 1000000000})")), "");
  EXPECT_EQ(errorIn(withFields(R"("limits": {"guaranteed_reservation_bytes": 1000000001})")),
            "x.json:2: /limits/guaranteed_reservation_bytes: found 1000000001, expected an integer from 0 to "
            "1,000,000,000");
}

TEST(TooLargeTogether, AreASliceAndARound) {
  EXPECT_THAT(errorIn(withFields(R"("limits": {"round_instructions": 1})")),
              HasSubstr("round_instructions is 1 and a slice is 2,000,000,000"));
}

TEST(TooLargeTogether, AreNotAUsersLateAndFrequentMessages) {
  const Scenario scenario = scenarioOf(
      withFields("\"seed\": 1"),
      {{"/ingress", R"([{"to": "callee.ping", "at_ms": 1000000000000, "every_ms": 1000000000, "count": 1000000}])"}});
  EXPECT_EQ(scenario.ingress.back().at.us, 1'000'000'000'000'000 + 999'999 * 1'000'000'000'000);
}

}  // namespace
}  // namespace roundscope::test
