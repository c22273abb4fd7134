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

TEST(CutOff, IsNoneWhereTheLastRoundAllowedIsTheRunsLast) {
  const std::uint64_t instants = runText(ninetyInSequence()).trace.instantCount();
  const Outcome run = runText(ninetyInSequence(), {{"/max_rounds", std::to_string(instants)}});
  EXPECT_EQ(run.trace.cutOff(), CutOff::None);
  EXPECT_EQ(runText(ninetyInSequence(), {{"/max_rounds", std::to_string(instants - 1)}}).trace.cutOff(),
            CutOff::MaxRounds);
}

}  // namespace
}  // namespace roundscope::test
