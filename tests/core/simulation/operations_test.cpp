// What is done to canisters from outside. Source: protocol.md section 4.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/analysis/explain.h"
#include "core/run/own_text.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

/// `caller.go` calls `callee.ping`, `caller.ask` calls `callee.ask`, which holds a lock and calls `far.slow`, which
/// takes five rounds. `callee.long` takes five rounds by itself.
Outcome operated(const std::string& operations, const std::string& ingress) {
  return runText(
      R"({"roundscope": 1, "subnets": [{"id": "s"}, {"id": "t"}], "canisters": [
    {"id": "callee", "subnet": "s", "variables": {"x": 7}, "methods": {
      "ping": {"steps": [{"add": {"x": 1}}, {"reply": {}}]},
      "long": {"steps": [{"work": 9000000000}, {"reply": {}}]},
      "ask": {"steps": [{"lock": "busy"}, {"set": {"x": 100}}, {"call": {"to": "far.slow"}}, {"unlock": "busy"}, {"reply": {}}]},
      "get": {"kind": "query"}}},
    {"id": "caller", "subnet": "s", "methods": {
      "go": {"steps": [{"call": {"to": "callee.ping"}}, {"reply": {}}]},
      "ask": {"steps": [{"call": {"to": "callee.ask", "cycles": 5000}}, {"reply": {}}]}}},
    {"id": "far", "subnet": "t", "methods": {"slow": {"steps": [{"work": 9000000000}, {"reply": {}}]}}}],
    "operations": )" +
      operations + R"(, "ingress": )" + ingress + "}");
}

std::vector<RejectReason> reasonsOfCallsTo(const Outcome& run, const std::string& method) {
  std::vector<RejectReason> reasons;
  for (const CallSpan& call : run.table.calls())
    if (run.run->name(call.callee) == method) reasons.push_back(call.reason);
  return reasons;
}

Time timeOf(const Outcome& run, const Moment& moment) { return run.table.rounds()[moment.round].time; }

/// The rounds' times at which an event of type `E` that `matches` happens.
template <class E, class Matches>
std::vector<std::int64_t> secondsOf(const Outcome& run, Matches&& matches) {
  std::vector<std::int64_t> seconds;
  run.trace.forEach([&](std::uint64_t index, const Event& event) {
    const auto* e = std::get_if<E>(&event);
    if (e != nullptr && matches(*e)) seconds.push_back(timeOf(run, run.run->momentOf(index)).us / 1'000'000);
  });
  return seconds;
}
constexpr auto any = [](const auto&) { return true; };

TEST(Operations, StartACanisterThatWasStopped) {
  const Outcome run = operated(R"([{"at_ms": 3000, "stop": "callee"}, {"at_ms": 6000, "start": "callee"}])",
                               R"([{"to": "caller.go", "count": 7, "every_ms": 1000}])");
  // A request that is refused within its subnet goes through the loopback stream, and is refused a round later.
  EXPECT_THAT(reasonsOfCallsTo(run, "callee.ping"),
              testing::ElementsAre(RejectReason::None, RejectReason::None, RejectReason::None, RejectReason::Stopped,
                                   RejectReason::Stopped, RejectReason::None, RejectReason::None));
  EXPECT_THAT(secondsOf<CanisterStopped>(run, any), testing::ElementsAre(3));
}

TEST(Operations, StartACanisterThatHasNotComeToItsStop) {
  const Outcome run =
      operated(R"([{"at_ms": 2000, "stop": "callee"}, {"at_ms": 5000, "start": "callee"}])",
               R"([{"to": "callee.ask"}, {"at_ms": 3000, "to": "caller.go"}, {"at_ms": 5000, "to": "caller.go"}])");
  EXPECT_THAT(reasonsOfCallsTo(run, "callee.ping"), testing::ElementsAre(RejectReason::Stopping, RejectReason::None));
  EXPECT_EQ(run.events<CanisterStopped>(), 0U);
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied);
}

TEST(Operations, TellThatACanisterIsStoppedWhenItsLastCallIsOver) {
  const Outcome run = operated(R"([{"at_ms": 2000, "stop": "callee"}])", R"([{"to": "callee.ask"}])");
  const std::int64_t replied = secondsOf<IngressCompleted>(run, any).front();
  EXPECT_GT(replied, 3);
  EXPECT_THAT(secondsOf<CanisterStopped>(run, any), testing::ElementsAre(replied + 1))
      << "the run goes on for as long as that";
}

