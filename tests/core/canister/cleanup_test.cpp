// What a cleanup callback may do. Source: protocol.md section 2.
#include <gmock/gmock.h>

#include "core/canister/program.h"
#include "core/canister/scripted/programs.h"
#include "core/network/state.h"
#include "core/simulation/invariants.h"
#include "core/simulation/simulator.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

/// What the callback and its cleanup do.
struct Plan {
  std::uint64_t callbackInstructions = 0;
  std::uint64_t cleanupInstructions = 0;
  bool cleanupCalls = false;
  bool cleanupTraps = false;
};

/// Calls `callee.ping`, traps in the callback, and cleans up.
class Trapping final : public CanisterProgram {
 public:
  explicit Trapping(const Plan& plan) : m_plan(plan) {}

  [[nodiscard]] MethodKind kindOf(MethodId) const override { return MethodKind::Update; }
  [[nodiscard]] bool hasHeartbeat() const override { return false; }
  MessageEnd update(MethodId, ContextId, SystemApi& api) override {
    EXPECT_TRUE(api.callPerform({.callee = {CanisterId{1}, MethodId{0}}}));
    return {};
  }
  MessageEnd callback(std::uint64_t, RejectCode, SystemApi& api) override {
    api.useInstructions(m_plan.callbackInstructions);
    return {.trapped = true, .trapText = "the callback's"};
  }
  MessageEnd cleanup(std::uint64_t, SystemApi& api) override {
    api.useInstructions(m_plan.cleanupInstructions);
    m_changed.push_back(7);
    if (m_plan.cleanupCalls) {
      EXPECT_FALSE(api.callPerform({.callee = {CanisterId{1}, MethodId{0}}}));
    }
    return {.trapped = m_plan.cleanupTraps, .trapText = "the cleanup's"};
  }
  MessageEnd query(MethodId, ContextId, SystemApi&) override { return {}; }
  MessageEnd compositeQuery(MethodId, ContextId, SystemApi&) override { return {}; }
  MessageEnd ownMessage(OwnMessage, MethodId, ContextId, SystemApi&) override { return {}; }
  MessageEnd globalTimer(ContextId, SystemApi&) override { return {}; }
  MessageEnd heartbeat(ContextId, SystemApi&) override { return {}; }
  void commit() override { m_kept = m_changed; }
  void rollback() override { m_changed = m_kept; }
  [[nodiscard]] std::unique_ptr<CanisterProgram> forQuery() const override {
    return std::make_unique<Trapping>(m_plan);
  }
  [[nodiscard]] std::optional<Time> initialTimer() const override { return std::nullopt; }
  [[nodiscard]] bool awaitsHeartbeat() const override { return false; }
  [[nodiscard]] const std::vector<std::int64_t>& variables() const override { return m_changed; }
  [[nodiscard]] std::uint64_t memoryBytes() const override { return 0; }

 private:
  Plan m_plan;
  std::vector<std::int64_t> m_changed;
  std::vector<std::int64_t> m_kept;
};

struct Ended {
  ExecutionResult cleanup{};
  std::uint64_t cleanupInstructions = 0;
  std::string userText;
  std::vector<std::int64_t> changed;
  std::size_t calls = 0;
  std::uint64_t balance = 0;
};

Ended run(const Plan& plan) {
  const auto scenario = std::make_shared<const Scenario>(
      parsed(oneSubnet(R"({"reply": {}})"), {{"/limits/message_instructions", "100000000"}}).variants.front());
  Simulator simulator(scenario, [&](const Scenario& s, CanisterId id) -> std::unique_ptr<CanisterProgram> {
    if (id.value == 0) return std::make_unique<Trapping>(plan);
    return scriptedPrograms()(s, id);
  });
  Ended ended;
  Trace trace(scenario);
  while (!simulator.finished()) {
    trace.append(simulator.stepBatch(1));
    EXPECT_THAT(simulator.broken(), testing::IsEmpty());
  }
  trace.forEach([&](std::uint64_t, const Event& event) {
    if (const auto* e = std::get_if<ExecutionFinished>(&event); e != nullptr && e->kind == ExecutionKind::Cleanup) {
      ended.cleanup = e->result;
      ended.cleanupInstructions = e->instructions.value();
    }
    if (const auto* e = std::get_if<IngressCompleted>(&event)) ended.userText = trace.text(e->text);
    ended.calls += std::holds_alternative<CallPerformed>(event) ? 1U : 0U;
  });
  ended.changed = simulator.program(CanisterId{0}).variables();
  ended.balance = simulator.state().canisters[0].balance;
  return ended;
}

TEST(Cleanup, MayUseWhatItsCallbackLeft) {
  EXPECT_EQ(run({.callbackInstructions = 95'000'000, .cleanupInstructions = 5'000'000}).cleanup,
            ExecutionResult::Finished);
  EXPECT_EQ(run({.callbackInstructions = 10'000'000, .cleanupInstructions = 90'000'000}).cleanup,
            ExecutionResult::Finished);
  const Ended tooLong = run({.callbackInstructions = 10'000'000, .cleanupInstructions = 90'000'001});
  EXPECT_EQ(tooLong.cleanup, ExecutionResult::Trapped);
  EXPECT_EQ(tooLong.cleanupInstructions, 90'000'000U);
  EXPECT_THAT(tooLong.changed, testing::IsEmpty());
}

TEST(Cleanup, HasFivePercentWhereTheCallbackUsedAllItMay) {
  EXPECT_EQ(run({.callbackInstructions = 99'000'000, .cleanupInstructions = 5'000'000}).cleanup,
            ExecutionResult::Finished);
  EXPECT_EQ(run({.callbackInstructions = 99'000'000, .cleanupInstructions = 5'000'001}).cleanup,
            ExecutionResult::Trapped);
}

TEST(Cleanup, IsPaidFor) {
  const std::uint64_t with = run({.cleanupInstructions = 50'000'000}).balance;
  EXPECT_EQ(run({}).balance - with, 50'000'000U);
}

TEST(Cleanup, KeepsWhatItChanges) { EXPECT_THAT(run({}).changed, testing::ElementsAre(7)); }

TEST(Cleanup, ThatTrapsIsUndoneAndTheCallbacksErrorStays) {
  const Ended ended = run({.cleanupTraps = true});
  EXPECT_EQ(ended.cleanup, ExecutionResult::Trapped);
  EXPECT_THAT(ended.changed, testing::IsEmpty());
  EXPECT_EQ(ended.userText, "the callback's");
}

TEST(Cleanup, ThatCallsTraps) {
  const Ended ended = run({.cleanupCalls = true});
  EXPECT_EQ(ended.cleanup, ExecutionResult::Trapped);
  EXPECT_THAT(ended.changed, testing::IsEmpty());
  EXPECT_EQ(ended.calls, 1U) << "only the call that the method had made";
}

}  // namespace
}  // namespace roundscope::test
