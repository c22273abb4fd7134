// The state at any moment: the same from a checkpoint as from the start, and right about what the events say.
#include "core/run/moment_state.h"

#include <gmock/gmock.h>

#include "core/run/rounds.h"
#include "core/scenario/parse.h"
#include "tests/support/generated_scenario.h"
#include "tests/support/run.h"
#include "tests/support/scenario_text.h"

namespace roundscope::test {
namespace {

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

TEST(MomentState, KnowsVariablesLocksAndCycles) {
  const Outcome run = runText(twoSubnets(R"({"call": {"to": "callee.ping"}}, {"reply": {}})"));
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

/// Every mixture of steps, failures, queries and deadlines that a seed makes.
class MomentStateOfAnyRun : public testing::TestWithParam<std::uint64_t> {};

TEST_P(MomentStateOfAnyRun, CountsNothingBelowZeroAndEndsWithoutMessagesOnTheirWay) {
  const Result<ScenarioSet> parsedSet = parseScenario(generatedScenario(GetParam()), {.fileName = "generated"});
  const ScenarioSet& set = parsedSet.value();
  const Outcome run = runScenario(set.variants.front());
  if (run.table.rounds().empty()) return;
  const Time end = endOfRounds(*run.run);
  for (Time time; time <= end; time = time + Duration{std::max<std::int64_t>(1, end.us / 50)}) {
    const MomentState state = stateAt(*run.run, time);
    for (const PairSlots& pair : state.pairs) EXPECT_GE(pair.used, 0);
    for (const CanisterMoment& canister : state.canisters)
      for (const auto& lines : canister.place.standing)
        for (const std::int64_t contexts : lines) EXPECT_GE(contexts, 0);
  }
  if (!run.trace.finished()) return;
  Time last;
  for (const RoundRow& row : run.table.rounds()) last = std::max(last, row.time + row.interval);
  const MomentState state = stateAt(*run.run, last);
  for (std::size_t c = 0; c < state.canisters.size(); ++c)
    EXPECT_EQ(state.canisters[c].variables.size(), run.trace.scenario().canisters[c].variables.size());
  // A run that was stopped may leave messages on their way.
  if (run.trace.cutOff() != CutOff::None) return;
  for (const PairSlots& pair : state.pairs) EXPECT_EQ(pair.used, 0) << pair.caller.value << " " << pair.callee.value;
  for (const Travelling& way : state.travelling) EXPECT_EQ(way.messages, 0) << way.from.value << " " << way.to.value;
  for (const CanisterMoment& canister : state.canisters) EXPECT_EQ(canister.place.inputQueue, 0);
}

INSTANTIATE_TEST_SUITE_P(Generated, MomentStateOfAnyRun, testing::Range<std::uint64_t>(1, 41));

TEST(EventOrder, EveryEventIsNextAfterTheOneBefore) {
  const Outcome run =
      runText(twoSubnets(R"({"call": {"to": "callee.ping", "count": 3, "order": "parallel"}}, {"reply": {}})"));
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

}  // namespace
}  // namespace roundscope::test
