// What a program means is what the run does. A compiler cannot say so; these hold the places where the two once parted.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

#include "core/scenario/fields.h"
#include "core/scenario/parse_steps.h"
#include "tests/core/code/program_texts.h"

namespace roundscope::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Steps that call so many times and make failed calls again in this way.
std::string retrying(const std::string& via, const std::string& fields = R"("count": 9, "order": "parallel")") {
  return fmt::format(
      R"({{"call": {{"to": "callee.ping", {}, "on_failure": {{"retry": {{"via": "{}", "attempts": 3}}}}}}}}, {{"reply": {{}}}})",
      fields, via);
}

TEST(WhatProgramsMean, ARunKeepsItsNumberWhileOthersRun) {
  const std::string steps =
      R"({"call": {"to": "callee.ping"}}, {"add": {"count": 1}, "when": {"every": 3}}, {"reply": {}})";
  EXPECT_THAT(motoko(steps), AllOf(HasSubstr("go_runs += 1;\n    let run = go_runs;\n"),
                                   HasSubstr("if (run % 3 == 0) {"), Not(HasSubstr("go_runs %"))));
  EXPECT_THAT(rust(steps), AllOf(HasSubstr("let run = GO_RUNS.get() + 1;"), HasSubstr("if run % 3 == 0 {"),
                                 Not(HasSubstr("GO_RUNS.get() %"))));
}

TEST(WhatProgramsMean, ACountThatATrapUndoesIsRemarked) {
  const std::string steps = R"({"trap": "x", "when": {"every": 3}}, {"reply": {}})";
  EXPECT_THAT(motoko(steps), HasSubstr("// A trap undoes this count"));
  EXPECT_THAT(rust(steps), HasSubstr("// A trap undoes this count"));
  EXPECT_THAT(motoko(R"({"add": {"count": 1}, "when": {"every": 3}}, {"reply": {}})"), Not(HasSubstr("// A trap")));
}

TEST(WhatProgramsMean, ALockGivenBackEarlyIsNotTakenFromItsNextHolder) {
  const std::string early = R"({"lock": {"name": "l", "release_on_trap": true}}, {"call": {"to": "callee.ping"}},
    {"unlock": "l"}, {"call": {"to": "callee.ping"}}, {"reply": {}})";
  EXPECT_THAT(motoko(early), AllOf(HasSubstr("l := false;\n      holds_l := false;"),
                                   HasSubstr("} finally {\n      if (holds_l) l := false;\n    };")));
  EXPECT_THAT(rust(early), HasSubstr("drop(l_guard);"));
  const std::string last = R"({"lock": {"name": "l", "release_on_trap": true}}, {"call": {"to": "callee.ping"}},
    {"unlock": "l"}, {"reply": {}})";
  EXPECT_THAT(motoko(last), AllOf(HasSubstr("} finally {\n      l := false;\n    };"), Not(HasSubstr("holds_l"))));
}

TEST(WhatProgramsMean, AnUnlockGivesTheLockBackWhoeverHoldsIt) {
  const std::string taken = R"({"lock": {"name": "l", "release_on_trap": true}, "when": {"every": 2}}, )";
  const std::string end = R"({"reply": {}})";
  const std::string line = "l_guard.take();\n    L.set(false);";
  EXPECT_THAT(rust(taken + R"({"unlock": "l"}, )" + end), HasSubstr(line));
  EXPECT_THAT(rust(taken + R"({"unlock": "l", "when": {"every": 2}}, )" + end), Not(HasSubstr("L.set(false); //")));
}

TEST(WhatProgramsMean, WhoHoldsALockMayTakeItAgain) {
  for (const char* lock : {R"({"lock": "l"})", R"({"lock": {"name": "l", "release_on_trap": true}})"}) {
    const std::string steps = fmt::format(R"({0}, {{"call": {{"to": "callee.ping"}}}}, {0}, {{"reply": {{}}}})", lock);
    EXPECT_THAT(motoko(steps), HasSubstr("if (l and not holds_l) throw")) << lock;
    EXPECT_TRUE(
        std::regex_search(rust(steps), std::regex(R"(if (!holds_l|l_guard\.is_none\(\)) && L\.replace\(true\))")))
        << lock;
  }
}

TEST(WhatProgramsMean, CallsMadeAgainAtOnceAreUnderWayTogether) {
  const std::string parallel = motoko(retrying("immediate"));
  EXPECT_THAT(parallel,
              AllOf(HasSubstr("Queue.pushBack(futures, (next, callee.ping()));"), Not(HasSubstr("await again"))));
  // Of all attempts those that are left: the kept future knows how many were made.
  EXPECT_THAT(parallel, AllOf(HasSubstr("let ?(attempt, future) = Queue.popFront(futures)"),
                              HasSubstr("for (next in Nat.range(attempt + 1, 4))")));
  EXPECT_THAT(motoko(retrying("immediate", R"("count": 9, "order": {"window": 2})")),
              HasSubstr("Queue.pushBack(in_flight, (next, callee.ping()));"));
  EXPECT_THAT(rust(retrying("immediate")), HasSubstr(".map(|_| go_attempts())"));
}

