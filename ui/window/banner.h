// A message across the top that waits to be closed and blocks nothing.
#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace roundscope::ui {

class Banner : public QFrame {
  Q_OBJECT

 public:
  explicit Banner(QWidget* parent);
  void show(const QString& headline, const QString& detail);
  void drawIcons();
  [[nodiscard]] QString text() const;

 private:
  QLabel* m_text;
  QToolButton* m_close;
};

}  // namespace roundscope::ui
