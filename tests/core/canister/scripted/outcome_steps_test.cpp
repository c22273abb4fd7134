// Steps that stand within others: for each outcome of a call, for one way or the other, and for the end of a method.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "tests/support/run.h"

namespace roundscope::test {
namespace {

constexpr const char* kEveryThirdFails =
    R"("ping": {"steps": [{"reject": "no", "when": {"every": 3}}, {"reply": {}}]})";

class EachOrder : public ::testing::TestWithParam<std::tuple<const char*, const char*>> {
 protected:
  static Outcome run(const std::string& fields, const std::string& before = "", const std::string& after = "") {
    const auto& [language, order] = GetParam();
    return runText(
        oneSubnet(fmt::format(R"({}{{"call": {{"to": "callee.ping", "count": 9, {}, {}}}}}, {}{{"reply": {{}}}})",
                              before, order, fields, after),
                  kEveryThirdFails),
        {{"/canisters/0/language", language}});
  }
};

TEST_P(EachOrder, RunsTheStepsOfEachOutcomeOnceForEachCall) {
  const Outcome ended = run(R"("on_reply": [{"add": {"x": 1}}], "on_reject": [{"add": {"y": 1}}, {"add": {"y": 10}}])");
  EXPECT_EQ(ended.variable("caller", "x"), 6);
  EXPECT_EQ(ended.variable("caller", "y"), 33);
}

TEST_P(EachOrder, CountsTheRepetitionsOfSuchStepsByTheCallsNumber) {
  const Outcome ended = run(R"("on_reply": [{"add": {"x": 1}, "when": {"calls": [1, 2]}}])");
  EXPECT_EQ(ended.variable("caller", "x"), 2) << "calls 1 and 2";
}

TEST_P(EachOrder, EndsTheMethodWithARejectInTheStepsOfAnOutcome) {
  const Outcome ended = run(R"("on_reject": [{"set": {"y": 5}}, {"reject": "gave up"}])");
  EXPECT_EQ(ended.summary.ingress[0].outcome, IngressOutcome::Rejected);
  EXPECT_EQ(ended.variable("caller", "y"), 5) << "a reject commits what came before";
}

TEST_P(EachOrder, RunsTheStepsOfARejectOnlyWhenNoAttemptIsLeft) {
  const Outcome ended =
      run(R"("on_failure": {"retry": {"via": "immediate", "attempts": 2}}, "on_reply": [{"add": {"x": 1}}],
             "on_reject": [{"add": {"y": 1}}])");
  EXPECT_EQ(ended.variable("caller", "x") + ended.variable("caller", "y"), 9) << "each call has one end";
  EXPECT_GT(ended.summary.calls.retried, 0U);
}

TEST_P(EachOrder, RunsTheStepsOfAnOutcomeForCallsThatATimerMakesAgain) {
  const Outcome ended = run(
      R"("on_failure": {"retry": {"via": "timer", "after_ms": 1000, "attempts": 9}}, "on_reply": [{"add": {"x": 1}}],
             "on_reject": [{"add": {"y": 1}}])");
  EXPECT_EQ(ended.variable("caller", "x"), 9) << "every call succeeds in the end";
  EXPECT_EQ(ended.variable("caller", "y"), 0);
}

TEST_P(EachOrder, TellsAnIfHowManyCallsOfALabelEndedHow) {
  const std::string after =
      R"({"if": {"failed": "pings", "equals": 3, "then": [{"set": {"x": 1}}], "else": [{"set": {"x": 2}}]}},
         {"if": {"replied": "pings", "more_than": 6, "then": [{"set": {"y": 1}}], "else": [{"set": {"y": 2}}]}}, )";
  const Outcome ended = run(R"("label": "pings")", "", after);
  EXPECT_EQ(ended.variable("caller", "x"), 1);
  EXPECT_EQ(ended.variable("caller", "y"), 2);
}

INSTANTIATE_TEST_SUITE_P(Steps, EachOrder,
                         ::testing::Combine(::testing::Values("motoko", "rust"),
                                            ::testing::Values(R"("order": "sequential")", R"("order": "parallel")",
                                                              R"("order": {"window": 2})")));

TEST(If, GoesOneWayOrTheOtherAndThenOn) {
  const auto xAndY = [](int x) {
    const Outcome run = runText(oneSubnet(fmt::format(R"({{"set": {{"x": {}}}}},
      {{"if": {{"variable": "x", "at_least": 5,
        "then": [{{"add": {{"y": 1}}}}, {{"if": {{"variable": "x", "equals": 7, "then": [{{"add": {{"y": 10}}}}]}}}}],
        "else": [{{"add": {{"y": 100}}}}]}}}},
      {{"add": {{"y": 1000}}}}, {{"reply": {{}}}})",
                                                      x)));
    return run.variable("caller", "y");
  };
  EXPECT_EQ(xAndY(3), 1'100);
  EXPECT_EQ(xAndY(5), 1'001);
  EXPECT_EQ(xAndY(7), 1'011);
}

TEST(If, HoldsCallsAndGoesOnInTheirCallbacks) {
  const Outcome run = runText(oneSubnet(
      R"({"call": {"to": "callee.bad", "label": "first"}},
         {"if": {"failed": "first", "equals": 1, "then": [{"call": {"to": "callee.ping", "count": 3}}, {"set": {"x": 1}}],
                 "else": [{"trap": "not here"}]}}, {"set": {"y": 1}}, {"reply": {}})",
      R"("ping": {}, "bad": {"steps": [{"reject": ""}]})"));
  EXPECT_EQ(run.summary.calls.replied, 3U);
  EXPECT_EQ(run.variable("caller", "x"), 1);
  EXPECT_EQ(run.variable("caller", "y"), 1);
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied);
}

TEST(If, WhoseConditionIsNotAskedForLetsBothWaysOut) {
  const Outcome run = runText(oneSubnet(
      R"({"if": {"variable": "x", "equals": 0, "then": [{"set": {"y": 1}}], "else": [{"set": {"y": 2}}]}, "when": {"every": 2}}, {"reply": {}})"));
  EXPECT_EQ(run.variable("caller", "y"), 0) << "this is the first run";
}

/// `caller.go` with these steps and `finally`, which adds 1 to y.
Outcome runFinally(const std::string& steps, const std::string& finally = R"({"add": {"y": 1}})",
                   const char* language = "motoko") {
  return runText(fmt::format(R"({{"roundscope": 1, "subnets": [{{"id": "s"}}], "canisters": [
    {{"id": "caller", "subnet": "s", "variables": {{"x": 0, "y": 0}}, "methods": {{"go": {{"steps": [{}], "finally": [{}]}}}}}},
    {{"id": "callee", "subnet": "s", "methods": {{"ping": {{}}, "bad": {{"steps": [{{"reject": ""}}]}}}}}}],
    "ingress": [{{"to": "caller.go"}}]}})",
                             steps, finally),
                 {{"/canisters/0/language", language}});
}

