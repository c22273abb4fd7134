// The one mapping between simulated time and horizontal pixels. Plain values and free functions, so that
// zooming and panning are tested without a window, and every chart lines up by sharing the same value.
#pragma once

#include <memory>

#include "core/base/time.h"
#include "ui/drawing/idle_map.h"

namespace roundscope::ui {

/// A stretch of simulated time, in microseconds with fractions so that zooming stays smooth.
struct TimeRange {
  double startUs = 0;
  double endUs = 0;
  bool operator==(const TimeRange&) const = default;
  [[nodiscard]] double spanUs() const { return endUs - startUs; }
};

/// Which stretch is visible (`startUs`, `spanUs` > 0) and on which pixels (`leftPx`, `widthPx` > 0). Start and span are
/// on the axis' own scale, which is simulated time itself unless idle time is collapsed.
struct TimeAxis {
  double startUs = 0;
  double spanUs = 1e6;
  double leftPx = 0;
  double widthPx = 1;
  std::shared_ptr<const IdleMap> idle{};  ///< null: time is even
  bool operator==(const TimeAxis&) const = default;
  [[nodiscard]] double endUs() const { return startUs + spanUs; }
  [[nodiscard]] double rightPx() const { return leftPx + widthPx; }
  /// Simulated time on the axis' own scale.
  [[nodiscard]] double onScale(double us) const { return idle == nullptr ? us : idle->shown(us); }
  [[nodiscard]] double actual(double scaleUs) const { return idle == nullptr ? scaleUs : idle->actual(scaleUs); }
  /// The first and the last moment in view, in simulated time.
  [[nodiscard]] double firstUs() const { return actual(startUs); }
  [[nodiscard]] double lastUs() const { return actual(endUs()); }
  [[nodiscard]] TimeRange visible() const { return {firstUs(), lastUs()}; }
};

/// Nobody needs to see less than this at once: it is about the distance of two events in a full round.
inline constexpr double kMinimumSpanUs = 50;

[[nodiscard]] double xOf(const TimeAxis& axis, double us);
[[nodiscard]] double xOf(const TimeAxis& axis, Time time);
[[nodiscard]] double usAt(const TimeAxis& axis, double x);
[[nodiscard]] Time timeAt(const TimeAxis& axis, double x);

/// The axis moved and shrunk so that it shows nothing outside `bounds`.
[[nodiscard]] TimeAxis clampedTo(TimeAxis axis, TimeRange bounds);
/// `factor` above 1 magnifies. The time under `aboutPx` stays under it, unless the bounds forbid.
[[nodiscard]] TimeAxis zoomed(const TimeAxis& axis, double factor, double aboutPx, TimeRange bounds);
/// Positive `deltaPx` moves the view to later times.
[[nodiscard]] TimeAxis panned(const TimeAxis& axis, double deltaPx, TimeRange bounds);
/// The axis on the same pixels that shows exactly `range`.
[[nodiscard]] TimeAxis fitted(const TimeAxis& axis, TimeRange range);

}  // namespace roundscope::ui
