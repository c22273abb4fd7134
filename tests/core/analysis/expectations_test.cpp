// Expectations against runs: held or not, what was found, and since when.
#include "core/analysis/expectations.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <functional>
#include <set>

#include "core/base/time.h"
#include "core/run/rounds.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

using testing::HasSubstr;

/// Three payments, of which the first two are recorded.
std::string payments(const std::string& expect, const std::string& fields = "") {
  return twoSubnets(R"({"call": {"to": "callee.pay", "count": 3,
      "on_reply": [{"add": {"x": 1}, "when": {"calls": [1, 2]}}]}}, {"reply": {}})",
                    R"("pay": {"steps": [{"add": {"x": 1}}, {"reply": {}}]})",
                    "\"expect\": [" + expect + "], " + fields);
}

std::vector<JudgedExpectation> judgedOf(const std::string& expect, const std::string& fields = "") {
  return runText(payments(expect, fields)).summary.expectations;
}

JudgedExpectation only(const std::string& text) { return judgedOf('"' + text + '"').at(0); }

TEST(Expectations, holdOrAreBrokenAtTheEnd) {
  const auto judged = judgedOf(R"("users.replied == 1", "caller.x == callee.x", "calls.replied == 3")");
  ASSERT_EQ(judged.size(), 3U);
  EXPECT_EQ(judged[0].state, ExpectationState::Holds);
  EXPECT_EQ(judged[1].state, ExpectationState::Broken);
  EXPECT_EQ(judged[2].state, ExpectationState::Holds);
  EXPECT_EQ(failedOf(judged), 1U);
}

TEST(Expectations, sayWhatWasFound) {
  EXPECT_EQ(only("caller.x == callee.x").found, "caller.x is 2, callee.x is 3");
  EXPECT_EQ(only("callee.x * callee.x < limit(queue_capacity)").found, "callee.x is 3, limit(queue_capacity) is 500");
}

TEST(Expectations, areLostWhereTheyHeldForTheLastTime) {
  const Outcome run = runText(payments(R"("caller.x == callee.x")"));
  const JudgedExpectation& lost = run.summary.expectations.at(0);
  EXPECT_EQ(lost.breaking, Breaking::Since);
  // While a payment is on its way back they differ, too; but that passes, until the third.
  EXPECT_EQ(lost.at.us, run.run->state().changes(CanisterId{1}, VariableId{0}).times().at(2));
}

TEST(Expectations, thatNeverHeldSaySoAndPointToTheEnd) {
  const Outcome run = runText(payments(R"("caller.y == 7")"));
  const JudgedExpectation& never = run.summary.expectations.at(0);
  EXPECT_EQ(never.breaking, Breaking::Never);
  EXPECT_EQ(never.at, Time{} + durationOf(*run.run));
}

TEST(Expectations, ofNumbersKnownAtTheEndAreLostThere) {
  const Outcome run = runText(payments(R"("end_to_end_rounds <= 1", "caller.x >= 0 and cycles.burned == 0")"));
  for (const JudgedExpectation& judged : run.summary.expectations) {
    EXPECT_EQ(judged.state, ExpectationState::Broken);
    EXPECT_EQ(judged.breaking, Breaking::AtTheEnd);
    EXPECT_EQ(judged.at, Time{} + durationOf(*run.run));
  }
}

