// Methods whose messages the network refuses in their place. Source: protocol.md section 7.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "core/analysis/explain.h"
#include "core/run/own_text.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

constexpr const char* kBusy = R"({"code": 2, "message": "ledger is busy")";

std::string ping(const std::string& faults) {
  return R"("ping": {"steps": [{"add": {"x": 1}}, {"reply": {}}], "faults": [)" + faults + "]}";
}

/// The numbers of the calls that were refused, from 1.
std::vector<int> refused(const Outcome& run) {
  std::vector<int> numbers;
  for (std::size_t i = 0; i < run.table.calls().size(); ++i)
    if (run.table.calls()[i].code != RejectCode::None) numbers.push_back(static_cast<int>(i) + 1);
  return numbers;
}

TEST(Faults, RefuseTheMessagesOfTheirNumbersWithTheirCodeAndText) {
  const std::string faults = std::string(kBusy) + R"(, "when": {"every": 3}})";
  for (const std::string& text :
       {twoSubnets(pingSteps(7, kParallel), ping(faults)), oneSubnet(pingSteps(7, kParallel), ping(faults))}) {
    const Outcome run = runText(text);
    EXPECT_THAT(refused(run), testing::ElementsAre(3, 6));
    EXPECT_EQ(run.variable("callee", "x"), 5) << "it never sees the others";
    const CallSpan& call = run.table.call(CallId{2});
    EXPECT_EQ(call.code, RejectCode::SysTransient);
    EXPECT_EQ(call.reason, RejectReason::FaultTransient);
    EXPECT_EQ(rejectMessage(*run.run, call), "ledger is busy");
    EXPECT_FALSE(call.at(CallPoint::RequestInducted).happened());
    const Explanation why = explainCall(*run.run, CallId{2});
    EXPECT_EQ(
        why.sentence,
        "The scenario lets the network refuse call 2 with code 2 (\"ledger is busy\"): callee.ping never sees it.");
    EXPECT_EQ(why.section, 7);
  }
}

TEST(Faults, RefuseAllWithoutWhenAndGiveBackTheCycles) {
  const auto left = [](const std::string& faults) {
    const Outcome run =
        runText(twoSubnets(R"({"call": {"to": "callee.ping", "cycles": 123456789}}, {"reply": {}})",
                           R"("ping": {"accept": 200000000, "instructions": 0, "faults": [)" + faults + "]}"));
    EXPECT_EQ(refused(run).empty(), faults.empty());
    return run.run->state().balanceAt(CanisterId{0}, 1e12)->liquid;
  };
  EXPECT_EQ(left(R"({"code": 5})"), left("") + 123456789);
}

TEST(Faults, AreTriedInTheirOrder) {
  const Outcome run = runText(twoSubnets(
      pingSteps(4, kParallel), ping(R"({"code": 3, "when": {"calls": [2]}}, {"code": 1, "when": {"every": 2}})")));
  EXPECT_EQ(run.table.call(CallId{1}).reason, RejectReason::FaultInvalid);
  EXPECT_EQ(run.table.call(CallId{3}).reason, RejectReason::FaultFatal);
}

TEST(Faults, AreDrawnFromTheSeed) {
  const auto drawn = [](const char* seed) {
    return refused(runText(twoSubnets(pingSteps(200, kParallel), ping(R"({"code": 2, "when": {"chance": "1/4"}})")),
                           {{"/seed", seed}}));
  };
  EXPECT_EQ(drawn("1"), drawn("1"));
  EXPECT_NE(drawn("1"), drawn("2"));
  EXPECT_NEAR(static_cast<double>(drawn("1").size()), 50, 20);
}

TEST(Faults, OfCode6AreForBoundedWaitsOnly) {
  const std::string faults = ping(R"({"code": 6, "message": "who knows"})");
  EXPECT_THAT(refused(runText(twoSubnets(pingSteps(2), faults))), testing::IsEmpty());
  const Outcome bounded = runText(twoSubnets(pingSteps(2, R"("wait": {"bounded_s": 9})"), faults));
  EXPECT_THAT(refused(bounded), testing::ElementsAre(1, 2));
  EXPECT_EQ(bounded.table.call(CallId{0}).code, RejectCode::SysUnknown);
}

TEST(Faults, RefuseUsersTooAndChargeNothing) {
  const Outcome run = runText(twoSubnets(R"({"reply": {}})", ping(kBusy + std::string("}"))),
                              {{"/ingress", R"([{"to": "callee.ping"}])"}});
  const IngressCompleted e = run.all<IngressCompleted>().front();
  EXPECT_EQ(e.outcome, IngressOutcome::Rejected);
  EXPECT_EQ(e.code, RejectCode::SysTransient);
  EXPECT_EQ(rejectMessage(*run.run, Event(e)), "ledger is busy");
  EXPECT_EQ(run.events<BalanceChanged>(), 0U);
}

TEST(Faults, CountUsersMessagesAndCallsTogether) {
  const Outcome run = runText(oneSubnet(pingSteps(1), ping(std::string(kBusy) + R"(, "when": {"calls": [2]}})")),
                              {{"/ingress", R"([{"to": "callee.ping"}, {"at_ms": 1000, "to": "caller.go"}])"}});
  EXPECT_THAT(refused(run), testing::ElementsAre(1));
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied);
}

TEST(Faults, LetMessagesOfTheRuntimePass) {
  // Awaiting the last future first finds the others completed: each costs `go` a message to itself.
  const Outcome run = runText(
      oneSubnet(R"({"call": {"to": "callee.ping", "count": 3, "order": "parallel", "await": false, "label": "l"}},
                   {"await": {"calls": "l", "reverse": true}}, {"reply": {}})"),
      {{"/canisters/0/methods/go/faults", R"([{"code": 2, "when": {"calls": [2, 3]}}])"}});
  EXPECT_GT(run.run->outcomes().toItselfUntil(1e18).attempted, 0U);
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied);
  EXPECT_THAT(refused(run), testing::IsEmpty());
}

TEST(Faults, RefuseQueriesAtTheirNode) {
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
    {"id": "top", "subnet": "s", "methods": {"all": {"kind": "composite_query",
      "steps": [{"call": {"to": "bucket.get", "count": 3}}, {"reply": {}}]}}},
    {"id": "bucket", "subnet": "s", "methods": {"get": {"kind": "query", "faults": [{"code": 5, "when": {"calls": [2]}}]}}}],
    "ingress": [{"to": "top.all"}]})");
  EXPECT_THAT(refused(run), testing::ElementsAre(2));
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied);
}

}  // namespace
}  // namespace roundscope::test
