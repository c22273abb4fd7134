// What differs between a variant's run and that of the variant it was made of, call by call.
#include "core/analysis/differences.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "tests/core/run/all_runs.h"
#include "tests/support/generated_scenario.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

using testing::ElementsAre;

const std::string kReply = R"({"reply": {}})";

std::string call(const std::string& to, const std::string& fields = "") {
  return fmt::format(R"({{"call": {{"to": "{}"{}{}}}}}, )", to, fields.empty() ? "" : ", ", fields);
}

/// `caller.go` of these steps there and here, with these methods of the callee.
struct Pair {
  Pair(const std::string& thereText, const std::string& hereText)
      : there(runText(thereText)), here(runText(hereText)), found(differencesOf(*here.run, *there.run)) {}

  [[nodiscard]] std::string text() const { return differencesText(found); }
  /// How each call here differs from its counterpart: "=", "+2", "-1", "replied>rejected", "new".
  [[nodiscard]] std::vector<std::string> eachCall() const {
    std::vector<std::string> all;
    for (std::uint32_t id = 0; id < here.table.calls().size(); ++id) {
      if (here.table.call(CallId{id}).isOwnMessage()) continue;
      const CallDifference* difference = found.ofHere(CallId{id});
      if (difference == nullptr)
        all.emplace_back("=");
      else if (difference->how == Differs::OnlyHere)
        all.emplace_back("new");
      else if (difference->how == Differs::Outcome)
        all.push_back(fmt::format("{}>{}", nameOf(difference->outcomeThere), nameOf(difference->outcomeHere)));
      else if (difference->how == Differs::Reason)
        all.emplace_back("other reason");
      else
        all.push_back(fmt::format("{:+}", difference->rounds));
    }
    return all;
  }

  Outcome there, here;
  Differences found;
};

const std::string kPing = R"("ping": {})";

TEST(Differences, OfMoreCallsThanHaveSlotsTheOthersAreNotPerformed) {
  const Pair pair(twoSubnets(pingSteps(500, kParallel)), twoSubnets(pingSteps(700, kParallel)));
  EXPECT_EQ(pair.text(), "200 calls more are not performed");
  EXPECT_EQ(pair.found.there[499], CallId{499});
  EXPECT_EQ(pair.found.there[500], kNoCall);
}

TEST(Differences, OfFewerCallsTheOthersAreNotMade) {
  const Pair pair(twoSubnets(pingSteps(3, kParallel)), twoSubnets(pingSteps(2, kParallel)));
  EXPECT_EQ(pair.text(), "1 call is not made");
  const CallDifference* missing = pair.found.ofThere(CallId{2});
  ASSERT_NE(missing, nullptr);
  EXPECT_EQ(missing->how, Differs::OnlyThere);
  EXPECT_EQ(missing->here, kNoCall);
  EXPECT_EQ(pair.found.ofThere(CallId{1}), nullptr);
}

TEST(Differences, CallsToASlowCalleeEndLaterByItsRounds) {
  const Pair pair(twoSubnets(pingSteps(3, kParallel), R"("ping": {"steps": [{"reply": {}}]})"),
                  twoSubnets(pingSteps(3, kParallel), R"("ping": {"steps": [{"delay_ms": 5000}, {"reply": {}}]})"));
  EXPECT_EQ(pair.text(), "3 calls end 5 rounds later");
}

TEST(Differences, OfOneCallThatFailsTheOutcomeDiffersAndThoseBehindItStayAlike) {
  const std::string fails = R"("ping": {"steps": [{"reject": "no", "when": {"every": 3}}, {"reply": {}}]})";
  const Pair pair(twoSubnets(pingSteps(4)), twoSubnets(pingSteps(4), fails));
  EXPECT_THAT(pair.eachCall(), ElementsAre("=", "=", "replied>rejected", "="));
  EXPECT_EQ(pair.text(), "1 call is rejected, not replied");
}

TEST(Differences, InAnotherOrderEachCallStaysTheSameCall) {
  const Pair pair(twoSubnets(pingSteps(4)), twoSubnets(pingSteps(4, kParallel)));
  EXPECT_THAT(pair.eachCall(), ElementsAre("=", "-2", "-4", "-6"));
  EXPECT_EQ(pair.text(), "3 calls end 2 to 6 rounds earlier");
}

TEST(Differences, AFurtherAttemptIsMatchedWithThatOfTheSameCall) {
  const std::string retry =
      R"("count": 3, "order": "parallel", "on_failure": {"retry": {"via": "immediate", "attempts": 2}})";
  const auto failing = [](const char* listed) {
    return fmt::format(R"("ping": {{"steps": [{{"reject": "no", "when": {{"calls": [{}]}}}}, )"
                       R"({{"reply": {{}}}}]}})",
                       listed);
  };
  // There the first and the second call are made again, here only the second.
  const Pair pair(twoSubnets(call("callee.ping", retry) + kReply, failing("1, 2")),
                  twoSubnets(call("callee.ping", retry) + kReply, failing("2")));
  EXPECT_THAT(pair.eachCall(), ElementsAre("rejected>replied", "=", "=", "="));
  ASSERT_EQ(pair.here.table.calls().size(), 4U);
  EXPECT_EQ(pair.found.there[3], CallId{4});
  EXPECT_EQ(pair.text(), "1 call is not made; 1 is replied to, not rejected");
}

