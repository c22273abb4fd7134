// The state at any moment: the same from a checkpoint as from the start, and right about what the events say.
#include "core/run/moment_state.h"

#include <gmock/gmock.h>

#include "core/run/rounds.h"
#include "core/scenario/parse.h"
#include "tests/core/run/all_runs.h"
#include "tests/support/generated_scenario.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

bool hasQueries(const AnyRun& any) {
  return std::any_of(any.events.begin(), any.events.end(), [](const PlacedEvent& placed) { return placed.inQuery; });
}

TEST(MomentState, IsTheSameFromACheckpointAsFromTheStart) {
  const Outcome run = runLesson("in-flight-limit", "Parallel");
  ASSERT_GT(run.trace.eventCount(), 5'000u) << "several checkpoints";
  const Whereabouts& places = run.run->whereabouts();
  const Time end = endOfRounds(*run.run);
  for (Time time; time <= end; time = time + Duration{std::max<std::int64_t>(1, end.us / 97)})
    EXPECT_EQ(places.at(run.trace, run.run->order(), time), places.fromTheStart(run.trace, run.run->order(), time))
        << time.us;
}

TEST(MomentState, ShowsTheSlotsThatAreTakenAtTheMoment) {
  const Outcome run = runLesson("in-flight-limit", "Parallel");
  std::int64_t most = 0;
  for (Time time; time <= endOfRounds(*run.run); time = time + milliseconds(10)) {
    const PairSlots pair = stateAt(*run.run, time).pairs.front();
    most = std::max(most, pair.used);
    EXPECT_EQ(pair.limit, 500u);
  }
  EXPECT_EQ(most, 500);
  EXPECT_EQ(stateAt(*run.run, endOfRounds(*run.run)).pairs.front().used, 0);
}

TEST(MomentState, LightsTheLineAtWhichACanisterWaits) {
  const Outcome run =
      runText(twoSubnets(R"({"work": {"instructions": 1}}, {"call": {"to": "callee.ping"}}, {"reply": {}})"));
  const CallSpan& call = run.table.call(CallId{0});
  const MomentState waiting = stateAt(*run.run, run.table.drawnAt(call.at(CallPoint::Started)));
  EXPECT_THAT(waiting.canisters[0].place.standing[0], testing::ElementsAre(0, 1, 0));
  ASSERT_TRUE(waiting.canisters[1].place.executing.has_value());
  EXPECT_EQ(waiting.canisters[1].place.executing->step, 0);
  const MomentState travelling = stateAt(*run.run, run.table.drawnAt(call.at(CallPoint::RequestRouted)));
  EXPECT_THAT(travelling.travelling, testing::Contains(Travelling{SubnetId{0}, SubnetId{1}, 1}));
  const MomentState end = stateAt(*run.run, endOfRounds(*run.run));
  EXPECT_THAT(end.canisters[0].place.standing[0], testing::ElementsAre(0, 0, 0));
}

TEST(MomentState, LeavesNoQueryStandingAtItsLastLine) {
  const Outcome run = runLesson("composite-query");
  ASSERT_FALSE(run.all<QueryFinished>().empty());
  for (const CanisterMoment& canister : stateAt(*run.run, endOfRounds(*run.run)).canisters)
    for (const auto& lines : canister.place.standing) EXPECT_THAT(lines, testing::Each(0));
}

TEST(MomentState, LeavesAMethodWithoutAnAnswerWhenTheNetworkGivesOne) {
  const Outcome run = runText(twoSubnets(R"({"call": {"to": "callee.silent"}}, {"reply": {}})",
                                         R"("silent": {"steps": [{"work": {"instructions": 1}}]})"));
  ASSERT_EQ(run.table.call(CallId{0}).reason, RejectReason::NoReply);
  EXPECT_THAT(stateAt(*run.run, endOfRounds(*run.run)).canisters[1].place.standing[0], testing::Each(0));
}

TEST(MomentState, KeepsACalleeAtItsLineWhoseCallerHasGivenUp) {
  const Outcome run = runText(twoSubnets(R"({"call": {"to": "callee.slow", "wait": {"bounded_s": 1}}}, {"reply": {}})",
                                         R"("slow": {"steps": [{"call": {"to": "callee.long"}}, {"reply": {}}]},
                                            "long": {"steps": [{"work": {"instructions": 12000000000}}, {"reply": {}}]})"));
  const CallSpan& call = run.table.call(CallId{0});
  ASSERT_EQ(call.outcome, CallOutcome::Expired);
  const MomentState then = stateAt(*run.run, run.table.drawnAt(call.at(CallPoint::Completed)));
  EXPECT_THAT(then.canisters[1].place.standing[0], testing::ElementsAre(1, 0));
}

TEST(MomentState, KnowsVariablesLocksAndCycles) {
  const Outcome run = runText(twoSubnets(pingSteps(1)));
  EXPECT_FALSE(stateAt(*run.run, Time{-1}).canisters[0].cycles.has_value());
  const auto balances = run.all<BalanceChanged>();
  ASSERT_FALSE(balances.empty());
  std::uint64_t caller = 0;
  for (const BalanceChanged& e : balances)
    if (e.canister == CanisterId{0}) caller = e.balance.value();
  const auto cycles = stateAt(*run.run, endOfRounds(*run.run)).canisters[0].cycles;
  ASSERT_TRUE(cycles.has_value());
  EXPECT_EQ(cycles->liquid, caller);
}

TEST(MomentState, KeepsTheLineOfAMessageThatIsPausedWhileAQueryRuns) {
  const Outcome run = runText(R"({
    "roundscope": 1, "title": "Paused", "subnets": [{"id": "s"}],
    "canisters": [{"id": "a", "subnet": "s", "methods": {
      "long": {"instructions": 6000000000, "steps": [{"reply": {}}]},
      "q": {"kind": "query", "steps": [{"reply": {}}]}}}],
    "ingress": [{"to": "a.long"}, {"at_ms": 500, "to": "a.q"}]})");
  const auto executingAt = [&](Time time) { return stateAt(*run.run, time).canisters[0].place.executing; };
  ASSERT_EQ(run.events<QueryFinished>(), 1u);
  EXPECT_EQ(executingAt(Time{} + milliseconds(1'500)), (CanisterPlace::Line{MethodId{0}, 0}));
  EXPECT_EQ(executingAt(endOfRounds(*run.run)), std::nullopt);
}

/// The folds themselves are held against the events elsewhere.
TEST(MomentState, OfAnyRunIsThatOfItsFoldsAtTheMoment) {
  std::int64_t used = 0;
  std::size_t changed = 0;
  for (const AnyRun& any : allRuns()) {
    if (any.events.size() > 20'000) continue;
    SCOPED_TRACE(any.name);
    const Scenario& scenario = any.run().scenario();
    for (const std::int64_t moment : any.moments) {
      const auto us = static_cast<double>(moment);
      const MomentState state = stateAt(any.run(), Time{moment});
      for (const PairSlots& pair : state.pairs) {
        const PairInFlight* fold = any.run().inFlight().pair(pair.caller, pair.callee);
        ASSERT_EQ(pair.used, fold == nullptr ? 0 : fold->slotsTakenAt(us)) << moment;
        ASSERT_EQ(pair.limit, scenario.subnetOf(pair.caller).limits.queue_capacity);
        used += pair.used;
      }
      for (std::uint16_t c = 0; c < scenario.canisters.size(); ++c) {
        const CanisterMoment& canister = state.canisters[c];
        ASSERT_EQ(canister.cycles, any.run().state().balanceAt(CanisterId{c}, us)) << moment;
        ASSERT_EQ(canister.variables.size(), scenario.canisters[c].variables.size());
        for (std::uint16_t v = 0; v < canister.variables.size(); ++v) {
          ASSERT_EQ(canister.variables[v], any.run().state().valueAt(CanisterId{c}, VariableId{v}, us)) << moment;
          changed += canister.variables[v] != scenario.canisters[c].variables[v].initial ? 1U : 0U;
        }
      }
    }
  }
  EXPECT_GT(used, 0);
  EXPECT_GT(changed, 0u);
}

TEST(MomentState, OfAnyRunCountsNothingBelowZero) {
  for (const AnyRun& any : allRuns()) {
    if (any.events.size() > 20'000) continue;
    SCOPED_TRACE(any.name);
    const Time end = endOfRounds(any.run());
    for (Time time; time <= end; time = time + Duration{std::max<std::int64_t>(1, end.us / 50)}) {
      const MomentState state = stateAt(any.run(), time);
      ASSERT_EQ(state.canisters.size(), any.run().scenario().canisters.size());
      for (const PairSlots& pair : state.pairs) EXPECT_GE(pair.used, 0);
      for (const CanisterMoment& canister : state.canisters)
        for (const auto& lines : canister.place.standing)
          for (const std::int64_t contexts : lines) EXPECT_GE(contexts, 0);
    }
  }
}

/// A run that was cut off may leave messages on their way.
void expectNobodyStands(const Outcome& run) {
  for (const CanisterMoment& canister : stateAt(*run.run, endOfRounds(*run.run)).canisters)
    for (const auto& lines : canister.place.standing)
      for (const std::int64_t contexts : lines) EXPECT_EQ(contexts, 0);
}

TEST(MomentState, AQueryThatHasAnsweredStandsNowhere) {
  const Outcome run = runLesson("composite-query", "One key");
  ASSERT_GT(run.events<QueryFinished>(), 1u);
  expectNobodyStands(run);
}

TEST(MomentState, AMethodThatEndedWithoutAReplyStandsNowhere) {
  const Outcome run = runText(twoSubnets(pingSteps(1), R"("ping": {"steps": [{"work": 5}]})"));
  ASSERT_EQ(run.table.call(CallId{0}).outcome, CallOutcome::Rejected) << "the network answers in its place";
  expectNobodyStands(run);
}

TEST(MomentState, OfARunThatEndedByItselfHasNoMessagesLeft) {
  std::size_t ended = 0;
  for (const AnyRun& any : allRuns()) {
    if (!any.isWhole()) continue;
    SCOPED_TRACE(any.name);
    ++ended;
    const MomentState state = stateAt(any.run(), endOfRounds(any.run()));
    for (const PairSlots& pair : state.pairs) EXPECT_EQ(pair.used, 0) << pair.caller.value << " " << pair.callee.value;
    for (const Travelling& way : state.travelling) EXPECT_EQ(way.messages, 0) << way.from.value << " " << way.to.value;
    for (const CanisterMoment& canister : state.canisters) {
      EXPECT_EQ(canister.place.inputQueue, 0);
      EXPECT_FALSE(canister.place.executing.has_value());
    }
  }
  EXPECT_GE(ended, 100u);
}

TEST(EventOrder, EveryEventIsNextAfterTheOneBefore) {
  const Outcome run = runText(twoSubnets(pingSteps(3, kParallel)));
  const EventOrder& order = run.run->order();
  std::vector<Time> expected;
  run.trace.forEach([&](std::uint64_t index, const Event&) {
    expected.push_back(run.table.drawnAt(momentOfEvent(run.table, index)));
  });
  std::sort(expected.begin(), expected.end());
  expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
  std::vector<Time> forward;
  for (std::optional<Time> time = order.next(run.table, Time{-1}); time; time = order.next(run.table, *time))
    forward.push_back(*time);
  EXPECT_EQ(forward, expected);
  std::vector<Time> back;
  for (std::optional<Time> time = order.previous(run.table, endOfRounds(*run.run) + seconds(9)); time;
       time = order.previous(run.table, *time))
    back.push_back(*time);
  std::reverse(back.begin(), back.end());
  EXPECT_EQ(back, expected);
}

std::vector<Time> stopsForward(const AnyRun& any) {
  std::vector<Time> stops;
  const EventOrder& order = any.run().order();
  for (auto time = order.next(any.outcome.table, Time{-1}); time; time = order.next(any.outcome.table, *time))
    stops.push_back(*time);
  return stops;
}

TEST(EventOrder, StopsAtEveryMomentOfAnyRunForwardAndBack) {
  std::size_t shared = 0;
  for (const AnyRun& any : allRuns()) {
    if (any.events.size() > 20'000 || hasQueries(any)) continue;
    SCOPED_TRACE(any.name);
    std::vector<Time> expected;
    for (const PlacedEvent& placed : any.events) expected.push_back(Time{placed.us});
    shared += std::is_sorted(expected.begin(), expected.end()) ? 0U : 1U;
    std::sort(expected.begin(), expected.end());
    expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
    ASSERT_EQ(stopsForward(any), expected);
    std::vector<Time> back;
    for (auto time = any.run().order().previous(any.outcome.table, Time{INT64_MAX / 2}); time;
         time = any.run().order().previous(any.outcome.table, *time))
      back.push_back(*time);
    std::reverse(back.begin(), back.end());
    ASSERT_EQ(back, expected);
  }
  EXPECT_GT(shared, 0u) << "runs whose subnets' rounds overlap";
}

TEST(EventOrder, TheLastEventOfAMomentIsTheLastOfTheTraceThere) {
  for (const AnyRun& any : allRuns()) {
    if (hasQueries(any)) continue;
    SCOPED_TRACE(any.name);
    for (const std::int64_t us : any.moments) {
      std::optional<std::uint64_t> expected;
      std::int64_t at = INT64_MIN;
      for (std::uint64_t i = 0; i < any.events.size(); ++i)
        if (any.events[i].us <= us && any.events[i].us >= at) {
          expected = i;
          at = any.events[i].us;
        }
      ASSERT_EQ(any.run().order().last(any.outcome.table, Time{us}), expected) << us;
    }
  }
}

/// A query takes no round: it is drawn before the round in whose place it stands, which is no stop of its own.
TEST(EventOrder, StopsAtTheMomentsOfQueries) {
  std::size_t stops = 0;
  for (const AnyRun& any : allRuns()) {
    const bool onlyQueries =
        !any.events.empty() && std::all_of(any.events.begin(), any.events.end(), [](const auto& e) {
          return e.inQuery || std::holds_alternative<RoundStarted>(e.event);
        });
    if (!onlyQueries) continue;
    SCOPED_TRACE(any.name);
    std::vector<Time> expected;
    for (const PlacedEvent& placed : any.events)
      if (placed.inQuery) expected.push_back(Time{placed.us});
    expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
    ASSERT_EQ(stopsForward(any), expected);
    stops += expected.size();
  }
  EXPECT_GT(stops, 0u);
}

}  // namespace
}  // namespace roundscope::test