TEST(Finally, RunsOnceHoweverTheMethodEnds) {
  for (const char* language : {"motoko", "rust"}) {
    const auto y = [&](const std::string& steps) {
      return runFinally(steps, R"({"add": {"y": 1}})", language).variable("caller", "y");
    };
    EXPECT_EQ(y(R"({"reply": {}})"), 1) << language;
    EXPECT_EQ(y(R"({"call": {"to": "callee.ping"}}, {"reject": "no"}, {"set": {"y": 9}})"), 1) << language;
    EXPECT_EQ(y(R"({"call": {"to": "callee.bad", "on_failure": "throw"}}, {"reply": {}})"), 1) << language;
    EXPECT_EQ(y(R"({"call": {"to": "callee.ping", "count": 4, "order": "parallel"}}, {"trap": "in a callback"})"), 1)
        << language << ": the cleanup callback runs it, and that of no later trap runs it again";
    EXPECT_EQ(y(R"({"trap": "in the first message"})"), 0) << language << ": undone with the message";
  }
}

TEST(Finally, ThatTrapsInTheCleanupIsUndoneAloneAndTheFirstErrorStays) {
  const Outcome run =
      runFinally(R"({"call": {"to": "callee.ping"}}, {"trap": "first"})", R"({"add": {"y": 1}}, {"trap": "second"})");
  EXPECT_EQ(run.variable("caller", "y"), 0);
  EXPECT_EQ(run.trace.text(run.all<IngressCompleted>().at(0).text), "first");
}