TEST(Operations, OfOneTimeFollowTheList) {
  const char* const ping = R"([{"at_ms": 2000, "to": "caller.go"}])";
  const Outcome running = operated(R"([{"at_ms": 1000, "stop": "callee"}, {"at_ms": 1000, "start": "callee"}])", ping);
  EXPECT_THAT(reasonsOfCallsTo(running, "callee.ping"), testing::ElementsAre(RejectReason::None));
  // An earlier time goes before, wherever it stands.
  const Outcome stopped = operated(R"([{"at_ms": 1001, "stop": "callee"}, {"at_ms": 1000, "start": "callee"}])", ping);
  EXPECT_THAT(reasonsOfCallsTo(stopped, "callee.ping"), testing::ElementsAre(RejectReason::Stopped));
}

TEST(Operations, ThatChangeNothingSaySo) {
  const Outcome run = operated(
      R"([{"start": "callee"}, {"stop": "callee"}, {"stop": "callee"}, {"start": "callee"}, {"uninstall": "callee"},
      {"uninstall": "callee"}, {"top_up": {"canister": "callee", "cycles": 1}}])",
      "[]");
  std::vector<bool> changed;
  for (const CanisterOperated& e : run.all<CanisterOperated>()) changed.push_back(e.changed != 0);
  EXPECT_THAT(changed, testing::ElementsAre(false, true, false, true, true, false, true));
}

TEST(Operations, WaitForAMessageThatIsPaused) {
  const Outcome run = operated(R"([{"at_ms": 2000, "uninstall": "callee"}, {"at_ms": 2000, "stop": "caller"}])",
                               R"([{"at_ms": 1000, "to": "callee.long"}])");
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied) << "it comes to its end";
  const auto uninstalled = [](const CanisterOperated& e) { return e.kind == OperationKind::Uninstall; };
  const auto stopped = [](const CanisterOperated& e) { return e.kind == OperationKind::Stop; };
  EXPECT_THAT(secondsOf<CanisterOperated>(run, uninstalled), testing::ElementsAre(6));
  EXPECT_THAT(secondsOf<CanisterOperated>(run, stopped), testing::ElementsAre(2)) << "others do not wait";
}

TEST(Operations, TopUpWhatACanisterCanSpend) {
  const std::string text = R"({"roundscope": 1, "subnets": [{"id": "s"}],
    "canisters": [{"id": "poor", "subnet": "s", "cycles": 1000, "methods": {"go": {}}}],
    "operations": [{"at_ms": 2000, "top_up": {"canister": "poor", "cycles": 1000000000000}}],
    "ingress": [{"at_ms": 1000, "to": "poor.go"}, {"at_ms": 2000, "to": "poor.go"}]})";
  const Outcome run = runText(text);
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Rejected);
  EXPECT_EQ(run.summary.ingress[1].outcome, IngressOutcome::Replied);
  const std::uint64_t left = run.all<BalanceChanged>().back().balance.value();
  EXPECT_EQ(left + run.summary.cyclesBurned, 1'000'000'001'000U);
}

TEST(Uninstalling, EndsOpenCallsWithCode4AndTheirCycles) {
  const Outcome run = operated(R"([{"at_ms": 2000, "uninstall": "callee"}])", R"([{"to": "caller.ask"}])");
  const CallSpan& call = run.table.call(CallId{0});
  EXPECT_EQ(call.reason, RejectReason::Uninstalled);
  EXPECT_EQ(call.code, RejectCode::CanisterReject);
  EXPECT_EQ(timeOf(run, call.at(CallPoint::Answered)), Time{} + seconds(2));
  EXPECT_EQ(rejectMessage(*run.run, call), "Canister has been uninstalled.");
  EXPECT_EQ(run.variable("callee", "x"), 7) << "memory is gone: all is as if nothing had run";
  EXPECT_EQ(run.variable("callee", "busy"), 0);
  const std::uint64_t left = run.run->state().balanceAt(CanisterId{1}, 1e12)->liquid;
  const Outcome without = operated("[]", R"([{"to": "caller.ask"}])");
  EXPECT_EQ(left, without.run->state().balanceAt(CanisterId{1}, 1e12)->liquid) << "what nobody accepted comes back";
}

