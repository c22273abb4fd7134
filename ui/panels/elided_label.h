// A line of text that gives way: what has no room is left out, with an ellipsis, and stands in the tooltip.
#pragma once

#include <QLabel>

namespace roundscope::ui {

/// Plain text. Takes no width that others need.
class ElidedLabel : public QLabel {
  Q_OBJECT

 public:
  explicit ElidedLabel(QWidget* parent = nullptr);

  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;
};

}  // namespace roundscope::ui
