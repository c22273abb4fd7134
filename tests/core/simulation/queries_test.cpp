// Users' queries and what they call: one node, no rounds. Source: protocol.md section 9.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/support/run.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

/// `map.go` of these steps, a composite query on app-1, called once at the start, before canisters on the same subnet:
/// `bucket` with `get` (a query), `lookup` (a composite query that calls `get`), `put` (an update) and more methods.
std::string mapAndBuckets(std::string_view steps, std::string_view methods = "", std::string_view canisters = "",
                          std::string_view fields = "") {
  return fmt::format(
      R"({{"roundscope": 1, {}
"subnets": [{{"id": "app-1"}}, {{"id": "app-2"}}],
"canisters": [
  {{"id": "map", "subnet": "app-1", "variables": {{"x": 0}}, "methods": {{"go": {{"kind": "composite_query", "steps": [{}]}}}}}},
  {{"id": "bucket", "subnet": "app-1", "variables": {{"x": 0}}, "methods": {{
    "get": {{"kind": "query"}}, "put": {{}}, "gone": {{"kind": "missing"}}{}}}}}{}],
"ingress": [{{"to": "map.go"}}]}})",
      fields, steps, methods, canisters);
}

/// Composite queries q1 … qN on one canister, each of which calls the next; the user calls q1, and qN only replies.
std::string chain(int calls) {
  std::string methods;
  for (int i = 0; i < calls; ++i)
    methods += fmt::format(
        R"("q{}": {{"kind": "composite_query", "steps": [{{"call": {{"to": "c.q{}", "on_failure": "stop"}}}}, {{"reply": {{}}}}]}}, )",
        i, i + 1);
  return fmt::format(
      R"({{"roundscope": 1, "subnets": [{{"id": "s"}}], "canisters": [{{"id": "c", "subnet": "s", "methods": {{{}"q{}": {{"kind": "query"}}}}}}],
"ingress": [{{"to": "c.q0"}}]}})",
      methods, calls);
}

std::string calls(int count, std::string_view to = "bucket.get", std::string_view order = "sequential") {
  return fmt::format(R"({{"call": {{"to": "{}", "count": {}, "order": "{}"}}}}, {{"reply": {{}}}})", to, count, order);
}

IngressCompleted answerOf(const Outcome& run) { return run.all<IngressCompleted>().front(); }
Time at(const Outcome& run, std::size_t call, CallPoint point) {
  return run.table.drawnAt(run.table.calls()[call].at(point));
}

TEST(Queries, AreAnsweredWithoutRoundsAndFreeOfCharge) {
  const Outcome run = runText(mapAndBuckets(calls(10)));
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied);
  EXPECT_EQ(run.summary.ingress[0].rounds, 0U);
  EXPECT_EQ(run.summary.rounds, 0U);
  EXPECT_EQ(run.summary.cyclesBurned, 0U);
  EXPECT_EQ(run.events<BalanceChanged>(), 0U);
  EXPECT_EQ(run.events<IterationStarted>(), 0U);
}

TEST(Queries, CountTheirCallsLikeAnyOther) {
  const Outcome run = runText(mapAndBuckets(calls(10)));
  EXPECT_EQ(run.summary.calls.attempted, 10U);
  EXPECT_EQ(run.summary.calls.performed, 10U);
  EXPECT_EQ(run.summary.calls.replied, 10U);
  EXPECT_EQ(run.summary.ingress[0].repliedCalls, 10U);
  EXPECT_EQ(run.pair("map", "bucket").peakInFlight, 1U);
}

TEST(Queries, AreHeldByTheLimitOfCallsInFlight) {
  const Outcome run = runText(mapAndBuckets(calls(8, "bucket.get", "parallel")), {{"/limits/queue_capacity", "5"}});
  EXPECT_EQ(run.summary.calls.performed, 5U);
  EXPECT_EQ(run.summary.calls.notPerformed, 3U);
}

