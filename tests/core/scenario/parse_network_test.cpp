// What subnets, limits and users' messages may say, and what becomes of them.
#include <gtest/gtest.h>

#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

TEST(ScenarioFile, repeatedMessagesAreWrittenOutInOrderOfTime) {
  const ScenarioSet set =
      parsed(withFields(R"("description": "d")"),
             {{"/ingress", R"([{"at_ms": 5, "to": "callee.ping"}, {"to": "caller.go", "count": 3, "every_ms": 4}])"}});
  const auto& ingress = set.variants[0].ingress;
  ASSERT_EQ(ingress.size(), 4U);
  EXPECT_EQ(ingress[1].at.us, 4'000);
  EXPECT_EQ(ingress[2].at.us, 5'000);
  EXPECT_EQ(ingress[2].to.canister, CanisterId{1});
  EXPECT_EQ(ingress[3].at.us, 8'000);
}

TEST(ScenarioFile, aSubnetsLimitsGoBeforeTheScenariosAndThoseBeforeTheProfiles) {
  const ScenarioSet set = parsed(withFields(R"("profile": "mainnet",
    "limits": {"queue_capacity": 10, "ingress_latency_ms": 1, "cycles_per_instruction": 0.4})"),
                                 {{"/subnets/1/limits/queue_capacity", "20"}, {"/subnets/1/kind", "system"}});
  const auto& subnets = set.variants[0].subnets;
  EXPECT_EQ(subnets[0].limits.queue_capacity, 10U);
  EXPECT_EQ(subnets[1].limits.queue_capacity, 20U);
  EXPECT_EQ(subnets[1].limits.ingress_latency_ms, 1U);
  EXPECT_EQ(subnets[0].limits.cycles_per_instruction_thousandths, 400U);
  EXPECT_EQ(subnets[1].limits.round_instructions, 7'000'000'000U);
  EXPECT_EQ(subnets[1].limits.cycles_per_call, 0U);
}

struct ProfileCase {
  const char* name;
  Duration interval;
  std::uint32_t least, most;
  std::uint64_t latencyMs;
};
class Profiles : public ::testing::TestWithParam<ProfileCase> {};
TEST_P(Profiles, setIntervalsAndDelays) {
  const ProfileCase& expected = GetParam();
  const ScenarioSet set = parsed(withFields(std::string("\"profile\": \"") + expected.name + "\""));
  const Subnet& subnet = set.variants[0].subnets[0];
  EXPECT_EQ(subnet.blockInterval, expected.interval);
  EXPECT_EQ(subnet.xnetDelayMin, expected.least);
  EXPECT_EQ(subnet.xnetDelayMax, expected.most);
  EXPECT_EQ(subnet.limits.ingress_latency_ms, expected.latencyMs);
}
INSTANTIATE_TEST_SUITE_P(All, Profiles,
                         ::testing::Values(ProfileCase{"guide", milliseconds(1'000), 1, 1, 0},
                                           ProfileCase{"mainnet", milliseconds(700), 2, 3, 300},
                                           ProfileCase{"pocketic", milliseconds(1'000), 0, 0, 0}));

}  // namespace
}  // namespace roundscope::test
