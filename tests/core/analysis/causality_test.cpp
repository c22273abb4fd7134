// Which call led to which: causes and effects are each other's reverse, and chains hold nothing else.
#include "core/analysis/causality.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "core/scenario/parse.h"
#include "tests/support/generated_scenario.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::size_t kAll = 1'000'000;

/// Two calls one after the other, each of which makes the callee call itself once.
Outcome nestedRun() {
  return runText(twoSubnets(R"({"call": {"to": "callee.relay", "count": 2, "order": "sequential"}}, {"reply": {}})",
                            R"("ping": {}, "relay": {"steps": [{"call": {"to": "callee.ping"}}, {"reply": {}}]})"));
}

TEST(Causality, OfWhatAUserStartedHasNoCall) {
  const Outcome run = nestedRun();
  EXPECT_EQ(causeOf(run.table, CallId{0}), std::nullopt);
}

TEST(Causality, LeadsFromACallToThoseOfItsCalleeAndOfItsCallback) {
  const Outcome run = nestedRun();
  ASSERT_EQ(run.table.calls().size(), 4u);
  EXPECT_THAT(effectsOf(run.table, CallId{0}, kAll), ElementsAre(CallId{1}, CallId{2}));
  EXPECT_EQ(causeOf(run.table, CallId{1}), CallId{0}) << "made by the method that the call started";
  EXPECT_EQ(causeOf(run.table, CallId{2}), CallId{0}) << "made by the call's callback";
  EXPECT_THAT(effectsOf(run.table, CallId{3}, kAll), IsEmpty());
}

TEST(Causality, ChainHoldsCausesAndEffectsButNoSiblings) {
  const Outcome run = nestedRun();
  EXPECT_THAT(causalChain(run.table, CallId{2}, kAll), ElementsAre(CallId{0}, CallId{2}, CallId{3}));
  EXPECT_THAT(causalChain(run.table, CallId{1}, kAll), ElementsAre(CallId{0}, CallId{1}));
}

TEST(Causality, GoesNoFurtherThanAsked) {
  const Outcome run = runText(twoSubnets(pingSteps(9)));
  EXPECT_THAT(causalChain(run.table, CallId{4}, 2), ElementsAre(CallId{2}, CallId{3}, CallId{4}, CallId{5}, CallId{6}));
}

class RandomCausality : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomCausality, EffectsAreTheCallsOfWhichACallIsTheCause) {
  const ScenarioSet set = parsed(generatedScenario(GetParam()));
  const Outcome run = runScenario(set.variants.front());
  const auto count = static_cast<std::uint32_t>(run.table.calls().size());
  std::vector<std::vector<CallId>> caused(count);
  for (std::uint32_t i = 0; i < count; ++i)
    if (const auto cause = causeOf(run.table, CallId{i})) caused[cause->value].push_back(CallId{i});
  for (std::uint32_t i = 0; i < count; ++i)
    for (const CallId effect : effectsOf(run.table, CallId{i}, kAll))
      EXPECT_THAT(caused[i], testing::Contains(effect)) << "effect of call " << i;
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomCausality, testing::Range<std::uint64_t>(0, 20));

}  // namespace
}  // namespace roundscope::test
