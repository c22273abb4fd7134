// All keys on one sheet, made from the table of actions.
#pragma once

#include <QDialog>

class QAction;
class QGridLayout;

namespace roundscope::ui {

class Actions;

class KeySheet : public QDialog {
  Q_OBJECT

 public:
  /// `panels` show panels, which are no actions of the table.
  KeySheet(const Actions& actions, const QList<QAction*>& panels, QWidget* parent);

 private:
  void addMenu(QGridLayout* grid, const Actions& actions, int menu);
  void addHeading(QGridLayout* grid, const QString& words);
  void addRow(QGridLayout* grid, const QAction& action);
};

}  // namespace roundscope::ui
