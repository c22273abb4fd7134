// Questions are asked only where work could be lost. Their buttons have no letters of their own: whoever types while
// one comes up must not answer it. See document_files.h.
#include "ui/window/document_files.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QWidget>
#include <utility>

#include "ui/editor/editing.h"
#include "ui/files/recent_files.h"
#include "ui/files/template_library.h"
#include "ui/files/write_file.h"
#include "ui/window/new_dialog.h"

namespace roundscope::ui {
namespace {

const QString kEnding = QStringLiteral(".roundscope.json");

QByteArray bytesOf(const Editing& editing) { return QByteArray::fromStdString(editing.document().text()); }

}  // namespace

DocumentFiles::DocumentFiles(QWidget* window, Editing& editing)
    : QObject(window), m_window(window), m_editing(editing), m_store(std::make_unique<RecoveryStore>()), m_watch(this) {
  m_keep.setSingleShot(true);
  m_keep.setInterval(kKeepMs);
  connect(&m_keep, &QTimer::timeout, this, &DocumentFiles::keepNow);
  connect(&editing, &Editing::opened, this, &DocumentFiles::followDocument);
  connect(&editing, &Editing::textChanged, this, &DocumentFiles::keepSoon);
  connect(&editing, &Editing::stateChanged, this, &DocumentFiles::followState);
  connect(&m_watch, &FileWatch::changed, this, &DocumentFiles::takeOutsideChange);
}

DocumentFiles::~DocumentFiles() = default;

/// What is open now is what its file holds.
void DocumentFiles::followDocument() {
  m_toldNotKept = false;
  if (m_editing.path().isEmpty()) return m_watch.stop();
  m_watch.watch(m_editing.path(), bytesOf(m_editing));
  noteRecentFile(m_editing.path());
}

void DocumentFiles::followState() {
  m_window->setWindowModified(m_editing.modified());
  if (!m_editing.modified()) forgetUnsaved();
}

// --- Unsaved work

void DocumentFiles::keepIn(const QString& folder) {
  m_store = std::make_unique<RecoveryStore>(folder);
  m_drafts.keepIn(folder);
}

/// Not from the last change on but from the first: who types without a rest is kept, too.
void DocumentFiles::keepSoon() {
  if (!m_keep.isActive()) m_keep.start();
}

void DocumentFiles::keepNow() {
  if (!m_editing.modified()) return;
  const auto failed =
      m_store->keep({m_editing.path(), m_editing.name(), m_editing.document().text(), QDateTime::currentDateTime()});
  if (!failed || std::exchange(m_toldNotKept, true)) return;
  emit this->failed(tr("Unsaved work would not survive a crash now"), *failed);
}

void DocumentFiles::forgetUnsaved() {
  m_keep.stop();
  m_store->clear();
}

void DocumentFiles::offerLeftWork() {
  for (LeftWork& left : m_store->leftWork()) {
    const UnsavedWork& work = left.work();
    const QString when = QLocale().toString(work.at, QLocale::ShortFormat);
    const auto box = question(tr("There is unsaved work of %1, from %2").arg(work.title, when),
                              work.path.isEmpty() ? tr("It was never saved in a file.") : work.path);
    QPushButton* again = box->addButton(tr("Restore"), QMessageBox::AcceptRole);
    QPushButton* away = box->addButton(tr("Discard"), QMessageBox::DestructiveRole);
    QPushButton* later = box->addButton(tr("Ask later"), QMessageBox::RejectRole);
    box->setDefaultButton(again);
    box->setEscapeButton(later);
    box->exec();
    if (box->clickedButton() == away) left.discard();
    if (box->clickedButton() != again) continue;
    restore(work);
    keepNow();  // as this window's own, before the old record goes
    left.discard();
    return;  // what else there is, is offered at the next start
  }
}

/// Over what its file holds now, so that undoing leads there.
void DocumentFiles::restore(const UnsavedWork& work) {
  const auto saved = work.path.isEmpty() ? std::nullopt : contentOf(work.path);
  emit openWanted({saved ? saved->toStdString() : std::string(), saved ? work.path : QString(), work.title});
  m_editing.apply(work.text);
  emit said(tr("What was unsaved is here again"));
}

// --- New, open, save

std::unique_ptr<QMessageBox> DocumentFiles::question(const QString& text, const QString& detail) const {
  auto box =
      std::make_unique<QMessageBox>(QMessageBox::Question, tr("Roundscope"), text, QMessageBox::NoButton, m_window);
  box->setTextFormat(Qt::PlainText);
  box->setInformativeText(detail);
  box->setAccessibleName(text);
  return box;
}

bool DocumentFiles::mayLeave() {
  if (!m_editing.modified()) return true;
  const auto box = question(tr("Save the changes of %1?").arg(m_editing.name()), tr("They are lost otherwise."));
  box->setStandardButtons(QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
  box->setDefaultButton(QMessageBox::Save);
  const int answer = box->exec();
  if (answer == QMessageBox::Discard) {
    forgetUnsaved();
    return true;
  }
  return answer == QMessageBox::Save && save();
}

bool DocumentFiles::mayQuit() {
  if (!mayLeave()) return false;
  const QStringList lessons = m_drafts.titles();
  if (lessons.isEmpty()) return true;
  const auto box = question(tr("Leave what you asked in lessons?"),
                            tr("It is lost then: %1. To keep it, open the lesson and save it as a file.")
                                .arg(lessons.join(QStringLiteral("; "))));
  QPushButton* leave = box->addButton(tr("Leave it"), QMessageBox::DestructiveRole);
  box->setDefaultButton(box->addButton(QMessageBox::Cancel));
  box->exec();
  if (box->clickedButton() != leave) return false;
  m_drafts.clear();
  return true;
}

void DocumentFiles::layAside(const QString& lesson, const QString& title) {
  if (!m_editing.modified()) return;
  const auto failed = m_drafts.layAside(lesson, title, m_editing.document().text());
  if (failed) emit this->failed(tr("What was asked in the lesson would not survive a crash now"), *failed);
  forgetUnsaved();
}

void DocumentFiles::takeUpAgain(const QString& lesson) {
  const auto text = m_drafts.take(lesson);
  if (!text) return;
  m_editing.apply(*text);
  emit said(tr("What you asked in this lesson is here again; Undo takes it back"));
}

bool DocumentFiles::save() { return m_editing.path().isEmpty() ? saveAs() : saveTo(m_editing.path()); }

bool DocumentFiles::saveAs() {
  QFileDialog files(m_window, tr("Save the scenario"));
  files.setAcceptMode(QFileDialog::AcceptSave);
  files.setNameFilters({tr("Scenarios (*%1)").arg(kEnding), tr("All files (*)")});
  files.setDefaultSuffix(kEnding.mid(1));
  files.selectFile(m_editing.path().isEmpty() ? m_editing.name() + kEnding : m_editing.path());
  if (files.exec() != QDialog::Accepted) return false;
  return saveTo(files.selectedFiles().value(0));
}

bool DocumentFiles::mayOverwrite(const QString& path) {
  const auto theirs = path == m_watch.path() ? m_watch.changedContent() : std::nullopt;
  if (!theirs) return true;
  const auto box = question(tr("%1 was changed by another program").arg(QFileInfo(path).fileName()),
                            tr("Saving overwrites what it holds now."));
  QPushButton* overwrite = box->addButton(tr("Overwrite"), QMessageBox::DestructiveRole);
  QPushButton* take = box->addButton(tr("Take theirs"), QMessageBox::ActionRole);
  QPushButton* cancel = box->addButton(QMessageBox::Cancel);
  box->setDefaultButton(cancel);
  box->setEscapeButton(cancel);
  box->exec();
  if (box->clickedButton() == take) {
    m_watch.watch(path, *theirs);
    m_editing.takeFromFile(theirs->toStdString());
  }
  return box->clickedButton() == overwrite;
}

bool DocumentFiles::saveTo(const QString& path) {
  if (path.isEmpty() || !mayOverwrite(path)) return false;
  const QByteArray bytes = bytesOf(m_editing);
  if (const auto error = writeFile(path, bytes)) {
    emit failed(tr("%1 was not saved").arg(QFileInfo(path).fileName()), *error);
    return false;
  }
  m_watch.watch(path, bytes);
  noteRecentFile(path);
  const bool elsewhere = path != m_editing.path();
  m_editing.noteSaved(path);
  if (elsewhere) emit savedElsewhere();
  emit saved();
  emit said(tr("Saved %1").arg(path));
  return true;
}

void DocumentFiles::askForNew() {
  auto* dialog = new NewDialog(m_window);
  connect(dialog, &NewDialog::chosen, this, [this](const QString& id) {
    if (mayLeave()) openTemplate(id);
  });
  dialog->open();
}

void DocumentFiles::openTemplate(const QString& id) {
  const Result<std::string> text = loadTemplate(id);
  if (!text.ok()) return emit failed(tr("The template %1 could not be opened").arg(id), text.error());
  emit openWanted({text.value(), {}, id});
}

void DocumentFiles::listRecent(QMenu* menu) {
  menu->clear();
  for (const QString& path : recentFiles()) {
    QString shown = path;
    QAction* action = menu->addAction(shown.replace(u'&', QStringLiteral("&&")));
    connect(action, &QAction::triggered, this, [this, path] { emit fileWanted(path); });
  }
  if (!menu->isEmpty()) {
    menu->addSeparator();
    connect(menu->addAction(tr("&Forget these")), &QAction::triggered, this, [] { clearRecentFiles(); });
    return;
  }
  menu->addAction(tr("None yet"))->setEnabled(false);
}

// --- What another program writes

void DocumentFiles::takeOutsideChange(const QByteArray& content) {
  const QString path = m_watch.path();
  const QString name = QFileInfo(path).fileName();
  const auto take = [&](const QByteArray& theirs) {
    m_watch.watch(path, theirs);
    m_editing.takeFromFile(theirs.toStdString());
    emit said(tr("%1 was changed by another program, and is read again").arg(name));
  };
  if (!m_editing.modified() || content == bytesOf(m_editing)) return take(content);
  if (m_asking) return;  // it may change on while the question stands
  m_asking = true;
  const auto box =
      question(tr("%1 was changed by another program").arg(name),
               tr("It also has changes here that are not saved. Theirs can be undone once they are taken."));
  QPushButton* mine = box->addButton(tr("Keep mine"), QMessageBox::RejectRole);
  QPushButton* theirs = box->addButton(tr("Take theirs"), QMessageBox::AcceptRole);
  box->setDefaultButton(mine);
  box->setEscapeButton(mine);
  box->exec();
  m_asking = false;
  if (m_watch.path() != path) return;  // another document was opened meanwhile
  const QByteArray now = contentOf(path).value_or(content);
  if (box->clickedButton() == theirs) return take(now);
  m_watch.watch(path, now);  // it is known, so that saving need not ask again
}

}  // namespace roundscope::ui
