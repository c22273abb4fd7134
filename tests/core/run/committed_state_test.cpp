// Variables, locks and cycles, folded again from the raw events.
#include "core/run/committed_state.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/core/run/all_runs.h"

namespace roundscope::test {
namespace {

TEST(CommittedState, IsAtAnyMomentWhatTheLastEventsSaid) {
  std::size_t changes = 0;
  std::size_t locked = 0;
  std::size_t balances = 0;
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    for (const std::int64_t us : any.moments) {
      std::map<std::pair<CanisterId, VariableId>, std::int64_t> values;
      std::map<CanisterId, Balance> cycles;
      for (const PlacedEvent& placed : any.events) {
        if (placed.us > us) continue;
        if (const auto* e = std::get_if<VariableChanged>(&placed.event))
          values[{e->canister, e->variable}] = static_cast<std::int64_t>(e->value.value());
        if (const auto* e = std::get_if<LockChanged>(&placed.event))
          values[{e->canister, e->lock}] = e->taken != 0 ? std::int64_t{e->context.value} + 1 : 0;
        if (const auto* e = std::get_if<BalanceChanged>(&placed.event))
          cycles[e->canister] = {e->balance.value(), e->reserved.value()};
        const auto* e = std::get_if<CanisterOperated>(&placed.event);
        if (e != nullptr && e->kind == OperationKind::Uninstall)
          std::erase_if(values, [&](const auto& value) { return value.first.first == e->canister; });
      }
      const Scenario& scenario = any.run().scenario();
      for (std::uint16_t c = 0; c < scenario.canisters.size(); ++c) {
        for (std::uint16_t v = 0; v < scenario.canisters[c].variables.size(); ++v) {
          const Variable& variable = scenario.canisters[c].variables[v];
          const auto changed = values.find({CanisterId{c}, VariableId{v}});
          const std::int64_t untouched = variable.isLock ? 0 : variable.initial;
          const std::int64_t expected = changed == values.end() ? untouched : changed->second;
          const CommittedState& state = any.run().state();
          ASSERT_EQ(state.valueAt(CanisterId{c}, VariableId{v}, static_cast<double>(us)), expected) << us;
          if (us == any.moments.back()) {
            ASSERT_EQ(state.last().value(CanisterId{c}, VariableId{v}), expected);
          }
          changes += changed == values.end() ? 0U : 1U;
          locked += variable.isLock && expected != 0 ? 1U : 0U;
        }
        const auto known = cycles.find(CanisterId{c});
        const auto balance = any.run().state().balanceAt(CanisterId{c}, static_cast<double>(us));
        ASSERT_EQ(balance.has_value(), known != cycles.end());
        if (balance) {
          ASSERT_EQ(*balance, known->second);
          ++balances;
        }
      }
    }
  }
  EXPECT_GT(changes, 0u);
  EXPECT_GT(locked, 0u);
  EXPECT_GT(balances, 0u);
}

TEST(CommittedState, TheMostCyclesReservedAreThoseAfterSomeEvent) {
  std::uint64_t most = 0;
  for (const AnyRun& any : allRuns()) {
    std::map<CanisterId, std::uint64_t> reserved;
    std::uint64_t peak = 0;
    for (const PlacedEvent& placed : any.events) {
      const auto* e = std::get_if<BalanceChanged>(&placed.event);
      if (e == nullptr) continue;
      reserved[e->canister] = e->reserved.value();
      std::uint64_t sum = 0;
      for (const auto& [canister, cycles] : reserved) sum += cycles;
      peak = std::max(peak, sum);
    }
    EXPECT_EQ(any.run().state().last().peakReserved(), peak) << any.name;
    most = std::max(most, peak);
  }
  EXPECT_GT(most, 0u);
}

TEST(CommittedState, CyclesThatAreNeitherHeldNorReservedAreBurned) {
  std::uint64_t most = 0;
  for (const AnyRun& any : allRuns()) {
    const auto& canisters = any.run().scenario().canisters;
    std::map<CanisterId, std::uint64_t> held;
    std::uint64_t before = 0;
    for (std::uint16_t c = 0; c < canisters.size(); ++c) before += held[CanisterId{c}] = canisters[c].cycles;
    for (const PlacedEvent& placed : any.events) {
      if (const auto* e = std::get_if<BalanceChanged>(&placed.event))
        held[e->canister] = e->balance.value() + e->reserved.value();
      if (const auto* e = std::get_if<CanisterOperated>(&placed.event)) before += e->cycles.value();
    }
    std::uint64_t left = 0;
    for (const auto& [canister, cycles] : held) left += cycles;
    EXPECT_EQ(any.run().state().last().cyclesBurned(), before - left) << any.name;
    most = std::max(most, before - left);
  }
  EXPECT_GT(most, 0u);
}

TEST(CommittedState, CyclesReservedForACallThatIsOpenAreNotBurned) {
  const Outcome cut = runText(twoSubnets(pingSteps(1)), {{"/max_rounds", "1"}});
  const auto balance = cut.run->state().balanceAt(CanisterId{0}, 1e18);
  ASSERT_TRUE(balance);
  EXPECT_GT(balance->reserved, 0u);
  EXPECT_EQ(cut.run->state().last().cyclesBurned(),
            cut.trace.scenario().canisters[0].cycles - balance->liquid - balance->reserved);
}

}  // namespace
}  // namespace roundscope::test
