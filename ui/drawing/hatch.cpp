// Each hatch line is where some coordinate has one value: x for vertical lines, x + y for rising, x - y for falling
// ones. A line crosses the outline an even number of times; it is inside from the first crossing to the second, from
// the third to the fourth, and so on. See hatch.h.
#include "ui/drawing/hatch.h"

#include <algorithm>
#include <cmath>

namespace roundscope::ui {

namespace {

/// The coordinate that is constant along a line, and one that grows along it.
struct Frame {
  Hatch hatch;
  [[nodiscard]] double across(QPointF p) const {
    switch (hatch) {
      case Hatch::Vertical:
      case Hatch::None:
        return p.x();
      case Hatch::Forward:
      case Hatch::Dense:
        return p.x() + p.y();
      case Hatch::Backward:
        return p.x() - p.y();
    }
    return p.x();
  }
  [[nodiscard]] QPointF at(double across, double y) const {
    switch (hatch) {
      case Hatch::Vertical:
      case Hatch::None:
        return {across, y};
      case Hatch::Forward:
      case Hatch::Dense:
        return {across - y, y};
      case Hatch::Backward:
        return {across + y, y};
    }
    return {across, y};
  }
};

}  // namespace

double hatchWidth(Hatch hatch) { return hatch == Hatch::Dense ? 1.1 : 0.9; }

std::vector<QLineF> hatchLines(const std::vector<QPointF>& outline, Hatch hatch) {
  if (hatch == Hatch::None || outline.size() < 3) return {};
  const Frame frame{hatch};
  const double step = hatch == Hatch::Dense ? 4 : 5;
  struct Crossing {
    double line;
    double y;
    bool operator<(const Crossing& other) const { return line != other.line ? line < other.line : y < other.y; }
  };
  std::vector<Crossing> crossings;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const QPointF a = outline[i];
    const QPointF b = outline[(i + 1) % outline.size()];
    const double from = frame.across(a);
    const double to = frame.across(b);
    if (from == to) continue;
    // Half-open, so that a corner counts once.
    const double low = std::min(from, to);
    const double high = std::max(from, to);
    for (double line = std::ceil(low / step) * step; line < high; line += step)
      crossings.push_back({line, a.y() + (b.y() - a.y()) * (line - from) / (to - from)});
  }
  std::sort(crossings.begin(), crossings.end());
  std::vector<QLineF> lines;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
    const auto [line, y0] = crossings[i];
    const double y1 = crossings[i + 1].y;
    if (y1 - y0 > 0.1) lines.emplace_back(frame.at(line, y1), frame.at(line, y0));
  }
  return lines;
}

std::vector<QLineF> hatchLines(const QRectF& rect, Hatch hatch) {
  return hatchLines({rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()}, hatch);
}

}  // namespace roundscope::ui
