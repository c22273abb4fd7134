// Awaiting futures, and the messages to itself that this costs a Motoko canister. Source: protocol.md section 3.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/support/run.h"

namespace roundscope::test {
namespace {

/// Dispatches `count` pings, does `between`, and awaits them as `await` says.
std::string dispatched(int count, const char* await, const char* between = "") {
  return fmt::format(
      R"({{"call": {{"to": "callee.ping", "count": {}, "await": false, "label": "pings"}}}}, {} {{"await": {}}}, {{"reply": {{}}}})",
      count, between, await);
}

TEST(Await, InTheOrderOfCompletionCostsNoFurtherMessage) {
  const Outcome run = runText(oneSubnet(dispatched(10, R"("pings")")));
  EXPECT_EQ(run.summary.calls.toItself, 0U);
  EXPECT_EQ(run.summary.ingress[0].repliedCalls, 10U);
}

TEST(Await, InReverseOrderCostsAMessageToItselfForEveryFutureThatCompletedTooEarly) {
  const Outcome run = runText(oneSubnet(dispatched(10, R"({"calls": "pings", "reverse": true})")));
  EXPECT_EQ(run.summary.calls.toItself, 9U) << "the last one is awaited while it is open";
  EXPECT_EQ(run.summary.calls.performed, 10U) << "they are counted apart";
  EXPECT_EQ(run.summary.ingress[0].repliedCalls, 10U);
  EXPECT_EQ(run.pair("caller", "caller").peakInFlight, 1U) << "each takes a slot, one after the other";
}

TEST(Await, OfACompletedFutureTakesAnIterationThereAndOneBack) {
  const auto iterations = [](const char* await) {
    return runText(oneSubnet(dispatched(5, await))).events<IterationStarted>();
  };
  EXPECT_EQ(iterations(R"({"calls": "pings", "reverse": true})"), iterations(R"("pings")") + 2 * 4);
}

TEST(Await, OfACompletedFutureIsACommitPoint) {
  // The trap comes after the message to itself, so what stood before the await stays.
  const Outcome run = runText(oneSubnet(
      R"({"call": {"to": "callee.ping", "await": false, "label": "p"}}, {"call": {"to": "callee.ping"}}, {"call": {"to": "callee.ping"}},
         {"set": {"x": 1}}, {"await": "p"}, {"set": {"y": 1}}, {"trap": "boom"})"));
  EXPECT_EQ(run.summary.calls.toItself, 1U);
  EXPECT_EQ(run.variable("caller", "x"), 1);
  EXPECT_EQ(run.variable("caller", "y"), 0);
}

TEST(Await, WithTheQuestionMarkGoesOnAtOnce) {
  const Outcome run =
      runText(oneSubnet(dispatched(10, R"({"calls": "pings", "reverse": true, "suspend_if_completed": false})")));
  EXPECT_EQ(run.summary.calls.toItself, 0U);
  EXPECT_EQ(run.summary.ingress[0].repliedCalls, 10U);
}

TEST(Await, OfFuturesThatAllCompletedBeforeCostsOneMessageEach) {
  // The sequential calls come after the pings in the same queues, so the pings' answers are there before theirs.
  const Outcome run =
      runText(oneSubnet(dispatched(3, R"("pings")", R"({"call": {"to": "callee.ping", "count": 2}},)")));
  EXPECT_EQ(run.summary.calls.toItself, 3U);
}

TEST(Await, PassesOverCallsThatWereNotPerformed) {
  const Outcome run = runText(oneSubnet(dispatched(10, R"("pings")")), {{"/limits/queue_capacity", "4"}});
  EXPECT_EQ(run.summary.ingress[0].repliedCalls, 4U);
  EXPECT_EQ(run.summary.ingress[0].failedCalls, 6U);
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied);
}

TEST(Await, ThrowsAsIfTheCallHadFailedWhenItsMessageToItselfCannotBePerformed) {
  // The only slot of the pair caller → caller is taken by the call that was dispatched just before.
  const Outcome run = runText(
      oneSubnet(
          R"({"call": {"to": "callee.ping", "await": false, "label": "p"}}, {"call": {"to": "caller.poke", "count": 2}},
        {"call": {"to": "caller.poke", "await": false, "label": "q"}}, {"await": "p"}, {"await": "q"}, {"reply": {}})"),
      {{"/limits/queue_capacity", "1"}});
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied);
  EXPECT_EQ(run.summary.ingress[0].failedCalls, 1U) << "the future was completed, but the method could not learn of it";
}

TEST(Await, ShowsTheMessageToItselfInTheTrace) {
  const Outcome run = runText(oneSubnet(dispatched(2, R"({"calls": "pings", "reverse": true})")));
  EXPECT_THAT(traceText(run.trace), testing::HasSubstr("a message to itself"));
  std::size_t executed = 0;
  for (const ExecutionStarted& e : run.all<ExecutionStarted>()) executed += e.kind == ExecutionKind::SelfMessage;
  EXPECT_EQ(executed, 1U);
}

TEST(Await, UndoesWhatSucceededWhenADispatchedCallFails) {
  const Outcome run = runText(oneSubnet(
      R"({"call": {"to": "callee.ping", "count": 4, "await": false, "label": "p", "on_failure": {"compensate": "callee.undo"}}},
         {"await": "p"}, {"reply": {}})",
      R"("ping": {"steps": [{"reject": "no", "when": {"calls": [3]}}, {"add": {"x": 1}}, {"reply": {}}]},
         "undo": {"steps": [{"add": {"x": -1}}, {"reply": {}}]})"));
  EXPECT_EQ(run.summary.calls.compensated, 3U);
  EXPECT_EQ(run.variable("callee", "x"), 0);
}

}  // namespace
}  // namespace roundscope::test
