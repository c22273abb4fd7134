// What runs may cost: memory, events, work. The command line has the same as --memory-budget, --max-events, --max-work.
#pragma once

#include <QDialog>

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

  QDoubleSpinBox* m_memory;
  QDoubleSpinBox* m_events;
  QDoubleSpinBox* m_work;
};

}  // namespace roundscope::ui
