// What follows the outcome of a call, and the end of a method, means in the programs what it means in the run.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/core/code/program_texts.h"

namespace roundscope::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Steps that call with these fields, and reply.
std::string calling(const std::string& fields) {
  return fmt::format(R"({{"call": {{"to": "callee.ping", {}}}}}, {{"reply": {{}}}})", fields);
}
const std::string kNotes = R"("on_reject": [{"add": {"count": 1}}])";

/// A scenario of one canister with these fields.
Scenario lone(const std::string& fields) {
  return scenarioOf(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [{"id": "c", "subnet": "s",
    "variables": {"x": 0}, )" +
                    fields + "}]}");
}

/// Where a text first stands; at the end where it does not.
std::size_t placeOf(const std::string& text, const std::string& part) { return std::min(text.find(part), text.size()); }

TEST(WhatProgramsMean, AThrowIsAnErrorThatNobodyCatches) {
  EXPECT_THAT(motoko(calling(R"("on_failure": "throw")")),
              AllOf(HasSubstr("    let future = callee.ping();\n    await future;\n"), Not(HasSubstr("try"))));
  const std::string parallel = calling(R"("count": 9, "order": "parallel", "on_failure": "throw")");
  EXPECT_THAT(motoko(parallel), AllOf(HasSubstr("List.add(futures, callee.ping());"), Not(HasSubstr("try"))));
  EXPECT_THAT(rust(parallel), HasSubstr("while let Some(outcome) = outcomes.next().await {\n"
                                        "        if let Err(failure) = outcome {\n"
                                        "            ic_cdk::api::msg_reject(text_of(&failure));\n"
                                        "            return;\n"));
  // The failure's own text, not what the error says of itself.
  EXPECT_THAT(rust(parallel), HasSubstr("rejected.reject_message().to_string()"));
}

TEST(WhatProgramsMean, ATrapSaysTheTextOfTheFailure) {
  const std::string steps = calling(R"("on_failure": "trap")");
  EXPECT_THAT(motoko(steps), HasSubstr("} catch (error) {\n      Runtime.trap(Error.message(error));\n    };"));
  EXPECT_THAT(rust(steps), HasSubstr("call.await.unwrap();"));
}

TEST(WhatProgramsMean, WhatFollowsAFailureRunsBeforeTheMethodEnds) {
  const std::string thrown = calling(R"("on_failure": "throw", )" + kNotes);
  EXPECT_THAT(motoko(thrown), HasSubstr("} catch (error) {\n      count += 1;\n      throw error;"));
  EXPECT_THAT(rust(thrown), HasSubstr("COUNT.set(COUNT.get() + 1);\n        ic_cdk::api::msg_reject"));
  const std::string trapped = calling(R"("on_failure": "trap", )" + kNotes);
  EXPECT_THAT(motoko(trapped), HasSubstr("count += 1;\n      Runtime.trap(Error.message(error));"));
  EXPECT_THAT(rust(trapped), HasSubstr("COUNT.set(COUNT.get() + 1);\n    }\n    outcome.unwrap();"));
}

TEST(WhatProgramsMean, AnOutcomeIsSeenToWhereItIsAwaitedInMotokoAndWhenItIsKnownInRust) {
  const std::string steps = calling(R"("count": 9, "order": "parallel", "on_reply": [{"add": {"count": 1}}])");
  EXPECT_THAT(motoko(steps), HasSubstr("await future;\n        successful += 1;\n        count += 1;"));
  EXPECT_THAT(rust(steps), AllOf(HasSubstr("while let Some(outcome) = outcomes.next().await {\n"
                                           "        if outcome.is_ok() {\n            successful += 1;\n"
                                           "            COUNT.set(COUNT.get() + 1);"),
                                 Not(HasSubstr("join_all"))));
  EXPECT_THAT(rust(calling(R"("count": 9, "order": "parallel")")), HasSubstr("join_all")) << "nobody can tell";
}

TEST(WhatProgramsMean, AFailureToSendIsSeenToWhereMotokoSends) {
  EXPECT_THAT(motoko(calling(R"("count": 9, "order": "parallel", )" + kNotes)),
              HasSubstr("List.add(futures, callee.ping());\n      } catch (_) {\n        count += 1;"));
}

TEST(WhatProgramsMean, ARejectAfterAReplyIsNotTakenForAFailedCall) {
  const std::string steps = calling(R"("on_reply": [{"require": {"variable": "count", "equals": 0}}], )" + kNotes);
  EXPECT_THAT(motoko(steps), HasSubstr("      true;\n    } catch (_) { false };\n    if (replied) {\n"
                                       "      if (count != 0) throw Error.reject(\"requirement not met\");\n"
                                       "    } else {\n      count += 1;"));
  EXPECT_THAT(motoko(calling(kNotes)), Not(HasSubstr("let replied"))) << "nothing that could be taken for it";
}

TEST(WhatProgramsMean, StepsOfAnOutcomeCountByTheNumberOfTheCall) {
  const std::string steps =
      calling(R"("count": 9, "order": "parallel", "on_reply": [{"add": {"count": 1}, "when": {"every": 2}}])");
  EXPECT_THAT(motoko(steps),
              AllOf(HasSubstr("List.add(futures, (number, callee.ping()));"),
                    HasSubstr("for ((number, future) in List.values(futures)) {"),
                    HasSubstr("if (number % 2 == 0) {\n          count += 1;"), Not(HasSubstr("_runs"))));
  EXPECT_THAT(rust(steps),
              AllOf(HasSubstr("(number, call.await)"), HasSubstr("if number % 2 == 0 {\n"), Not(HasSubstr("_RUNS"))));
}

TEST(WhatProgramsMean, CallsAreCountedWhereAConditionAsksAndNowhereElse) {
  const std::string call = R"({"call": {"to": "callee.ping", "count": 3, "label": "pings"}}, )";
  const std::string asks =
      call + R"({"if": {"failed": "pings", "at_least": 2, "then": [{"reject": "no"}], "else": [{"reply": {}}]}})";
  EXPECT_THAT(
      motoko(asks),
      AllOf(HasSubstr("    var pings_failed : Int = 0;\n"), HasSubstr("} catch (_) {\n        pings_failed += 1;"),
            HasSubstr("    if (pings_failed >= 2) {\n      throw Error.reject(\"no\");\n    } else {\n"),
            Not(HasSubstr("pings_replied"))));
  EXPECT_THAT(rust(asks), AllOf(HasSubstr("let mut pings_failed = 0i64;"), HasSubstr("pings_failed += 1;"),
                                HasSubstr("if pings_failed >= 2 {"), Not(HasSubstr("pings_replied"))));
  EXPECT_THAT(motoko(call + R"({"reply": {}})"), Not(HasSubstr("pings_")));
}

TEST(WhatProgramsMean, OneOfSeveralWaysReadsAsAChain) {
  const std::string steps = R"({"if": {"variable": "count", "equals": 1, "then": [{"reply": {}}], "else": [
    {"if": {"variable": "count", "less_than": 9, "then": [], "else": [{"reject": "many"}]}}]}}, {"reject": "few"})";
  EXPECT_THAT(motoko(steps),
              HasSubstr("    } else if (count >= 9) {\n      throw Error.reject(\"many\");\n    };\n    throw"));
  EXPECT_THAT(rust(steps), HasSubstr("    } else if COUNT.get() >= 9 {\n"));
}

