// One line of a form: its name, what writes it, and what is wrong with it.
#pragma once

#include <QWidget>

#include "ui/editor/form_fields.h"

class QAbstractButton;
class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace roundscope::ui {

/// Shows a field and says what is wanted of it; whoever owns it changes the document. What is typed counts on Enter or
/// when the focus leaves, and is kept until then. While it has the focus, letters, digits, blanks and arrows are its
/// own, not the run's.
class FieldEditor : public QWidget {
  Q_OBJECT

 public:
  FieldEditor(const FormField& field, QWidget* parent);

  [[nodiscard]] const FormField& field() const { return m_field; }
  /// The same line with what the document says now. What was typed and not taken stays while that is no other.
  void show(const FormField& field);
  /// What the control shows: as FormField::written, or the standard where nothing is written.
  [[nodiscard]] QString shown() const;
  /// Where, what, expected; empty takes it away.
  void showError(const QString& error);
  /// The control that takes the focus; null for a heading.
  [[nodiscard]] QWidget* control() const { return m_control; }

 signals:
  void typed(const QString& text);
  void chosen(const roundscope::ui::FieldOption& option);
  /// Back to the standard, or away with it.
  void removeWanted();
  /// To be turned as a knob.
  void pinWanted();
  /// To its rows in the tree.
  void openWanted();
  void undoWanted();
  void redoWanted();
  /// Esc, where nothing typed is left to take back.
  void left();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void makeControl();
  void makeLine();
  void makeNames();
  void makeChoice();
  void makeButton();
  void fill();
  void fillMenu();
  void commit();
  bool takeKey(const class QKeyEvent& key);
  void step(int by);
  [[nodiscard]] bool isDirty() const;

  FormField m_field;
  QString m_shown;  ///< what the control showed last by itself
  QLabel* m_label;
  QLabel* m_error;
  QWidget* m_control = nullptr;
  QLineEdit* m_line = nullptr;      ///< of typed fields
  QComboBox* m_box = nullptr;       ///< of choices and names
  QToolButton* m_button = nullptr;  ///< of Add and Open
  QToolButton* m_more;              ///< other ways to write it, and its removal
};

}  // namespace roundscope::ui
