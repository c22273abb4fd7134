// Each hatch line is where some coordinate has one value: x for vertical lines, y for level ones, x + y for rising,
// x - y for falling ones. A line crosses the outline an even number of times; it is inside from the first crossing to
// the second, from the third to the fourth, and so on. See hatch.h.
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
      case Hatch::Horizontal:
        return p.y();
    }
    return p.x();
  }
  /// Grows along a line.
  [[nodiscard]] double along(QPointF p) const { return hatch == Hatch::Horizontal ? p.x() : p.y(); }
  [[nodiscard]] QPointF at(double across, double along) const {
    switch (hatch) {
      case Hatch::Vertical:
      case Hatch::None:
        return {across, along};
      case Hatch::Forward:
      case Hatch::Dense:
        return {across - along, along};
      case Hatch::Backward:
        return {across + along, along};
      case Hatch::Horizontal:
        return {along, across};
    }
    return {across, along};
  }
};

}  // namespace

double hatchWidth(Hatch hatch) { return hatch == Hatch::Dense ? 1.1 : 0.9; }

std::vector<QLineF> hatchLines(const std::vector<QPointF>& outline, Hatch hatch) {
  if (hatch == Hatch::None || outline.size() < 3) return {};
  const Frame frame{hatch};
  const double step = hatch == Hatch::Dense ? 4 : hatch == Hatch::Horizontal ? 6 : 5;
  struct Crossing {
    double line;
    double along;
    bool operator<(const Crossing& other) const { return line != other.line ? line < other.line : along < other.along; }
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
      crossings.push_back({line, frame.along(a) + (frame.along(b) - frame.along(a)) * (line - from) / (to - from)});
  }
  std::sort(crossings.begin(), crossings.end());
  std::vector<QLineF> lines;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
    const auto [line, begin] = crossings[i];
    const double end = crossings[i + 1].along;
    if (end - begin > 0.1) lines.emplace_back(frame.at(line, end), frame.at(line, begin));
  }
  return lines;
}

std::vector<QLineF> hatchLines(const QRectF& rect, Hatch hatch) {
  return hatchLines({rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()}, hatch);
}

}  // namespace roundscope::ui
