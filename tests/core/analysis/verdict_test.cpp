// What is said of the variants of a comparison.
#include "core/analysis/verdict.h"

#include <gtest/gtest.h>

namespace roundscope::test {
namespace {

struct Row {
  std::string variant;
  std::uint64_t rounds = 0;
  std::uint64_t attempted = 0, replied = 0;
  CutOff cutOff = CutOff::None;
  std::uint32_t users = 1, usersReplied = 1;
  std::vector<std::string> broken = {};
  std::size_t held = 0;
};

std::string verdictOn(const std::vector<Row>& rows) {
  std::vector<Scenario> scenarios(rows.size());
  std::vector<RunSummary> summaries(rows.size());
  std::vector<SummedUpRun> runs;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    scenarios[i].variant = rows[i].variant;
    summaries[i].rounds = rows[i].rounds;
    summaries[i].calls.attempted = rows[i].attempted;
    summaries[i].calls.replied = rows[i].replied;
    summaries[i].cutOff = rows[i].cutOff;
    summaries[i].users.sent = rows[i].users;
    summaries[i].users.replied = rows[i].usersReplied;
    for (const std::string& text : rows[i].broken)
      summaries[i].expectations.push_back({.text = text, .state = ExpectationState::Broken});
    for (std::size_t n = 0; n < rows[i].held; ++n)
      summaries[i].expectations.push_back({.state = ExpectationState::Holds});
    runs.emplace_back(&scenarios[i], &summaries[i]);
  }
  return comparisonVerdict(runs);
}

TEST(Verdict, ComparesTheRoundsOfRunsThatWentAlike) {
  EXPECT_EQ(verdictOn({{"Sequential", 181, 90, 90}, {"Parallel", 3, 90, 90}}),
            "Parallel takes 3 rounds, Sequential 181: 60 times as many.");
}

TEST(Verdict, RoundsTimesAsPeopleDo) {
  EXPECT_EQ(verdictOn({{"A", 11, 9, 9}, {"B", 3, 9, 9}}), "B takes 3 rounds, A 11: 3.7 times as many.");
  EXPECT_EQ(verdictOn({{"A", 1, 9, 9}, {"B", 3, 9, 9}}), "A takes 1 round, B 3: 3 times as many.");
  EXPECT_EQ(verdictOn({{"A", 4, 9, 9}, {"B", 3, 9, 9}}), "B takes 3 rounds, A 4.");
  EXPECT_EQ(verdictOn({{"A", 4, 9, 9}, {"B", 4, 9, 9}}), "Both take 4 rounds.");
}

TEST(Verdict, PraisesNoSpeedWhereCallsFailed) {
  EXPECT_EQ(verdictOn({{"Sequential", 20, 2'000, 2'000}, {"Parallel", 2, 2'000, 500}}),
            "In Parallel, 1,500 of 2,000 calls did not succeed.");
  EXPECT_EQ(verdictOn({{"Sequential", 20, 9, 9}, {"Parallel", 2, 9, 5}, {"Window", 5, 9, 9}}),
            "In Parallel, 4 of 9 calls did not succeed. Window takes 5 rounds, Sequential 20: 4 times as many.");
}

TEST(Verdict, LeavesRunsOutThatWereCutOff) {
  EXPECT_EQ(verdictOn({{"Endless", 1, 9, 4, CutOff::MaxRounds}, {"A", 4, 9, 9}, {"B", 8, 9, 9}}),
            "Endless was cut off by max_rounds, and is not compared. A takes 4 rounds, B 8: 2 times as many.");
  EXPECT_EQ(verdictOn({{"Endless", 1, 9, 9, CutOff::MaxEvents}, {"A", 4, 9, 9}}),
            "Endless was cut off by max_events, and is not compared.");
}

TEST(Verdict, ComparesNoRunWhoseUserWasLeftWithoutAReply) {
  EXPECT_EQ(verdictOn({{"A", 4, 0, 0}, {"B", 2, 0, 0, CutOff::None, 1, 0}, {"C", 8, 0, 0}}),
            "In B, the only user got no reply. A takes 4 rounds, C 8: 2 times as many.");
}

TEST(Verdict, TellsOfUsersWithoutAReplyBeforeCallsThatFailed) {
  EXPECT_EQ(verdictOn({{"A", 4, 3, 3}, {"B", 2, 3, 1, CutOff::None, 5, 3}}),
            "In B, 2 of 5 users got no reply. In B, 2 of 3 calls did not succeed.");
  EXPECT_EQ(
      verdictOn(
          {{"A", 4, 3, 3, CutOff::None, 5, 0}, {"B", 2, 3, 3, CutOff::None, 5, 3}, {"C", 2, 3, 3, CutOff::None, 5, 4}}),
      "Not every user got a reply in 3 of 3 variants.");
}

TEST(Verdict, SaysThatNoUserGotAReplyOnlyWhereNoneDid) {
  const auto users = [](std::uint32_t b) {
    return verdictOn(
        {{"A", 4, 3, 3, CutOff::None, 5, 0}, {"B", 2, 3, 3, CutOff::None, 5, b}, {"C", 2, 3, 3, CutOff::None, 5, 0}});
  };
  EXPECT_EQ(users(0), "No user got a reply in 3 of 3 variants. B takes 2 rounds, A 4: 2 times as many.");
  EXPECT_EQ(users(1), "Not every user got a reply in 3 of 3 variants.");
}

TEST(Verdict, CountsTheVariantsWhereCallsFailedInMoreThanTwo) {
  EXPECT_EQ(verdictOn({{"A", 4, 9, 5}, {"B", 2, 9, 6}, {"C", 8, 9, 7}, {"D", 3, 9, 9}}),
            "Calls failed in 3 of 4 variants.");
}

TEST(Verdict, LooksAtUsersBeforeItLooksAtCalls) {
  EXPECT_EQ(
      verdictOn(
          {{"A", 4, 9, 9, CutOff::None, 2, 1}, {"B", 2, 9, 8, CutOff::None, 2, 2}, {"C", 8, 9, 8, CutOff::None, 2, 2}}),
      "In A, 1 of 2 users got no reply. In B, 1 of 9 calls did not succeed. In C, 1 of 9 calls did not succeed. B "
      "takes 2 "
      "rounds, C 8: 4 times as "
      "many.");
}

TEST(Verdict, SaysWhenRoundsAreNoneOrAllTheSame) {
  EXPECT_EQ(verdictOn({{"A", 0, 0, 0}, {"B", 5, 0, 0}}), "A takes no rounds, B 5.");
  EXPECT_EQ(verdictOn({{"A", 5, 0, 0}, {"B", 5, 0, 0}, {"C", 5, 0, 0}}), "All take 5 rounds.");
  EXPECT_EQ(verdictOn({{"A", 6, 9, 9}, {"B", 3, 9, 9}}), "B takes 3 rounds, A 6: 2 times as many.");
}

TEST(Verdict, CallsARunWithoutAVariantByItsTitle) {
  Scenario plain;
  plain.title = "Plain pings";
  Scenario other = plain;
  other.variant = "Other";
  std::vector<RunSummary> summaries(2);
  summaries[0].rounds = 1;
  summaries[1].rounds = 2;
  EXPECT_EQ(comparisonVerdict({{&plain, &summaries[0]}, {&other, &summaries[1]}}),
            "Plain pings takes 1 round, Other 2: 2 times as many.");
}

TEST(Verdict, PutsBrokenExpectationsFirst) {
  EXPECT_EQ(verdictOn({{"Fast", 2, 9, 9, CutOff::None, 1, 1, {"a.x == b.y"}}, {"A", 4, 9, 9}, {"B", 8, 9, 9}}),
            "In Fast, a.x == b.y does not hold. A takes 4 rounds, B 8: 2 times as many.");
  EXPECT_EQ(verdictOn({{"Fast", 2, 9, 9, CutOff::None, 1, 1, {"x", "y"}, 1}, {"A", 4, 9, 5}}),
            "In Fast, 2 of 3 expectations do not hold. In A, 4 of 9 calls did not succeed.");
  EXPECT_EQ(verdictOn({{"A", 2, 9, 9, CutOff::None, 1, 1, {"x"}},
                       {"B", 4, 9, 9, CutOff::None, 1, 1, {"x"}},
                       {"C", 4, 9, 9, CutOff::None, 1, 1, {"x"}}}),
            "Expectations do not hold in 3 of 3 variants. A takes 2 rounds, B 4: 2 times as many.");
}

TEST(Verdict, IsEmptyForOneRun) { EXPECT_EQ(verdictOn({{"A", 4, 9, 9}}), ""); }

}  // namespace
}  // namespace roundscope::test