TEST(WhatProgramsMean, WhatIsMadeAgainLaterFailsWhenNoAttemptIsLeft) {
  const std::string steps = calling(R"("count": 9, "order": "parallel",
    "on_failure": {"retry": {"via": "timer", "attempts": 3}}, "on_reply": [{"add": {"balance": 1}}], )" +
                                    kNotes);
  EXPECT_THAT(motoko(steps), AllOf(HasSubstr("if (attempt >= 3) {\n      count += 1;\n      return;"),
                                   HasSubstr("        await future;\n        balance += 1;\n      } catch (_) {\n"
                                             "        go_again<system>(one.attempt + 1);")));
  EXPECT_THAT(rust(steps), AllOf(HasSubstr("if attempt >= 3 {\n        COUNT.set(COUNT.get() + 1);\n        return;"),
                                 HasSubstr("if call.await.is_ok() {\n            BALANCE.set(BALANCE.get() + 1);\n"
                                           "        } else {\n            go_again(attempt + 1);")));
}

TEST(WhatProgramsMean, WhatIsMadeAgainAtOnceFailsWithItsLastAttempt) {
  const std::string again = R"("on_failure": {"retry": {"via": "immediate", "attempts": 3}}, )" + kNotes;
  EXPECT_THAT(motoko(calling(again)), HasSubstr("if (attempt == 3) {\n          count += 1;"));
  EXPECT_THAT(motoko(calling(R"("count": 9, "order": "parallel", )" + again)),
              AllOf(HasSubstr("          if (attempt == 3) {\n            count += 1;"),
                    HasSubstr("        if (not made) {\n          count += 1;")));
}

