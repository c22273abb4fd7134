// What is still to come is an outline: never paler than what has been, and never grey, which means something else.
#include <algorithm>
#include <optional>

#include "ui/timeline/scene_parts.h"

namespace roundscope::ui::parts {

namespace {

/// Narrower than this there is no inside.
constexpr double kLeastInsidePx = 2.5;

/// The outline's paint, for what shows calls, messages and locks; none for what marks and explains.
std::optional<Paint> outlineOf(Paint fill) {
  switch (fill.role) {
    case Role::OutputQueue:
    case Role::Outbound:
    case Role::InputQueue:
    case Role::Executing:
    case Role::Awaiting:
    case Role::Inbound:
    case Role::Callback:
    case Role::MergedBar:
    case Role::Execution:
    case Role::OverlapFill:
      return Paint{Role::FutureLine, fill.hue};
    case Role::ExecutionOther:
    case Role::Quiet:
      return Paint{Role::FutureLine, kGreyHue};
    case Role::LockSpan:
      return Paint{Role::ExposedLine};
    case Role::Failure:
    case Role::FailureFill:
      return Paint{Role::Failure};
    default:
      return std::nullopt;
  }
}

Paint insideOf(Paint line) { return {Role::Future, line.role == Role::FutureLine ? line.hue : kGreyHue}; }

RectShape outlined(RectShape shape, Paint line) {
  shape.hatch = Hatch::None;
  if (shape.rect.width() < kLeastInsidePx || shape.rect.height() < kLeastInsidePx) {
    shape.fill = line;
    shape.border.reset();
    return shape;
  }
  shape.fill = insideOf(line);
  shape.border = line;
  return shape;
}

/// Where a line of points crosses `x`.
QPointF crossing(const QPointF& a, const QPointF& b, double x) {
  const double width = b.x() - a.x();
  return {x, width == 0 ? b.y() : a.y() + (b.y() - a.y()) * (x - a.x()) / width};
}

/// The parts of a line before and after `x`; its points go one way along the axis.
struct Split {
  std::vector<QPointF> before, after;
};
Split splitAt(const std::vector<QPointF>& points, double x) {
  Split split;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const bool past = points[i].x() <= x;
    if (i > 0 && past != (points[i - 1].x() <= x)) {
      const QPointF at = crossing(points[i - 1], points[i], x);
      split.before.push_back(at);
      split.after.push_back(at);
    }
    (past ? split.before : split.after).push_back(points[i]);
  }
  return split;
}

class Outliner {
 public:
  explicit Outliner(double x) : m_x(x) {}

  std::vector<Shape> take(std::vector<Shape>::iterator first, std::vector<Shape>::iterator end) {
    for (; first != end; ++first) std::visit(*this, *first);
    return std::move(m_shapes);
  }

  void operator()(RectShape& shape) {
    const std::optional<Paint> line = outlineOf(shape.fill);
    if (!line || shape.rect.right() <= m_x) return keep(shape);
    if (shape.rect.left() >= m_x) return keep(outlined(shape, *line));
    RectShape before = shape;
    before.rect.setRight(m_x);
    shape.rect.setLeft(m_x);
    keep(before);
    keep(outlined(shape, *line));
  }
  void operator()(AreaShape& shape) {
    const std::optional<Paint> line = outlineOf(shape.fill);
    if (!line) return keep(shape);
    const auto edge = static_cast<std::ptrdiff_t>(shape.edgePoints);
    Split upper = splitAt({shape.points.begin(), shape.points.begin() + edge}, m_x);
    Split lower = splitAt({shape.points.begin() + edge, shape.points.end()}, m_x);
    if (upper.after.empty()) return keep(shape);
    AreaShape after;
    after.edgePoints = upper.after.size();
    after.points = std::move(upper.after);
    after.points.insert(after.points.end(), lower.after.begin(), lower.after.end());
    after.fill = insideOf(*line);
    after.line = *line;
    if (!upper.before.empty()) {
      shape.edgePoints = upper.before.size();
      shape.points = std::move(upper.before);
      shape.points.insert(shape.points.end(), lower.before.begin(), lower.before.end());
      keep(shape);
    }
    keep(after);
  }
  void operator()(StrokeShape& shape) {
    Split parts = splitAt(shape.points, m_x);
    if (parts.after.size() < 2) return keep(shape);
    StrokeShape after = shape;
    after.points = std::move(parts.after);
    after.dash = Dash::Dots;
    shape.points = std::move(parts.before);
    if (shape.points.size() >= 2) keep(shape);
    keep(after);
  }
  void operator()(LineShape& shape) { keep(shape); }
  void operator()(TextShape& shape) { keep(shape); }
  void operator()(IconShape& shape) { keep(shape); }

 private:
  template <class Kept>
  void keep(const Kept& shape) {
    m_shapes.emplace_back(shape);
  }

  double m_x;
  std::vector<Shape> m_shapes;
};

}  // namespace

void outlineFuture(Canvas& canvas, std::size_t first, double x) {
  std::vector<Shape>& shapes = canvas.scene().layers.back().shapes;
  const auto from = shapes.begin() + static_cast<std::ptrdiff_t>(first);
  std::vector<Shape> outlines = Outliner(x).take(from, shapes.end());
  shapes.erase(from, shapes.end());
  shapes.insert(shapes.end(), std::make_move_iterator(outlines.begin()), std::make_move_iterator(outlines.end()));
}

}  // namespace roundscope::ui::parts