TEST(WhatProgramsMean, OneTimerMakesAllCallsAgainThatFailTogether) {
  EXPECT_THAT(motoko(retrying("timer")),
              HasSubstr("if (not List.any<GoWaiting>(go_waiting, func(one) { one.due == due })) {\n"
                        "      ignore Timer.setTimer<system>(#seconds 1, repeat_go);"));
  EXPECT_THAT(rust(retrying("timer")),
              HasSubstr("if GO_WAITING.with_borrow(|all| all.iter().all(|one| one.2 != due)) {\n"
                        "        ic_cdk_timers::set_timer(after, repeat_go());"));
}

TEST(WhatProgramsMean, AFailureIsSeenToWhenItIsKnownNotWhenAllCallsHaveEnded) {
  for (const char* via : {"timer", "heartbeat"}) {
    const std::string text = rust(retrying(via));
    EXPECT_THAT(text, HasSubstr("while let Some(outcome) = outcomes.next().await {\n        if outcome.is_ok() {\n"
                                "            successful += 1;\n        } else {\n            go_again(1);"))
        << text;
    EXPECT_THAT(text, HasSubstr("if call.await.is_err() {\n            go_again(attempt + 1);")) << text;
  }
}

TEST(WhatProgramsMean, WhatAHeartbeatDoesItDoesInItsOwnMessage) {
  const Scenario scenario = scenarioOf(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [{"id": "c",
    "subnet": "s", "variables": {"x": 0}, "heartbeat": {"steps": [{"add": {"x": 1}}]},
    "timer": {"first_ms": 500, "every_ms": 2000, "steps": [{"add": {"x": 1}}]}}]})");
  EXPECT_THAT(motokoCode(scenario, CanisterId{0}).text(),
              AllOf(HasSubstr("func on_heartbeat() : async* () {"), HasSubstr("await* on_heartbeat();"),
                    HasSubstr("func on_timer() : async* () {"), Not(HasSubstr("await on_"))));
}

TEST(WhatProgramsMean, MotokoSaysWhereItAnswersAndTheScenarioDoesNot) {
  EXPECT_THAT(motoko(R"({"add": {"count": 1}})"), HasSubstr("// Motoko replies here."));
  EXPECT_THAT(motoko(R"({"add": {"count": 1}}, {"reply": {}})"), Not(HasSubstr("// Motoko replies here.")));
}

TEST(WhatProgramsMean, MotokoSaysWhereAReplyEndsItAndTheScenarioGoesOn) {
  const std::string remark = "// In Motoko to reply is to end.";
  const std::string replies = R"({"reply": {}, "when": {"every": 2}}, )";
  EXPECT_THAT(motoko(replies + R"({"add": {"count": 1}}, {"reply": {}, "when": {"every": 3}})"), HasSubstr(remark));
  EXPECT_THAT(motoko(replies + R"({"reject": "odd"})"), HasSubstr(remark));
  EXPECT_THAT(motoko(replies + R"({"reject": "odd", "when": {"calls": [1, 3]}})"), Not(HasSubstr(remark)));
}

TEST(WhatProgramsMean, NothingIsCalledThatTheProgramDoesNotHave) {
  EXPECT_THAT(motoko(R"({"work": 0}, {"reply": {}})"), Not(HasSubstr("work(")));
  EXPECT_THAT(motoko(R"({"work": 5}, {"reply": {}})"), AllOf(HasSubstr("func work("), HasSubstr("work(5);")));
}

TEST(WhatProgramsMean, RustNamesTheCratesThatItUsesAndNoOthers) {
  EXPECT_THAT(
      rust(retrying("timer")),
      AllOf(HasSubstr("//   candid = \"0.10\"\n"), HasSubstr("//   futures = \"0.3\"\n"),
            HasSubstr("//   ic-cdk = \"0.19\"\n"), HasSubstr("//   ic-cdk-timers = \"1\"\n"), Not(HasSubstr("rand"))));
  EXPECT_THAT(rust(R"({"reply": {}})"), AllOf(HasSubstr("//   ic-cdk ="), Not(HasSubstr("//   futures"))));
  EXPECT_THAT(rust(R"({"add": {"count": 1}, "when": {"chance": "1/2"}}, {"reply": {}})"), HasSubstr("//   rand = {"));
}

TEST(WhatProgramsMean, TheScenarioForTheCompilersHasEveryStepAndEveryFieldOfOne) {
  const std::string text = readFile(ROUNDSCOPE_SOURCE_DIR "/tests/core/code/features.roundscope.json");
  const std::set<std::string_view> wanted = {"when",    "work",  "call",      "window",  "bounded",  "onFailure",
                                             "retry",   "await", "lock",      "operand", "require",  "reply",
                                             "message", "timer", "heartbeat", "method",  "condition"};
  std::size_t objects = 0;
  const auto expectFields = [&](std::string_view object, const auto& names) {
    ++objects;
    for (const std::string_view name : names)
      EXPECT_THAT(text, HasSubstr(fmt::format("\"{}\":", name))) << "a field of " << object;
  };
  expectFields("step", detail::stepFields());
  for (const detail::ObjectFields& object : detail::kObjects)
    if (wanted.contains(object.definition)) expectFields(object.definition, object.names);
  EXPECT_EQ(objects, 1 + wanted.size());
}

}  // namespace
}  // namespace roundscope::test
