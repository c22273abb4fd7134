// The pixels of an axis, for pictures that ask a list once for all of them.
#pragma once

#include <vector>

#include "ui/drawing/axis.h"

namespace roundscope::ui {

/// The left edges of an axis' pixels, from its first to the last before `untilPx`.
[[nodiscard]] std::vector<double> pixelsOf(const TimeAxis& axis, double untilPx);
/// The moments, in microseconds, at which these pixels begin, and the last one's end: one more than there are pixels,
/// but none for no pixels.
[[nodiscard]] std::vector<double> boundsOf(const TimeAxis& axis, const std::vector<double>& pixels);

}  // namespace roundscope::ui
