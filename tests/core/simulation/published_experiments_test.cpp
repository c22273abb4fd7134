// The published experiments come out, from the lessons themselves. Source: protocol.md section 13.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/run.h"

namespace roundscope::test {
namespace {

TEST(Published, TwoThousandSequentialCallsAllSucceed) {
  const Outcome run = runLesson("in-flight-limit", "Sequential");
  EXPECT_EQ(run.summary.calls.replied, 2000U);
  EXPECT_NEAR(static_cast<double>(run.summary.ingress[0].rounds), 20.0, 2.0);
}

TEST(Published, OfTwoThousandParallelCallsFiveHundredArePerformed) {
  const Outcome run = runLesson("in-flight-limit", "Parallel");
  EXPECT_EQ(run.summary.calls.performed, 500U);
  EXPECT_EQ(run.summary.calls.replied, 500U);
  EXPECT_EQ(run.summary.calls.notPerformed, 1500U);
  EXPECT_EQ(run.summary.ingress[0].rounds, 2U);
}

TEST(Published, ACapacityOfFiftyPerformsFifty) {
  EXPECT_EQ(runLesson("in-flight-limit", "Parallel", {{"/limits/queue_capacity", "50"}}).summary.calls.performed, 50U);
}

TEST(Published, NinetyCallsAcrossSubnetsAllSucceedAndSequentialTakesSixtyTimesTheRounds) {
  const Outcome sequential = runLesson("parallel-calls", "Sequential");
  const Outcome parallel = runLesson("parallel-calls", "Parallel");
  EXPECT_EQ(sequential.summary.calls.replied, 90U);
  EXPECT_EQ(parallel.summary.calls.replied, 90U);
  EXPECT_GE(sequential.summary.ingress[0].rounds, 60 * parallel.summary.ingress[0].rounds);
}

TEST(Published, NinetyCallsOnPocketIcTakeNinetyTicksAgainstOneOrTwo) {
  const Override pocketIc{"/profile", "\"pocketic\""};
  const Outcome sequential = runLesson("parallel-calls", "Sequential", {pocketIc});
  const Outcome parallel = runLesson("parallel-calls", "Parallel", {pocketIc});
  EXPECT_EQ(sequential.summary.calls.replied, 90U);
  EXPECT_NEAR(static_cast<double>(sequential.summary.ingress[0].rounds), 90.0, 1.0);
  EXPECT_LE(parallel.summary.ingress[0].rounds, 2U);
}

TEST(Published, HundredCallsOnOneSubnetTakeAtMostTwoRoundsEitherWay) {
  const char* steps = R"({"call": {"to": "callee.ping", "count": 100}}, {"reply": {}})";
  const Outcome sequential = runText(oneSubnet(steps));
  const Outcome parallel = runText(oneSubnet(steps), {{"/canisters/0/methods/go/steps/0/call/order", "\"parallel\""}});
  EXPECT_EQ(sequential.summary.calls.replied, 100U);
  EXPECT_EQ(parallel.summary.calls.replied, 100U);
  EXPECT_LE(sequential.summary.ingress[0].rounds, 2U);
  EXPECT_LE(parallel.summary.ingress[0].rounds, 2U);
}

TEST(Published, EndToEndTimesOnMainnetAreWithinAFactorOfTheMeasuredOnes) {
  const char* steps = R"({"call": {"to": "callee.ping"}}, {"reply": {}})";
  // The published times are averages, so ours are averages over the seeds that draw the delays.
  constexpr int kSeeds = 50;
  double same = 0;
  double across = 0;
  for (int seed = 1; seed <= kSeeds; ++seed) {
    const std::string fields = fmt::format(R"("profile": "mainnet", "seed": {},)", seed);
    same += runText(oneSubnet(steps, R"("ping": {})", fields)).summary.endToEnd->seconds() / kSeeds;
    across += runText(twoSubnets(steps, R"("ping": {})", fields)).summary.endToEnd->seconds() / kSeeds;
  }
  EXPECT_GT(same, 1.2 / 1.7);
  EXPECT_LT(same, 1.2 * 1.7);
  EXPECT_GT(across, 3.0 / 1.7);
  EXPECT_LT(across, 3.0 * 1.7);
}

}  // namespace
}  // namespace roundscope::test
