// Runs that would cost more than they may, and runs that nobody wants any more, end with the last whole instant.
#include <gtest/gtest.h>

#include <string>

#include "core/simulation/simulator.h"
#include "tests/support/endless_scenarios.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

Trace simulated(const std::string& text, const RunTerms& terms) {
  return simulate(std::make_shared<const Scenario>(scenarioOf(text)), scriptedPrograms(), terms);
}

TEST(Budget, OfMemoryEndsAMessageOfManyCalls) {
  const Trace trace = simulated(twentyMillionCalls(), {{.memoryBytes = 50'000'000}, {}});
  EXPECT_TRUE(trace.finished());
  EXPECT_EQ(trace.cutOff(), CutOff::MemoryBudget);
  EXPECT_EQ(wordsOf(trace.cutOff()), "the memory budget");
  EXPECT_LT(trace.eventCount(), 100U) << "nothing of the instant that could not end";
}

TEST(Budget, OfMemoryKeepsTheWholeInstantsBefore) {
  const Trace trace = simulated(heartbeatForEver(), {{.memoryBytes = 20'000'000}, {}});
  EXPECT_EQ(trace.cutOff(), CutOff::MemoryBudget);
  EXPECT_GT(trace.eventCount() * kBytesKeptPerEvent, 4'000'000U);
  EXPECT_LE(trace.eventCount() * kBytesKeptPerEvent, 20'000'000U);
  const Trace longer = simulated(heartbeatForEver(), {{.memoryBytes = 40'000'000}, {}});
  ASSERT_GT(longer.eventCount(), trace.eventCount());
  trace.forEach([&](std::uint64_t index, const Event& event) { ASSERT_EQ(event, longer.event(index)); });
  EXPECT_GE(longer.simulatedUntil(), trace.simulatedUntil());
}

TEST(Budget, OfMemoryCountsTheListOfAnInstantAsItGrows) {
  // Nearly all find no slot and are tried again at once: hundreds of millions of events in one message.
  const std::string text = spendingSubnet(
      R"({"call": {"to": "b.ping", "count": 20000000, "order": "parallel", "on_failure": {"retry": {"via": "immediate", "attempts": 255}}}})",
      R"({"steps": [{"reject": "no"}]})", R"("title": "t")");
  constexpr std::uint64_t kMost = 60'000'000;
  Simulator simulator(std::make_shared<const Scenario>(scenarioOf(text)), scriptedPrograms(),
                      {.memoryBytes = kMost, .keepsEvents = false});
  RoundBatch batch;
  while (!simulator.finished()) simulator.refill(batch, 1);
  EXPECT_EQ(simulator.cutOff(), CutOff::MemoryBudget);
  EXPECT_LE(batch.events.capacity() * sizeof(Event), kMost);
  EXPECT_GT(batch.events.capacity() * sizeof(Event), kMost / 3);
}

TEST(Budget, OfEventsEndsWithinAnInstant) {
  const Trace trace = simulated(twentyMillionCalls(), {{.events = 100'000}, {}});
  EXPECT_EQ(trace.cutOff(), CutOff::MaxEvents);
  EXPECT_LE(trace.eventCount(), 100'000U);
}

TEST(Budget, OfWorkEndsATreeOfQueries) {
  const Trace trace = simulated(queryTree(), {{.work = 1'000'000}, {}});
  EXPECT_EQ(trace.cutOff(), CutOff::WorkBudget);
  EXPECT_TRUE(trace.finished());
}

TEST(Budget, IsSharedByRunsThatAreKeptTogether) {
  EXPECT_EQ(sharedAmong(4, {.memoryBytes = 400}).memoryBytes, 100U);
  EXPECT_EQ(sharedAmong(4, {.events = 400}).events, 400U);
}

TEST(Stopping, EndsALongInstantOnly) {
  std::stop_source stop;
  stop.request_stop();
  Simulator simulator(std::make_shared<const Scenario>(scenarioOf(twentyMillionCalls())));
  while (!simulator.finished()) {
    const RoundBatch batch = simulator.stepBatch(1'000, stop.get_token());
    EXPECT_EQ(batch.instants, batch.finished ? 0U : 1U) << "a short instant is simulated whole";
  }
  EXPECT_EQ(simulator.cutOff(), CutOff::Interrupted);
}

TEST(Stopping, LosesNothingWhereAnotherSimulatorGoesOn) {
  const auto scenario = std::make_shared<const Scenario>(
      scenarioOf(spendingSubnet(R"({"call": {"to": "b.ping", "count": 40000, "order": "parallel"}})",
                                R"({"steps": [{"reject": "no"}]})", kNoLimits)));
  const Trace whole = simulate(scenario);
  Trace trace(scenario);
  std::stop_source stop;
  stop.request_stop();
  auto simulator = std::make_unique<Simulator>(scenario);
  std::uint64_t interruptions = 0;
  for (bool impatient = true; !trace.finished();) {
    RoundBatch batch = simulator->stepBatch(1, impatient ? stop.get_token() : std::stop_token());
    const bool interrupted = batch.cutOff == CutOff::Interrupted;
    if (interrupted) {
      batch.finished = false;
      batch.cutOff = CutOff::None;
    }
    trace.append(batch);
    impatient = !interrupted;
    if (!interrupted) continue;
    ++interruptions;
    simulator = std::make_unique<Simulator>(scenario);
    ASSERT_TRUE(simulator->skip(trace.instantCount()));
  }
  EXPECT_GT(interruptions, 0U);
  EXPECT_EQ(traceText(trace), traceText(whole));
}

TEST(Retries, OfManyFailedCallsAreArmedInTimeThatGrowsWithThemOnly) {
  // With a list that is searched for each, these 200,000 would take minutes.
  const Trace trace = simulated(
      spendingSubnet(
          R"({"call": {"to": "b.ping", "count": 200000, "order": "parallel", "on_failure": {"retry": {"via": "timer", "after_ms": 0, "attempts": 2}}}})",
          R"({"steps": [{"reject": "no"}]})", R"("max_rounds": 1000)"),
      {});
  EXPECT_EQ(trace.cutOff(), CutOff::None);
  EXPECT_GT(trace.eventCount(), 2 * 199'000U) << "each is tried twice";
}

}  // namespace
}  // namespace roundscope::test
