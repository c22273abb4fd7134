// Linear mapping and its changes. See axis.h.
#include "ui/timeline/axis.h"

#include <algorithm>
#include <cmath>

namespace roundscope {

double xOf(const TimeAxis& axis, double us) { return axis.leftPx + (us - axis.startUs) / axis.spanUs * axis.widthPx; }

double xOf(const TimeAxis& axis, Time time) { return xOf(axis, static_cast<double>(time.us)); }

double usAt(const TimeAxis& axis, double x) { return axis.startUs + (x - axis.leftPx) / axis.widthPx * axis.spanUs; }

Time timeAt(const TimeAxis& axis, double x) { return {std::llround(usAt(axis, x))}; }

TimeAxis clampedTo(TimeAxis axis, TimeRange bounds) {
  const double whole = std::max(bounds.spanUs(), kMinimumSpanUs);
  axis.spanUs = std::clamp(axis.spanUs, std::min(kMinimumSpanUs, whole), whole);
  axis.startUs = std::clamp(axis.startUs, bounds.startUs, bounds.startUs + whole - axis.spanUs);
  return axis;
}

TimeAxis zoomed(const TimeAxis& axis, double factor, double aboutPx, TimeRange bounds) {
  const double about = usAt(axis, aboutPx);
  TimeAxis next = axis;
  next.spanUs = std::clamp(axis.spanUs / factor, kMinimumSpanUs, std::max(bounds.spanUs(), kMinimumSpanUs));
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
  next.startUs = range.startUs;
  next.spanUs = std::max(range.spanUs(), kMinimumSpanUs);
  return next;
}

}  // namespace roundscope
