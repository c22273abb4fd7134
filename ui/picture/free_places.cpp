// A summed-area table: whether a box is free is a question of four sums. See free_places.h.
#include "ui/picture/free_places.h"

#include <algorithm>
#include <cmath>

#include "core/trace/event.h"

namespace roundscope::ui {

namespace {

constexpr double kCellPx = 2;

int cellsOf(double px) { return std::max(1, static_cast<int>(std::ceil(px / kCellPx))); }

}  // namespace

FreePlaces::FreePlaces(QSizeF page)
    : m_columns(cellsOf(page.width())),
      m_rows(cellsOf(page.height())),
      m_taken(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows), 0) {}

void FreePlaces::take(const QRectF& rect) {
  const int left = std::max(0, static_cast<int>(std::floor(rect.left() / kCellPx)));
  const int right = std::min(m_columns, static_cast<int>(std::floor(rect.right() / kCellPx)) + 1);
  const int top = std::max(0, static_cast<int>(std::floor(rect.top() / kCellPx)));
  const int bottom = std::min(m_rows, static_cast<int>(std::floor(rect.bottom() / kCellPx)) + 1);
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x) m_taken[static_cast<std::size_t>(y * m_columns + x)] = 1;
  m_summed = false;
}

void FreePlaces::take(const QLineF& line) {
  const int steps = cellsOf(line.length());
  for (int i = 0; i <= steps; ++i) {
    const QPointF at = line.pointAt(static_cast<double>(i) / steps);
    take(QRectF(at, QSizeF(0, 0)));
  }
}

void FreePlaces::take(const Layer& layer) {
  for (const Shape& shape : layer.shapes) take(shape, layer.clip);
}

void FreePlaces::take(const Shape& shape, const QRectF& clip) {
  const auto along = [this](const std::vector<QPointF>& points) {
    for (std::size_t i = 0; i + 1 < points.size(); ++i) take(QLineF(points[i], points[i + 1]));
  };
  const auto box = [this, &clip](const QRectF& rect) { take(rect.intersected(clip)); };
  std::visit(Overloaded{
                 [&](const RectShape& s) { box(s.rect); },
                 [&](const LineShape& s) { take(s.line); },
                 [&](const TextShape& s) { box(s.box); },
                 [&](const AreaShape& s) {
                   for (std::size_t i = 0; i + 1 < s.edgePoints && i + 1 < s.points.size(); ++i) {
                     const QPointF below = s.points[s.points.size() - 1 - i];
                     take(QRectF(QPointF(s.points[i].x(), std::min(s.points[i].y(), below.y())),
                                 QPointF(s.points[i + 1].x(), std::max(s.points[i].y(), below.y()))));
                   }
                 },
                 [&](const StrokeShape& s) { along(s.points); },
                 [&](const IconShape& s) { box(s.box); },
             },
             shape);
}

void FreePlaces::sum() {
  const auto at = [this](int x, int y) { return static_cast<std::size_t>(y * (m_columns + 1) + x); };
  m_sums.assign(static_cast<std::size_t>(m_columns + 1) * static_cast<std::size_t>(m_rows + 1), 0);
  for (int y = 0; y < m_rows; ++y)
    for (int x = 0; x < m_columns; ++x)
      m_sums[at(x + 1, y + 1)] = m_sums[at(x, y + 1)] + m_sums[at(x + 1, y)] - m_sums[at(x, y)] +
                                 m_taken[static_cast<std::size_t>(y * m_columns + x)];
  m_summed = true;
}

int FreePlaces::takenIn(int left, int top, int right, int bottom) const {
  const auto at = [this](int x, int y) { return m_sums[static_cast<std::size_t>(y * (m_columns + 1) + x)]; };
  return at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
}

double FreePlaces::takenIn(const QRectF& box) {
  if (!m_summed) sum();
  const auto cell = [](double px, int most) { return std::clamp(static_cast<int>(std::floor(px / kCellPx)), 0, most); };
  const int left = cell(box.left(), m_columns);
  const int top = cell(box.top(), m_rows);
  const int right = std::min(m_columns, cell(box.right(), m_columns) + 1);
  const int bottom = std::min(m_rows, cell(box.bottom(), m_rows) + 1);
  return takenIn(left, top, right, bottom) * kCellPx * kCellPx;
}

std::optional<QPointF> FreePlaces::find(QSizeF size, const QRectF& room) {
  if (!m_summed) sum();
  const int columns = cellsOf(size.width());
  const int rows = cellsOf(size.height());
  const int left = std::max(0, static_cast<int>(std::ceil(room.left() / kCellPx)));
  const int right = std::min(m_columns, static_cast<int>(std::floor(room.right() / kCellPx))) - columns;
  const int top = std::max(0, static_cast<int>(std::ceil(room.top() / kCellPx)));
  const int bottom = std::min(m_rows, static_cast<int>(std::floor(room.bottom() / kCellPx))) - rows;
  for (int y = top; y <= bottom; ++y)
    for (int x = left; x <= right; ++x)
      if (takenIn(x, y, x + columns, y + rows) == 0) return QPointF(x * kCellPx, y * kCellPx);
  return std::nullopt;
}

}  // namespace roundscope::ui
