// The title bar of a panel that has none.
#pragma once

#include <QWidget>

namespace roundscope::ui {

/// Qt reckons with the height of a title, and an empty widget's is less than nothing.
class NoTitle : public QWidget {
 public:
  using QWidget::QWidget;
  [[nodiscard]] QSize sizeHint() const override { return {0, 0}; }
};

}  // namespace roundscope::ui
