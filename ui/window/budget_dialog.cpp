// Three numbers; none of events means what the scenario says.
#include "ui/window/budget_dialog.h"

#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <limits>

namespace roundscope::ui {
namespace {

constexpr double kBytesInGigabyte = 1024.0 * 1024 * 1024;
constexpr double kMost = 1e12;
constexpr std::uint64_t kNoBound = std::numeric_limits<std::uint64_t>::max();

QDoubleSpinBox* box(double least, double most, int decimals) {
  auto* made = new QDoubleSpinBox;
  made->setRange(least, most);
  made->setDecimals(decimals);
  made->setGroupSeparatorShown(true);
  return made;
}

}  // namespace

BudgetDialog::BudgetDialog(const RunBudget& budget, QWidget* parent)
    : QDialog(parent), m_memory(box(0.01, 1024, 2)), m_events(box(0, kMost, 0)), m_work(box(1'000, kMost, 0)) {
  setWindowTitle(tr("What runs may cost"));
  m_memory->setSuffix(tr(" GB"));
  m_events->setSpecialValueText(tr("as the scenario says"));
  m_memory->setToolTip(tr("All variants together keep no more than this"));
  m_work->setToolTip(tr("Events, and steps that leave none"));

  auto* form = new QFormLayout(this);
  auto* words =
      new QLabel(tr("A run that reaches one of these ends there, keeps what it has, and says “cut off”. They hold "
                    "until this window is closed."));
  words->setWordWrap(true);
  form->addRow(words);
  form->addRow(tr("&Memory of all variants"), m_memory);
  form->addRow(tr("&Events of a run"), m_events);
  form->addRow(tr("&Steps of a run"), m_work);

  auto* buttons =
      new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults);
  buttons->button(QDialogButtonBox::Ok)->setText(tr("Run with these"));
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this,
          [this] { show(RunBudget{}); });
  form->addRow(buttons);
  show(budget);
}

void BudgetDialog::show(const RunBudget& budget) {
  m_shown = budget;
  m_memory->setValue(static_cast<double>(budget.memoryBytes) / kBytesInGigabyte);
  m_events->setValue(budget.events == kNoBound ? 0 : static_cast<double>(budget.events));
  m_work->setValue(static_cast<double>(budget.work));
  m_boxes = {m_memory->value(), m_events->value(), m_work->value()};
}

RunBudget BudgetDialog::budget() const {
  RunBudget budget = m_shown;
  if (m_memory->value() != m_boxes[0])
    budget.memoryBytes = static_cast<std::uint64_t>(m_memory->value() * kBytesInGigabyte);
  if (m_events->value() != m_boxes[1])
    budget.events = m_events->value() < 1 ? kNoBound : static_cast<std::uint64_t>(m_events->value());
  if (m_work->value() != m_boxes[2]) budget.work = static_cast<std::uint64_t>(m_work->value());
  return budget;
}

}  // namespace roundscope::ui
