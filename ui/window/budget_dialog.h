// What runs may cost: memory, events, work. The command line has the same as --memory-budget, --max-events, --max-work.
#pragma once

#include <QDialog>
#include <array>

#include "core/trace/run_terms.h"

class QDoubleSpinBox;

namespace roundscope::ui {

class BudgetDialog : public QDialog {
  Q_OBJECT

 public:
  BudgetDialog(const RunBudget& budget, QWidget* parent);

  /// What is written in the dialog.
  [[nodiscard]] RunBudget budget() const;

 private:
  void show(const RunBudget& budget);

  RunBudget m_shown;
  std::array<double, 3> m_boxes{};  ///< what the boxes made of it, rounded; one that says so still is not touched
  QDoubleSpinBox* m_memory;
  QDoubleSpinBox* m_events;
  QDoubleSpinBox* m_work;
};

}  // namespace roundscope::ui
