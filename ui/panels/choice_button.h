// A button whose words take as many lines as they need: choices of a lesson are sentences.
#pragma once

#include <QPushButton>

class QLabel;

namespace roundscope::ui {

class ChoiceButton : public QPushButton {
  Q_OBJECT

 public:
  ChoiceButton(const QString& text, QWidget* parent);

  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 private:
  QLabel* m_words;
};

}  // namespace roundscope::ui
