// Which messages are seen to move at a moment.
#include "core/run/passages.h"

#include <gtest/gtest.h>

#include <set>

#include "core/run/rounds.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

TEST(Passages, AreTheStepsOfCallsWithinTheWindowAndNoOthers) {
  const Outcome outcome = runText(twoSubnets(pingSteps(20, kParallel)));
  const roundscope::Run& run = *outcome.run;
  constexpr Duration kWindow = milliseconds(120);
  const Time end = endOfRounds(run);
  std::size_t seen = 0;
  for (Time time; time < end; time = time + milliseconds(70)) {
    std::set<std::pair<std::uint32_t, CallPoint>> expected;
    for (std::uint32_t call = 0; call < 20; ++call)
      for (std::size_t i = 0; i < kCallPointCount; ++i) {
        const auto point = static_cast<CallPoint>(i);
        const Time drawn = run.calls().drawnAt(run.call(CallId{call}).at(point));
        if (drawn <= time && drawn > Time{time.us - kWindow.us}) expected.insert({call, point});
      }
    std::set<std::pair<std::uint32_t, CallPoint>> found;
    for (const Passage& passage : passagesAt(run, time, kWindow, 10'000)) {
      EXPECT_TRUE(found.insert({passage.call.value, passage.reached}).second);
      EXPECT_GE(passage.age, 0);
      EXPECT_LT(passage.age, 1);
      EXPECT_FALSE(passage.refused);
    }
    EXPECT_EQ(found, expected) << time.us;
    seen += found.size();
  }
  EXPECT_GT(seen, 160U);
}

TEST(Passages, GrowOlderAndTellWhatWasRefused) {
  const Outcome outcome = runLesson("in-flight-limit", "Parallel");
  const roundscope::Run& run = *outcome.run;
  const auto refused = run.inFlight().pairs().begin()->second.refused.at(0);
  const auto ageAt = [&](std::int64_t us) {
    for (const Passage& passage : passagesAt(run, Time{us}, milliseconds(10), 100'000))
      if (passage.refused && run.calls().drawnAt(run.call(passage.call).at(CallPoint::Performed)) == Time{refused})
        return passage.age;
    return -1.0;
  };
  EXPECT_EQ(ageAt(refused), 0);
  EXPECT_NEAR(ageAt(refused + 5'000), 0.5, 0.01);
  EXPECT_EQ(ageAt(refused + 10'001), -1);
}

TEST(Passages, OfManyAreChosenEvenlyAndTheSameAtTheNextMoment) {
  const Outcome outcome = runLesson("in-flight-limit", "Parallel");
  const roundscope::Run& run = *outcome.run;
  const Time time{200'000};
  constexpr Duration kWindow = milliseconds(150);
  const auto all = passagesAt(run, time, kWindow, 1'000'000);
  const auto some = passagesAt(run, time, kWindow, 64);
  ASSERT_GT(all.size(), 500U);
  EXPECT_LE(some.size(), 64U);
  EXPECT_GT(some.size(), 16U);
  std::set<std::uint32_t> now, later;
  for (const Passage& passage : some)
    if (passage.age < 0.9) now.insert(passage.call.value);
  for (const Passage& passage : passagesAt(run, Time{time.us + 1'000}, kWindow, 64)) later.insert(passage.call.value);
  for (const std::uint32_t call : now) EXPECT_TRUE(later.contains(call)) << call;
}

}  // namespace
}  // namespace roundscope::test
