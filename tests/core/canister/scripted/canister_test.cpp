// A scripted canister entered by hand, as the network enters it: what commit, rollback and cleanup keep and undo.
#include "core/canister/scripted/canister.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// Performs every call, and notes what it is told.
class NotingApi final : public SystemApi {
 public:
  std::vector<CallRequest> calls;
  std::vector<std::string> notes;
  std::vector<std::optional<Time>> timers;
  Time now;

  [[nodiscard]] Time time() const override { return now; }
  void useInstructions(std::uint64_t) override {}
  void dirtyHeap(std::uint64_t) override {}
  [[nodiscard]] bool callPerform(const CallRequest& request) override {
    calls.push_back(request);
    return true;
  }
  bool reply(std::uint64_t bytes) override {
    notes.push_back(fmt::format("reply {}", bytes));
    return true;
  }
  bool reject(std::string_view text) override {
    notes.push_back(fmt::format("reject {}", text));
    return true;
  }
  std::uint64_t acceptCycles(std::uint64_t atMost) override {
    notes.push_back(fmt::format("accept {}", atMost));
    return atMost;
  }
  [[nodiscard]] std::string rejectMessage() const override { return {}; }
  void setGlobalTimer(std::optional<Time> at) override { timers.push_back(at); }
  void stepTaken() override {}
  void noteVariable(VariableId variable, std::int64_t value) override {
    notes.push_back(fmt::format("variable {} = {}", variable.value, value));
  }
  void noteLock(VariableId lock, bool taken) override {
    notes.push_back(fmt::format("lock {} {}", lock.value, taken ? "taken" : "released"));
  }
  void noteCallCounts(std::uint32_t, std::uint32_t) override {}
};

constexpr MethodId kGo{0};
constexpr ContextId kContext{4};

/// The caller of `withSteps`: variables `balance` (0), which is 100 at first, and `count` (1).
class Scripted {
 public:
  explicit Scripted(const std::string& steps, std::vector<Override> overrides = {})
      : m_scenario(scenarioOf(withSteps(steps), std::move(overrides))), canister(m_scenario, CanisterId{0}) {}
  /// One message, committed or rolled back as its end says.
  MessageEnd go(ContextId context = kContext) { return finish(canister.update(kGo, context, api)); }
  /// The callback of call number `call`, in the order performed.
  MessageEnd answer(std::size_t call, RejectCode code = RejectCode::None) {
    return finish(canister.callback(api.calls.at(call).env, code, api));
  }

 private:
  MessageEnd finish(MessageEnd end) {
    if (end.trapped)
      canister.rollback();
    else
      canister.commit();
    return end;
  }
  Scenario m_scenario;

 public:
  ScriptedCanister canister;
  NotingApi api;
};

TEST(ScriptedCanister, KeepsWhatAMessageChangedUnlessItTraps) {
  Scripted kept(R"({"set": {"balance": 5}}, {"reply": {}})");
  EXPECT_FALSE(kept.go().trapped);
  EXPECT_THAT(kept.canister.variables(), ElementsAre(5, 0));
  Scripted undone(R"({"set": {"balance": 5}}, {"add": {"balance": 1}}, {"trap": "out of luck"})");
  const MessageEnd end = undone.go();
  EXPECT_TRUE(end.trapped);
  EXPECT_EQ(end.step, 2);
  EXPECT_EQ(end.trapText, "out of luck");
  EXPECT_THAT(undone.canister.variables(), ElementsAre(100, 0));
}

TEST(ScriptedCanister, CountsARunThatTrapped) {
  Scripted it(R"({"trap": "the first time", "when": {"calls": [1]}}, {"reply": {}})");
  EXPECT_TRUE(it.go().trapped);
  EXPECT_FALSE(it.go().trapped);
}

TEST(ScriptedCanister, SuspendsAtACallAndGoesOnInItsCallback) {
  Scripted it(R"({"set": {"count": 1}}, {"call": {"to": "callee.ping"}}, {"set": {"count": 2}}, {"reply": {}})");
  EXPECT_EQ(it.go().step, 1);
  EXPECT_THAT(it.canister.variables(), ElementsAre(100, 1)) << "a call is a commit point";
  ASSERT_THAT(it.api.calls, SizeIs(1));
  EXPECT_EQ(it.api.calls[0].step, 1);
  EXPECT_EQ(it.api.calls[0].attempt, 1);
  EXPECT_FALSE(it.answer(0).trapped);
  EXPECT_THAT(it.canister.variables(), ElementsAre(100, 2));
  EXPECT_THAT(it.api.notes, ElementsAre("variable 1 = 1", "variable 1 = 2", "reply 0"));
}

