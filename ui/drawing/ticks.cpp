// Nice steps for rounds and seconds. See ticks.h.
#include "ui/drawing/ticks.h"

#include <algorithm>
#include <cmath>

#include "core/base/check.h"
#include "core/base/words.h"

namespace roundscope::ui {

namespace {

struct Steps {
  double unitUs;  ///< what one count is worth
  double originUs;
  double major;  ///< in counts
  double minor;
};

/// The finest subdivision of a nice step that still keeps its distance.
double minorOf(double major, double atLeast, bool wholeOnly) {
  const double leading = major / std::pow(10.0, std::floor(std::log10(major) + 1e-9));
  const bool two = std::lround(leading) == 2;
  for (const double parts : {10.0, two ? 4.0 : 5.0, 2.0}) {
    const double step = major / parts;
    if (step + 1e-9 < atLeast) continue;
    if (wholeOnly && (step < 1 - 1e-9 || std::abs(step - std::round(step)) > 1e-9)) continue;
    return step;
  }
  return major;
}

Steps roundSteps(const TimeAxis& axis, const AxisScale& scale, double labelGapPx, double minorGapPx) {
  const double interval = static_cast<double>(scale.interval.us);
  const double roundsPerPx = axis.spanUs / axis.widthPx / interval;
  const double major = std::max(niceStep(labelGapPx * roundsPerPx), 1.0);
  return {interval, static_cast<double>(scale.phase.us), major, minorOf(major, minorGapPx * roundsPerPx, true)};
}

Steps secondSteps(const TimeAxis& axis, const AxisScale& scale, double labelGapPx, double minorGapPx) {
  const double usPerPx = axis.spanUs / axis.widthPx;
  const double block = static_cast<double>(scale.interval.us);
  const double major = niceStep(std::max(labelGapPx * usPerPx, block));
  return {1, 0, major, minorOf(major, std::max(minorGapPx * usPerPx, block), false)};
}

Steps querySteps(const TimeAxis& axis, double labelGapPx, double minorGapPx) {
  const double usPerPx = axis.spanUs / axis.widthPx;
  const double major = niceStep(labelGapPx * usPerPx);
  return {1, 0, major, minorOf(major, minorGapPx * usPerPx, false)};
}

Steps stepsOf(const TimeAxis& axis, const AxisScale& scale, double labelGapPx, double minorGapPx) {
  if (scale.queries) return querySteps(axis, labelGapPx, minorGapPx);
  switch (scale.unit) {
    case AxisUnit::Rounds:
      return roundSteps(axis, scale, labelGapPx, minorGapPx);
    case AxisUnit::Seconds:
      return secondSteps(axis, scale, labelGapPx, minorGapPx);
  }
  RS_CHECK(false);
}

/// Only the first label of an axis says what its numbers count.
QString labelOf(const AxisScale& scale, const Steps& steps, std::int64_t minorStep, bool isFirst) {
  const double count = static_cast<double>(minorStep) * steps.minor;
  if (scale.queries) return millisecondsText(count, steps.major);
  switch (scale.unit) {
    case AxisUnit::Rounds: {
      const QString number = QString::number(std::llround(count));
      return isFirst ? QStringLiteral("round ") + number : number;
    }
    case AxisUnit::Seconds:
      return secondsText(count, steps.major);
  }
  RS_CHECK(false);
}

/// When the block begins that contains the moment.
double blockTimeUs(const AxisScale& scale, double us) {
  return static_cast<double>(scale.phase.us + roundAt(scale, us) * scale.interval.us);
}

}  // namespace

double niceStep(double atLeast) {
  const double decade = std::pow(10.0, std::floor(std::log10(atLeast) + 1e-12));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * decade >= atLeast * (1 - 1e-12)) return factor * decade;
  return 10 * decade;
}

