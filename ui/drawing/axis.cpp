// Linear mapping and its changes. See axis.h.
#include "ui/drawing/axis.h"

#include <algorithm>
#include <cmath>

namespace roundscope::ui {

double xOf(const TimeAxis& axis, double us) {
  return axis.leftPx + (axis.onScale(us) - axis.startUs) / axis.spanUs * axis.widthPx;
}

double xOf(const TimeAxis& axis, Time time) { return xOf(axis, static_cast<double>(time.us)); }

double usAt(const TimeAxis& axis, double x) {
  return axis.actual(axis.startUs + (x - axis.leftPx) / axis.widthPx * axis.spanUs);
}

Time timeAt(const TimeAxis& axis, double x) { return {std::llround(usAt(axis, x))}; }

namespace {
TimeRange onScale(const TimeAxis& axis, TimeRange range) {
  return {axis.onScale(range.startUs), axis.onScale(range.endUs)};
}
}  // namespace

TimeAxis clampedTo(TimeAxis axis, TimeRange actual) {
  const TimeRange bounds = onScale(axis, actual);
  const double whole = std::max(bounds.spanUs(), kMinimumSpanUs);
  axis.spanUs = std::clamp(axis.spanUs, std::min(kMinimumSpanUs, whole), whole);
  axis.startUs = std::clamp(axis.startUs, bounds.startUs, bounds.startUs + whole - axis.spanUs);
  return axis;
}

TimeAxis zoomed(const TimeAxis& axis, double factor, double aboutPx, TimeRange bounds) {
  const double about = axis.startUs + (aboutPx - axis.leftPx) / axis.widthPx * axis.spanUs;
  TimeAxis next = axis;
  next.spanUs =
      std::clamp(axis.spanUs / factor, kMinimumSpanUs, std::max(onScale(axis, bounds).spanUs(), kMinimumSpanUs));
  next.startUs = about - (aboutPx - axis.leftPx) / axis.widthPx * next.spanUs;
  return clampedTo(next, bounds);
}

TimeAxis panned(const TimeAxis& axis, double deltaPx, TimeRange bounds) {
  TimeAxis next = axis;
  next.startUs += deltaPx / axis.widthPx * axis.spanUs;
  return clampedTo(next, bounds);
}

TimeAxis fitted(const TimeAxis& axis, TimeRange range) {
  TimeAxis next = axis;
  next.startUs = axis.onScale(range.startUs);
  next.spanUs = std::max(axis.onScale(range.endUs) - next.startUs, kMinimumSpanUs);
  return next;
}

}  // namespace roundscope::ui