TEST(WhatProgramsMean, NoCallIsSentAfterOneThatStopsTheStep) {
  const std::string steps = calling(R"("count": 9, "order": "parallel", "on_failure": "stop")");
  EXPECT_THAT(rust(steps),
              AllOf(HasSubstr("if stopped.get() {\n                return None;"), HasSubstr("stopped.set(true);")));
}

TEST(WhatProgramsMean, ForgottenCallsAreWaitedForByNobody) {
  const std::string steps = calling(R"("forget": true, "count": 3)");
  EXPECT_THAT(motoko(steps), AllOf(HasSubstr("try {\n        ignore callee.ping();\n      } catch (_) {};"),
                                   Not(HasSubstr("await")), Not(HasSubstr("successful"))));
  EXPECT_THAT(rust(steps), AllOf(HasSubstr(".oneway();"), HasSubstr("\nfn go()"), Not(HasSubstr("await"))));
}

TEST(WhatProgramsMean, ToAwaitAgainTellsNothingNew) {
  const std::string call = R"({"call": {"to": "callee.ping", "count": 3, "label": "pings", "await": false}}, )";
  const std::string certain = motoko(call + R"({"await": "pings"}, {"await": "pings"}, {"reply": {}})");
  const std::size_t second = certain.rfind("await future;");
  EXPECT_NE(certain.find("await future;"), second);
  EXPECT_EQ(certain.find("successful += 1;", second), std::string::npos);
  EXPECT_THAT(certain, Not(HasSubstr("pings_awaited")));
  const std::string perhaps =
      motoko(call + R"({"await": "pings", "when": {"every": 2}}, {"await": "pings"}, {"reply": {}})");
  EXPECT_THAT(perhaps, AllOf(HasSubstr("pings_awaited := true;"), HasSubstr("if (pings_awaited) {")));
}

TEST(WhatProgramsMean, CallsMadeAgainAtOnceCanBeAwaitedAgain) {
  const std::string text = motoko(R"({"call": {"to": "callee.ping", "count": 3, "label": "pings", "await": false,
    "on_failure": {"retry": {"via": "immediate", "attempts": 2}}}}, {"await": "pings"}, {"await": "pings"}, {"reply": {}})");
  EXPECT_THAT(text, AllOf(HasSubstr("let ?(attempt, future) = Queue.popFront(pings) else break futures;\n"
                                    "      List.add(pings_past, future);"),
                          HasSubstr("for (future in List.values(pings_past)) {")));
}

TEST(WhatProgramsMean, FinallyIsAroundAllThatTheMethodDoes) {
  const Scenario scenario =
      lone(R"("methods": {"go": {"steps": [{"lock": "l"}, {"call": {"to": "c.other", "label": "o"}},
    {"reply": {}}], "finally": [{"unlock": "l"}, {"if": {"failed": "o", "more_than": 0, "then": [{"add": {"x": 1}}]}}]},
    "other": {}})");
  const std::string motoko = motokoCode(scenario, CanisterId{0}).text();
  EXPECT_LT(placeOf(motoko, "    try {\n"), placeOf(motoko, "if (l) throw"));
  EXPECT_THAT(motoko, HasSubstr("    } finally {\n      l := false;\n      if (o_failed > 0) {\n        x += 1;"));
  const std::string rust = rustCode(scenario, CanisterId{0}).text();
  EXPECT_LT(placeOf(rust, "let mut finally = GoFinally { o_failed: 0 };"), placeOf(rust, "if L.replace(true) {"));
  EXPECT_THAT(rust, AllOf(HasSubstr("        L.set(false);\n        if self.o_failed > 0 {"),
                          HasSubstr("finally.o_failed += 1;")));
}

TEST(WhatProgramsMean, FinallyRunsOnceWhereTheMethodGoesOnAfterItsReply) {
  const std::string motoko =
      motokoCode(lone(R"("methods": {"go": {"steps": [{"reply": {}}, {"call": {"to": "c.other"}}],
    "finally": [{"add": {"x": 1}}]}, "other": {}})"),
                 CanisterId{0})
          .text();
  EXPECT_THAT(motoko,
              AllOf(HasSubstr("        } finally {\n          x += 1;\n        };\n      };\n      goes_on := true;"),
                    HasSubstr("      if (not goes_on) {\n        x += 1;")));
}

TEST(WhatProgramsMean, MotokoSaysWhereItCannotReplyBeforeItAwaits) {
  const std::string steps =
      R"({"call": {"to": "callee.ping", "label": "p", "await": false}}, {"reply": {}}, {"await": "p"})";
  EXPECT_THAT(motoko(steps), AllOf(HasSubstr("// The scenario's canister replies here."), Not(HasSubstr("async {"))));
  EXPECT_THAT(motoko(R"({"reply": {}}, {"call": {"to": "callee.ping"}})"),
              AllOf(Not(HasSubstr("replies here")), HasSubstr("ignore async {")));
}

