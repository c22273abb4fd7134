// The mapping between time and pixels, and where the ticks are.
#include <gtest/gtest.h>

#include <QStringList>

#include "ui/drawing/axis.h"
#include "ui/drawing/ticks.h"

namespace roundscope::ui {
namespace {

constexpr TimeRange kTenSeconds{0, 10e6};

struct Place {
  const char* name;
  double us;
  double x;
};

class AxisPlaces : public testing::TestWithParam<Place> {};

TEST_P(AxisPlaces, TimeAndPixelMapToEachOther) {
  const TimeAxis axis{2e6, 4e6, 100, 800};
  EXPECT_DOUBLE_EQ(xOf(axis, GetParam().us), GetParam().x);
  EXPECT_NEAR(usAt(axis, GetParam().x), GetParam().us, 1e-6);
  EXPECT_EQ(timeAt(axis, GetParam().x).us, static_cast<std::int64_t>(GetParam().us));
}

INSTANTIATE_TEST_SUITE_P(Table, AxisPlaces,
                         testing::Values(Place{"left edge", 2e6, 100}, Place{"middle", 4e6, 500},
                                         Place{"right edge", 6e6, 900}, Place{"before the view", 1e6, -100},
                                         Place{"after the view", 8e6, 1300}));

TEST(Axis, ZoomKeepsTheTimeUnderThePointer) {
  const TimeAxis axis{2e6, 4e6, 100, 800};
  for (const double x : {150.0, 500.0, 850.0})
    for (const double factor : {0.8, 1.25, 3.0}) {
      const TimeAxis next = zoomed(axis, factor, x, kTenSeconds);
      EXPECT_NEAR(usAt(next, x), usAt(axis, x), 1e-3);
      EXPECT_NEAR(next.spanUs, axis.spanUs / factor, 1e-3);
    }
}

TEST(Axis, NeverShowsAnythingOutsideOfTheRun) {
  const TimeAxis axis{2e6, 4e6, 100, 800};
  EXPECT_EQ(panned(axis, -1e6, kTenSeconds).startUs, 0);
  EXPECT_EQ(panned(axis, 1e6, kTenSeconds).endUs(), 10e6);
  EXPECT_EQ(zoomed(axis, 0.01, 300, kTenSeconds).visible(), kTenSeconds);
  EXPECT_EQ(zoomed(axis, 1e12, 300, kTenSeconds).spanUs, kMinimumSpanUs);
}

TEST(Axis, FitShowsExactlyTheRange) {
  const TimeAxis axis = fitted({0, 1, 100, 800}, {3e6, 7e6});
  EXPECT_EQ(xOf(axis, 3e6), 100);
  EXPECT_EQ(xOf(axis, 7e6), 900);
}

TEST(IdleMap, ShowsEachIdleStretchAsLongAsAsked) {
  const IdleMap map({{2e6, 12e6}, {20e6, 120e6}}, 1e6);
  const std::pair<double, double> table[] = {{0, 0},      {2e6, 2e6},   {7e6, 2.5e6},  {12e6, 3e6},
                                             {13e6, 4e6}, {20e6, 11e6}, {120e6, 12e6}, {121e6, 13e6}};
  for (const auto& [us, shown] : table) {
    EXPECT_NEAR(map.shown(us), shown, 1e-6) << us;
    EXPECT_NEAR(map.actual(shown), us, 1e-3) << shown;
  }
}

TEST(IdleMap, PixelsAndTimeStillMapToEachOther) {
  TimeAxis axis{0, 1, 100, 800};
  axis.idle = std::make_shared<const IdleMap>(std::vector<IdleMap::Stretch>{{2e6, 12e6}}, 1e6);
  axis = fitted(axis, {0, 17e6});
  EXPECT_NEAR(xOf(axis, 17e6), 900, 1e-9);
  EXPECT_NEAR(xOf(axis, 2e6), 300, 1e-9);
  EXPECT_NEAR(xOf(axis, 12e6), 400, 1e-9);
  for (const double x : {100.0, 350.0, 420.0, 900.0}) EXPECT_NEAR(xOf(axis, usAt(axis, x)), x, 1e-6);
  const TimeAxis next = zoomed(axis, 2, 500, {0, 17e6});
  EXPECT_NEAR(usAt(next, 500), usAt(axis, 500), 1);
}

TEST(Ticks, NoneStandInABreakAndAllKeepTheirDistance) {
  TimeAxis axis{0, 1, 100, 800};
  axis.idle = std::make_shared<const IdleMap>(std::vector<IdleMap::Stretch>{{2e6, 3'600e6}}, 1e6);
  axis = fitted(axis, {0, 3'610e6});
  double last = -1e9;
  for (const Tick& tick : ticksOf(axis, {}, 70, 7)) {
    EXPECT_EQ(axis.idle->around(tick.us), nullptr);
    EXPECT_GE(tick.x - last, 7 - 1e-6);
    last = tick.x;
  }
  EXPECT_LT(ticksOf(axis, {}, 70, 7).size(), 120u);
}

TEST(Ticks, NothingFinerThanARoundHasATime) {
  const TimeAxis axis{3e6, 1e6, 100, 500};
  for (const AxisUnit unit : kAxisUnits) {
    QStringList labels;
    for (const Tick& tick : ticksOf(axis, {.unit = unit}, 70, 7)) {
      EXPECT_TRUE(tick.major) << "its parts are not marked either";
      labels << tick.label;
    }
    EXPECT_EQ(labels.join(u' ').toStdString(),
              unit == AxisUnit::Rounds ? "round 3 4" : QString::fromUtf8("3\u00a0s 4\u00a0s").toStdString());
  }
  EXPECT_EQ(momentText({.unit = AxisUnit::Seconds}, 3.7e6, 100), QString::fromUtf8("3\u00a0s")) << "its block's time";
  EXPECT_EQ(momentText({}, 3.7e6, 100), QStringLiteral("round 3"));
  EXPECT_EQ(distanceText({}, 3.7e6, 5.1e6), QString::fromUtf8("2 rounds · 2\u00a0s")) << "from block to block";
  EXPECT_EQ(distanceText({}, 3.1e6, 3.9e6), QStringLiteral("in the same round"));
}

TEST(Ticks, QueriesAreCountedInMilliseconds) {
  const TimeAxis axis{0, 50e3, 100, 500};
  QStringList labels;
  for (const Tick& tick : ticksOf(axis, {.queries = true}, 70, 7))
    if (tick.major) labels << tick.label;
  EXPECT_EQ(labels.join(u'|').toStdString(),
            QString::fromUtf8("0\u00a0ms|10\u00a0ms|20\u00a0ms|30\u00a0ms|40\u00a0ms|50\u00a0ms").toStdString());
  EXPECT_EQ(momentText({.queries = true}, 12'345, 100), QString::fromUtf8("12.3\u00a0ms"));
}

TEST(Ticks, StepsAreOneTwoOrFiveTimesAPowerOfTen) {
  const std::pair<double, double> table[] = {{0.3, 0.5}, {1, 1},   {1.1, 2}, {3, 5},
                                             {7, 10},    {20, 20}, {21, 50}, {640, 1000}};
  for (const auto& [atLeast, step] : table) EXPECT_DOUBLE_EQ(niceStep(atLeast), step) << atLeast;
}

TEST(Ticks, RoundsAreNamedOnceAndCountedAfterwards) {
  const TimeAxis axis{0, 181e6, 100, 905};
  const std::vector<Tick> ticks = ticksOf(axis, {}, 70, 7);
  QStringList labels;
  for (const Tick& tick : ticks)
    if (tick.major) labels << tick.label;
  EXPECT_EQ(labels.join(' ').toStdString(), "round 0 20 40 60 80 100 120 140 160 180");
}

TEST(Ticks, KeepTheirDistanceAtEveryZoom) {
  for (double span = 100; span < 1e12; span *= 1.7)
    for (const AxisUnit unit : {AxisUnit::Rounds, AxisUnit::Seconds}) {
      const TimeAxis axis{span / 3, span, 120, 1000};
      double last = -1e9;
      double lastMajor = -1e9;
      for (const Tick& tick : ticksOf(axis, {.unit = unit}, 70, 7)) {
        EXPECT_GE(tick.x - last, 7 - 1e-6) << span;
        last = tick.x;
        if (!tick.major) continue;
        EXPECT_GE(tick.x - lastMajor, 70 - 1e-6) << span;
        lastMajor = tick.x;
      }
    }
}

TEST(Ticks, SecondsAreAsExactAsTheirStep) {
  EXPECT_EQ(secondsText(12e6, 1e6), QString::fromUtf8("12\u00a0s"));
  EXPECT_EQ(secondsText(2.5e6, 5e5), QString::fromUtf8("2.5\u00a0s"));
  EXPECT_EQ(secondsText(340e3, 2e4), QString::fromUtf8("340\u00a0ms"));
  EXPECT_EQ(secondsText(60, 20), QString::fromUtf8("60\u00a0µs"));
}

TEST(AxisScale, ARoundHasBegunAtTheVeryMomentOfItsBlock) {
  AxisScale scale;
  scale.phase = Duration{250'000};
  scale.interval = Duration{700'000};
  for (const std::int64_t round : {0, 1, 3, 999'999}) {
    const auto block = static_cast<double>(scale.phase.us + round * scale.interval.us);
    EXPECT_EQ(roundAt(scale, block), round);
    EXPECT_EQ(roundAt(scale, block + 699'999), round);
    EXPECT_EQ(roundAt(scale, block - 1), std::max<std::int64_t>(0, round - 1));
  }
}

}  // namespace
}  // namespace roundscope::ui
