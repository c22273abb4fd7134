// Prices, and what fits into a round and a stream: the numbers that protocol.md derives. Source: sections 2, 5 and 11.
#include "core/protocol/fees.h"

#include <gtest/gtest.h>

#include "core/protocol/capacity.h"

namespace roundscope::test {
namespace {

TEST(Fees, AreThoseOfThirteenNodes) {
  const Limits limits;
  const Tariff tariff{limits};
  EXPECT_EQ(callFee(tariff, 0), 260'000U);
  EXPECT_EQ(callFee(tariff, 1'000), 1'260'000U);
  EXPECT_EQ(executionFee(tariff, 100'000), 5'100'000U);
  EXPECT_EQ(ingressFee(tariff, 10), 1'220'000U);
  EXPECT_EQ(responseFee(tariff, 2'097'152), 2'097'152'000U);
}

TEST(Fees, PutAsideFortyTwoBillionCyclesForACall) {
  const Limits limits;
  const Tariff tariff{limits};
  EXPECT_EQ(longestExecutionFee(tariff), 40'005'000'000U);
  EXPECT_EQ(prepayment(tariff), 42'102'152'000U) << "40.005e9 and 2.097e9";
  const std::uint64_t perCall = prepayment(tariff) + callFee(tariff, 0);
  EXPECT_NEAR(static_cast<double>(perCall), 42.1e9, 0.05e9);
  EXPECT_NEAR(static_cast<double>(500 * perCall), 21e12, 0.1e12) << "500 parallel calls";
  EXPECT_EQ(2'000'000'000'000 / perCall, 47U) << "calls that 2e12 cycles prepay";
}

TEST(Fees, OnceAllowedAHundredAndTenCallsWithTwoTrillionCycles) {
  Limits limits;
  limits.cycles_per_instruction_thousandths = 400;
  const Tariff tariff{limits};
  EXPECT_NEAR(static_cast<double>(2'000'000'000'000 / (prepayment(tariff) + callFee(tariff, 0))), 110.0, 3.0);
}

TEST(Fees, GrowWithTheNodesAndAreRoundedDown) {
  const Limits limits;
  EXPECT_EQ(callFee(Tariff{limits, SubnetKind::Application, 26}, 0), 520'000U);
  EXPECT_EQ(callFee(Tariff{limits, SubnetKind::Application, 28}, 1), 562'153U) << "261,000 times 28 / 13, less a part";
}

TEST(Fees, AreNothingOnSystemSubnets) {
  const Limits limits;
  const Tariff tariff{limits, SubnetKind::System, 40};
  EXPECT_EQ(callFee(tariff, 1'000), 0U);
  EXPECT_EQ(executionFee(tariff, 1'000), 0U);
  EXPECT_EQ(ingressFee(tariff, 1'000), 0U);
  EXPECT_EQ(prepayment(tariff), 0U);
}

TEST(RoundBudget, LeavesRoomForASliceThatBeginsWithTheLastInstruction) {
  Limits limits;
  EXPECT_EQ(roundBudget(limits), 2'000'000'001);
  limits.install_slice_instructions = 3'000'000'000;
  EXPECT_EQ(roundBudget(limits), 1'000'000'001) << "the longer of both slices counts";
  limits.slice_instructions = 5'000'000'000;
  EXPECT_LE(roundBudget(limits), 0);
}

TEST(RoundBudget, IsLargerOnSystemSubnets) {
  EXPECT_EQ(roundBudget(profileLimits(Profile::Guide, SubnetKind::System)), 2'000'000'001) << "7e9 less 5e9";
}

TEST(StreamLimits, AreLowerTowardASystemSubnet) {
  const Limits limits;
  EXPECT_EQ(streamMessages(limits, SubnetKind::Application), 10'000U);
  EXPECT_EQ(streamMessages(limits, SubnetKind::System), 200U);
}

TEST(StreamLimits, LetAMessageEnterWhileAByteIsFree) {
  const Limits limits;
  EXPECT_TRUE(fitsBytes(limits, 0));
  EXPECT_TRUE(fitsBytes(limits, limits.stream_bytes - 1));
  EXPECT_FALSE(fitsBytes(limits, limits.stream_bytes));
}

}  // namespace
}  // namespace roundscope::test
