// See pixels.h.
#include "ui/drawing/pixels.h"

namespace roundscope::ui {

std::vector<double> pixelsOf(const TimeAxis& axis, double untilPx) {
  std::vector<double> pixels;
  for (double x = axis.leftPx; x < untilPx; x += 1) pixels.push_back(x);
  return pixels;
}

std::vector<double> boundsOf(const TimeAxis& axis, const std::vector<double>& pixels) {
  std::vector<double> bounds;
  if (pixels.empty()) return bounds;
  for (const double x : pixels) bounds.push_back(usAt(axis, x));
  bounds.push_back(usAt(axis, pixels.back() + 1));
  return bounds;
}

}  // namespace roundscope::ui
