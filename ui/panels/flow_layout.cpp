// See flow_layout.h.
#include "ui/panels/flow_layout.h"

#include <QWidget>
#include <algorithm>

namespace roundscope::ui {

FlowLayout::FlowLayout(int gapPx, int lineGapPx, QWidget* parent)
    : QLayout(parent), m_gapPx(gapPx), m_lineGapPx(lineGapPx) {
  setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() { qDeleteAll(m_items); }

QLayoutItem* FlowLayout::takeAt(int index) {
  return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const { return arrange({0, 0, width, 0}, false); }

QSize FlowLayout::minimumSize() const {
  QSize size;
  for (const QLayoutItem* item : m_items) size = size.expandedTo(item->minimumSize());
  return size;
}

void FlowLayout::setGeometry(const QRect& rect) {
  QLayout::setGeometry(rect);
  arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool moves) const {
  QPoint at = rect.topLeft();
  int lineHeight = 0;
  for (QLayoutItem* item : m_items) {
    if (item->isEmpty()) continue;
    const QSize size = item->sizeHint();
    if (at.x() > rect.x() && at.x() + size.width() > rect.x() + rect.width()) {
      at = {rect.x(), at.y() + lineHeight + m_lineGapPx};
      lineHeight = 0;
    }
    if (moves) item->setGeometry({at, size});
    at.rx() += size.width() + m_gapPx;
    lineHeight = std::max(lineHeight, size.height());
  }
  return at.y() + lineHeight - rect.y();
}

}  // namespace roundscope::ui
