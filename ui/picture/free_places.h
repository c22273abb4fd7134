// Finds free places in a picture.
#pragma once

#include <QLineF>
#include <QRectF>
#include <optional>
#include <vector>

#include "ui/drawing/shapes.h"

namespace roundscope::ui {

/// Which parts of a page are taken, in cells of two pixels. A question costs nothing but looking at four numbers.
class FreePlaces {
 public:
  explicit FreePlaces(QSizeF page);

  /// What shapes of these layers cover.
  void take(const Layer& layer);
  void take(const Shape& shape, const QRectF& clip);
  void take(const QRectF& rect);
  void take(const QLineF& line);

  /// A place for a box of this size within `room`: the uppermost, and of those the leftmost.
  [[nodiscard]] std::optional<QPointF> find(QSizeF size, const QRectF& room);
  /// How much of the box is taken, in square pixels. Cells that are taken in part count whole.
  [[nodiscard]] double takenIn(const QRectF& box);

 private:
  void sum();
  [[nodiscard]] int takenIn(int left, int top, int right, int bottom) const;

  int m_columns;
  int m_rows;
  std::vector<int> m_taken;  ///< by row, then column
  std::vector<int> m_sums;   ///< of all cells above and to the left
  bool m_summed = false;
};

}  // namespace roundscope::ui
