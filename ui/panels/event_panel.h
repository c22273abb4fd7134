// All events of a variant in a table, linked both ways with the cursor and the selection.
#pragma once

#include <QWidget>

#include "ui/session/session.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QTableView;

namespace roundscope::ui {

class EventTableModel;

class EventPanel : public QWidget {
  Q_OBJECT

 public:
  EventPanel(Session* session, QWidget* parent);
  /// Puts the focus where a search begins.
  void focusSearch();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QLayout* makeFilters();
  void makeTable();
  void fitColumns();
  void showOpened();
  void showVariant(std::size_t variant);
  void listCanisters();
  void applyFilter();
  void followCursor();
  void choose(const QModelIndex& index);

  Session* m_session;
  EventTableModel* m_model;
  QComboBox* m_variants;
  QComboBox* m_kinds;
  QComboBox* m_canisters;
  QCheckBox* m_failures;
  QLineEdit* m_search;
  QTableView* m_table;
  bool m_choosing = false;  ///< the table itself moves the cursor
};

}  // namespace roundscope::ui
