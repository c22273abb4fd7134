// Where an axis carries ticks, and what they say: whole rounds, seconds no finer than a block, or the milliseconds of
// the latency model of queries.
#pragma once

#include <QString>
#include <cstdint>
#include <vector>

#include "core/base/time.h"
#include "ui/drawing/axis.h"

namespace roundscope::ui {

/// What the common axis counts. A new unit is a case in the switches of ticks.cpp and its action's (ui/window/actions),
/// which the compiler asks for.
enum class AxisUnit { Rounds, Seconds };
inline constexpr AxisUnit kAxisUnits[] = {AxisUnit::Rounds, AxisUnit::Seconds};

/// How the common axis counts. Rounds are those of one subnet; others may have another interval. All that happens in a
/// round has one time, its block's, so nothing finer is ever told.
struct AxisScale {
  AxisUnit unit = AxisUnit::Rounds;
  bool queries = false;            ///< nothing but queries is shown: milliseconds of their latency model
  Duration interval = seconds(1);  ///< positive
  Duration phase;
  bool operator==(const AxisScale&) const = default;
};

struct Tick {
  double us = 0;
  double x = 0;
  bool major = false;
  QString label;  ///< empty for minor ticks
};

/// The least of 1, 2, 5, 10, 20, 50, … that is not below `atLeast` (which must be positive).
[[nodiscard]] double niceStep(double atLeast);

/// Ticks on the visible part, ascending; labelled ones at least `labelGapPx` apart, all at least `minorGapPx`.
/// Their number is bounded by the width, whatever the zoom.
[[nodiscard]] std::vector<Tick> ticksOf(const TimeAxis& axis, const AxisScale& scale, double labelGapPx,
                                        double minorGapPx);

/// The scale for the lane of a subnet whose rounds are these: its own rounds where the axis counts rounds.
[[nodiscard]] AxisScale onSubnet(const AxisScale& scale, Duration interval, Duration phase);

/// The round of the scale that contains the moment.
[[nodiscard]] std::int64_t roundAt(const AxisScale& scale, double us);

/// "12.5 s", "340 ms", "60 µs": as exact as `stepUs` needs.
[[nodiscard]] QString secondsText(double us, double stepUs);
/// "340 ms", "12.5 ms": as exact as `stepUs` needs.
[[nodiscard]] QString millisecondsText(double us, double stepUs);

/// A moment as the cursor's flag says it: "round 12", or its block's time; of queries "12.5 ms", as exact as `stepUs`
/// needs.
[[nodiscard]] QString momentText(const AxisScale& scale, double us, double stepUs);
/// How far two moments are apart: "12 rounds · 12 s", counted from block to block; "in the same round".
[[nodiscard]] QString distanceText(const AxisScale& scale, double fromUs, double toUs);

/// What the ruler's gutter says: "Rounds (1 s each)".
[[nodiscard]] QString axisTitle(const AxisScale& scale);

}  // namespace roundscope::ui