TEST(QueryLatency, IsOneRoundTripPlusInstructionsInTheModel) {
  // 11 messages of 100,000 instructions and 10 of buckets, at 2,000,000,000 a second: 1.05 ms.
  const Outcome run = runText(mapAndBuckets(calls(10)));
  EXPECT_EQ(run.summary.ingress[0].completed, milliseconds(167) + Duration{1'050});
  EXPECT_EQ(run.summary.endToEnd, milliseconds(167) + Duration{1'050});
}

TEST(QueryLatency, FollowsTheScenario) {
  const Outcome run = runText(mapAndBuckets(calls(10)), {{"/limits/query_round_trip_ms", "41"},
                                                         {"/limits/query_instructions_per_second", "1000000"}});
  EXPECT_EQ(run.summary.ingress[0].completed, milliseconds(41 + 2'100));
}

TEST(QueryLatency, CountsFromTheMomentOfTheQueryNotFromARound) {
  const Outcome run = runText(mapAndBuckets(calls(1)), {{"/ingress/0/at_ms", "2345"}});
  EXPECT_EQ(run.summary.ingress[0].submitted, milliseconds(2'345));
  EXPECT_EQ(run.summary.ingress[0].completed, milliseconds(2'345 + 167) + Duration{150});
}

TEST(CompositeQueries, EvaluateCallsOneAfterAnotherEvenWhereTheCodeLooksParallel) {
  const Outcome run = runText(mapAndBuckets(calls(5, "bucket.get", "parallel")));
  EXPECT_EQ(run.pair("map", "bucket").peakInFlight, 5U) << "all are performed at once";
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(at(run, i, CallPoint::Performed), at(run, 0, CallPoint::Performed));
    EXPECT_LT(at(run, i, CallPoint::Started), at(run, i, CallPoint::Answered));
  }
  for (std::size_t i = 1; i < 5; ++i) EXPECT_LE(at(run, i - 1, CallPoint::Completed), at(run, i, CallPoint::Started));
  EXPECT_EQ(at(run, 4, CallPoint::Completed), Time{83'500} + Duration{50 + 5 * 50 + 4 * 50});
}

TEST(CompositeQueries, AreWalkedThroughDepthFirst) {
  const Outcome run = runText(mapAndBuckets(
      calls(2, "bucket.lookup", "parallel"),
      R"(, "lookup": {"kind": "composite_query", "steps": [{"call": {"to": "bucket.get"}}, {"reply": {}}]})"));
  std::vector<int> depths;
  for (const QueryStarted& e : run.all<QueryStarted>()) depths.push_back(e.depth);
  EXPECT_THAT(depths, testing::ElementsAre(0, 1, 2, 1, 2));
}

TEST(CompositeQueries, StartEachCallFromTheSameState) {
  // Each callee finds x as it is, whatever the one before it has set; so does the caller's own memory stay its own.
  const Outcome run = runText(mapAndBuckets(
      R"({"call": {"to": "bucket.once", "count": 3}}, {"reply": {}})",
      R"(, "once": {"kind": "query", "steps": [{"require": {"variable": "x", "equals": 0}}, {"set": {"x": 1}}, {"reply": {}}]})"));
  EXPECT_EQ(run.summary.calls.replied, 3U);
}

TEST(CompositeQueries, KeepTheirOwnChangesUntilTheyAnswer) {
  const Outcome run = runText(mapAndBuckets(
      R"({"set": {"x": 7}}, {"call": {"to": "bucket.get"}}, {"require": {"variable": "x", "equals": 7}}, {"reply": {}})"));
  EXPECT_EQ(answerOf(run).outcome, IngressOutcome::Replied);
}

TEST(Queries, DiscardEveryChange) {
  const Outcome run =
      runText(mapAndBuckets(R"({"set": {"x": 7}}, {"call": {"to": "bucket.set"}}, {"reply": {}})",
                            R"(, "set": {"kind": "query", "steps": [{"set": {"x": 8}}, {"reply": {}}]})"));
  EXPECT_EQ(run.summary.calls.replied, 1U);
  EXPECT_EQ(run.variable("map", "x"), 0);
  EXPECT_EQ(run.variable("bucket", "x"), 0);
  EXPECT_EQ(run.events<VariableChanged>(), 0U);
}

TEST(Queries, DiscardEveryChangeAlsoWhenAnUpdateCallsThem) {
  const Outcome run = runText(oneSubnet(
      R"({"call": {"to": "callee.set", "count": 2}}, {"reply": {}})",
      R"("set": {"kind": "query", "steps": [{"require": {"variable": "x", "equals": 0}}, {"set": {"x": 8}}, {"reply": {}}]})"));
  EXPECT_EQ(run.summary.calls.replied, 2U);
  EXPECT_EQ(run.variable("callee", "x"), 0);
  EXPECT_EQ(run.events<VariableChanged>(), 0U);
}

/// An update at 0 s that sets x to 1, and queries that reply only where they find it so.
std::string updateAndQuery(int queryMs) {
  return fmt::format(R"({{"roundscope": 1, "subnets": [{{"id": "s"}}], "canisters": [
    {{"id": "c", "subnet": "s", "variables": {{"x": 0}}, "methods": {{
      "write": {{"steps": [{{"set": {{"x": 1}}}}, {{"reply": {{}}}}]}},
      "read": {{"kind": "query", "steps": [{{"require": {{"variable": "x", "equals": 1}}}}, {{"reply": {{}}}}]}}}}}}],
    "ingress": [{{"to": "c.write"}}, {{"at_ms": {}, "to": "c.read"}}]}})",
                     queryMs);
}

TEST(Queries, ReadTheStateThatTheRoundsBeforeThemLeft) {
  const auto outcomeAt = [](int ms) { return runText(updateAndQuery(ms)).summary.ingress[1].outcome; };
  EXPECT_EQ(outcomeAt(0), IngressOutcome::Rejected) << "the round of the same instant is not executed yet";
  EXPECT_EQ(outcomeAt(1), IngressOutcome::Replied);
  EXPECT_EQ(outcomeAt(1'000), IngressOutcome::Replied);
}

TEST(Queries, DoNotReadWhatAPausedMessageHasNotCommitted) {
  const char* text = R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
    {"id": "c", "subnet": "s", "variables": {"x": 0}, "methods": {
      "write": {"steps": [{"set": {"x": 1}}, {"work": 5000000000}, {"reply": {}}]},
      "read": {"kind": "query", "steps": [{"require": {"variable": "x", "equals": 1}}, {"reply": {}}]}}}],
    "ingress": [{"to": "c.write"}, {"at_ms": 1500, "to": "c.read"}, {"at_ms": 2500, "to": "c.read"}]})";
  const Outcome run = runText(text);
  EXPECT_EQ(run.summary.ingress[1].outcome, IngressOutcome::Rejected);
  EXPECT_EQ(run.summary.ingress[2].outcome, IngressOutcome::Replied);
}

TEST(Queries, LeaveTheRoundsOfUpdatesAlone) {
  const Outcome alone = runText(updateAndQuery(1), {{"/ingress/1", R"({"at_ms": 5, "to": "c.write"})"}});
  const Outcome mixed = runText(updateAndQuery(0));
  EXPECT_EQ(mixed.summary.rounds, 1U);
  EXPECT_EQ(mixed.summary.ingress[0].rounds, 1U);
  EXPECT_EQ(mixed.summary.ingress[0].completed, alone.summary.ingress[0].completed);
}

TEST(Queries, BesideAnUpdateAtTheSameInstantKeepTheirOwnIngress) {
  const Outcome run = runText(mapAndBuckets(calls(3)), {{"/ingress", R"([{"to": "map.go"}, {"to": "bucket.put"}])"}});
  EXPECT_EQ(run.summary.ingress[0].rounds, 0U);
  EXPECT_EQ(run.summary.ingress[1].rounds, 1U);
  EXPECT_EQ(run.table.contexts()[0].ingress, IngressId{0});
  EXPECT_EQ(run.table.contexts().back().ingress, IngressId{1});
}

struct CalleeFailure {
  const char* name;
  const char* to;
  RejectCode code;
  RejectReason reason;
};
class FailingCallees : public testing::TestWithParam<CalleeFailure> {};

TEST_P(FailingCallees, RejectToTheCallersCallbackWhichGoesOn) {
  const Outcome run =
      runText(mapAndBuckets(calls(2, GetParam().to),
                            R"(, "no": {"kind": "query", "steps": [{"reject": "no"}]},
                       "trap": {"kind": "query", "steps": [{"trap": "ouch"}]},
                       "silent": {"kind": "query", "steps": [{"work": 1}]},
                       "long": {"kind": "query", "instructions": 3000000000})",
                            R"(, {"id": "far", "subnet": "app-2", "methods": {"get": {"kind": "query"}}},
                       {"id": "nowhere", "subnet": "app-1", "status": "absent", "methods": {"get": {"kind": "query"}}},
                       {"id": "stopped", "subnet": "app-1", "status": "stopped", "methods": {"get": {"kind": "query"}}})",
                            R"("limits": {"query_message_instructions": 1000000000},)"));
  EXPECT_EQ(answerOf(run).outcome, IngressOutcome::Replied) << "the caller counts failures and goes on";
  EXPECT_EQ(answerOf(run).failedCalls, 2U);
  for (const CallSpan& call : run.table.calls()) {
    EXPECT_EQ(call.code, GetParam().code);
    EXPECT_EQ(call.reason, GetParam().reason);
    EXPECT_TRUE(call.at(CallPoint::Completed).happened());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Section9, FailingCallees,
    testing::Values(CalleeFailure{"Update", "bucket.put", RejectCode::CanisterError, RejectReason::CalleeIsUpdate},
                    CalleeFailure{"OtherSubnet", "far.get", RejectCode::DestinationInvalid, RejectReason::OtherSubnet},
                    CalleeFailure{"Absent", "nowhere.get", RejectCode::DestinationInvalid,
                                  RejectReason::CanisterNotFound},
                    CalleeFailure{"Stopped", "stopped.get", RejectCode::CanisterError, RejectReason::Stopped},
                    CalleeFailure{"Missing", "bucket.gone", RejectCode::CanisterError, RejectReason::MissingMethod},
                    CalleeFailure{"Rejects", "bucket.no", RejectCode::CanisterReject, RejectReason::ExplicitReject},
                    CalleeFailure{"Traps", "bucket.trap", RejectCode::CanisterError, RejectReason::Trapped},
                    CalleeFailure{"Silent", "bucket.silent", RejectCode::CanisterError, RejectReason::NoReply},
                    CalleeFailure{"TooLong", "bucket.long", RejectCode::CanisterError, RejectReason::InstructionLimit}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(CompositeQueries, ThatCallAnUpdateCrossASubnetAreCalledAsAnUpdateNestTooDeepOrCallTooOftenFailDifferently) {
  const auto reasonOfCall = [](const Outcome& run) { return run.table.calls().front().reason; };
  const Outcome update = runText(mapAndBuckets(calls(1, "bucket.put")));
  EXPECT_EQ(reasonOfCall(update), RejectReason::CalleeIsUpdate);

  const Outcome subnet = runText(mapAndBuckets(
      calls(1, "far.get"), "", R"(, {"id": "far", "subnet": "app-2", "methods": {"get": {"kind": "query"}}})"));
  EXPECT_EQ(reasonOfCall(subnet), RejectReason::OtherSubnet);

  const Outcome asUpdate =
      runText(oneSubnet(calls(1, "callee.look"), R"("look": {"kind": "composite_query", "steps": [{"reply": {}}]})"));
  EXPECT_EQ(reasonOfCall(asUpdate), RejectReason::CompositeAsUpdate);
  EXPECT_EQ(asUpdate.table.calls()[0].code, RejectCode::CanisterError);
  EXPECT_EQ(asUpdate.events<QueryStarted>(), 0U);

  EXPECT_EQ(answerOf(runText(chain(6))).outcome, IngressOutcome::Replied);
  const Outcome deep = runText(chain(7));
  EXPECT_EQ(answerOf(deep).reason, RejectReason::QueryTooDeep);
  EXPECT_EQ(answerOf(deep).code, RejectCode::CanisterError);
  EXPECT_EQ(answerOf(deep).outcome, IngressOutcome::Rejected);

  EXPECT_EQ(runText(mapAndBuckets(calls(99))).summary.calls.replied, 99U);
  const Outcome often = runText(mapAndBuckets(calls(100)));
  EXPECT_EQ(answerOf(often).reason, RejectReason::QueryInstructions);
  EXPECT_EQ(answerOf(often).code, RejectCode::CanisterError);
  EXPECT_EQ(often.summary.calls.replied, 99U);
  EXPECT_EQ(often.summary.calls.rejected, 1U);
  EXPECT_EQ(often.summary.ingress[0].repliedCalls, 99U);
}

TEST(QueryLimits, EndTheWholeGraphWithOneErrorAndLeaveNoCallOpen) {
  const Outcome deep = runText(chain(7));
  for (const QueryFinished& e : deep.all<QueryFinished>()) EXPECT_EQ(e.error, QueryError::TooDeep);
  EXPECT_EQ(deep.events<QueryStarted>(), deep.events<QueryFinished>());
  const Outcome often = runText(mapAndBuckets(calls(200, "bucket.get", "parallel")));
  EXPECT_EQ(often.summary.calls.performed, 200U);
  EXPECT_EQ(often.summary.calls.replied, 99U);
  EXPECT_EQ(often.summary.calls.rejected, 101U);
  EXPECT_EQ(often.summary.ingress[0].failedCalls, 101U);
  for (const Outcome* run : {&deep, &often}) {
    EXPECT_EQ(run->count(CallOutcome::InFlight), 0U);
    for (const CallSpan& call : run->table.calls()) EXPECT_TRUE(call.at(CallPoint::Completed).happened());
  }
}

TEST(QueryLimits, OfDepthAndCallsFollowTheScenario) {
  EXPECT_EQ(answerOf(runText(chain(3), {{"/limits/query_depth", "2"}})).reason, RejectReason::QueryTooDeep);
  EXPECT_EQ(answerOf(runText(chain(7), {{"/limits/query_depth", "7"}})).outcome, IngressOutcome::Replied);
  EXPECT_EQ(
      runText(mapAndBuckets(calls(100)), {{"/limits/query_call_instructions", "500000000"}}).summary.calls.replied, 9U);
}

TEST(QueryLimits, CountTheInstructionsOfAllQueriesTogether) {
  const auto run = [](int calls_) {
    return runText(
        mapAndBuckets(calls(calls_, "bucket.long"), R"(, "long": {"kind": "query", "instructions": 1500000000})"));
  };
  EXPECT_EQ(answerOf(run(3)).outcome, IngressOutcome::Replied);
  const Outcome four = run(4);
  EXPECT_EQ(answerOf(four).reason, RejectReason::QueryInstructions);
  EXPECT_EQ(four.all<QueryFinished>().back().error, QueryError::GraphInstructions);
}

TEST(QueryLimits, OfOneMessageTrapTheUsersOwnQuery) {
  const Outcome run = runText(mapAndBuckets(R"({"work": 5000000000}, {"reply": {}})"));
  EXPECT_EQ(answerOf(run).outcome, IngressOutcome::Trapped);
  EXPECT_EQ(answerOf(run).reason, RejectReason::InstructionLimit);
  EXPECT_EQ(run.all<QueryFinished>().back().error, QueryError::MessageInstructions);
}

TEST(QueryLimits, OfWallTimeAreOfTheLatencyModel) {
  // 10 s at 200,000 instructions a second: twenty messages of 100,000.
  const auto run = [](int count) {
    return runText(mapAndBuckets(calls(count)), {{"/limits/query_instructions_per_second", "200000"}});
  };
  EXPECT_EQ(answerOf(run(9)).outcome, IngressOutcome::Replied);
  const Outcome slow = run(10);
  EXPECT_EQ(answerOf(slow).reason, RejectReason::QueryWallTime);
  EXPECT_EQ(slow.all<QueryFinished>().back().error, QueryError::WallTime);
}

TEST(CompositeQueries, DoNotEvaluateCallsThatTheirAnswerDidNotWaitFor) {
  const Outcome run = runText(mapAndBuckets(
      R"({"call": {"to": "bucket.get", "count": 4, "order": "parallel", "await": false, "label": "late"}},
         {"reply": {}}, {"await": "late"})"));
  EXPECT_EQ(answerOf(run).outcome, IngressOutcome::Replied);
  EXPECT_EQ(run.summary.calls.dropped, 4U);
  EXPECT_EQ(run.table.calls()[0].reason, RejectReason::NotEvaluated);
  EXPECT_EQ(run.events<QueryStarted>(), 1U);
}

TEST(CompositeQueries, AwaitACompletedFutureWithoutRunningTheQueryAgain) {
  // Awaiting in reverse costs a message to itself for each future that has completed too early.
  const Outcome run = runText(mapAndBuckets(
      R"({"call": {"to": "bucket.get", "count": 3, "order": "parallel", "await": false, "label": "a"}},
         {"await": {"calls": "a", "reverse": true}}, {"reply": {}})"));
  EXPECT_EQ(answerOf(run).outcome, IngressOutcome::Replied);
  std::size_t toBuckets = 0;
  std::size_t toItself = 0;
  for (const CallPerformed& e : run.all<CallPerformed>()) ++(e.attempt > 0 ? toBuckets : toItself);
  EXPECT_EQ(toBuckets, 3U);
  EXPECT_EQ(toItself, 2U);
  std::size_t own = 0;
  for (const ExecutionStarted& e : run.all<ExecutionStarted>()) own += e.kind == ExecutionKind::SelfMessage ? 1U : 0U;
  EXPECT_EQ(own, toItself);
}

TEST(CompositeQueries, UndoTheCallsOfAMessageThatTraps) {
  const Outcome run = runText(
      mapAndBuckets(R"({"call": {"to": "bucket.get", "count": 4, "order": "parallel", "await": false, "label": "a"}},
                       {"trap": "ouch"}, {"await": "a"})"));
  EXPECT_EQ(answerOf(run).reason, RejectReason::Trapped);
  EXPECT_EQ(run.summary.calls.attempted, 0U);
  EXPECT_EQ(run.all<ExecutionFinished>().back().undoneCalls, 4U);
}

TEST(CompositeQueries, GoOnNumberingCallsWhereACalleesTrapHasUndoneSome) {
  const Outcome run = runText(mapAndBuckets(calls(2, "bucket.trap"),
                                            R"(, "trap": {"kind": "composite_query", "steps": [
          {"call": {"to": "bucket.get", "count": 3, "order": "parallel", "await": false, "label": "a"}},
          {"trap": "ouch"}, {"await": "a"}]})"));
  EXPECT_EQ(run.summary.calls.attempted, 2U);
  EXPECT_EQ(run.all<CallPerformed>().back().call, CallId{1});
}

TEST(Queries, AreNotTakenForUpdatesThatWaitOnTheSameCanister) {
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
    {"id": "c", "subnet": "s", "methods": {"write": {"steps": [{"work": 5000000000}, {"reply": {}}]}, "read": {"kind": "query"}}}],
    "ingress": [{"to": "c.write"}, {"to": "c.write"}, {"at_ms": 500, "to": "c.read"}]})");
  ASSERT_EQ(run.table.contexts().size(), 3U);
  for (const ContextRow& row : run.table.contexts())
    EXPECT_EQ(row.ingress == IngressId{2}, run.trace.scenario().method({row.canister, row.method}).name == "read");
}

TEST(Queries, AreToldInWords) {
  const std::string text = traceText(runText(mapAndBuckets(calls(1, "bucket.put"))).trace);
  EXPECT_THAT(text, testing::HasSubstr("0.083500 query | query map.go starts at depth 0 at 83500 us"));
  EXPECT_THAT(text, testing::HasSubstr("call 0 is answered: reject 5 CANISTER_ERROR: Canister has no query method of "
                                       "this name: it is an update."));
  EXPECT_THAT(text, testing::HasSubstr("query on bucket of call 0 at depth 1 ends at 83550 us: reject 5 "
                                       "CANISTER_ERROR: the callee's method is an update"));
}

TEST(QuerySteps, ThatWouldPretendToLastAreErrors) {
  const auto error = [](const char* step) { return errorIn(mapAndBuckets(step)); };
  EXPECT_THAT(error(R"({"lock": "l"})"), testing::HasSubstr("a query cannot keep a lock"));
  EXPECT_THAT(error(R"({"call": {"to": "bucket.get", "cycles": 5}})"), testing::HasSubstr("cannot attach cycles"));
  EXPECT_THAT(error(R"({"call": {"to": "bucket.get", "on_failure": {"retry": {"via": "timer"}}}})"),
              testing::HasSubstr("no timer or heartbeat can call again"));
  EXPECT_EQ(error(R"({"call": {"to": "bucket.get", "on_failure": {"retry": {"via": "immediate"}}}}, {"reply": {}})"),
            "");
}

}  // namespace
}  // namespace roundscope::test
