// Where the same steps mean different messages in Motoko and in Rust. Source: protocol.md section 3.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/support/run.h"

namespace roundscope::test {
namespace {

/// The same scenario with the caller written in this language.
Outcome runIn(const char* language, std::string_view text, std::vector<Override> overrides = {}) {
  overrides.push_back({"/canisters/0/language", language});
  return runText(text, std::move(overrides));
}

/// Calls that are answered in another order than they were made: the callees' queues take turns.
constexpr const char* kTwoMethods = R"("slow": {"instructions": 3000000000}, "fast": {})";
const std::string kSlowThenFast =
    R"({"call": {"to": ["callee.slow", "other.fast"], "count": 6, "order": "parallel"}}, {"reply": {}})";
std::string slowAndFast(const std::string& steps) {
  return fmt::format(R"({{"roundscope": 1, "subnets": [{{"id": "s"}}], "canisters": [
    {{"id": "caller", "subnet": "s", "variables": {{"x": 0, "y": 0}}, "methods": {{"go": {{"steps": [{}]}}}}}},
    {{"id": "callee", "subnet": "s", "methods": {{{}}}}}, {{"id": "other", "subnet": "s", "methods": {{"fast": {{}}}}}}],
    "ingress": [{{"to": "caller.go"}}]}})",
                     steps, kTwoMethods);
}

TEST(Language, IsMotokoUnlessTheScenarioSaysOtherwise) {
  EXPECT_EQ(scenarioOf(twoSubnets(pingSteps(1))).canisters[0].language, Language::Motoko);
  EXPECT_EQ(scenarioOf(twoSubnets(pingSteps(1)), {{"/canisters/0/language", "rust"}}).canisters[0].language,
            Language::Rust);
}

TEST(Language, OfMotokoAwaitsAFanOutInItsOrderWithMessagesToItselfAndOfRustJoinsIt) {
  const Outcome motoko = runIn("motoko", slowAndFast(kSlowThenFast));
  const Outcome rust = runIn("rust", slowAndFast(kSlowThenFast));
  EXPECT_EQ(motoko.summary.ingress[0].repliedCalls, 6U);
  EXPECT_EQ(rust.summary.ingress[0].repliedCalls, 6U);
  EXPECT_GT(motoko.summary.calls.toItself, 0U);
  EXPECT_EQ(rust.summary.calls.toItself, 0U);
}

TEST(Language, DecidesWhichCallAWindowWaitsFor) {
  // While the slow call is open, Motoko's loop is suspended on it; Rust's goes on with whichever is answered.
  const std::string steps = R"({"call": {"to": ["callee.slow", "other.fast", "other.fast", "other.fast"], "count": 4,
    "order": {"window": 2}}}, {"reply": {}})";
  const auto sentBeforeTheSlowAnswer = [](const Outcome& run) {
    std::size_t sent = 0;
    for (const CallSpan& call : run.table.calls())
      if (!call.isOwnMessage())
        sent += run.run->indexOf(call.at(CallPoint::Performed)) <
                        run.run->indexOf(run.table.calls()[0].at(CallPoint::Completed))
                    ? 1U
                    : 0U;
    return sent;
  };
  EXPECT_EQ(sentBeforeTheSlowAnswer(runIn("motoko", slowAndFast(steps))), 2U);
  EXPECT_GT(sentBeforeTheSlowAnswer(runIn("rust", slowAndFast(steps))), 2U);
}

TEST(Language, OfRustSendsDispatchedCallsWhereTheyAreAwaited) {
  const std::string steps = R"({"call": {"to": "callee.ping", "await": false, "label": "later"}},
    {"call": {"to": "callee.pong"}}, {"await": "later"}, {"reply": {}})";
  const auto order = [&](const char* language) {
    std::vector<std::string> names;
    const Outcome run = runIn(language, oneSubnet(steps, R"("ping": {}, "pong": {})"));
    for (const CallSpan& call : run.table.calls())
      if (!call.isOwnMessage()) names.push_back(nameOf(call.callee, run.run->scenario()));
    return names;
  };
  EXPECT_EQ(order("motoko"), (std::vector<std::string>{"callee.ping", "callee.pong"}));
  EXPECT_EQ(order("rust"), (std::vector<std::string>{"callee.pong", "callee.ping"}));
}

TEST(Language, DecidesWhatAnUncaughtFailureDoes) {
  const std::string text = oneSubnet(
      R"({"call": {"to": "callee.ping"}}, {"set": {"x": 1}}, {"call": {"to": "callee.bad", "on_failure": "uncaught"}}, {"reply": {}})",
      R"("ping": {}, "bad": {"steps": [{"reject": "no money"}]})");
  const Outcome motoko = runIn("motoko", text);
  EXPECT_EQ(motoko.summary.ingress[0].outcome, IngressOutcome::Rejected) << "an uncaught throw is a reject";
  EXPECT_EQ(motoko.variable("caller", "x"), 1);
  const Outcome rust = runIn("rust", text);
  EXPECT_EQ(rust.summary.ingress[0].outcome, IngressOutcome::Trapped) << "unwrap traps";
  EXPECT_EQ(rust.variable("caller", "x"), 1) << "committed by the await before the trap";
}