TEST(ScriptedCanister, GivesBackTheLocksMarkedForItWhenACallbackTraps) {
  Scripted it(R"({"lock": {"name": "safe", "release_on_trap": true}}, {"lock": "stuck"},
    {"call": {"to": "callee.ping"}}, {"set": {"balance": 5}}, {"trap": "x"})");
  it.go();
  const std::int64_t mine = std::int64_t{kContext.value} + 1;
  ASSERT_THAT(it.canister.variables(), ElementsAre(100, 0, mine, mine));
  it.api.notes.clear();
  EXPECT_TRUE(it.answer(0).trapped);
  EXPECT_THAT(it.canister.variables(), ElementsAre(100, 0, mine, mine)) << "rolled back to the call";
  it.api.notes.clear();
  EXPECT_EQ(it.canister.cleanup(it.api.calls[0].env, it.api).trapped, false);
  it.canister.commit();
  EXPECT_THAT(it.api.notes, ElementsAre("lock 2 released"));
  EXPECT_THAT(it.canister.variables(), ElementsAre(100, 0, 0, mine));
}

TEST(ScriptedCanister, GivesBackTheLocksMarkedForItHoweverTheMethodEnds) {
  for (const char* end :
       {R"({"reply": {}})", R"({"reject": "no"})", R"({"require": {"variable": "balance", "at_least": 1000}})"}) {
    Scripted it(fmt::format(R"({{"lock": {{"name": "safe", "release_on_trap": true}}}}, {{"lock": "stuck"}},
      {{"call": {{"to": "callee.ping"}}}}, {})",
                            end));
    it.go();
    const std::int64_t mine = std::int64_t{kContext.value} + 1;
    ASSERT_THAT(it.canister.variables(), ElementsAre(100, 0, mine, mine)) << end;
    it.answer(0);
    EXPECT_THAT(it.canister.variables(), ElementsAre(100, 0, 0, mine)) << end;
    EXPECT_THAT(it.api.notes, testing::Contains("lock 2 released")) << end;
    EXPECT_THAT(it.api.notes, testing::Not(testing::Contains("lock 3 released"))) << end;
  }
}

TEST(ScriptedCanister, GivesBackNoLockThatAnotherMessageHolds) {
  Scripted it(R"({"lock": {"name": "safe", "release_on_trap": true}, "when": {"calls": [1]}},
    {"call": {"to": "callee.ping"}}, {"trap": "x", "when": {"calls": [2]}}, {"reply": {}})");
  it.go();
  it.go(ContextId{9});
  ASSERT_THAT(it.api.calls, SizeIs(2));
  EXPECT_TRUE(it.answer(1).trapped);
  it.api.notes.clear();
  it.canister.cleanup(it.api.calls[1].env, it.api);
  it.canister.commit();
  EXPECT_THAT(it.api.notes, IsEmpty());
  EXPECT_THAT(it.canister.variables(), ElementsAre(100, 0, std::int64_t{kContext.value} + 1));
}

TEST(ScriptedCanister, DoesNothingInCallbacksOfAMessageThatHasTrapped) {
  Scripted it(R"({"call": {"to": "callee.ping", "label": "p", "await": false}}, {"call": {"to": "callee.ping"}},
    {"trap": "x"}, {"await": "p"})");
  it.go();
  ASSERT_THAT(it.api.calls, SizeIs(2));
  EXPECT_TRUE(it.answer(1).trapped);
  it.canister.cleanup(it.api.calls[1].env, it.api);
  it.canister.commit();
  it.api.notes.clear();
  EXPECT_FALSE(it.answer(0).trapped);
  EXPECT_THAT(it.api.notes, IsEmpty());
}

TEST(ScriptedCanister, ShowsAQueryWhatIsCommittedAndKeepsNothingOfIt) {
  Scripted it(R"({"set": {"balance": 5}}, {"reply": {}})");
  it.canister.update(kGo, kContext, it.api);  // paused: neither committed nor rolled back
  const auto copy = it.canister.forQuery();
  EXPECT_THAT(copy->variables(), ElementsAre(100, 0));
  copy->update(kGo, kContext, it.api);
  copy->commit();
  EXPECT_THAT(copy->variables(), ElementsAre(5, 0));
  it.canister.rollback();
  EXPECT_THAT(it.canister.variables(), ElementsAre(100, 0));
}

TEST(ScriptedCanister, DiscardsWhatAQueryChangesAndTellsNobody) {
  Scripted it(R"({"set": {"balance": 5}}, {"reply": {"payload_bytes": 3}})",
              {{"/canisters/0/methods/go/kind", "\"query\""}});
  EXPECT_EQ(it.canister.kindOf(kGo), MethodKind::Query);
  EXPECT_FALSE(it.canister.query(kGo, kContext, it.api).trapped);
  it.canister.commit();
  EXPECT_THAT(it.canister.variables(), ElementsAre(100, 0));
  EXPECT_THAT(it.api.notes, ElementsAre("reply 3"));
}