std::vector<Tick> ticksOf(const TimeAxis& axis, const AxisScale& scale, double labelGapPx, double minorGapPx) {
  const Steps steps = stepsOf(axis, scale, labelGapPx, minorGapPx);
  const double minorUs = steps.minor * steps.unitUs;
  const auto perMajor = static_cast<std::int64_t>(std::llround(steps.major / steps.minor));
  const auto first = static_cast<std::int64_t>(std::ceil((axis.firstUs() - steps.originUs) / minorUs - 1e-9));
  const auto last = static_cast<std::int64_t>(std::floor((axis.lastUs() - steps.originUs) / minorUs + 1e-9));

  std::vector<Tick> ticks;
  bool named = false;
  double lastMajorX = -1e9;
  for (std::int64_t i = std::max<std::int64_t>(0, first); i <= last; ++i) {
    Tick tick;
    tick.us = steps.originUs + static_cast<double>(i) * minorUs;
    // A break in the axis has no ticks; right after one they keep their distance.
    if (const IdleMap::Stretch* gap = axis.idle == nullptr ? nullptr : axis.idle->around(tick.us)) {
      i = std::max(i, static_cast<std::int64_t>(std::ceil((gap->endUs - steps.originUs) / minorUs - 1e-9)) - 1);
      continue;
    }
    tick.x = xOf(axis, tick.us);
    tick.major = i % perMajor == 0;
    if (axis.idle != nullptr && !ticks.empty() && tick.x - ticks.back().x < minorGapPx - 1e-6) continue;
    if (axis.idle != nullptr && tick.major && tick.x - lastMajorX < labelGapPx - 1e-6) tick.major = false;
    if (tick.major) lastMajorX = tick.x;
    if (tick.major) {
      tick.label = labelOf(scale, steps, i, !named);
      named = true;
    }
    ticks.push_back(std::move(tick));
  }
  return ticks;
}

std::int64_t roundAt(const AxisScale& scale, double us) {
  const double rounds = (us - static_cast<double>(scale.phase.us)) / static_cast<double>(scale.interval.us);
  return std::max<std::int64_t>(0, static_cast<std::int64_t>(std::floor(rounds + 1e-9)));
}

QString secondsText(double us, double stepUs) {
  struct Unit {
    double us;
    const char* name;
  };
  static constexpr Unit kUnits[] = {{1e6, "s"}, {1e3, "ms"}, {1, "µs"}};
  const Unit unit = stepUs >= 1e5 ? kUnits[0] : stepUs >= 1e2 ? kUnits[1] : kUnits[2];
  const double step = stepUs / unit.us;
  const int decimals = step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9));
  return QString::number(us / unit.us, 'f', std::clamp(decimals, 0, 3)) + QChar(0xa0) + QString::fromUtf8(unit.name);
}

QString millisecondsText(double us, double stepUs) {
  const int decimals = stepUs >= 1e3 ? 0 : static_cast<int>(std::ceil(-std::log10(stepUs / 1e3) - 1e-9));
  return QString::number(us / 1e3, 'f', std::clamp(decimals, 0, 3)) + QStringLiteral("\u00a0ms");
}

AxisScale onSubnet(const AxisScale& scale, Duration interval, Duration phase) {
  switch (scale.unit) {
    case AxisUnit::Rounds:
      return {scale.unit, scale.queries, interval, phase};
    case AxisUnit::Seconds:
      return scale;
  }
  RS_CHECK(false);
}

QString momentText(const AxisScale& scale, double us, double stepUs) {
  if (scale.queries) return millisecondsText(us, stepUs);
  switch (scale.unit) {
    case AxisUnit::Rounds:
      return QStringLiteral("round %1").arg(QString::fromStdString(grouped(roundAt(scale, us))));
    case AxisUnit::Seconds:
      return secondsText(blockTimeUs(scale, us), static_cast<double>(scale.interval.us % 1'000'000 == 0 ? 1e6 : 1e5));
  }
  RS_CHECK(false);
}

QString distanceText(const AxisScale& scale, double fromUs, double toUs) {
  if (scale.queries) return millisecondsText(std::abs(toUs - fromUs), std::max(100.0, std::abs(toUs - fromUs) / 100));
  const std::int64_t rounds = std::abs(roundAt(scale, toUs) - roundAt(scale, fromUs));
  if (rounds == 0) return QStringLiteral("in the same round");
  const double us = static_cast<double>(rounds * scale.interval.us);
  return QString::fromStdString(counted(rounds, "round")) + QStringLiteral(" · ") +
         secondsText(us, scale.interval.us % 1'000'000 == 0 ? 1e6 : 1e5);
}

QString axisTitle(const AxisScale& scale) {
  if (scale.queries) return QStringLiteral("Latency (model)");
  switch (scale.unit) {
    case AxisUnit::Rounds: {
      const double us = static_cast<double>(scale.interval.us);
      const QString each = scale.interval.us % 1'000'000 == 0 ? secondsText(us, 1e6) : secondsText(us, 1e3);
      return QStringLiteral("Rounds (%1 each)").arg(each);
    }
    case AxisUnit::Seconds:
      return QStringLiteral("Time");
  }
  RS_CHECK(false);
}

}  // namespace roundscope::ui