TEST(Finally, ThatTrapsAtTheMethodsEndUndoesItsMessage) {
  const Outcome run = runFinally(R"({"set": {"x": 1}}, {"reply": {}})", R"({"trap": "at the end"})");
  EXPECT_EQ(run.variable("caller", "x"), 0);
  EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Trapped);
}

TEST(Forget, SendsWithoutWaitingAndMindsNoFailure) {
  for (const char* language : {"motoko", "rust"}) {
    const Outcome run = runText(
        oneSubnet(R"({"call": {"to": ["callee.ping", "callee.bad"], "count": 4, "forget": true}}, {"reply": {}})",
                  R"("ping": {"steps": [{"add": {"x": 1}}, {"reply": {}}]}, "bad": {"steps": [{"reject": ""}]})"),
        {{"/canisters/0/language", language}, {"/limits/queue_capacity", "3"}});
    EXPECT_EQ(run.summary.calls.performed, 3U) << language << ": the fourth finds no slot";
    EXPECT_EQ(run.variable("callee", "x"), 2) << language;
    EXPECT_EQ(run.summary.ingress[0].outcome, IngressOutcome::Replied) << language;
    EXPECT_EQ(run.summary.ingress[0].failedCalls, 0U) << language << ": nobody counts them";
  }
}

TEST(Forget, RunsCodeForTheAnswerInMotokoOnly) {
  const auto instructions = [](const char* language) {
    const Outcome run = runText(oneSubnet(R"({"call": {"to": "callee.ping", "forget": true}}, {"reply": {}})"),
                                {{"/canisters/0/language", language}});
    std::uint64_t used = 0;
    for (const ExecutionFinished& end : run.all<ExecutionFinished>())
      if (isCallback(end.kind)) used += end.instructions.value();
    return used;
  };
  EXPECT_EQ(instructions("rust"), 0U) << "a one-way call has no callback";
  EXPECT_GT(instructions("motoko"), 0U);
}

TEST(Timers, OfOneCanisterEachKeepTheirOwnGrid) {
  const Outcome run = runText(R"({"roundscope": 1, "max_rounds": 11, "subnets": [{"id": "s"}], "canisters": [
    {"id": "c", "subnet": "s", "variables": {"x": 0, "y": 0, "z": 0}, "methods": {"keep": {"instructions": 0}},
     "timer": {"first_ms": 1000, "every_ms": 2000, "steps": [{"add": {"x": 1}}]},
     "timers": {"often": {"first_ms": 1000, "every_ms": 1000, "steps": [{"add": {"y": 1}}]},
                "once": {"first_ms": 3000, "steps": [{"add": {"z": 1}}]}}}],
    "ingress": [{"to": "c.keep", "at_ms": 60000}]})");
  EXPECT_EQ(run.variable("c", "x"), 5);
  EXPECT_EQ(run.variable("c", "y"), 10);
  EXPECT_EQ(run.variable("c", "z"), 1);
}

TEST(Timers, HaveAtMost250CallsInFlightTogether) {
  // Sixty timers, of which each has missed five intervals in the second round: that would be 300.
  std::string timers;
  for (int i = 0; i < 60; ++i)
    timers += fmt::format(R"({}"t{}": {{"first_ms": 200, "every_ms": 200, "steps": [{{"add": {{"x": 1}}}}]}})",
                          i == 0 ? "" : ", ", i);
  const Outcome run = runText(fmt::format(
      R"({{"roundscope": 1, "max_rounds": 4, "subnets": [{{"id": "s"}}], "canisters": [
    {{"id": "c", "subnet": "s", "variables": {{"x": 0}}, "timers": {{{}}}}}]}})",
      timers));
  EXPECT_EQ(run.pair("c", "c").peakInFlight, 250U);
}

}  // namespace
}  // namespace roundscope::test
