// Each hatch line is where some coordinate has one value: x for vertical lines, y for level ones, x + y for rising,
// x - y for falling ones. A line crosses the outline an even number of times; it is inside from the first crossing to
// the second, from the third to the fourth, and so on. See hatch.h.
#include "ui/drawing/hatch.h"

#include <algorithm>
#include <cmath>

namespace roundscope::ui {

namespace {

enum class Direction : std::uint8_t { Vertical, Level, Rising, Falling };

/// The coordinate that is constant along a line, and one that grows along it.
struct Frame {
  Direction direction;
  [[nodiscard]] double across(QPointF p) const {
    switch (direction) {
      case Direction::Vertical:
        return p.x();
      case Direction::Rising:
        return p.x() + p.y();
      case Direction::Falling:
        return p.x() - p.y();
      case Direction::Level:
        return p.y();
    }
    return p.x();
  }
  /// Grows along a line.
  [[nodiscard]] double along(QPointF p) const { return direction == Direction::Level ? p.x() : p.y(); }
  [[nodiscard]] QPointF at(double across, double along) const {
    switch (direction) {
      case Direction::Vertical:
        return {across, along};
      case Direction::Rising:
        return {across - along, along};
      case Direction::Falling:
        return {across + along, along};
      case Direction::Level:
        return {along, across};
    }
    return {across, along};
  }
};

/// Lines of one direction within an outline.
std::vector<QLineF> linesWithin(const std::vector<QPointF>& outline, Direction direction, double step) {
  const Frame frame{direction};
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

constexpr double kDotPx = 1.5;
constexpr double kDotRowPx = 3;

/// Short level lines, every second row between those of the first.
std::vector<QLineF> dotsWithin(const std::vector<QPointF>& outline) {
  constexpr double kDotStepPx = 2 * kDotRowPx;
  std::vector<QLineF> dots;
  for (const QLineF& row : linesWithin(outline, Direction::Level, kDotRowPx)) {
    const double left = std::min(row.x1(), row.x2());
    const double right = std::max(row.x1(), row.x2());
    const double shift = std::llround(row.y1() / kDotRowPx) % 2 == 0 ? 0 : kDotRowPx;
    for (double x = std::ceil((left - shift) / kDotStepPx) * kDotStepPx + shift; x + kDotPx <= right; x += kDotStepPx)
      dots.emplace_back(x, row.y1(), x + kDotPx, row.y1());
  }
  return dots;
}

std::vector<QLineF> crossesWithin(const std::vector<QPointF>& outline) {
  constexpr double kStepPx = 6;
  std::vector<QLineF> lines = linesWithin(outline, Direction::Rising, kStepPx);
  const std::vector<QLineF> falling = linesWithin(outline, Direction::Falling, kStepPx);
  lines.insert(lines.end(), falling.begin(), falling.end());
  return lines;
}

}  // namespace

double hatchWidth(Hatch hatch) {
  switch (hatch) {
    case Hatch::None:
    case Hatch::Forward:
    case Hatch::Backward:
    case Hatch::Vertical:
    case Hatch::Horizontal:
    case Hatch::Sparse:
      return 1;
    case Hatch::Cross:
      return 0.8;
    case Hatch::Dense:
      return 1.1;
    case Hatch::Dots:
      return kDotPx;
  }
  return 1;
}

std::vector<QLineF> hatchLines(const std::vector<QPointF>& outline, Hatch hatch) {
  if (outline.size() < 3) return {};
  switch (hatch) {
    case Hatch::None:
      return {};
    case Hatch::Forward:
      return linesWithin(outline, Direction::Rising, 5);
    case Hatch::Backward:
      return linesWithin(outline, Direction::Falling, 5);
    case Hatch::Vertical:
      return linesWithin(outline, Direction::Vertical, 5);
    case Hatch::Dense:
      return linesWithin(outline, Direction::Rising, 4);
    case Hatch::Horizontal:
      return linesWithin(outline, Direction::Level, 5);
    case Hatch::Dots:
      return dotsWithin(outline);
    case Hatch::Cross:
      return crossesWithin(outline);
    case Hatch::Sparse:
      return linesWithin(outline, Direction::Rising, 9);
  }
  return {};
}

std::vector<QLineF> hatchLines(const QRectF& rect, Hatch hatch) {
  return hatchLines({rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()}, hatch);
}

}  // namespace roundscope::ui
