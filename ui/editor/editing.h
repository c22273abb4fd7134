// The one document that is open, and its edits: text editor, forms, stage and timeline all change it here, so that
// there is one undo for all of them, and what one changes the others show.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <memory>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/scenario/document.h"
#include "core/scenario/scenario.h"
#include "core/scenario/text_change.h"

namespace roundscope::ui {

class Session;

/// The text of the open scenario, whether it can be run or not. A text that can be run is handed on by
/// scenarioWanted(); while it cannot, the last good run stays and error() says why.
class Editing : public QObject {
  Q_OBJECT

 public:
  /// The editing of a session, which owns it.
  static Editing& of(Session& session);

  [[nodiscard]] const Document& document() const { return m_document; }
  /// Where the text is saved; empty where it never was.
  [[nodiscard]] const QString& path() const { return m_path; }
  /// What the window calls it: the file's name, or the title of what was opened without a file.
  [[nodiscard]] QString name() const;
  /// The text differs from the one that was opened or saved last.
  [[nodiscard]] bool modified() const { return m_document.text() != m_savedText; }
  /// Why the text cannot be run; absent where it can.
  [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
  [[nodiscard]] bool canUndo() const { return m_history.canUndo(); }
  [[nodiscard]] bool canRedo() const { return m_history.canRedo(); }

  /// Begins with another text, which has no past. `id` names a scenario without a file, in errors and titles.
  void open(std::string text, const QString& path, const QString& id);
  /// The same for a set that was read already; it is not handed on again.
  void adopt(const ScenarioSet& set, const QString& path);
  /// The text is saved there as it stands.
  void noteSaved(const QString& path);
  /// What the file holds now, where that is another text than was saved: read again as an edit, which can be undone.
  void takeFromFile(std::string text);

 public slots:
  /// A change by typing, which is checked when the hands rest; those that touch are undone together.
  void type(const roundscope::TextChange& change);
  /// A whole edit, as the functions of Document give it. Errors: those of the edit, and then nothing changes.
  std::optional<roundscope::Error> apply(const roundscope::Result<std::string>& text);
  /// The same, but what cannot be run changes nothing either, and its error is given.
  std::optional<roundscope::Error> applyIfRuns(const roundscope::Result<std::string>& text);
  void undo();
  void redo();
  /// Checks what was typed now.
  void check();

 signals:
  /// Another document.
  void opened();
  /// Every change but open(), whoever made it.
  void textChanged(const roundscope::TextChange& change);
  /// error() is up to date with the text.
  void checked();
  /// path(), modified(), canUndo() or canRedo() may differ.
  void stateChanged();
  void scenarioWanted(std::shared_ptr<const roundscope::ScenarioSet> set);

 private:
  explicit Editing(QObject* parent);
  void change(const TextChange& change);
  bool step(const std::string& text);
  [[nodiscard]] Result<ScenarioSet> read(const std::string& text) const;
  void take(Result<ScenarioSet> set);

  Document m_document;
  EditHistory m_history;
  QString m_path;
  QString m_id;
  std::string m_savedText;
  std::optional<Error> m_error;
  QTimer m_rest;  ///< from the last letter until the text is checked
};

}  // namespace roundscope::ui
