// The state of one variant at the cursor.
#pragma once

#include <QWidget>

#include "ui/session/session.h"

class QComboBox;
class QLabel;
class QTableView;

namespace roundscope::ui {

class StateModel;

class StatePanel : public QWidget {
  Q_OBJECT

 public:
  StatePanel(Session* session, QWidget* parent);

 private:
  void showOpened();
  void showMoment();
  void showVariant(std::size_t variant);

  Session* m_session;
  StateModel* m_model;
  QComboBox* m_variants;
  QLabel* m_moment;
  QTableView* m_table;
};

}  // namespace roundscope::ui
