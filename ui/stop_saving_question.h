// What is asked before a save is given up.
#pragma once

#include <QMessageBox>

namespace roundscope::ui {

/// "x.pdf is still being saved. Stop saving it?" Whoever saves closes it, with reject(), once that has its end.
class StopSavingQuestion : public QMessageBox {
  Q_OBJECT

 public:
  StopSavingQuestion(const QString& path, QWidget* parent);
  /// Whether to stop it.
  [[nodiscard]] bool ask();

 private:
  QAbstractButton* m_stop;
};

}  // namespace roundscope::ui
