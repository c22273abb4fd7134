// The table of rejects: its rows are whole, and real runs keep to them.
#include "core/protocol/reject.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "core/base/words.h"
#include "core/protocol/not_performed.h"
#include "tests/core/lesson/lesson_runs.h"
#include "tests/support/generated_scenario.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

std::vector<RejectReason> allReasons() {
  std::vector<RejectReason> reasons;
  for (std::size_t i = 0; i < kRejectReasonCount; ++i) reasons.push_back(static_cast<RejectReason>(i));
  return reasons;
}

std::string explained(std::string_view pattern) {
  return filled(pattern, {{"callee", "bank"},
                          {"caller", "shop"},
                          {"target", "bank.pay"},
                          {"method", "pay"},
                          {"call", "call 5"},
                          {"Call", "Call 5"},
                          {"code", "5"},
                          {"subnet", "app-1"},
                          {"own", ""},
                          {"wait", "3 s"},
                          {"limit", "500 slots"},
                          {"perCall", "50,000,000"},
                          {"reservation", "2 MiB"},
                          {"prepaid", "42,107,000,000"}});
}

void expectSentence(const std::string& sentence) {
  ASSERT_FALSE(sentence.empty());
  EXPECT_EQ(sentence.back(), '.') << sentence;
  EXPECT_EQ(sentence.find_first_of("{}"), std::string::npos) << sentence;
  EXPECT_LE(std::count(sentence.begin(), sentence.end(), ' ') + 1, 25) << sentence;
}

TEST(RejectTable, SaysOfEveryReasonWhatItIs) {
  std::set<std::string_view> words;
  for (const RejectReason reason : allReasons()) {
    const Reject& row = rowOf(reason);
    EXPECT_EQ(row.reason, reason);
    expectSentence(explained(row.explanation));
    EXPECT_TRUE(words.insert(row.words).second) << "said twice: " << row.words;
    EXPECT_EQ(row.code == RejectCode::None, reason == RejectReason::None) << row.words;
    EXPECT_EQ(row.outcome == CallOutcome::Replied, reason == RejectReason::None) << row.words;
    EXPECT_EQ(row.query == QueryError::None, reason == RejectReason::None) << row.words;
    EXPECT_NE(row.outcome, CallOutcome::InFlight) << row.words;
    EXPECT_NE(row.outcome, CallOutcome::NotPerformed) << row.words;
  }
}

TEST(RejectTable, GivesUnknownOutcomesToTheCallersSubnetOnly) {
  std::size_t found = 0;
  for (const RejectReason reason : allReasons()) {
    if (codeOf(reason) != RejectCode::SysUnknown) continue;
    ++found;
    // A scenario may choose it, too.
    const bool fault = rowOf(reason).rule == RuleId::Fault;
    EXPECT_EQ(rowOf(reason).givenBy, fault ? GivenBy::CalleesArrival : GivenBy::CallersSubnet) << wordsOf(reason);
  }
  EXPECT_GT(found, 0U);
}

TEST(NotPerformedTable, SaysOfEveryReasonWhatItIs) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kNotPerformedReasonCount; ++i) {
    const NotPerformed& row = rowOf(static_cast<NotPerformedReason>(i));
    EXPECT_TRUE(names.insert(row.name).second) << "named twice: " << row.name;
    expectSentence(explained(row.explanation));
  }
}

TEST(RejectMessages, AreThoseOfTheNetwork) {
  const auto message = [](RejectReason reason, std::string_view own = "") {
    return rejectMessage(reason, {.canister = "callee", .method = "ping", .own = own});
  };
  EXPECT_EQ(message(RejectReason::DeadlineExpired), "Call deadline has expired.");
  EXPECT_EQ(message(RejectReason::RequestTimedOut), "Request timed out.");
  EXPECT_EQ(message(RejectReason::ResponseShed), "Response was dropped.");
  EXPECT_EQ(message(RejectReason::InputQueueFull), "Canister callee input queue is full");
  EXPECT_EQ(message(RejectReason::CanisterNotFound), "Canister callee not found");
  EXPECT_EQ(message(RejectReason::OutOfMemory), "Cannot induct request. Out of memory");
  EXPECT_EQ(message(RejectReason::Trapped, "boom"),
            "Error from Canister callee: Canister called `ic0.trap` with message: 'boom'");
  EXPECT_EQ(message(RejectReason::MissingMethod), "Error from Canister callee: Canister has no update method 'ping'.");
  EXPECT_EQ(message(RejectReason::ExplicitReject, "no {coins}"), "no {coins}");
  EXPECT_EQ(message(RejectReason::None), "");
}

