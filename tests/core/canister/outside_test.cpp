// Calls to the network itself, made by a program that is written by hand. Source: protocol.md section 4.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/analysis/explain.h"
#include "core/analysis/trace_invariants.h"
#include "core/canister/program.h"
#include "core/canister/scripted/programs.h"
#include "core/run/moment_state.h"
#include "core/simulation/invariants.h"
#include "core/simulation/simulator.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

constexpr std::uint64_t kOutside = 1;

/// What the program asks outside for.
struct Question {
  std::optional<Duration> answerAfter{};
  std::optional<std::uint32_t> timeoutSeconds{};
  std::uint32_t count = 1;
};

/// Its canister is `callee`; its first method asks so often, and replies when all is answered. The second replies.
class Asks final : public CanisterProgram {
 public:
  Asks(CanisterId self, const Question& question) : m_self(self), m_question(question) {}

  [[nodiscard]] MethodKind kindOf(MethodId) const override { return MethodKind::Update; }
  [[nodiscard]] bool hasHeartbeat() const override { return false; }
  MessageEnd update(MethodId method, ContextId, SystemApi& api) override {
    if (method.value != 0) {
      api.reply(0);
      return {};
    }
    for (std::uint32_t i = 0; i < m_question.count; ++i) {
      const bool performed = api.callPerform({.callee = {m_self, method},
                                              .timeoutSeconds = m_question.timeoutSeconds,
                                              .env = kOutside,
                                              .attempt = 0,
                                              .own = OwnMessage::Delay,
                                              .answerAfter = m_question.answerAfter});
      if (performed) ++m_open;
    }
    if (m_open == 0) api.reject("could not ask");
    return {};
  }
  MessageEnd callback(std::uint64_t env, RejectCode code, SystemApi& api) override {
    EXPECT_EQ(env, kOutside);
    if (--m_open > 0) return {};
    if (code == RejectCode::None)
      api.reply(0);
    else
      api.reject("it took too long");
    return {};
  }
  MessageEnd query(MethodId, ContextId, SystemApi&) override { return {}; }
  MessageEnd compositeQuery(MethodId, ContextId, SystemApi&) override { return {}; }
  MessageEnd ownMessage(OwnMessage, MethodId, ContextId, SystemApi&) override {
    ADD_FAILURE() << "a call to the network itself runs no code";
    return {};
  }
  MessageEnd cleanup(std::uint64_t, SystemApi&) override { return {}; }
  MessageEnd globalTimer(ContextId, SystemApi&) override { return {}; }
  MessageEnd heartbeat(ContextId, SystemApi&) override { return {}; }
  void commit() override {}
  void rollback() override {}
  [[nodiscard]] std::unique_ptr<CanisterProgram> forQuery() const override {
    return std::make_unique<Asks>(m_self, m_question);
  }
  [[nodiscard]] std::optional<Time> initialTimer() const override { return std::nullopt; }
  [[nodiscard]] bool awaitsHeartbeat() const override { return false; }
  [[nodiscard]] const std::vector<std::int64_t>& variables() const override { return m_variables; }
  [[nodiscard]] std::uint64_t memoryBytes() const override { return 0; }

 private:
  CanisterId m_self;
  Question m_question;
  std::uint32_t m_open = 0;
  std::vector<std::int64_t> m_variables{0};
};

/// `caller.go` calls `callee.ask` at the start, across subnets. All invariants are held against every step.
Outcome asked(const Question& question, const std::string& operations = "[]") {
  const auto scenario = std::make_shared<const Scenario>(
      scenarioOf(twoSubnets(R"({"call": {"to": "callee.ask"}}, {"reply": {}})", R"("ask": {}, "ping": {})"),
                 {{"/operations", operations}}));
  Simulator simulator(scenario, [&](const Scenario& s, CanisterId id) -> std::unique_ptr<CanisterProgram> {
    if (s.canister(id).id == "callee") return std::make_unique<Asks>(id, question);
    return scriptedPrograms()(s, id);
  });
  auto run = std::make_shared<Run>(scenario);
  while (!simulator.finished()) {
    run->append(simulator.stepBatch(0));
    EXPECT_THAT(simulator.broken(), testing::IsEmpty());
  }
  EXPECT_EQ(simulator.cutOff(), CutOff::None);
  for (const TraceBreach& breach : brokenInvariants(run->trace())) ADD_FAILURE() << breach.text;
  return Outcome(run);
}

/// The call to the network itself; the caller's own is call 0.
const CallSpan& outside(const Outcome& run) { return run.table.call(CallId{1}); }
Time timeOf(const Outcome& run, CallPoint point) { return run.table.rounds()[outside(run).at(point).round].time; }

TEST(AnAnswerFromOutside, ComesInTheFirstRoundAtOrAfterItsTime) {
  // The callee asks in round 1, and its rounds are a second apart.
  for (const auto& [after, comes] : {std::pair{2'000, 3}, std::pair{2'001, 4}, std::pair{500, 2}, std::pair{0, 2}}) {
    const Outcome run = asked({.answerAfter = milliseconds(after)});
    EXPECT_EQ(timeOf(run, CallPoint::Performed), Time{} + seconds(1));
    EXPECT_EQ(timeOf(run, CallPoint::Answered), Time{} + seconds(comes)) << after;
    EXPECT_EQ(timeOf(run, CallPoint::Completed), Time{} + seconds(comes)) << after;
    EXPECT_FALSE(outside(run).at(CallPoint::Started).happened());
    EXPECT_FALSE(outside(run).at(CallPoint::RequestInducted).happened());
    EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied);
  }
}

