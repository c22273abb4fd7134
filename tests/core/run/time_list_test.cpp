// Searches must say what a walk through the whole list says, whatever was added or changed before.
#include "core/run/time_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace roundscope {
namespace {

std::uint32_t walked(const std::vector<std::int64_t>& moments, double us) {
  return static_cast<std::uint32_t>(
      std::count_if(moments.begin(), moments.end(), [us](std::int64_t m) { return static_cast<double>(m) <= us; }));
}

TEST(TimeList, CountsWhatAWalkCountsAfterEveryLength) {
  TimeList list;
  std::vector<std::int64_t> walk;
  EXPECT_EQ(list.countUntil(5), 0u);
  for (std::int64_t i = 0; i < 600; ++i) {
    const std::int64_t us = i / 3 * 10;  // three at each moment
    list.add(us);
    walk.push_back(us);
    for (const double at : {-1.0, 0.0, static_cast<double>(us) - 0.5, static_cast<double>(us), 1e300, -1e300})
      ASSERT_EQ(list.countUntil(at), walked(walk, at)) << "of " << i + 1 << " until " << at;
  }
  for (double at = -3; at < 2100; at += 1.5) ASSERT_EQ(list.countUntil(at), walked(walk, at)) << at;
}

TEST(TimeList, KeepsCountingWhenMomentsComeOutOfOrder) {
  TimeList list;
  std::vector<std::int64_t> walk;
  for (std::int64_t i = 0; i < 5'000; ++i) {
    const std::int64_t us = i * 7 - (i % 5) * 40 - (i % 512 == 511 ? 3'000 : 0);
    list.add(us);
    walk.push_back(us);
  }
  const std::vector<double> mixed{30'000, 500, 9'999.5, -3'000};
  const std::vector<std::size_t> counts = list.countsUntil(mixed);
  for (std::size_t i = 0; i < mixed.size(); ++i) EXPECT_EQ(counts[i], walked(walk, mixed[i])) << mixed[i];
  for (double at = -4'000; at < 36'000; at += 11.5) ASSERT_EQ(list.countUntil(at), walked(walk, at)) << at;
}

TEST(TimeList, KeepsMomentsInOrderThatAreAMicrosecondApart) {
  TimeList list;
  for (const std::int64_t us : {10, 9, 11, 9, 12, 10}) list.add(us);
  ASSERT_EQ(list.size(), 6u);
  const std::vector<std::int64_t> ascending{9, 9, 10, 10, 11, 12};
  for (std::uint32_t i = 0; i < 6; ++i) EXPECT_EQ(list.at(i), ascending[i]) << i;
}

TEST(TimeList, CountsForManyTimesAsForEach) {
  for (const std::int64_t length : {0, 1, 2, 3, 17, 1'023, 1'024, 1'025, 5'000}) {
    TimeList list;
    for (std::int64_t i = 0; i < length; ++i) list.add(i / 3 * 10);
    std::vector<double> times;
    for (double at = -30; at < static_cast<double>(length) * 4; at += 3.5) times.push_back(at);
    times.push_back(-5);
    times.insert(times.end(), {1e300, -1e300});
    const std::vector<std::size_t> counts = list.countsUntil(times);
    for (std::size_t i = 0; i < times.size(); ++i) ASSERT_EQ(counts[i], list.countUntil(times[i])) << times[i];
  }
}

TEST(TimeList, CountsAcrossHoursInWhichNothingHappens) {
  TimeList list;
  std::vector<std::int64_t> walk;
  for (std::int64_t i = 0; i < 3'000; ++i) {
    walk.push_back(i * 1'000 + i / 700 * 20'000'000'000);
    list.add(walk.back());
  }
  std::vector<double> times;
  for (double at = -1e9; at < 1e11; at += 1.3e7) times.push_back(at);
  const std::vector<std::size_t> counts = list.countsUntil(times);
  for (std::size_t i = 0; i < times.size(); ++i) ASSERT_EQ(counts[i], walked(walk, times[i])) << times[i];
}

}  // namespace
}  // namespace roundscope
