// All keys on one sheet, made from the table of actions.
#pragma once

#include <QDialog>

class QGridLayout;

namespace roundscope::ui {

class Actions;

class KeySheet : public QDialog {
  Q_OBJECT

 public:
  KeySheet(const Actions& actions, QWidget* parent);

 private:
  void addMenu(QGridLayout* grid, const Actions& actions, int menu);
};

}  // namespace roundscope::ui