TEST(ScriptedCanister, HasTheMethodsTimerAndHeartbeatOfTheScenario) {
  const Scripted plain(R"({"reply": {}})");
  EXPECT_EQ(plain.canister.kindOf(kGo), MethodKind::Update);
  EXPECT_EQ(plain.canister.kindOf(MethodId{9}), MethodKind::Missing);
  EXPECT_EQ(plain.canister.kindOf(kUnlistedMethod), MethodKind::Missing);
  EXPECT_FALSE(plain.canister.hasHeartbeat());
  EXPECT_FALSE(plain.canister.initialTimer());
  const Scripted busy(R"({"reply": {}})",
                      {{"/canisters/0/timer", R"({"first_ms": 5})"}, {"/canisters/0/heartbeat", "{}"}});
  EXPECT_TRUE(busy.canister.hasHeartbeat());
  EXPECT_FALSE(busy.canister.awaitsHeartbeat()) << "no call waits for it";
  EXPECT_EQ(busy.canister.initialTimer(), Time{5'000});
}

TEST(ScriptedCanister, MakesAFailedCallAgainFromItsTimer) {
  Scripted it(R"({"call": {"to": "callee.ping", "on_failure": {"retry": {"via": "timer", "after_ms": 250}}}})");
  it.api.now = Time{1'000};
  it.go();
  it.answer(0, RejectCode::CanisterReject);
  ASSERT_FALSE(it.api.timers.empty());
  EXPECT_EQ(it.api.timers.back(), Time{251'000});
  it.api.now = Time{251'000};
  it.canister.globalTimer(ContextId{5}, it.api);
  it.canister.commit();
  ASSERT_THAT(it.api.calls, SizeIs(2)) << "a message to itself, which makes the call";
  EXPECT_EQ(it.api.calls[1].own, OwnMessage::TimerRetry);
  EXPECT_EQ(it.api.timers.back(), std::nullopt) << "the message to itself is on its way";
  it.canister.ownMessage(OwnMessage::TimerRetry, kGo, ContextId{6}, it.api);
  it.canister.commit();
  ASSERT_THAT(it.api.calls, SizeIs(3));
  EXPECT_EQ(it.api.calls[2].attempt, 2);
  EXPECT_EQ(it.api.calls[2].callee, (MethodRef{CanisterId{1}, MethodId{0}}));
}

TEST(ScriptedCanister, MakesOnlyThoseCallsAgainThatAreDue) {
  Scripted it(R"({"call": {"to": "callee.ping", "count": 2, "order": "parallel",
    "on_failure": {"retry": {"via": "timer", "after_ms": 250}}}})");
  it.go();
  it.answer(0, RejectCode::CanisterReject);
  it.api.now = Time{200'000};
  it.answer(1, RejectCode::CanisterReject);
  it.api.now = Time{250'000};
  it.canister.globalTimer(ContextId{5}, it.api);
  it.canister.commit();
  EXPECT_EQ(it.api.timers.back(), Time{450'000});
  it.canister.ownMessage(OwnMessage::TimerRetry, kGo, ContextId{6}, it.api);
  it.canister.commit();
  ASSERT_THAT(it.api.calls, SizeIs(4)) << "two calls, the message to itself, and one call again";
  EXPECT_EQ(it.api.calls[3].attempt, 2);
  EXPECT_EQ(it.api.timers.back(), Time{450'000});
}

TEST(ScriptedCanister, WaitsForAHeartbeatWhereACallIsToBeMadeAgainByOne) {
  Scripted it(R"({"call": {"to": "callee.ping", "on_failure": {"retry": {"via": "heartbeat", "after_ms": 0}}}})");
  it.go();
  EXPECT_FALSE(it.canister.awaitsHeartbeat());
  it.answer(0, RejectCode::SysTransient);
  EXPECT_TRUE(it.canister.awaitsHeartbeat());
  EXPECT_TRUE(it.canister.hasHeartbeat());
  it.canister.heartbeat(ContextId{5}, it.api);
  it.canister.rollback();
  EXPECT_TRUE(it.canister.awaitsHeartbeat()) << "undone: the call is still to be made";
  it.canister.heartbeat(ContextId{6}, it.api);
  it.canister.commit();
  EXPECT_FALSE(it.canister.awaitsHeartbeat());
  EXPECT_EQ(it.api.calls.back().attempt, 2);
}

}  // namespace
}  // namespace roundscope::test