/// Holds every answer of a run against the row of its reason, and notes the reasons seen.
void expectRowsKept(const Outcome& run, std::set<RejectReason>& seen) {
  RejectReason last = RejectReason::None;  // a query ends right behind its answer
  run.trace.forEach([&](std::uint64_t, const Event& event) {
    if (const auto* e = std::get_if<IngressCompleted>(&event)) {
      last = e->reason;
      seen.insert(e->reason);
      EXPECT_EQ(e->code, codeOf(e->reason)) << eventText(event, run.trace.scenario());
      EXPECT_EQ(e->outcome, ingressOutcomeOf(rowOf(e->reason).outcome)) << eventText(event, run.trace.scenario());
    }
    if (const auto* e = std::get_if<QueryFinished>(&event)) {
      EXPECT_EQ(e->error, rowOf(last).query) << eventText(event, run.trace.scenario());
    }
    const auto* e = std::get_if<ResponseCreated>(&event);
    if (e == nullptr) return;
    last = e->reason;
    seen.insert(e->reason);
    const std::string text = eventText(event, run.trace.scenario());
    const CallSpan& call = run.table.call(e->call);
    // No code runs for a call to the network itself.
    if (e->reason == RejectReason::None && call.isOwnMessage() && !call.at(CallPoint::RequestInducted).happened())
      return;
    EXPECT_EQ(e->code, codeOf(e->reason)) << text;
    if (call.reason == e->reason) {
      EXPECT_EQ(call.outcome, rowOf(e->reason).outcome) << text;
    }
    const bool query = !call.at(CallPoint::RequestInducted).happened() && call.at(CallPoint::Started).happened();
    switch (rowOf(e->reason).givenBy) {
      case GivenBy::Program:
      case GivenBy::CalleesSubnet:
        EXPECT_TRUE(call.at(CallPoint::Started).happened()) << text;
        break;
      case GivenBy::CalleesTurn:
        EXPECT_FALSE(call.at(CallPoint::Started).happened()) << text;
        break;
      case GivenBy::CalleesArrival:
        EXPECT_FALSE(call.at(CallPoint::RequestInducted).happened()) << text;
        break;
      case GivenBy::CallersSubnet:
        EXPECT_FALSE(query) << text;
        break;
      case GivenBy::QueryNode:
        EXPECT_FALSE(call.at(CallPoint::Started).happened()) << text;
        EXPECT_FALSE(call.at(CallPoint::RequestRouted).happened()) << text;
        break;
      case GivenBy::QueryEnd:
        EXPECT_EQ(call.at(CallPoint::Completed), call.at(CallPoint::Answered)) << text;
        break;
    }
  });
}

/// A user's query to `top` that calls `bucket` and others, with these steps.
std::string queryText(std::string_view steps) {
  return fmt::format(
      R"({{"roundscope": 1, "subnets": [{{"id": "s"}}, {{"id": "t"}}],
      "canisters": [
        {{"id": "top", "subnet": "s", "methods": {{"all": {{"kind": "composite_query", "steps": [{}]}}}}}},
        {{"id": "bucket", "subnet": "s", "methods": {{"get": {{"kind": "query", "instructions": 3000000}}, "put": {{}}}}}},
        {{"id": "far", "subnet": "t", "methods": {{"get": {{"kind": "query"}}}}}}],
      "ingress": [{{"to": "top.all"}}]}})",
      steps);
}

const std::string kOneCall = pingSteps(1);
const std::string kPings = pingSteps(5, kParallel);
constexpr std::string_view kQueryCall = R"({"call": {"to": "bucket.get"}}, {"reply": {}})";

