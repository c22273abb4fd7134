// Widgets one beside the other as far as there is room, then in another line, as words are.
#pragma once

#include <QLayout>
#include <QList>

namespace roundscope::ui {

class FlowLayout : public QLayout {
 public:
  /// Gaps in pixels between neighbours and between lines.
  FlowLayout(int gapPx, int lineGapPx, QWidget* parent);
  ~FlowLayout() override;

  void addItem(QLayoutItem* item) override { m_items.append(item); }
  [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
  [[nodiscard]] QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
  QLayoutItem* takeAt(int index) override;
  [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override;
  [[nodiscard]] QSize sizeHint() const override { return minimumSize(); }
  /// Of the widest.
  [[nodiscard]] QSize minimumSize() const override;
  void setGeometry(const QRect& rect) override;

 private:
  /// Gives the height; moves the widgets only where it is asked to.
  int arrange(const QRect& rect, bool moves) const;

  int m_gapPx;
  int m_lineGapPx;
  QList<QLayoutItem*> m_items;
};

}  // namespace roundscope::ui