TEST(Expectations, countEndToEndInRoundsThatHaveBegun) {
  const Outcome run = runText(payments(R"("end_to_end_rounds == 8")"));
  ASSERT_TRUE(run.summary.endToEnd);
  EXPECT_EQ(run.summary.endToEndRounds, (run.summary.endToEnd->us + 999'999) / 1'000'000);
  EXPECT_EQ(run.summary.expectations[0].found, fmt::format("end_to_end_rounds is {}", *run.summary.endToEndRounds));
}

TEST(Expectations, ofARunThatWasCutOffAreNotKnown) {
  for (const JudgedExpectation& judged :
       judgedOf(R"("users.rejected == 0", "caller.x == 5", "end_to_end_ms > 0")", "\"max_rounds\": 2, ")) {
    EXPECT_EQ(judged.state, ExpectationState::Unknown);
    EXPECT_EQ(judged.reason, "the run was cut off by max_rounds");
    EXPECT_FALSE(judged.holds());
  }
}

TEST(Expectations, ofANumberThatTheRunDoesNotHaveAreNotKnown) {
  // A query takes no rounds.
  const Outcome run = runText(R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [
    {"id": "a", "subnet": "s", "variables": {"x": 0}, "methods": {"get": {"kind": "query", "steps": [{"reply": {}}]}}}],
    "ingress": [{"to": "a.get"}], "expect": ["end_to_end_rounds >= 0", "1 / a.x > 0"]})");
  EXPECT_EQ(run.summary.expectations[0].state, ExpectationState::Unknown);
  EXPECT_EQ(run.summary.expectations[0].found, "end_to_end_rounds is not known");
  EXPECT_EQ(run.summary.expectations[0].reason, "this run has no end_to_end_rounds");
  EXPECT_EQ(run.summary.expectations[1].reason, "it divides by 0");
}

TEST(Expectations, ofARunThatGoesOnAreNotKnown) {
  const Outcome whole = runText(payments(R"("users.rejected == 0")"));
  roundscope::Run half(whole.trace.scenarioPtr());
  RoundBatch batch = batchesOf(whole.trace).front();
  batch.finished = false;
  half.append(batch);
  EXPECT_EQ(summarise(half).expectations[0].reason, "the run has not ended");
}

/// Number and moment the slow way: at every moment of the run.
struct Oracle {
  const char* text;
  std::function<bool(const roundscope::Run&, double)> holds;
};

void expectLostAsTheSlowWaySays(const Outcome& outcome, const std::vector<Oracle>& oracles, std::size_t& since) {
  std::set<std::int64_t> moments;
  for (std::uint32_t r = 0; r < outcome.table.rounds().size(); ++r)
    for (std::uint32_t e = 0; e < outcome.table.rounds()[r].eventCount; ++e)
      moments.insert(outcome.table.drawnAt({r, e}).us);
  for (std::size_t i = 0; i < oracles.size(); ++i) {
    const JudgedExpectation& judged = outcome.summary.expectations.at(i);
    bool held = oracles[i].holds(*outcome.run, -1);
    std::optional<std::int64_t> lost;
    for (const std::int64_t us : moments) {
      const bool holds = oracles[i].holds(*outcome.run, static_cast<double>(us));
      if (held && !holds) lost = us;
      held = holds;
    }
    EXPECT_EQ(judged.holds(), held) << judged.text;
    if (held) continue;
    EXPECT_EQ(judged.breaking, lost ? Breaking::Since : Breaking::Never) << judged.text;
    if (lost) {
      EXPECT_EQ(judged.at.us, *lost) << judged.text;
    }
    since += lost ? 1U : 0U;
  }
}

const std::vector<Oracle>& oracles() {
  static const auto replied = [](const roundscope::Run& run, double us) {
    return run.outcomes().countsUntil(us).of(CallOutcome::Replied);
  };
  static const auto refused = [](const roundscope::Run& run, double us) {
    return run.outcomes().countsUntil(us).of(CallOutcome::NotPerformed);
  };
  static const auto attempted = [](const roundscope::Run& run, double us) {
    return run.outcomes().countsUntil(us).attempted;
  };
  static const std::vector<Oracle> all{
      {"calls.replied == 2", [](const auto& run, double us) { return replied(run, us) == 2; }},
      {"calls.replied < 3 or calls.replied > 4",
       [](const auto& run, double us) { return replied(run, us) < 3 || replied(run, us) > 4; }},
      {"calls.not_performed == 0", [](const auto& run, double us) { return refused(run, us) == 0; }},
      {"calls.attempted - calls.replied <= 1",
       [](const auto& run, double us) { return attempted(run, us) - replied(run, us) <= 1; }},
      {"calls.performed <= 5", [](const auto& run, double us) { return attempted(run, us) - refused(run, us) <= 5; }},
      {"calls.in_flight == 0",
       [](const auto& run, double us) { return run.outcomes().countsUntil(us).of(CallOutcome::InFlight) == 0; }},
      {"users.pending == users.sent",
       [](const auto& run, double us) {
         const UserCounts users = run.users().countsUntil(us);
         return users.pending() == users.sent;
       }},
      {"users.rejected + users.trapped == 0",
       [](const auto& run, double us) { return run.users().countsUntil(us).failed() == 0; }},
      {"rounds <= 2", [](const auto& run, double us) { return roundsUntil(run, us) <= 2; }},
      {"locks_held == 0",
       [](const auto& run, double us) {
         std::int64_t held = 0;
         const Scenario& scenario = run.scenario();
         for (std::uint16_t c = 0; c < scenario.canisters.size(); ++c)
           for (std::uint16_t v = 0; v < scenario.canisters[c].variables.size(); ++v)
             if (scenario.canisters[c].variables[v].isLock)
               held += run.state().shownAt(CanisterId{c}, VariableId{v}, us);
         return held == 0;
       }},
  };
  return all;
}

TEST(Expectations, areLostAtTheMomentThatTheSlowWayFinds) {
  std::string list;
  for (const Oracle& oracle : oracles()) list += fmt::format("{}\"{}\"", list.empty() ? "" : ",", oracle.text);
  std::size_t since = 0;
  std::size_t runs = 0;
  for (const std::string& id : lessonIds())
    for (const Scenario& scenario : lessonScenarios(id, {{"/expect", "[" + list + "]"}}).variants) {
      const Outcome outcome = runScenario(scenario);
      if (outcome.trace.cutOff() != CutOff::None || outcome.table.calls().size() > 300) continue;
      SCOPED_TRACE(id + " " + scenario.variant);
      expectLostAsTheSlowWaySays(outcome, oracles(), since);
      ++runs;
    }
  EXPECT_GT(runs, 20U);
  EXPECT_GT(since, 60U);
}

TEST(Expectations, ofPairsAreLostAtTheCallThatWasOneTooMany) {
  const Outcome run = runText(twoSubnets(pingSteps(5, kParallel), R"("ping": {})",
                                         R"("expect": ["pairs(caller, callee).peak_in_flight <= 3"], )"));
  const JudgedExpectation& judged = run.summary.expectations.at(0);
  EXPECT_EQ(judged.found, "pairs(caller, callee).peak_in_flight is 5");
  EXPECT_EQ(judged.breaking, Breaking::Since);
  EXPECT_EQ(judged.at, run.table.drawnAt(run.table.calls()[3].at(CallPoint::Performed)));
}

}  // namespace
}  // namespace roundscope::test
