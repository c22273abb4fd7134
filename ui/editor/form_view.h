// The form of one part of the scenario.
#pragma once

#include <QScrollArea>
#include <functional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/numbers.h"
#include "ui/editor/form_fields.h"

class QLabel;
class QVBoxLayout;

namespace roundscope::ui {

class Editing;
class FieldEditor;

/// What is wrong at a place of the text.
struct PlacedError {
  std::string pointer;
  QString text;  ///< what, expected what
};
/// All errors of the text; those without a pointer have that of the whole.
std::vector<PlacedError> placedErrors(const Editing& editing);

/// Shows and edits what stands at a pointer. Every edit goes through Editing; one that is refused stays in its field,
/// with what is wrong below.
class FormView : public QScrollArea {
  Q_OBJECT

 public:
  FormView(Editing* editing, QWidget* parent);

  /// Shows another part, or the same after an edit: where the lines are the same, they and the focus stay.
  void showPart(const std::string& pointer);
  [[nodiscard]] const std::string& pointer() const { return m_pointer; }
  void showErrors(const std::vector<PlacedError>& errors);
  /// The first control that can be typed into gets the focus.
  void focusFirst();
  [[nodiscard]] const std::vector<FieldEditor*>& lines() const { return m_lines; }
  /// What is said where an edit comes too early.
  static QString notReadYet() { return tr("The text is still being read: once more in a moment"); }

 signals:
  /// To the rows of what is there.
  void openWanted(const std::string& pointer);
  /// A number to be turned as a knob.
  void pinWanted(const roundscope::ScenarioNumber& number);
  /// Esc.
  void left();

 private:
  void build(const std::vector<FormField>& fields);
  void connectLine(FieldEditor* line);
  void apply(FieldEditor* line, const std::function<Result<std::string>()>& edit);
  void showHeading(const SchemaGuide& guide);

  Editing* m_editing;
  std::string m_pointer;
  QWidget* m_page;
  QVBoxLayout* m_layout;
  QLabel* m_title;
  QLabel* m_caption;
  QLabel* m_error;
  std::vector<FieldEditor*> m_lines;
};

}  // namespace roundscope::ui
