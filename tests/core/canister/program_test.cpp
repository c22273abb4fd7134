// A canister's program may be any code, not only a scenario's steps: here one written by hand, as a Wasm module would
// be entered.
#include "core/canister/program.h"

#include <gmock/gmock.h>

#include <map>

#include "core/canister/scripted/programs.h"
#include "core/simulation/simulator.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

enum Export : std::uint16_t { kAnswers, kRefuses, kFalls, kAsks, kForwards, kNotHere };

/// Its canister is `callee` of `twoSubnets`; it may call the caller.
class HandWritten final : public CanisterProgram {
 public:
  [[nodiscard]] MethodKind kindOf(MethodId method) const override {
    return method == kUnlistedMethod || method.value < kNotHere ? MethodKind::Update : MethodKind::Missing;
  }
  [[nodiscard]] bool hasHeartbeat() const override { return false; }

  MessageEnd update(MethodId method, ContextId, SystemApi& api) override {
    api.useInstructions(1'000);
    switch (method.value) {
      case kRefuses:
        api.reject("no coins today");
        return {};
      case kFalls:
        m_lastWords = "index out of bounds";
        return {.trapped = true, .trapText = m_lastWords};
      case kAsks:
        return call({CanisterId{0}, MethodId{1}}, api);
      case kForwards:
        return call({CanisterId{0}, kUnlistedMethod}, api);
      default:
        api.reply(10);
        return {};
    }
  }
  MessageEnd callback(std::uint64_t env, RejectCode code, SystemApi& api) override {
    EXPECT_EQ(env, 42U);
    if (code == RejectCode::None)
      api.reply(0);
    else
      api.reject("it said: " + api.rejectMessage());
    return {};
  }
  MessageEnd query(MethodId method, ContextId context, SystemApi& api) override { return update(method, context, api); }
  MessageEnd compositeQuery(MethodId, ContextId, SystemApi&) override { return {}; }
  MessageEnd ownMessage(OwnMessage, MethodId, ContextId, SystemApi&) override { return {}; }
  MessageEnd cleanup(std::uint64_t, SystemApi&) override { return {}; }
  MessageEnd globalTimer(ContextId, SystemApi&) override { return {}; }
  MessageEnd heartbeat(ContextId, SystemApi&) override { return {}; }
  void commit() override {}
  void rollback() override { m_lastWords.clear(); }
  [[nodiscard]] std::unique_ptr<CanisterProgram> forQuery() const override { return std::make_unique<HandWritten>(); }
  [[nodiscard]] std::optional<Time> initialTimer() const override { return std::nullopt; }
  [[nodiscard]] bool awaitsHeartbeat() const override { return false; }
  [[nodiscard]] const std::vector<std::int64_t>& variables() const override { return m_variables; }
  [[nodiscard]] std::uint64_t memoryBytes() const override { return 0; }

 private:
  static MessageEnd call(MethodRef callee, SystemApi& api) {
    if (!api.callPerform({.callee = callee, .env = 42})) api.reject("could not call");
    return {};
  }

  std::string m_lastWords;
  std::vector<std::int64_t> m_variables{0};
};

std::unique_ptr<CanisterProgram> handWrittenCallee(const Scenario& scenario, CanisterId id) {
  if (scenario.canister(id).id == "callee") return std::make_unique<HandWritten>();
  return scriptedPrograms()(scenario, id);
}

/// How a call ended: the code, and what the callee itself said.
struct Ending {
  RejectCode code;
  RejectReason reason;
  std::string text;
  bool operator==(const Ending&) const = default;
};
void PrintTo(const Ending& e, std::ostream* out) {
  *out << "code " << static_cast<int>(e.code) << ", reason " << static_cast<int>(e.reason) << ", '" << e.text << "'";
}

/// The endings of all calls when the caller calls this method of the hand-written program, in the order answered.
std::vector<Ending> endingsOf(std::string_view method) {
  const std::string text =
      twoSubnets(R"({"call": {"to": "callee.)" + std::string(method) + R"("}}, {"reply": {}})",
                 R"("answers": {}, "refuses": {}, "falls": {}, "asks": {}, "forwards": {}, "not_here": {})");
  const auto scenario = std::make_shared<const Scenario>(scenarioOf(text));
  const Trace trace = simulate(scenario, handWrittenCallee);
  EXPECT_TRUE(trace.finished());
  std::vector<Ending> endings;
  trace.forEach([&](std::uint64_t, const Event& event) {
    if (const auto* answer = std::get_if<ResponseCreated>(&event))
      endings.push_back({answer->code, answer->reason, std::string(trace.text(answer->text))});
  });
  return endings;
}

TEST(AHandWrittenProgram, Replies) {
  EXPECT_THAT(endingsOf("answers"), ElementsAre(Ending{RejectCode::None, RejectReason::None, ""}));
}

TEST(AHandWrittenProgram, RejectsWithItsOwnWords) {
  EXPECT_THAT(endingsOf("refuses"),
              ElementsAre(Ending{RejectCode::CanisterReject, RejectReason::ExplicitReject, "no coins today"}));
}

TEST(AHandWrittenProgram, TrapsWithItsLastWords) {
  EXPECT_THAT(endingsOf("falls"),
              ElementsAre(Ending{RejectCode::CanisterError, RejectReason::Trapped, "index out of bounds"}));
}

TEST(AHandWrittenProgram, CallsAnotherCanisterAndAnswersInTheCallback) {
  const Ending reply{RejectCode::None, RejectReason::None, ""};
  EXPECT_THAT(endingsOf("asks"), ElementsAre(reply, reply));
}

TEST(AHandWrittenProgram, MayCallAMethodThatNobodyHas) {
  EXPECT_THAT(endingsOf("forwards"),
              ElementsAre(Ending{RejectCode::CanisterError, RejectReason::MissingMethod, ""},
                          Ending{RejectCode::CanisterReject, RejectReason::ExplicitReject,
                                 "it said: Error from Canister caller: Canister has no update method '(not in the "
                                 "scenario)'."}));
}

TEST(AHandWrittenProgram, DecidesItselfThatItLacksAMethodOfTheScenario) {
  EXPECT_THAT(endingsOf("not_here"), ElementsAre(Ending{RejectCode::CanisterError, RejectReason::MissingMethod, ""}));
}

/// Both canisters are written by hand here, so that one calls what the other has but the scenario does not list.
TEST(AHandWrittenProgram, MayHaveAMethodThatTheScenarioDoesNotList) {
  const auto scenario =
      std::make_shared<const Scenario>(scenarioOf(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
        {"id": "other", "subnet": "s", "methods": {}},
        {"id": "callee", "subnet": "s", "methods": {"answers": {}, "refuses": {}, "falls": {}, "asks": {}, "forwards": {}}}],
        "ingress": [{"to": "callee.forwards"}]})"));
  const Trace trace = simulate(scenario, [](const Scenario&, CanisterId) { return std::make_unique<HandWritten>(); });
  std::vector<IngressOutcome> outcomes;
  trace.forEach([&](std::uint64_t, const Event& event) {
    if (const auto* completed = std::get_if<IngressCompleted>(&event)) outcomes.push_back(completed->outcome);
  });
  EXPECT_THAT(outcomes, ElementsAre(IngressOutcome::Replied));
  EXPECT_THAT(traceText(trace), testing::HasSubstr("other.(not in the scenario)"));
}

TEST(AHandWrittenProgram, TellsAUserItsOwnWords) {
  const auto scenario = std::make_shared<const Scenario>(scenarioOf(
      twoSubnets(R"({"reply": {}})", R"("answers": {}, "refuses": {})"), {{"/ingress/0/to", "\"callee.refuses\""}}));
  const Trace trace = simulate(scenario, handWrittenCallee);
  std::vector<std::string> texts;
  trace.forEach([&](std::uint64_t, const Event& event) {
    if (const auto* completed = std::get_if<IngressCompleted>(&event)) texts.emplace_back(trace.text(completed->text));
  });
  EXPECT_THAT(texts, ElementsAre("no coins today"));
}

}  // namespace
}  // namespace roundscope::test
