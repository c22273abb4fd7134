// The scenario's text to write in: coloured, folded, with errors where they are, completion and help from the schema.
#pragma once

#include <QWidget>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/schema_guide.h"
#include "core/scenario/text_change.h"
#include "core/scenario/text_place.h"
#include "ui/editor/text_help.h"
#include "ui/error_places.h"

class QLabel;
class QLineEdit;

namespace roundscope::ui {

class TextArea;

/// Holds no history: whoever binds it undoes. Offsets are bytes of UTF-8. Esc is left to the window, which takes the
/// focus away; all other keys that write or move go to the text.
class TextEditor : public QWidget {
  Q_OBJECT

 public:
  explicit TextEditor(QWidget* parent);
  ~TextEditor() override;

  /// Another text, from its start.
  void setText(const std::string& text);
  [[nodiscard]] std::string text() const;
  /// A change that was not typed here. Cursor, selection, folds and what is seen stay.
  void applyChange(const TextChange& change);
  /// Marks each at its line, with the message below it.
  void setErrors(std::vector<ErrorPlace> errors);
  [[nodiscard]] const std::vector<ErrorPlace>& errors() const { return m_errors; }

  [[nodiscard]] std::size_t cursor() const;
  void setCursor(std::size_t offset);
  /// Selects a stretch and brings it into view.
  void select(TextRange range);
  [[nodiscard]] std::string selectedText() const;

  /// Puts the cursor at the next place that is wrong, or the one before; after the last, the first.
  void goToError(bool forward);
  /// Opens the line in which one writes what to find, or a colon and the number of a line.
  void openFind(const QString& first = {});
  /// Shows what may be written at the cursor.
  void complete();
  /// What the list of completions shows; empty while there is none.
  [[nodiscard]] QStringList completionLabels() const;
  /// Takes one of them.
  void takeCompletion(const QString& label);
  /// What is shown when the mouse rests at a byte: errors there, and what the field means.
  [[nodiscard]] QString hoverText(std::size_t offset) const;
  /// Lines, from 0, with a mark in the margin.
  [[nodiscard]] std::vector<std::size_t> markedLines() const;
  /// Message below a line; empty where there is none.
  [[nodiscard]] QString messageAt(std::size_t line) const;

 signals:
  /// A change that was typed here.
  void edited(const roundscope::TextChange& change);
  void cursorMoved();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void find(bool forward);
  void closeFind();
  void typed(char32_t letter);
  [[nodiscard]] const SchemaGuide& guide() const;

  TextArea* m_area;
  QWidget* m_bar;
  QLineEdit* m_find;
  QLabel* m_found;
  std::vector<ErrorPlace> m_errors;
  Completions m_completions;
  mutable std::unique_ptr<SchemaGuide> m_guide;  ///< of the text as it is; made when first asked for
};

}  // namespace roundscope::ui
