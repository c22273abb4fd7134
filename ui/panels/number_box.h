// A number of the scenario, chosen from the list of all; a part of its name finds it.
#pragma once

#include <QComboBox>
#include <optional>
#include <string>
#include <vector>

#include "core/scenario/numbers.h"

namespace roundscope::ui {

class NumberBox : public QComboBox {
  Q_OBJECT

 public:
  explicit NumberBox(QWidget* parent);

  /// `none`: the first row's words, where no number may be chosen, too. Tells nobody.
  void show(std::vector<ScenarioNumber> numbers, const QString& none = {});
  [[nodiscard]] const std::vector<ScenarioNumber>& numbers() const { return m_numbers; }
  /// Null where none is chosen.
  [[nodiscard]] const ScenarioNumber* number() const;
  void choose(std::size_t number) { setCurrentIndex(static_cast<int>(number) + m_first); }

 private:
  std::vector<ScenarioNumber> m_numbers;
  int m_first = 0;  ///< row of a number
};

}  // namespace roundscope::ui