TEST(Uninstalling, LetsResponsesToItsCallsComeToNothing) {
  const Outcome run = operated(R"([{"at_ms": 2000, "uninstall": "callee"}])", R"([{"to": "caller.ask"}])");
  const CallSpan& call = run.table.call(CallId{1});
  EXPECT_EQ(call.outcome, CallOutcome::Replied);
  ASSERT_TRUE(call.at(CallPoint::Completed).happened());
  EXPECT_GT(timeOf(run, call.at(CallPoint::Completed)), Time{} + seconds(4));
  std::vector<MessageDropped> dropped = run.all<MessageDropped>();
  ASSERT_EQ(dropped.size(), 1U);
  EXPECT_TRUE(endsCall(dropped.front()));
  EXPECT_EQ(run.pair("callee", "far").peakInFlight, 1U);
  EXPECT_EQ(run.run->inFlight().pair(CanisterId{0}, CanisterId{2})->now, 0) << "its slot is free";
  for (const std::int64_t second :
       secondsOf<ExecutionStarted>(run, [](const ExecutionStarted& e) { return e.canister == CanisterId{0}; }))
    EXPECT_LT(second, 2) << "nothing of it runs any more";
  const std::optional<Balance> balance = run.run->state().balanceAt(CanisterId{0}, 1e12);
  EXPECT_EQ(balance->reserved, 0U);
  // What the callback would have cost at most is not spent; the two messages that ran cost less than a billion.
  EXPECT_GT(balance->liquid + 1'000'000'000, run.trace.scenario().canisters[0].cycles);
}

TEST(Uninstalling, LeavesACanisterWithoutCode) {
  const Outcome run = operated(R"([{"at_ms": 2000, "uninstall": "callee"}, {"at_ms": 4000, "start": "callee"}])",
                               R"([{"at_ms": 3000, "to": "caller.go"}, {"at_ms": 5000, "to": "caller.go"},
                                   {"at_ms": 5000, "to": "callee.ping"}, {"at_ms": 5000, "to": "callee.get"}])");
  EXPECT_THAT(reasonsOfCallsTo(run, "callee.ping"), testing::ElementsAre(RejectReason::NoCode, RejectReason::NoCode))
      << "starting brings no code back";
  EXPECT_EQ(run.table.call(CallId{0}).code, RejectCode::CanisterError);
  EXPECT_EQ(rejectMessage(*run.run, run.table.call(CallId{0})),
            "Error from Canister callee: Attempted to execute a message, but the canister contains no Wasm module.");
  for (const IngressCompleted& e : run.all<IngressCompleted>())
    EXPECT_EQ(e.reason, e.ingress.value >= 2 ? RejectReason::NoCode : RejectReason::None) << e.ingress.value;
}

TEST(Uninstalling, EndsTimersAndHeartbeats) {
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
    {"id": "c", "subnet": "s", "timer": {"first_ms": 500, "every_ms": 500}, "heartbeat": {"steps": [{"work": 1}]}},
    {"id": "d", "subnet": "s", "methods": {"go": {}}}],
    "operations": [{"at_ms": 3000, "uninstall": "c"}], "ingress": [{"at_ms": 9000, "to": "d.go"}]})");
  const auto tasks = secondsOf<ExecutionStarted>(run, [](const ExecutionStarted& e) { return isTask(e.kind); });
  ASSERT_FALSE(tasks.empty());
  EXPECT_EQ(tasks.back(), 2);
}

TEST(Uninstalling, IsTold) {
  const Outcome run = operated(R"([{"at_ms": 2000, "uninstall": "callee"}])", R"([{"to": "caller.ask"}])");
  std::vector<std::string> sentences;
  run.trace.forEach([&](std::uint64_t index, const Event& event) {
    const bool about = std::holds_alternative<CanisterOperated>(event) || std::holds_alternative<MessageDropped>(event);
    if (about) sentences.push_back(explainEvent(*run.run, index).sentence);
  });
  EXPECT_THAT(sentences,
              testing::ElementsAre(
                  "callee was uninstalled: code and memory are gone, and what it was serving gets code 4.",
                  "callee had been uninstalled, so the response of call 1 ran no callback; its slot is free."));
  const Explanation call = explainCall(*run.run, CallId{0});
  EXPECT_EQ(call.parameter, "operations = uninstall at 2 s (callee)");
  EXPECT_EQ(call.section, 4);
}

}  // namespace
}  // namespace roundscope::test
