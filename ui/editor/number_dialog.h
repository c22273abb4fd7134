// Asks for one whole number.
#pragma once

#include <QDialog>

#include "core/scenario/questions.h"

class QLabel;
class QLineEdit;

namespace roundscope::ui {

/// Stays open, and says what is expected, until the number is in its range.
class NumberDialog : public QDialog {
  Q_OBJECT

 public:
  NumberDialog(const QString& title, const AskedNumber& number, QWidget* parent);

  void accept() override;

 signals:
  void chosen(qint64 number);

 private:
  AskedNumber m_number;
  QLineEdit* m_typed;
  QLabel* m_wrong;
};

}  // namespace roundscope::ui
