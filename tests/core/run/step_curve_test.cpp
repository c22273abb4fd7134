// Curves of random changes, against a look at every point.
#include "core/run/step_curve.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/base/random.h"

namespace roundscope::test {
namespace {

class RandomCurve : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomCurve, ExtremesOfACurveAreThoseOfItsPoints) {
  Random random(GetParam());
  StepCurve curve;
  for (int i = 0; i < 3000; ++i) {
    curve.add(i * 10 + static_cast<std::int64_t>(random.between(0, 40)), random.chance(1, 2) ? 1 : -1);
    if (i % 37 == 0) curve.settle();
  }
  curve.settle();
  for (int i = 0; i < 300; ++i) {
    const auto from = static_cast<double>(random.between(0, 30'000));
    const double to = from + static_cast<double>(random.between(0, 9'000));
    StepCurve::Extremes expected{curve.valueAt(from), curve.valueAt(from)};
    for (std::uint32_t p = 0; p < curve.size(); ++p) {
      const StepCurve::Point point = curve.point(p);
      if (static_cast<double>(point.us) <= from || static_cast<double>(point.us) > to) continue;
      expected = {std::min(expected.low, point.value), std::max(expected.high, point.value)};
    }
    EXPECT_EQ(curve.extremesIn(from, to).low, expected.low);
    EXPECT_EQ(curve.extremesIn(from, to).high, expected.high);
  }
}

TEST_P(RandomCurve, StretchesOfACurveAreAsEachAskedForAlone) {
  Random random(GetParam());
  StepCurve curve;
  EXPECT_TRUE(curve.stretches({}).empty());
  EXPECT_EQ(curve.stretches({0, 10}).at(0).extremes.high, 0);
  for (int i = 0; i < 6000; ++i) {
    curve.add(i * 10 + static_cast<std::int64_t>(random.between(0, 40)), random.chance(1, 2) ? 1 : -1);
    if (i % 41 == 0) curve.settle();
  }
  curve.settle();
  for (const double widthUs : {3.5, 240.0, 1'990.0, 25'000.0}) {
    std::vector<double> bounds;
    for (double us = -50; us < 62'000; us += widthUs) bounds.push_back(us);
    const std::vector<StepCurve::Stretch> stretches = curve.stretches(bounds);
    ASSERT_EQ(stretches.size(), bounds.size() - 1);
    for (std::size_t i = 0; i < stretches.size(); ++i) {
      const StepCurve::Extremes alone = curve.extremesIn(bounds[i], bounds[i + 1]);
      EXPECT_EQ(stretches[i].extremes.low, alone.low);
      EXPECT_EQ(stretches[i].extremes.high, alone.high);
      EXPECT_EQ(stretches[i].last, curve.valueAt(bounds[i + 1]));
    }
  }
}

/// Against the changes themselves, which may come out of order.
TEST_P(RandomCurve, HasAPointForEachMomentAndThePeakOfTheSumsSoFar) {
  Random random(GetParam());
  StepCurve curve;
  std::map<std::int64_t, std::int32_t> changes;
  for (int i = 0; i < 600; ++i) {
    const std::int64_t us = i * 5 + static_cast<std::int64_t>(random.between(0, 60));
    const std::int32_t delta = random.chance(11, 20) ? 1 : -1;
    curve.add(us, delta);
    changes[us] += delta;
    if (!random.chance(1, 7)) continue;
    curve.settle();
    std::int32_t value = 0;
    std::uint32_t point = 0;
    StepCurve::Point peak;
    ASSERT_EQ(curve.size(), changes.size());
    for (const auto& [at, change] : changes) {
      value += change;
      ASSERT_EQ(curve.point(point).us, at);
      ASSERT_EQ(curve.point(point).value, value);
      ASSERT_EQ(curve.valueAt(static_cast<double>(at)), value);
      if (value > peak.value) peak = {at, value};
      ASSERT_EQ(curve.peakUntil(static_cast<double>(at)).us, peak.us);
      ASSERT_EQ(curve.peakUntil(static_cast<double>(at)).value, peak.value);
      ++point;
    }
    ASSERT_EQ(curve.peak().us, peak.us);
    ASSERT_EQ(curve.peak().value, peak.value);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomCurve, testing::Range<std::uint64_t>(1, 13));

}  // namespace
}  // namespace roundscope::test
