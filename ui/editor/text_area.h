// Private to ui/editor: the one place that knows the library of the text editor.
#pragma once

#include <Qsci/qscilexerjson.h>
#include <Qsci/qsciscintilla.h>

#include <functional>
#include <string>
#include <string_view>

#include "core/scenario/text_change.h"

namespace roundscope::ui {

/// QScintilla as this window wants it. Its own undo is off, and so are the keys that would call it.
class TextArea : public QsciScintilla {
  Q_OBJECT

 public:
  explicit TextArea(QWidget* parent);

  /// Replaces a stretch; not told as typed.
  void replace(std::size_t at, std::size_t removed, std::string_view inserted);
  void setAll(std::string_view text);
  /// The text as it is known to whoever listens, which is also what stands in the area.
  [[nodiscard]] const std::string& all() const { return m_text; }

  [[nodiscard]] std::size_t cursor() const;
  [[nodiscard]] std::size_t lineOfByte(std::size_t offset) const;
  void show(std::size_t begin, std::size_t end);

  void markError(std::size_t line, std::size_t begin, std::size_t end);
  void writeBelow(std::size_t line, const QString& message);
  void clearErrors();
  [[nodiscard]] bool isMarked(std::size_t line) const;

  void showList(const QStringList& labels);
  void hideList();
  [[nodiscard]] bool listShown() const;

  /// Colours and type of the palette and the font.
  void followLook();

 signals:
  void changed(const roundscope::TextChange& change);
  void letterTyped(char32_t letter);
  void chosen(const QString& label);
  void findWanted(const QString& first);
  void errorWanted(bool forward);
  void completionWanted();
  void helpWanted(std::size_t offset, const QPoint& at);
  void helpUnwanted();

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void onModified(int position, int kind, const char* text, int length);
  void fitMargin();
  bool typesOverQuote() const;

  std::string m_text;
  bool m_silent = false;
};

}  // namespace roundscope::ui