TEST(Differences, AStepInsertedBeforeLeavesTheCallsBehindItTheSame) {
  const std::string methods = R"("ping": {}, "pong": {}, "audit": {})";
  const Pair pair(twoSubnets(call("callee.ping", R"("count": 2)") + call("callee.pong") + kReply, methods),
                  twoSubnets(call("callee.audit") + call("callee.ping", R"("count": 2)") +
                                 R"({"work": {"instructions": 5}}, )" + call("callee.pong") + kReply,
                             methods));
  EXPECT_THAT(pair.eachCall(), ElementsAre("new", "+2", "+2", "+2"));
  EXPECT_EQ(pair.text(), "1 call more is replied to; 3 end 2 rounds later");
}

TEST(Differences, StepsThatChangedPlacesAreTheSameSteps) {
  const std::string methods = R"("ping": {}, "pong": {})";
  const Pair pair(twoSubnets(call("callee.ping") + call("callee.pong") + kReply, methods),
                  twoSubnets(call("callee.pong") + call("callee.ping") + kReply, methods));
  EXPECT_THAT(pair.eachCall(), ElementsAre("-2", "+2"));
}

TEST(Differences, ACalleesOwnCallsFollowItsCall) {
  const auto text = [](const char* count) {
    return twoSubnets(
        call("callee.relay", R"("count": 2, "order": "parallel")") + kReply,
        fmt::format(R"("ping": {{}}, "relay": {{"steps": [{{"call": {{"to": "callee.ping", "count": {}}}}},
                                  {{"reply": {{}}}}]}})",
                    count));
  };
  const Pair pair(text("1"), text("2"));
  ASSERT_EQ(pair.here.table.calls().size(), 6U);
  for (std::uint32_t id = 0; id < 6; ++id) {
    const CallId there = pair.found.there[id];
    if (there == kNoCall) continue;
    // Matched calls are those of matched callers.
    const CallSpan& a = pair.here.table.call(CallId{id});
    const CallSpan& b = pair.there.table.call(there);
    const CallId aServes = pair.here.table.contexts()[a.context.value].call;
    const CallId bServes = pair.there.table.contexts()[b.context.value].call;
    EXPECT_EQ(aServes == kNoCall ? kNoCall : pair.found.there[aServes.value], bServes);
  }
  EXPECT_EQ(std::count(pair.found.there.begin(), pair.found.there.end(), kNoCall), 2);
}

TEST(Differences, AnotherUsersMessageAndACanisterInFrontShiftNothing) {
  const auto text = [](const char* front, const char* message) {
    return fmt::format(R"({{"roundscope": 1, "title": "T", "subnets": [{{"id": "s"}}],
      "canisters": [{}{{"id": "a", "subnet": "s", "methods": {{"go": {{"steps": [{{"call": {{"to": "b.ping"}}}},
        {{"reply": {{}}}}]}}, "other": {{"steps": [{{"call": {{"to": "b.ping"}}}}, {{"reply": {{}}}}]}}}}}},
        {{"id": "b", "subnet": "s", "methods": {{"ping": {{}}}}}}],
      "ingress": [{}{{"to": "a.go"}}]}})",
                       front, message);
  };
  const Pair pair(text("", ""),
                  text(R"({"id": "new", "subnet": "s", "methods": {"m": {}}}, )", R"({"to": "a.other"}, )"));
  EXPECT_THAT(pair.eachCall(), ElementsAre("new", "="));
  EXPECT_EQ(pair.found.there[1], CallId{0});
}

TEST(Differences, WhatIsNotKnownYetIsNoDifference) {
  const Outcome there = runText(twoSubnets(pingSteps(5)));
  const auto here = inBatchesOf(10, there.run->scenario());
  const std::vector<RoundBatch> batches = batchesOf(here->trace());
  ASSERT_GT(batches.size(), 3U);
  roundscope::Run part(here->trace().scenarioPtr());
  for (std::size_t i = 0; i < 3; ++i) part.append(batches[i]);
  ASSERT_GT(part.calls().calls().size(), 0U);
  const Differences found = differencesOf(part, *there.run);
  EXPECT_TRUE(found.calls.empty());
  EXPECT_FALSE(found.whole);
  EXPECT_EQ(differencesText(found), "");
  EXPECT_TRUE(differencesOf(*there.run, part).calls.empty());
}

TEST(Differences, ADifferenceIsKnownOnceBothCallsHaveEnded) {
  const Pair pair(twoSubnets(pingSteps(4)), twoSubnets(pingSteps(4, kParallel)));
  const CallDifference* last = pair.found.ofHere(CallId{3});
  ASSERT_NE(last, nullptr);
  EXPECT_EQ(last->known, pair.there.table.drawnAt(pair.there.table.call(CallId{3}).end()));
}

TEST(Differences, OfAVariantToItselfThereAreNone) {
  for (const AnyRun& any : allRuns()) {
    const Differences found = differencesOf(any.run(), any.run());
    ASSERT_TRUE(found.calls.empty()) << any.name;
    for (std::uint32_t id = 0; id < found.there.size(); ++id) ASSERT_EQ(found.there[id], CallId{id}) << any.name;
  }
}

TEST(Differences, EachCallHasAtMostOneCounterpartAndBothSidesAgree) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const std::string text = generatedScenario(seed);
    const Outcome there = runText(text);
    const Outcome here = runText(text, {{"/seed", fmt::format("{}", seed + 1'000)}});
    const Differences found = differencesOf(*here.run, *there.run);
    const Differences back = differencesOf(*there.run, *here.run);
    ASSERT_EQ(found.there, back.here) << seed;
    ASSERT_EQ(found.here, back.there) << seed;
    std::set<CallId> taken;
    for (const CallId call : found.there) ASSERT_TRUE(call == kNoCall || taken.insert(call).second) << seed;
    ASSERT_EQ(found.calls.size(), back.calls.size()) << seed;
  }
}

}  // namespace
}  // namespace roundscope::test
