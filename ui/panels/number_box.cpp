// See number_box.h.
#include "ui/panels/number_box.h"

#include <QCompleter>
#include <QSignalBlocker>
#include <utility>

#include "ui/text.h"

namespace roundscope::ui {

NumberBox::NumberBox(QWidget* parent) : QComboBox(parent) {
  constexpr int kLeastLetters = 12;
  setEditable(true);
  setInsertPolicy(QComboBox::NoInsert);
  completer()->setCompletionMode(QCompleter::PopupCompletion);
  completer()->setFilterMode(Qt::MatchContains);
  setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  setMinimumContentsLength(kLeastLetters);
  setToolTip(tr("Which number of the scenario; type a part of its name to find it"));
}

void NumberBox::show(std::vector<ScenarioNumber> numbers, const QString& none) {
  const QSignalBlocker quiet(this);
  m_numbers = std::move(numbers);
  m_first = none.isEmpty() ? 0 : 1;
  clear();
  if (!none.isEmpty()) addItem(none);
  for (const ScenarioNumber& number : m_numbers) addItem(textOf(number.label));
}

const ScenarioNumber* NumberBox::number() const {
  const int at = currentIndex() - m_first;
  return at >= 0 && at < static_cast<int>(m_numbers.size()) ? &m_numbers[static_cast<std::size_t>(at)] : nullptr;
}

}  // namespace roundscope::ui
