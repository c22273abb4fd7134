// A call is answered once. Source: protocol.md section 2.
#include <gmock/gmock.h>

#include "core/analysis/explain.h"
#include "core/run/own_text.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

/// Whether a message of this kind trapped.
bool trapped(const Outcome& run, ExecutionKind kind) {
  for (const ExecutionFinished& e : run.all<ExecutionFinished>())
    if (e.kind == kind && e.result == ExecutionResult::Trapped) return true;
  return false;
}

TEST(ASecondAnswer, TrapsInTheSameMessageAndUndoesTheFirst) {
  const Outcome run =
      runText(oneSubnet(R"({"call": {"to": "callee.ping"}}, {"reply": {}})",
                        R"("ping": {"steps": [{"set": {"x": 1}}, {"reply": {}}, {"set": {"x": 2}}, {"reply": {}}]})"));
  const CallSpan& call = run.table.call(CallId{0});
  EXPECT_EQ(call.outcome, CallOutcome::Trapped);
  EXPECT_EQ(call.reason, RejectReason::AnsweredTwice);
  EXPECT_EQ(codeOf(call.reason), RejectCode::CanisterError);
  EXPECT_EQ(run.variable("callee", "x"), 0);
  EXPECT_TRUE(trapped(run, ExecutionKind::Request));
  EXPECT_EQ(rejectMessage(call.reason, {.canister = "callee", .own = ownText(*run.run, call)}),
            "Error from Canister callee: Canister violated contract: ic0.msg_reply: the call is already replied");
}

TEST(ASecondAnswer, TrapsAlsoWhereItIsAReject) {
  const Outcome run = runText(oneSubnet(R"({"call": {"to": "callee.ping"}}, {"reply": {}})",
                                        R"("ping": {"steps": [{"reply": {}}, {"reject": "no"}]})"));
  EXPECT_EQ(run.table.call(CallId{0}).reason, RejectReason::AnsweredTwice);
}

TEST(ASecondAnswer, InACallbackTrapsAndTheFirstStays) {
  const Outcome run =
      runText(oneSubnet(R"({"reply": {}}, {"call": {"to": "callee.ping"}}, {"set": {"x": 1}}, {"reply": {}})"));
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied);
  EXPECT_TRUE(trapped(run, ExecutionKind::ReplyCallback));
  EXPECT_EQ(run.variable("caller", "x"), 0) << "what the callback changed is undone";
}

TEST(ASecondAnswer, OfAQueryTraps) {
  const Outcome run = runText(
      oneSubnet(R"({"reply": {}})", R"("ask": {"kind": "composite_query", "steps": [{"reply": {}}, {"reply": {}}]})"),
      {{"/ingress/0/to", "\"callee.ask\""}});
  EXPECT_EQ(run.all<IngressCompleted>().front().reason, RejectReason::AnsweredTwice);
}

TEST(ASecondAnswer, IsNotWhatATimersBodyGivesWhenItStopsEarly) {
  // `require` ends the body of a task; there is no call that it could reject.
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
    {"id": "c", "subnet": "s", "variables": {"x": 0}, "methods": {"go": {}},
     "timer": {"first_ms": 1000, "steps": [{"add": {"x": 1}}, {"require": {"variable": "x", "at_least": 9}}, {"add": {"x": 10}}]}}],
    "ingress": [{"to": "c.go"}]})");
  EXPECT_EQ(run.variable("c", "x"), 1);
  EXPECT_FALSE(trapped(run, ExecutionKind::SelfMessage));
}

TEST(NoAnswer, IsCode5AndWhatTheMethodChangedStays) {
  const Outcome run = runText(
      oneSubnet(R"({"call": {"to": "callee.ping"}}, {"reply": {}})", R"("ping": {"steps": [{"set": {"x": 1}}]})"));
  EXPECT_EQ(run.table.call(CallId{0}).reason, RejectReason::NoReply);
  EXPECT_EQ(codeOf(RejectReason::NoReply), RejectCode::CanisterError);
  EXPECT_EQ(run.variable("callee", "x"), 1);
}

TEST(Callbacks, LeaveATwentiethOfTheInstructionsForCleanup) {
  const std::vector<Override> overrides = {{"/limits/message_instructions", "100000000"},
                                           {"/canisters/0/methods/go/instructions", "95000001"}};
  const char* steps = R"({"call": {"to": "callee.ping"}}, {"reply": {}})";
  const Outcome run = runText(oneSubnet(steps), overrides);
  EXPECT_FALSE(trapped(run, ExecutionKind::Ingress)) << "a method's first message may use all";
  EXPECT_TRUE(trapped(run, ExecutionKind::ReplyCallback));
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Trapped);
  for (const ExecutionFinished& e : run.all<ExecutionFinished>())
    if (e.kind == ExecutionKind::ReplyCallback) {
      EXPECT_EQ(e.instructions.value(), 95'000'000U);
    }
  std::vector<Override> enough = overrides;
  enough[1].value = "95000000";
  EXPECT_FALSE(trapped(runText(oneSubnet(steps), enough), ExecutionKind::ReplyCallback));
  for (std::uint64_t i = 0; i < run.trace.eventCount(); ++i) {
    const auto e = run.trace.eventAs<ExecutionFinished>(i);
    if (!e || e->kind != ExecutionKind::ReplyCallback) continue;
    EXPECT_EQ(explainEvent(*run.run, i).sentence,
              "caller used up the 95,000,000 instructions of one callback and trapped: its state changes are undone.");
  }
}

}  // namespace
}  // namespace roundscope::test
