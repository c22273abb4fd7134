// How the export dialog saves: where to, beside the window's work, and what it asks before it goes. See
// export_dialog.h.
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <algorithm>

#include "ui/picture/export_dialog.h"
#include "ui/stop_saving_question.h"
#include "ui/text.h"

namespace roundscope::ui {

QWidget* ExportDialog::buildProgress() {
  m_savingRow = new QWidget;
  auto* row = new QHBoxLayout(m_savingRow);
  row->setContentsMargins(0, 0, 0, 0);
  m_savingWords = new QLabel;
  m_progress = new QProgressBar;
  m_progress->setAccessibleName(tr("Saving"));
  m_progress->setTextVisible(false);
  auto* cancel = new QPushButton(tr("Cance&l saving"));
  row->addWidget(m_savingWords);
  row->addWidget(m_progress, 1);
  row->addWidget(cancel);
  m_savingRow->hide();
  connect(cancel, &QPushButton::clicked, this, &ExportDialog::cancelSaving);
  return m_savingRow;
}

void ExportDialog::followSaving() {
  connect(m_save, &PictureSave::progressed, this, [this](std::size_t done, std::size_t of) {
    m_progress->setRange(0, static_cast<int>(of));
    m_progress->setValue(static_cast<int>(done));
    m_savingWords->setText(tr("Picture %1 of %2").arg(std::min(done + 1, of)).arg(of));
  });
  const auto ended = [this] {
    m_savingRow->hide();
    if (m_question != nullptr) m_question->reject();
    m_refresh.start();
  };
  connect(m_save, &PictureSave::saved, this, [this, ended](const QString& path) {
    ended();
    // A figure that was there says nothing about the next one.
    if (!m_taken)
      rememberFor(static_cast<Purpose>(m_purpose->currentIndex()), m_savedFigure, std::string(m_savedFormat->ending));
    // The next picture of the same run often differs in little.
    m_error->setText(tr("Saved %1").arg(path));
    m_error->show();
    emit saved(path);
    if (m_closesAfter) QDialog::reject();
  });
  connect(m_save, &PictureSave::failed, this, [this, ended](const Error& error) {
    ended();
    tell(error);
    emit failed(error);
    if (m_closesAfter) QDialog::reject();
  });
}

void ExportDialog::saveTo(const QString& path) {
  if (saving()) return;
  m_savedFigure = figure();
  m_savedFormat = &format();
  m_savedPath = path;
  m_error->hide();
  m_savingWords->setText(tr("Saving…"));
  m_progress->setRange(0, 0);
  m_savingRow->show();
  for (QPushButton* button : m_saving) button->setEnabled(false);
  const bool tells = m_tellsLesson->isChecked() && canTell();
  m_save->start(
      {m_session.scenarioSet(), m_session.runs(), m_savedFigure, tells ? m_lesson : std::nullopt, m_savedFormat, path});
}

void ExportDialog::cancelSaving() {
  if (!m_save->cancel()) return;
  m_savingRow->hide();
  m_error->setText(tr("Not saved: %1 is as it was").arg(QFileInfo(m_savedPath).fileName()));
  m_error->show();
  m_refresh.start();
}

bool ExportDialog::mayLeave() {
  if (!saving()) return true;
  if (m_question != nullptr) return false;
  StopSavingQuestion question(m_savedPath, this);
  m_question = &question;
  if (question.ask()) cancelSaving();
  return !saving();
}

void ExportDialog::reject() {
  if (mayLeave()) QDialog::reject();
}

/// What is being saved is not of the window any more, and is finished first.
void ExportDialog::leaveScenario() {
  if (!saving()) return QDialog::reject();
  m_closesAfter = true;
  m_refresh.stop();
}

QString ExportDialog::suggestedName() {
  return QString::fromStdString(m_session.scenarioSet()->id) +
         (isPartial(source()) ? QStringLiteral("-partial") : QString()) + textOf(format().ending);
}

void ExportDialog::tell(const Error& error) {
  m_error->setText(QString::fromStdString(error.text()));
  m_error->show();
  m_refresh.start();  // the preview has less room now
}

Result<QString> ExportDialog::chooseFormatOf(const QString& path) {
  if (QFileInfo(path).suffix().isEmpty()) return path + textOf(format().ending);
  const auto named = pictureFormatOf(path.toStdString(), tr("Save picture").toStdString());
  if (!named.ok()) return named.error();
  setEnding(named.value()->ending);
  return path;
}

void ExportDialog::askAndSave() {
  QStringList patterns;
  for (const PictureFormat& format : pictureFormats()) patterns << QLatin1Char('*') + textOf(format.ending);
  QFileDialog files(this, tr("Save picture"));
  files.setAcceptMode(QFileDialog::AcceptSave);
  files.setNameFilter(tr("Pictures (%1)").arg(patterns.join(QLatin1Char(' '))));
  files.setDefaultSuffix(textOf(format().ending).mid(1));  // asks before it replaces the file of the whole name
  files.selectFile(suggestedName());
  if (files.exec() != QDialog::Accepted) return;
  const Result<QString> path = chooseFormatOf(files.selectedFiles().value(0));
  if (!path.ok()) return tell(path.error());
  saveTo(path.value());
}

}  // namespace roundscope::ui
