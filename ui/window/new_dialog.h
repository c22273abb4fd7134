// "New": a template to start from, with what it is about and its text.
#pragma once

#include <QDialog>

class QLabel;
class QListWidget;
class QPlainTextEdit;

namespace roundscope::ui {

class NewDialog : public QDialog {
  Q_OBJECT

 public:
  explicit NewDialog(QWidget* parent);

 signals:
  /// The viewer took this template.
  void chosen(const QString& id);

 private:
  void showTemplate(int row);
  void take();

  QListWidget* m_list;
  QLabel* m_description;
  QPlainTextEdit* m_text;
};

}  // namespace roundscope::ui
