// The tree of the scenario and its keys.
#pragma once

#include <QTreeView>

namespace roundscope::ui {

/// Ins adds, Enter edits, Del deletes, Ctrl+D duplicates, Alt+Up and Alt+Down move; Left and Right fold and unfold what
/// has rows inside. Whoever owns it does these things. All other keys are the run's.
class ScenarioTree : public QTreeView {
  Q_OBJECT

 public:
  explicit ScenarioTree(QWidget* parent);

 signals:
  void addWanted();
  void editWanted();
  void duplicateWanted();
  void deleteWanted();
  /// -1: up, 1: down.
  void shiftWanted(int by);
  void menuWanted(const QPoint& globalPosition);

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  [[nodiscard]] bool folds(int key) const;
};

}  // namespace roundscope::ui
