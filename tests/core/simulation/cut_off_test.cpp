// Runs that do not end by themselves are cut off, and say so.
#include <gtest/gtest.h>

#include "core/simulation/simulator.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

/// 90 calls one after the other, which take 181 rounds.
std::string ninetyInSequence() {
  return twoSubnets(R"({"call": {"to": "callee.ping", "count": 90, "order": "sequential"}}, {"reply": {}})");
}

TEST(CutOff, IsNoneForARunThatEnds) {
  const Outcome run = runText(ninetyInSequence());
  EXPECT_TRUE(run.trace.finished());
  EXPECT_EQ(run.trace.cutOff(), CutOff::None);
}

TEST(CutOff, ComesAfterTheScenariosRounds) {
  const Outcome run = runText(ninetyInSequence(), {{"/max_rounds", "10"}});
  EXPECT_TRUE(run.trace.finished());
  EXPECT_EQ(run.trace.cutOff(), CutOff::MaxRounds);
  EXPECT_EQ(run.trace.instantCount(), 10U);
}

TEST(CutOff, ComesAtTheEndOfTheInstantWithTheLastEvent) {
  const Outcome whole = runText(ninetyInSequence());
  const Outcome run = runText(ninetyInSequence(), {{"/max_events", "100"}});
  EXPECT_TRUE(run.trace.finished());
  EXPECT_EQ(run.trace.cutOff(), CutOff::MaxEvents);
  EXPECT_GE(run.trace.eventCount(), 100U);
  EXPECT_LT(run.trace.eventCount(), 130U) << "one instant more at most";
  run.trace.forEach([&](std::uint64_t index, const Event& event) { EXPECT_EQ(event, whole.trace.event(index)); });
}

TEST(CutOff, ComesWithExactlyTheLastEventAllowed) {
  const Outcome whole = runText(ninetyInSequence());
  std::vector<std::uint64_t> firstOfInstant;
  Time last{-1};
  whole.trace.forEach([&](std::uint64_t index, const Event& event) {
    const auto* round = std::get_if<RoundStarted>(&event);
    if (round == nullptr || Time{static_cast<std::int64_t>(round->timeUs.value())} == last) return;
    last = Time{static_cast<std::int64_t>(round->timeUs.value())};
    firstOfInstant.push_back(index);
  });
  ASSERT_GT(firstOfInstant.size(), 6U);
  const std::uint64_t afterFive = firstOfInstant[5];
  EXPECT_EQ(runText(ninetyInSequence(), {{"/max_events", std::to_string(afterFive)}}).trace.eventCount(), afterFive);
  EXPECT_EQ(runText(ninetyInSequence(), {{"/max_events", std::to_string(afterFive + 1)}}).trace.eventCount(),
            firstOfInstant[6]);
}

TEST(CutOff, IsNoneWhereTheLastRoundAllowedIsTheRunsLast) {
  const std::uint64_t instants = runText(ninetyInSequence()).trace.instantCount();
  const Outcome run = runText(ninetyInSequence(), {{"/max_rounds", std::to_string(instants)}});
  EXPECT_EQ(run.trace.cutOff(), CutOff::None);
  EXPECT_EQ(runText(ninetyInSequence(), {{"/max_rounds", std::to_string(instants - 1)}}).trace.cutOff(),
            CutOff::MaxRounds);
}

}  // namespace
}  // namespace roundscope::test