TEST(Language, OfAThrowRejectsWithTheFailuresOwnText) {
  const Outcome run = runText(oneSubnet(R"({"call": {"to": "callee.bad", "on_failure": "throw"}}, {"reply": {}})",
                                        R"("bad": {"steps": [{"reject": "no money"}]})"));
  const auto completed = run.all<IngressCompleted>();
  ASSERT_EQ(completed.size(), 1U);
  EXPECT_EQ(run.trace.text(completed[0].text), "no money");
  EXPECT_EQ(completed[0].code, RejectCode::CanisterReject);
}

TEST(Language, OfATrapSaysWhatTheProgramWouldSay) {
  const auto words = [](const char* language) {
    const Outcome run =
        runIn(language, oneSubnet(R"({"call": {"to": "callee.bad", "on_failure": "trap"}}, {"reply": {}})",
                                  R"("bad": {"steps": [{"reject": "no money"}]})"));
    return std::string(run.trace.text(run.all<IngressCompleted>().at(0).text));
  };
  EXPECT_EQ(words("motoko"), "no money");
  EXPECT_EQ(words("rust"),
            "called `Result::unwrap()` on an `Err` value: CallRejected(CallRejected { raw_reject_code: 4, "
            "reject_message: \"no money\" })");
}

/// Five calls under way together, the second of which fails.
std::string secondFails(const char* failure) {
  return oneSubnet(
      fmt::format(
          R"({{"call": {{"to": "callee.ping", "count": 5, "order": "parallel", "on_failure": "{}", "on_reply": [{{"add": {{"x": 1}}}}]}}}}, {{"reply": {{}}}})",
          failure),
      R"("ping": {"steps": [{"reject": "no", "when": {"calls": [2]}}, {"reply": {}}]})");
}

TEST(Language, OfAThrowLeavesWhatWasSentUnderWayAndLooksAtNoneOfIt) {
  for (const char* language : {"motoko", "rust"}) {
    const Outcome run = runIn(language, secondFails("throw"));
    EXPECT_EQ(run.summary.calls.attempted, 5U) << language;
    EXPECT_EQ(run.summary.calls.replied, 4U) << language;
    EXPECT_EQ(run.variable("caller", "x"), 1) << language;
    EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Rejected) << language;
  }
}

TEST(Language, OfRustTrapsInEveryLaterCallbackOfATrappedMethod) {
  const auto trapped = [](const Outcome& run) {
    std::size_t count = 0;
    for (const ExecutionFinished& end : run.all<ExecutionFinished>())
      count += end.result == ExecutionResult::Trapped ? 1U : 0U;
    return count;
  };
  const Outcome motoko = runIn("motoko", secondFails("trap"));
  const Outcome rust = runIn("rust", secondFails("trap"));
  EXPECT_EQ(trapped(motoko), 1U);
  EXPECT_EQ(trapped(rust), 4U) << "the one that failed, and those of calls 3, 4 and 5";
  EXPECT_EQ(rust.trace.text(rust.all<IngressCompleted>().at(0).text), "Call already trapped");
  EXPECT_EQ(rust.variable("caller", "x"), 1);
}

TEST(Language, OfRustUsesUpAFutureByAwaitingIt) {
  const std::string twice = R"({"call": {"to": "callee.ping", "await": false, "label": "b"}}, {"await": "b"},
    {"await": "b"}, {"reply": {}})";
  EXPECT_EQ(errorIn(oneSubnet(twice)), "");
  EXPECT_THAT(errorIn(oneSubnet(twice), {{"/canisters/0/language", "rust"}}),
              testing::HasSubstr("the calls \"b\" are awaited twice"));
  EXPECT_EQ(runText(oneSubnet(twice)).summary.calls.toItself, 1U) << "the future is completed the second time";
  EXPECT_EQ(runText(oneSubnet(twice)).summary.ingress[0].repliedCalls, 1U) << "and tells nothing new";
}

TEST(Language, OfMotokoAwaitsCompensatingCallsInTheirOrderToo) {
  const std::string steps = R"({"call": {"to": ["callee.slow", "other.fast", "callee.bad"], "count": 3,
    "on_failure": {"compensate": "callee.undo"}}}, {"reply": {}})";
  const std::string text = fmt::format(R"({{"roundscope": 1, "subnets": [{{"id": "s"}}], "canisters": [
    {{"id": "caller", "subnet": "s", "methods": {{"go": {{"steps": [{}]}}}}}},
    {{"id": "callee", "subnet": "s", "methods": {{"slow": {{}}, "undo": {{}}, "bad": {{"steps": [{{"reject": ""}}]}}}}}},
    {{"id": "other", "subnet": "s", "methods": {{"fast": {{}}}}}}], "ingress": [{{"to": "caller.go"}}]}})",
                                       steps);
  for (const char* language : {"motoko", "rust"}) {
    const Outcome run = runIn(language, text);
    EXPECT_EQ(run.summary.calls.compensated, 2U) << language;
    EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied) << language;
  }
}

}  // namespace
}  // namespace roundscope::test