TEST(WhatProgramsMean, ASecondAnswerTraps) {
  EXPECT_THAT(motoko(R"({"reply": {}}, {"reject": "late"})"),
              HasSubstr("Runtime.trap(\"the call is answered already\");"));
  EXPECT_THAT(motoko(R"({"reply": {}}, {"call": {"to": "callee.ping", "on_failure": "throw"}})"),
              HasSubstr("} catch (_) {\n        Runtime.trap(\"the call is answered already\");"));
  EXPECT_THAT(motoko(R"({"reply": {}}, {"trap": "bug"})"), HasSubstr("// The trap undoes the reply."));
}

TEST(WhatProgramsMean, ATaskAnswersNobodyAndJustEnds) {
  const Scenario scenario = lone(R"("methods": {"other": {}}, "timer": {"steps": [
    {"require": {"variable": "x", "equals": 1}}, {"call": {"to": "c.other", "on_failure": "throw"}}, {"add": {"x": 1}}]})");
  EXPECT_THAT(motokoCode(scenario, CanisterId{0}).text(),
              AllOf(HasSubstr("if (x != 1) return;"), Not(HasSubstr("throw"))));
  EXPECT_THAT(rustCode(scenario, CanisterId{0}).text(),
              AllOf(HasSubstr("if call.await.is_err() {\n        return;"), Not(HasSubstr("msg_reject"))));
}

TEST(WhatProgramsMean, ADelayAsksTheNetworkUntilTheTimeHasPassed) {
  const std::string steps = R"({"delay_ms": 1500}, {"reply": {}})";
  EXPECT_THAT(motoko(steps), AllOf(HasSubstr("while (Time.now() < end) { ignore await network.raw_rand() };"),
                                   HasSubstr("await* wait_for(#milliseconds 1_500);")));
  EXPECT_THAT(rust(steps),
              AllOf(HasSubstr("while ic_cdk::api::time() < end {"), HasSubstr("raw_rand().await.unwrap();"),
                    HasSubstr("wait_for(Duration::from_millis(1_500)).await;")));
}

TEST(WhatProgramsMean, WhoNeverAnswersAsksTheNetworkForEver) {
  EXPECT_THAT(motoko(R"({"never_answer": {}})"), HasSubstr("loop { ignore await network.raw_rand() };"));
  EXPECT_THAT(rust(R"({"never_answer": {}})"), HasSubstr("loop {\n        ic_cdk::management_canister::raw_rand()"));
  EXPECT_THAT(motoko(R"({"never_answer": {}})"), Not(HasSubstr("wait_for"))) << "it waits for no time";
}

TEST(WhatProgramsMean, EveryTimerIsSet) {
  const Scenario scenario =
      lone(R"("timers": {"pay": {"first_ms": 1000, "every_ms": 1000, "steps": [{"add": {"x": 1}}]},
    "check": {"first_ms": 2000, "steps": [{"add": {"x": 2}}]}})");
  EXPECT_THAT(motokoCode(scenario, CanisterId{0}).text(), AllOf(HasSubstr("recurringTimer<system>(#seconds 1, on_pay)"),
                                                                HasSubstr("setTimer<system>(#seconds 2, on_check)")));
  EXPECT_THAT(rustCode(scenario, CanisterId{0}).text(),
              AllOf(HasSubstr("set_timer_interval(Duration::from_secs(1), on_pay);"),
                    HasSubstr("set_timer(Duration::from_secs(2), on_check());")));
}

TEST(WhatProgramsMean, WhatTheNetworkRefusesIsNoPartOfTheProgramAndIsRemarked) {
  const Scenario scenario = scenarioOf(
      twoSubnets(pingSteps(1),
                 R"("ping": {"faults": [{"code": 2, "message": "\"busy\"\n}", "when": {"every": 3}}, {"code": 5}]})"));
  for (const std::string& text :
       {motokoCode(scenario, CanisterId{1}).text(), rustCode(scenario, CanisterId{1}).text()}) {
    EXPECT_THAT(text, HasSubstr("// The network refuses some messages for it: reject code 2, \"\\\"busy\\\"\\n}\".\n"));
    EXPECT_THAT(text, HasSubstr("// The network refuses all messages for it: reject code 5.\n"));
  }
}

}  // namespace
}  // namespace roundscope::test
