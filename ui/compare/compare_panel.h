// All variants side by side, with what was expected of them; a number leads to the moment it comes from.
#pragma once

#include <QWidget>

#include "ui/session/session.h"

class QLabel;
class QModelIndex;
class QTableView;

namespace roundscope::ui {

class ComparisonModel;
class Comparisons;

class ComparePanel : public QWidget {
  Q_OBJECT

 public:
  ComparePanel(Session* session, QWidget* parent);

 private:
  void makeTable();
  void showKnown();
  /// Shows the variant whose cell it is, at the moment of its number.
  void goTo(const QModelIndex& index);

  Session* m_session;
  Comparisons* m_comparisons;
  ComparisonModel* m_model;
  QLabel* m_words;  ///< the verdict, or why there is no table
  QTableView* m_table;
};

}  // namespace roundscope::ui