TEST(AnAnswerFromOutside, IsNoCallOfTheScenarioButTakesASlotAndCycles) {
  const Outcome run = asked({.answerAfter = seconds(5), .count = 3});
  EXPECT_EQ(run.summary.calls.attempted, 1U);
  EXPECT_EQ(run.summary.calls.toItself, 3U);
  EXPECT_EQ(run.pair("callee", "callee").peakInFlight, 3U);
  const MomentState waiting = stateAt(*run.run, Time{} + milliseconds(3'500));
  EXPECT_EQ(waiting.canisters[1].place.outside, 3);
  EXPECT_EQ(waiting.canisters[1].place.inputQueue, 0);
  EXPECT_GT(waiting.canisters[1].cycles->reserved, 0U);
  const MomentState after = stateAt(*run.run, Time{} + seconds(60));
  EXPECT_EQ(after.canisters[1].place.outside, 0);
  EXPECT_EQ(after.canisters[1].cycles->reserved, 0U);
}

TEST(AnAnswerFromOutside, IsRefusedWithoutASlot) {
  const Outcome run = asked({.answerAfter = seconds(1), .count = 501});
  EXPECT_EQ(run.pair("callee", "callee").peakInFlight, 500U);
  EXPECT_EQ(run.pair("callee", "callee").notPerformed, 1U);
}

TEST(AnAnswerFromOutside, ThatNeverComesLetsTheRunEndAndTheUserWait) {
  const Outcome run = asked({});
  EXPECT_FALSE(outside(run).at(CallPoint::Answered).happened());
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Pending);
  EXPECT_EQ(run.summary.endToEnd, std::nullopt);
  EXPECT_LE(run.summary.rounds, 3U);
}

TEST(AnAnswerFromOutside, KeepsACanisterFromStopping) {
  const char* const stop =
      R"([{"at_ms": 2000, "stop": "callee"}, {"at_ms": 9000, "top_up": {"canister": "caller", "cycles": 1}}])";
  EXPECT_EQ(asked({}, stop).events<CanisterStopped>(), 0U);
  EXPECT_EQ(asked({.answerAfter = seconds(3)}, stop).events<CanisterStopped>(), 1U);
}

TEST(AnAnswerFromOutside, MayComeAfterTheDeadlineAndIsNobodysThen) {
  for (const std::optional<Duration> after : {std::optional(seconds(100'000)), std::optional<Duration>()}) {
    const Outcome run = asked({.answerAfter = after, .timeoutSeconds = 3});
    EXPECT_EQ(outside(run).reason, RejectReason::DeadlineExpired);
    EXPECT_EQ(timeOf(run, CallPoint::Answered), Time{} + seconds(5));
    EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied) << "the callee rejected; its caller went on";
    EXPECT_LT(run.table.rounds().back().time, Time{} + seconds(20)) << "nobody waits for it";
  }
}

TEST(AnAnswerFromOutside, ComesToNothingWhenTheCanisterWasUninstalled) {
  const Outcome run = asked({.answerAfter = seconds(3)}, R"([{"at_ms": 2000, "uninstall": "callee"}])");
  EXPECT_EQ(run.table.call(CallId{0}).reason, RejectReason::Uninstalled);
  EXPECT_EQ(timeOf(run, CallPoint::Completed), Time{} + seconds(4));
  EXPECT_EQ(run.events<MessageDropped>(), 1U);
}

TEST(AnAnswerFromOutside, IsToldInWords) {
  const auto sentenceOf = [](const Outcome& run) {
    std::string told;
    run.trace.forEach([&](std::uint64_t index, const Event& event) {
      if (std::holds_alternative<AnswerAwaited>(event)) told = explainEvent(*run.run, index).sentence;
    });
    return told;
  };
  const Outcome comes = asked({.answerAfter = seconds(2)});
  EXPECT_EQ(sentenceOf(comes),
            "Call 1 of callee is to the network itself, and waits for its answer, due at 3 s, in the first block from "
            "then on.");
  EXPECT_EQ(explainCall(*comes.run, CallId{1}).sentence,
            "The answer from outside to call 1 of callee, due at 3 s, came in the first block from then on.");
  const Outcome never = asked({});
  EXPECT_EQ(explainCall(*never.run, CallId{1}).sentence,
            "Call 1 of callee waits for an answer from outside, which never comes.");
  EXPECT_EQ(explainCall(*never.run, CallId{1}).section, 4);
  EXPECT_THAT(traceText(comes.trace), testing::HasSubstr("call 1 waits for an answer from outside, due at 3000000 us"));
  EXPECT_THAT(traceText(never.trace), testing::HasSubstr("call 1 waits for an answer from outside, which never comes"));
}

}  // namespace
}  // namespace roundscope::test
