// Calls, contexts and messages belong together, however messages of other canisters come between.
#include "core/run/call_table.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "core/analysis/causality.h"
#include "core/analysis/critical_path.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

/// `a.go` works for longer than a slice before it calls `c` twice, so it calls in a later round than it begins;
/// `others` are further users' messages.
Outcome runWithAPause(const std::string& others) {
  return runText(R"({"roundscope": 1, "title": "A long message", "subnets": [{"id": "s"}], "canisters": [
      {"id": "a", "subnet": "s", "methods": {"go": {"steps": [
        {"work": {"instructions": 3000000000}}, {"call": {"to": "c.ping", "count": 2, "order": "parallel"}},
        {"reply": {}}]}}},
      {"id": "b", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "c.ping"}}, {"reply": {}}]}}},
      {"id": "c", "subnet": "s", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.go"})" +
                 others + "]}");
}

/// The calls of a context, each looked at.
std::vector<CallId> callsOf(const CallTable& table, ContextId context) {
  std::vector<CallId> found;
  for (std::uint32_t i = 0; i < table.calls().size(); ++i)
    if (table.calls()[i].context == context) found.push_back(CallId{i});
  return found;
}

TEST(CallTable, KeepsAPausedMessageApartFromOthersOfItsRounds) {
  const Outcome alone = runWithAPause("");
  const Outcome among = runWithAPause(R"(, {"to": "b.go", "count": 3, "every_ms": 1000})");
  ASSERT_FALSE(among.all<ExecutionPaused>().empty());
  ASSERT_GT(among.table.calls().size(), alone.table.calls().size());
  const ContextId context = among.table.contextOf(IngressId{0});
  const ContextRow& row = among.table.contexts()[context.value];
  EXPECT_TRUE(row.answered.happened());
  const std::vector<CallId> made = callsOf(among.table, context);
  ASSERT_EQ(made.size(), 2u);
  for (const CallId call : made) EXPECT_EQ(among.table.call(call).dispatchedAfter, kNoCall);
  EXPECT_EQ(row.answeredAfter, made.back());
  EXPECT_EQ(among.table.firstCallOfMessage(row.opened), made.front().value);
  EXPECT_EQ(criticalPath(among.table, context).size(),
            criticalPath(alone.table, alone.table.contextOf(IngressId{0})).size());
}

TEST(CallTable, FindsTheCallsOfAServedMessageThatWasPaused) {
  const Outcome run = runText(R"({"roundscope": 1, "title": "A long message", "subnets": [{"id": "s"}], "canisters": [
      {"id": "user", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "a.go"}}, {"reply": {}}]}}},
      {"id": "a", "subnet": "s", "methods": {"go": {"steps": [
        {"work": {"instructions": 3000000000}}, {"call": {"to": "c.ping"}}, {"reply": {}}]}}},
      {"id": "b", "subnet": "s", "methods": {"go": {"steps": [{"call": {"to": "c.ping"}}, {"reply": {}}]}}},
      {"id": "c", "subnet": "s", "methods": {"ping": {}}}],
    "ingress": [{"to": "user.go"}, {"to": "b.go", "count": 3, "every_ms": 1000}]})");
  const auto& calls = run.table.calls();
  const auto toA = std::find_if(calls.begin(), calls.end(),
                                [](const CallSpan& call) { return call.callee.canister == CanisterId{1}; });
  ASSERT_NE(toA, calls.end());
  const CallId served{static_cast<std::uint32_t>(toA - calls.begin())};
  const std::vector<CallId> made = callsOf(run.table, run.table.call(served).servedBy);
  ASSERT_EQ(made.size(), 1u);
  EXPECT_THAT(effectsOf(run.table, served, 10), testing::ElementsAre(made.front()));
}

TEST(CallTable, GivesEveryUsersMessageItsOwnContextAlthoughOneBeforeItWasRefused) {
  const Outcome run = runText(R"({"roundscope": 1, "title": "Refused", "subnets": [{"id": "s"}], "canisters": [
      {"id": "a", "subnet": "s", "methods": {"gone": {"kind": "missing"},
        "go": {"steps": [{"call": {"to": "c.ping"}}, {"reply": {}}]}}},
      {"id": "c", "subnet": "s", "methods": {"ping": {}}}],
    "ingress": [{"to": "a.gone"}, {"to": "a.go"}, {"at_ms": 5000, "to": "a.go"}]})");
  EXPECT_EQ(run.table.contextOf(IngressId{0}), kNoContext);
  for (const std::uint32_t message : {1U, 2U}) {
    const ContextId context = run.table.contextOf(IngressId{message});
    ASSERT_NE(context, kNoContext) << message;
    EXPECT_EQ(run.table.contexts()[context.value].ingress, IngressId{message});
    EXPECT_TRUE(run.table.contexts()[context.value].answered.happened()) << message;
  }
  EXPECT_EQ(run.summary.criticalPathCalls, 1u);
}

}  // namespace
}  // namespace roundscope::test