/// Runs that have between them every reason which lessons and generated scenarios may miss.
std::vector<Outcome> tailoredRuns() {
  std::vector<Outcome> runs;
  runs.push_back(runText(twoSubnets(kPings), {{"/subnets/1/limits", R"({"guaranteed_memory_bytes": 6291456})"}}));
  runs.push_back(runText(twoSubnets(kPings), {{"/subnets/1/limits", R"({"queue_capacity": 2})"}}));
  runs.push_back(runText(twoSubnets(kOneCall), {{"/canisters/1/cycles", "1000"}}));
  runs.push_back(runText(twoSubnets(kOneCall),
                         {{"/canisters/1", R"({"id": "callee", "status": "nowhere", "methods": {"ping": {}}})"}}));
  runs.push_back(
      runText(twoSubnets(kOneCall, R"("ping": {}, "hold": {"steps": [{"work": 9000000000}, {"reply": {}}]})"),
              {{"/operations", R"([{"at_ms": 3000, "stop": "callee"}])"},
               {"/ingress", R"([{"at_ms": 1000, "to": "caller.go"}, {"at_ms": 1000, "to": "callee.hold"}])"}}));
  runs.push_back(runText(
      twoSubnets(kOneCall, R"("ping": {"steps": [{"call": {"to": "caller.go"}}, {"reply": {}}]})"),
      {{"/operations", R"([{"at_ms": 3000, "uninstall": "callee"}])"},
       {"/ingress",
        R"([{"to": "caller.go"}, {"at_ms": 1200, "to": "caller.go"}, {"at_ms": 4000, "to": "callee.ping"}])"}}));
  for (const char* code : {"1", "2", "3", "5", "6"})
    runs.push_back(runText(twoSubnets(pingSteps(1, R"("wait": {"bounded_s": 9})"),
                                      fmt::format(R"("ping": {{"faults": [{{"code": {}}}]}})", code))));
  for (const char* status : {"stopping", "stopped", "absent"})
    runs.push_back(runText(twoSubnets(kOneCall), {{"/canisters/1/status", fmt::format("\"{}\"", status)}}));
  for (const char* ping : {R"("ping": {"kind": "missing"})", R"("ping": {"kind": "composite_query"})",
                           R"("ping": {"instructions": 50000000000})", R"("ping": {"steps": [{"work": 1}]})",
                           R"("ping": {"steps": [{"reject": "no"}]})", R"("ping": {"steps": [{"trap": "no"}]})",
                           R"("ping": {"steps": [{"reply": {}}, {"reply": {}}]})"})
    runs.push_back(runText(twoSubnets(kOneCall, ping)));
  runs.push_back(runText(twoSubnets(R"({"call": {"to": "callee.ping", "payload_bytes": 3000000}}, {"reply": {}})")));
  for (const char* call : {"bucket.put", "far.get"})
    runs.push_back(runText(queryText(fmt::format(R"({{"call": {{"to": "{}"}}}}, {{"reply": {{}}}})", call))));
  runs.push_back(runText(queryText(
      R"({"call": {"to": "bucket.get", "order": "parallel", "await": false, "label": "x"}}, {"reply": {}}, {"await": "x"})")));
  runs.push_back(runText(queryText(kQueryCall), {{"/limits/query_wall_time_ms", "1"}}));
  return runs;
}

TEST(RejectTable, IsKeptByRealRunsInWhichEveryReasonOccurs) {
  std::set<RejectReason> seen;
  for (const std::string& id : lessonIds()) {
    const PlayedLesson lesson(id);
    for (const Outcome& run : lesson.outcomes()) expectRowsKept(run, seen);
  }
  for (std::uint64_t seed = 1; seed <= 200; ++seed) expectRowsKept(runText(generatedScenario(seed)), seen);
  for (const Outcome& run : tailoredRuns()) expectRowsKept(run, seen);
  for (const RejectReason reason : allReasons()) EXPECT_EQ(seen.count(reason), 1U) << "not seen: " << wordsOf(reason);
}

}  // namespace
}  // namespace roundscope::test
