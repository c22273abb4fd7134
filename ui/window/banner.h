// A message across the top that waits to be closed and blocks nothing.
#pragma once

#include <QFrame>

class QLabel;
class QScrollArea;
class QToolButton;

namespace roundscope::ui {

/// As high as its text, and where that is long no higher than a part of the window: then it scrolls.
class Banner : public QFrame {
  Q_OBJECT

 public:
  explicit Banner(QWidget* parent);
  void show(const QString& headline, const QString& detail);
  void drawIcons();
  [[nodiscard]] QString text() const;

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void fit();

  QScrollArea* m_scroll;
  QLabel* m_text;
  QToolButton* m_close;
};

}  // namespace roundscope::ui
