// The open document and its file: new, open, save, what another program writes into it, and what is kept of unsaved
// work in case this program ends unasked.
#pragma once

#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>
#include <optional>

#include "core/base/result.h"
#include "ui/files/file_watch.h"
#include "ui/files/recovery_store.h"
#include "ui/window/lesson_drafts.h"

class QMenu;
class QMessageBox;
class QWidget;

namespace roundscope::ui {

class Editing;

/// A text to be shown.
struct TextToOpen {
  std::string text;
  QString path;  ///< of its file; empty where it has none yet
  QString id;    ///< what it is called without a file
};

class DocumentFiles : public QObject {
  Q_OBJECT

 public:
  /// Unsaved work is kept at the latest so long after a change.
  static constexpr int kKeepMs = 2'000;

  /// `window` is what questions belong to.
  DocumentFiles(QWidget* window, Editing& editing);
  ~DocumentFiles() override;

  /// Whether what is open may be left: asks where it is not saved. Cancelled, or not saved after all: false.
  [[nodiscard]] bool mayLeave();
  /// Whether the program may end: asks about what was asked in lessons, too.
  [[nodiscard]] bool mayQuit();
  /// A lesson is left for another: what was asked in it is laid aside, and nobody is asked in a lecture.
  void layAside(const QString& lesson, const QString& title);
  /// A lesson is open again: what was asked in it before comes back as one edit.
  void takeUpAgain(const QString& lesson);
  /// Where it has a file, else asks for one. False where it was not saved.
  bool save();
  bool saveAs();
  /// Saves the text in this file, whole or not at all. False where it was not saved, which is told.
  bool saveTo(const QString& path);
  /// Lets the viewer choose a template.
  void askForNew();
  /// Opens a template as a text without a file.
  void openTemplate(const QString& id);
  /// Fills a menu with the files used last.
  void listRecent(QMenu* menu);
  /// Offers what earlier programs left unsaved, one after the other.
  void offerLeftWork();
  /// The window closes in order: nothing is left to be offered.
  void forgetUnsaved();
  /// Where unsaved work is kept.
  void keepIn(const QString& folder);

 signals:
  void openWanted(const roundscope::ui::TextToOpen& text);
  void fileWanted(const QString& path);
  void saved();
  /// The text is saved in a file of its own.
  void savedElsewhere();
  void said(const QString& message);
  void failed(const QString& headline, const roundscope::Error& error);

 private:
  void followDocument();
  void followState();
  void keepSoon();
  void keepNow();
  void takeOutsideChange(const QByteArray& content);
  /// Whether the file may be written although another program wrote it meanwhile.
  bool mayOverwrite(const QString& path);
  void restore(const UnsavedWork& work);
  [[nodiscard]] std::unique_ptr<QMessageBox> question(const QString& text, const QString& detail) const;

  QWidget* m_window;
  Editing& m_editing;
  std::unique_ptr<RecoveryStore> m_store;
  LessonDrafts m_drafts;
  FileWatch m_watch;
  QTimer m_keep;
  bool m_asking = false;  ///< about a change of another program
  bool m_toldNotKept = false;
};

}  // namespace roundscope::ui
