// The open scenario as a tree, and the form of the row that is selected.
#pragma once

#include <QWidget>
#include <string>

#include "core/base/result.h"
#include "core/scenario/numbers.h"
#include "ui/session/session.h"

class QLabel;
class QMenu;
class QModelIndex;
class QToolButton;

namespace roundscope::ui {

class Editing;
class FormView;
class ScenarioTree;
class ScenarioTreeModel;
struct RowEdit;
struct ScenarioRow;

/// Everything that it changes goes through Editing. It shows a text that cannot be run, too; one that is no JSON leaves
/// the rows of before, out of use.
class ScenarioPanel : public QWidget {
  Q_OBJECT

 public:
  ScenarioPanel(Session* session, QWidget* parent);

 signals:
  /// A number to be turned as a knob.
  void pinWanted(const roundscope::ScenarioNumber& number);

 private:
  QWidget* makeButtons();
  void showOpened();
  void follow();
  void showState();
  void showPart();
  void select(const std::string& pointer);
  void apply(const Result<RowEdit>& edit);
  void duplicate();
  void remove();
  void shift(int by);
  void fillAdditions(QMenu* menu);
  void showMenu(const QPoint& at);
  [[nodiscard]] const ScenarioRow* current() const;
  [[nodiscard]] const ScenarioRow* currentToEdit();

  Editing* m_editing;
  ScenarioTreeModel* m_model;
  ScenarioTree* m_tree;
  FormView* m_form;
  QLabel* m_state;  ///< what is wrong with the text, or with the last edit
  QToolButton* m_add = nullptr;
  bool m_following = false;
  bool m_isBehind = false;  ///< the text is not read yet
  std::string m_wanted;     ///< the row to select once it is
};

}  // namespace roundscope::ui
