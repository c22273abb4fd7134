// See stop_saving_question.h.
#include "ui/stop_saving_question.h"

#include <QFileInfo>
#include <QPushButton>

namespace roundscope::ui {

StopSavingQuestion::StopSavingQuestion(const QString& path, QWidget* parent)
    : QMessageBox(QMessageBox::Question, tr("Saving"),
                  tr("%1 is still being saved. Stop saving it?").arg(QFileInfo(path).fileName()), NoButton, parent),
      m_stop(addButton(tr("Stop saving"), DestructiveRole)) {
  setDefaultButton(addButton(tr("Go on"), RejectRole));
}

bool StopSavingQuestion::ask() {
  exec();
  return clickedButton() == m_stop;
}

}  // namespace roundscope::ui
