// Calls in flight, counted again from the raw events.
#include "core/run/calls_in_flight.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/core/run/all_runs.h"

namespace roundscope::test {
namespace {

using Pair = std::pair<CanisterId, CanisterId>;

/// What an event changes in the number of calls in flight, and of which pair.
std::pair<Pair, int> changeOf(const Event& event, const CallTable& table) {
  const auto pairOf = [&](CallId call) { return Pair{table.call(call).caller, table.call(call).callee.canister}; };
  if (const auto* e = std::get_if<CallPerformed>(&event)) return {{e->caller, e->callee}, 1};
  if (const auto* e = std::get_if<ExecutionStarted>(&event))
    if (e->kind == ExecutionKind::ReplyCallback || e->kind == ExecutionKind::RejectCallback)
      return {pairOf(e->call), -1};
  if (const auto* e = std::get_if<ResponseCreated>(&event))
    if (endsWithoutCallback(e->reason)) return {pairOf(e->call), -1};
  if (const auto* e = std::get_if<MessageDropped>(&event))
    if (endsCall(*e)) return {pairOf(e->call), -1};
  return {{}, 0};
}

/// Whether such an event is about a message of a canister's runtime to the canister.
bool isToItself(const Event& event, const CallTable& table) {
  if (const auto* e = std::get_if<CallPerformed>(&event)) return e->attempt == 0;
  if (const auto* e = std::get_if<ExecutionStarted>(&event)) return table.call(e->call).isOwnMessage();
  if (const auto* e = std::get_if<ResponseCreated>(&event)) return table.call(e->call).isOwnMessage();
  if (const auto* e = std::get_if<MessageDropped>(&event)) return table.call(e->call).isOwnMessage();
  return false;
}

TEST(CallsInFlight, AreAtAnyMomentThoseOfTheEventsBefore) {
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    for (const std::int64_t us : any.moments) {
      std::map<Pair, std::int64_t> inFlight;
      std::map<Pair, std::int64_t> slots;
      std::int64_t all = 0;
      std::int64_t toItself = 0;
      for (const PlacedEvent& placed : any.events) {
        if (placed.us > us) continue;
        const auto [pair, change] = changeOf(placed.event, any.outcome.table);
        if (change == 0) continue;
        (isToItself(placed.event, any.outcome.table) ? toItself : all) += change;
        inFlight[pair] += change;
        if (!placed.inQuery) slots[pair] += change;
      }
      ASSERT_EQ(any.run().inFlight().all().valueAt(static_cast<double>(us)), all) << us;
      ASSERT_EQ(any.run().inFlight().toItself().valueAt(static_cast<double>(us)), toItself) << us;
      for (const auto& [ids, count] : inFlight) {
        const PairInFlight* pair = any.run().inFlight().pair(ids.first, ids.second);
        ASSERT_NE(pair, nullptr);
        ASSERT_EQ(pair->curve.valueAt(static_cast<double>(us)), count) << us;
        ASSERT_EQ(pair->slotsTakenAt(static_cast<double>(us)), slots[ids]) << us;
      }
    }
  }
}

TEST(CallsInFlight, PeaksAndRefusalsAreThoseOfTheEventsInOrder) {
  std::size_t refusals = 0;
  for (const AnyRun& any : allRuns()) {
    SCOPED_TRACE(any.name);
    struct Counted {
      std::uint64_t now = 0, peak = 0, notPerformed = 0, refused = 0;
    };
    std::map<Pair, Counted> pairs;
    bool queries = false;
    for (const PlacedEvent& placed : any.events) {
      queries = queries || placed.inQuery;
      const auto [ids, change] = changeOf(placed.event, any.outcome.table);
      if (change > 0) pairs[ids].peak = std::max(pairs[ids].peak, ++pairs[ids].now);
      if (change < 0) --pairs[ids].now;
      if (const auto* e = std::get_if<CallNotPerformed>(&placed.event)) {
        ++pairs[{e->caller, e->callee}].notPerformed;
        pairs[{e->caller, e->callee}].refused += e->reason == NotPerformedReason::Slots ? 1 : 0;
      }
    }
    ASSERT_EQ(any.run().inFlight().pairs().size(), pairs.size());
    for (const auto& [ids, pair] : any.run().inFlight().pairs()) {
      EXPECT_EQ(pair.peak, pairs.at(ids).peak);
      EXPECT_EQ(pair.now, pairs.at(ids).now);
      EXPECT_EQ(pair.notPerformed, pairs.at(ids).notPerformed);
      EXPECT_EQ(pair.refused.size(), pairs.at(ids).refused);
      EXPECT_LE(pair.slotsTakenAt(1e18), static_cast<std::int64_t>(pair.limit));
      // Events of a query share their moments, which a curve shows as one.
      if (!queries) {
        EXPECT_EQ(static_cast<std::uint64_t>(pair.curve.peak().value), pair.peak);
      }
      refusals += pair.refused.size();
    }
  }
  EXPECT_GT(refusals, 0u);
}

TEST(CallsInFlight, TheLimitIsThatOfTheCallersSubnet) {
  const Outcome run =
      runText(twoSubnets(pingSteps(20, kParallel)), {{"/subnets/0/limits", R"({"queue_capacity": 7})"}});
  const PairInFlight* pair = run.run->inFlight().pair(CanisterId{0}, CanisterId{1});
  ASSERT_NE(pair, nullptr);
  EXPECT_EQ(pair->limit, 7u);
  EXPECT_EQ(pair->peak, 7u);
  EXPECT_EQ(pair->refused.size(), 13u);
}

}  // namespace
}  // namespace roundscope::test
