// The one document that is open, and its edits: text editor, forms, stage and timeline all change it here, so that
// there is one undo for all of them, and what one changes the others show.
#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/document.h"
#include "core/scenario/scenario.h"
#include "core/scenario/schema_guide.h"
#include "core/scenario/text_change.h"
#include "ui/error_places.h"

namespace roundscope::ui {

class Session;
struct ScenarioRow;

/// The text of the open scenario, whether it can be run or not. A text that can be run is handed on by
/// scenarioWanted(); while it cannot, the last good run stays and error() says why.
/// A small text is read at once, so that whatever edits it knows what came of that. A large one is read in a thread of
/// its own, so that nobody waits for it: what is read of a text that has changed since is dropped.
class Editing : public QObject {
  Q_OBJECT

 public:
  /// The editing of a session, which owns it.
  static Editing& of(Session& session);
  ~Editing() override;

  [[nodiscard]] const Document& document() const { return m_document; }
  /// Whether document() and guide() answer at once. While a large text is being read they do not, and error() is of the
  /// text before.
  [[nodiscard]] bool isRead() const { return m_isRead; }
  /// What the schema says of the text.
  [[nodiscard]] const SchemaGuide& guide() const;
  /// The rows of the scenario's tree, made while a large text was read; null of a small one, and once they are taken.
  [[nodiscard]] std::unique_ptr<ScenarioRow> takeRows();
  /// Where the text is saved; empty where it never was.
  [[nodiscard]] const QString& path() const { return m_path; }
  /// What the window calls it: the file's name, or the title of what was opened without a file.
  [[nodiscard]] QString name() const;
  /// The text differs from the one that was opened or saved last.
  [[nodiscard]] bool modified() const { return m_document.text() != m_savedText; }
  /// Why the text cannot be run; absent where it can.
  [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
  /// Where the text is wrong, in its order.
  [[nodiscard]] const std::vector<ErrorPlace>& errorPlaces() const { return m_errorPlaces; }
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

  /// A whole edit as apply() makes it, but what cannot be run changes nothing. `then` is told the error, or that there
  /// is none; of a large text later.
  void applyIfRuns(const roundscope::Result<std::string>& text,
                   const std::function<void(const std::optional<roundscope::Error>&)>& then);

 public slots:
  /// A change by typing, which is checked when the hands rest; those that touch are undone together.
  void type(const roundscope::TextChange& change);
  /// A whole edit, as the functions of Document give it. Errors: those of the edit, and then nothing changes.
  std::optional<roundscope::Error> apply(const roundscope::Result<std::string>& text);
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
  /// All that there is to know of a text.
  struct Reading;
  /// `then` is told what was read, or null where the text has changed meanwhile.
  void read(const std::string& text, std::function<void(const std::shared_ptr<Reading>&)> then);
  void setDocument(Document document);
  void change(const TextChange& change);
  bool step(const std::string& text);
  void take(Reading& reading);
  void know(Reading& reading);

  Document m_document;
  mutable std::shared_ptr<const SchemaGuide> m_guide;  ///< made when first asked for
  std::unique_ptr<ScenarioRow> m_rows;
  bool m_isRead = true;
  EditHistory m_history;
  QString m_path;
  QString m_id;
  std::string m_savedText;
  std::optional<Error> m_error;
  std::vector<ErrorPlace> m_errorPlaces;
  QTimer m_rest;                          ///< from the last letter until the text is checked
  std::atomic<std::uint64_t> m_edits{0};  ///< of all texts so far: who read another one is late
  QThreadPool m_pool;
};

}  // namespace roundscope::ui
