// How long a failed call waits before it is made again.
#include "core/protocol/backoff.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace roundscope::test {
namespace {

/// The waits before the second and all further attempts, in milliseconds.
std::vector<std::int64_t> waits(const Retry& retry) {
  std::vector<std::int64_t> all;
  for (std::uint32_t failed = 1; failed < retry.attempts; ++failed) all.push_back(waitAfter(retry, failed).us / 1'000);
  return all;
}

TEST(Backoff, isConstantAtAHundredPercent) {
  EXPECT_THAT(waits({.after = milliseconds(700), .backoffPercent = 100, .attempts = 4}),
              testing::ElementsAre(700, 700, 700));
}

TEST(Backoff, growsByItsShareAndRoundsDownAtEveryStep) {
  EXPECT_THAT(waits({.after = milliseconds(333), .backoffPercent = 150, .attempts = 5}),
              testing::ElementsAre(333, 499, 748, 1'122));
}

TEST(Backoff, mayShrinkToNothing) {
  EXPECT_THAT(waits({.after = milliseconds(5), .backoffPercent = 50, .attempts = 6}),
              testing::ElementsAre(5, 2, 1, 0, 0));
}

TEST(Backoff, stopsGrowingAtAnHour) {
  const Retry retry{.after = seconds(1'000), .backoffPercent = 200, .attempts = 5};
  EXPECT_THAT(waits(retry), testing::ElementsAre(1'000'000, 2'000'000, 3'600'000, 3'600'000));
  EXPECT_TRUE(reachesLongestWait(retry));
  EXPECT_FALSE(reachesLongestWait({.after = seconds(1'000), .backoffPercent = 200, .attempts = 3}));
  EXPECT_TRUE(reachesLongestWait({.after = seconds(1'000), .backoffPercent = 400, .attempts = 3})) << "the last wait";
}

TEST(Backoff, keepsAFirstWaitOfMoreThanAnHour) {
  EXPECT_THAT(waits({.after = seconds(7'200), .backoffPercent = 100, .attempts = 4}), testing::Each(7'200'000));
  EXPECT_THAT(waits({.after = seconds(7'200), .backoffPercent = 200, .attempts = 4}), testing::Each(7'200'000));
}

TEST(Backoff, isNoneForACallThatIsMadeAgainAtOnce) {
  EXPECT_THAT(waits({.via = RetryVia::Immediate, .after = seconds(5), .attempts = 3}), testing::Each(0));
}

TEST(Backoff, doesNotOverflowAtTheEndsOfWhatAFileMaySay) {
  const Retry retry{.after = milliseconds(1'000'000'000), .backoffPercent = 10'000, .attempts = 255};
  EXPECT_THAT(waits(retry), testing::Each(1'000'000'000));
}

}  // namespace
}  // namespace roundscope::test
