// Canisters that are told to stop, and ids that no subnet has. Source: protocol.md section 4.
#include <gmock/gmock.h>

#include "core/analysis/explain.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

TEST(NoRoute, IsCode3MadeByTheCallersSubnetAtTheEndOfTheRound) {
  for (const char* callers : {"app-1", "app-2"}) {
    const Outcome run =
        runText(oneSubnet(R"({"call": {"to": "callee.ping", "cycles": 1000}}, {"reply": {}})"),
                {{"/canisters/0/subnet", std::string("\"") + callers + "\""},
                 {"/canisters/1", R"({"id": "callee", "status": "nowhere", "methods": {"ping": {}}})"}});
    const CallSpan& call = run.table.call(CallId{0});
    EXPECT_EQ(call.reason, RejectReason::NoRoute) << callers;
    EXPECT_EQ(codeOf(call.reason), RejectCode::DestinationInvalid);
    EXPECT_EQ(rejectMessage(call.reason, {.canister = "callee"}), "No route to canister callee");
    EXPECT_FALSE(call.at(CallPoint::RequestRouted).happened()) << "it enters no stream";
    EXPECT_EQ(run.table.rounds()[call.at(CallPoint::Answered).round].time, Time{});
    EXPECT_EQ(run.table.rounds()[call.at(CallPoint::Completed).round].time, Time{} + seconds(1));
    EXPECT_THAT(explainCall(*run.run, CallId{0}).sentence, testing::HasSubstr("No subnet has a canister callee"));
  }
}

RejectReason reasonOf(const Outcome& run, std::uint32_t ingress) {
  for (const IngressCompleted& e : run.all<IngressCompleted>())
    if (e.ingress.value == ingress) return e.reason;
  return RejectReason::Count;
}

/// `callee` is told to stop at 3 s. It calls `far.slow`, which takes so long, for a user at the start.
Outcome stopping(const char* farWork, const char* ingress) {
  return runText(
      std::string(
          R"({"roundscope": 1, "operations": [{"at_ms": 3000, "stop": "callee"}], "subnets": [{"id": "s"}, {"id": "t"}], "canisters": [
    {"id": "callee", "subnet": "s", "variables": {"x": 0}, "methods": {
      "ping": {"steps": [{"add": {"x": 1}}, {"reply": {}}]},
      "long": {"steps": [{"work": 9000000000}, {"reply": {}}]},
      "ask": {"steps": [{"call": {"to": "far.slow"}}, {"set": {"x": 100}}, {"reply": {}}]}}},
    {"id": "caller", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "callee.ping"}}, {"reply": {}}]}}},
    {"id": "far", "subnet": "t", "methods": {"slow": {"steps": [{"work": )") +
      farWork + R"(}, {"reply": {}}]}}}],
    "ingress": )" +
      ingress + "}");
}

TEST(ACanisterThatIsToldToStop, TakesNoNewRequestsAndGoesOnWithItsOpenCalls) {
  const Outcome run = stopping("9000000000", R"([{"to": "callee.ask"}, {"at_ms": 2000, "to": "caller.go"},
    {"at_ms": 4000, "to": "caller.go"}, {"at_ms": 5000, "to": "callee.ping"}, {"at_ms": 12000, "to": "caller.go"}])");
  EXPECT_EQ(run.table.call(CallId{1}).outcome, CallOutcome::Replied);
  EXPECT_EQ(run.table.call(CallId{2}).reason, RejectReason::Stopping);
  EXPECT_EQ(reasonOf(run, 3), RejectReason::Stopping);
  EXPECT_EQ(run.variable("callee", "x"), 100) << "its open call came to its end";
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied);
  EXPECT_EQ(run.table.call(CallId{3}).reason, RejectReason::Stopped) << "no call is open any more";
}

TEST(ACanisterThatIsToldToStop, RefusesWhatWaitsInItsQueue) {
  // The request of the caller waits behind a long message until after the order to stop.
  const Outcome run = stopping("1", R"([{"at_ms": 1000, "to": "callee.long"}, {"at_ms": 2000, "to": "caller.go"},
    {"at_ms": 2000, "to": "callee.ping"}])");
  EXPECT_EQ(run.table.call(CallId{0}).reason, RejectReason::NotRunning);
  EXPECT_EQ(codeOf(RejectReason::NotRunning), RejectCode::CanisterError);
  EXPECT_EQ(rejectMessage(RejectReason::NotRunning, {.canister = "callee"}), "Canister callee is not running");
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied) << "what had started goes on";
  EXPECT_EQ(reasonOf(run, 2), RejectReason::NotRunning);
  EXPECT_EQ(run.variable("callee", "x"), 0);
}

TEST(ACanisterThatIsToldToStop, StartsNoTasks) {
  const Outcome run = runText(R"({"roundscope": 1, "operations": [{"at_ms": 3000, "stop": "c"}],
    "subnets": [{"id": "s"}], "canisters": [
    {"id": "c", "subnet": "s", "variables": {"x": 0}, "methods": {"go": {}},
     "heartbeat": {"steps": [{"add": {"x": 1}}]}}, {"id": "d", "subnet": "s", "methods": {"go": {}}}],
    "ingress": [{"at_ms": 9000, "to": "d.go"}]})");
  EXPECT_EQ(run.variable("c", "x"), 3);
}

}  // namespace
}  // namespace roundscope::test
