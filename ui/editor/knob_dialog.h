// Makes a number of the scenario a knob, or gives a knob another name and range.
#pragma once

#include <QDialog>
#include <optional>
#include <string>
#include <vector>

#include "core/scenario/numbers.h"

class QLabel;
class QLineEdit;

namespace roundscope::ui {

class Editing;
class NumberBox;
class Session;

/// Stays open, and says what is expected, until the file takes the knob.
class KnobDialog : public QDialog {
  Q_OBJECT

 public:
  /// `variant`: whose numbers are offered; `wanted` is chosen, where it has a pointer.
  KnobDialog(Session& session, std::size_t variant, const ScenarioNumber& wanted, QWidget* parent);
  /// For a knob that is there.
  KnobDialog(Session& session, std::size_t knob, QWidget* parent);

  void accept() override;

 private:
  KnobDialog(Session& session, QWidget* parent);
  void build();
  void fillNumbers(const ScenarioNumber& wanted);
  void proposeRange();
  [[nodiscard]] Result<Knob> knob() const;
  /// The file took the knob, or says why not.
  void conclude(const std::optional<Error>& error);
  void say(const QString& wrong, QLineEdit* where);

  Session& m_session;
  Editing& m_editing;
  std::size_t m_variant = 0;
  std::optional<std::size_t> m_changed;  ///< the knob that is there already
  NumberBox* m_number;
  QLineEdit* m_label;
  QLineEdit* m_unit;
  QLineEdit* m_minimum;
  QLineEdit* m_maximum;
  QLineEdit* m_step;
  QLabel* m_wrong;
};

}  // namespace roundscope::ui
