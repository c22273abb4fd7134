// How the window opens files, and what it shows of the one that is open.
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QStatusBar>

#include "core/scenario/parse.h"
#include "ui/editor/editing.h"
#include "ui/files/scenario_file.h"
#include "ui/lessons/lesson_player.h"
#include "ui/picture/formats.h"
#include "ui/session/session.h"
#include "ui/sweep/sweep_panel.h"
#include "ui/text.h"
#include "ui/window/actions.h"
#include "ui/window/banner.h"
#include "ui/window/document_files.h"
#include "ui/window/main_window.h"
#include "ui/window/picture_restore.h"

namespace roundscope::ui {

void MainWindow::wireFile() {
  const Actions& actions = *m_actions;
  connect(actions[ActionId::NewFile], &QAction::triggered, m_files, &DocumentFiles::askForNew);
  connect(actions[ActionId::OpenFile], &QAction::triggered, this, &MainWindow::askForFile);
  connect(actions[ActionId::SaveFile], &QAction::triggered, m_files, &DocumentFiles::save);
  connect(actions[ActionId::SaveFileAs], &QAction::triggered, m_files, &DocumentFiles::saveAs);
  connect(actions[ActionId::Quit], &QAction::triggered, this, &QWidget::close);
  connect(m_files, &DocumentFiles::openWanted, this, &MainWindow::openText);
  connect(m_files, &DocumentFiles::fileWanted, this, &MainWindow::openFile);
  connect(m_files, &DocumentFiles::said, this, &MainWindow::say);
  connect(m_files, &DocumentFiles::failed, this, &MainWindow::showError);
  connect(m_files, &DocumentFiles::saved, m_banner, &QWidget::hide);
  // A lesson that is saved is a scenario of one's own from then on.
  connect(m_files, &DocumentFiles::savedElsewhere, this, [this] {
    if (m_player->isOpen()) m_player->close();
  });
  connect(m_editing, &Editing::stateChanged, this, &MainWindow::showTitle);
  connect(m_editing, &Editing::checked, this, &MainWindow::showTextError);
  connect(m_player, &LessonPlayer::changed, this, &MainWindow::showTitle);
  connect(m_session, &Session::opened, this, &MainWindow::showTitle);
  connect(m_session, &Session::opened, this, [this] {
    if (!m_session->isChange()) m_openedFigure.reset();
  });
  m_player->askBeforeLeaving([this] {
    if (!m_player->isOpen()) return m_files->mayLeave();
    m_files->layAside(m_player->id(), QString::fromStdString(m_player->lesson().title));
    return true;
  });
}

/// A file is called by its name, a lesson or a template by its title.
void MainWindow::showTitle() {
  const auto& set = m_session->scenarioSet();
  QString name = m_editing->name();
  if (m_player->isOpen())
    name = QString::fromStdString(m_player->lesson().title);
  else if (m_editing->path().isEmpty() && set)
    name = QString::fromStdString(set->title);
  setWindowTitle(name.isEmpty() ? tr("Roundscope") : tr("%1[*] — Roundscope").arg(name));
}

/// Beside a run that goes on, the last good one, its editor tells what is wrong. Where nothing runs, the window does.
void MainWindow::showTextError() {
  if (m_session->scenarioSet() || !m_editing->error()) return;
  showError(tr("%1 cannot be run yet").arg(m_editing->name()), *m_editing->error());
}

void MainWindow::openText(const TextToOpen& opened) {
  ParseOptions options;
  options.fileName = (opened.path.isEmpty() ? opened.id : opened.path).toStdString();
  Result<ScenarioSet> set = parseScenario(opened.text, options);
  if (set.ok()) return open({std::move(set).value(), std::nullopt, opened.path});
  // What ran before is another scenario: nothing of it stays.
  m_player->close();
  m_session->close();
  m_editing->open(opened.text, opened.path, opened.id);
}

namespace {

/// Of a file whose name says nothing: a scenario begins with a brace or a comment. Another text would only take the
/// place of what is open.
bool mayBeScenario(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '/');
}

}  // namespace

void MainWindow::openFile(const QString& path) {
  const auto fails = [&](const Error& error) {
    showError(tr("%1 could not be opened").arg(QFileInfo(path).fileName()), error);
  };
  const auto text = readOpenable(path);
  if (!text.ok()) return fails(text.error());
  if (const auto* own = std::get_if<std::string>(&text.value())) {
    if (!path.endsWith(QLatin1String(".json")) && !mayBeScenario(*own))
      return fails({ErrorKind::Scenario, path.toStdString(), "this is no scenario",
                    "a scenario file (*.roundscope.json), or a picture saved by Roundscope"});
    if (m_files->mayLeave()) openText({*own, path, {}});
    return;
  }
  const auto& record = std::get<PictureRecord>(text.value());
  auto set = scenarioOf(record, path.toStdString());
  if (!set.ok()) return fails(set.error());
  if (m_files->mayLeave()) open({std::move(set).value(), record, {}});
}

/// Of the runs in a picture: what it shows of them.
void MainWindow::restorePicture(const PictureRecord& record) {
  const QString headline = tr("The picture’s view could not be restored whole");
  const std::string name = "the picture";
  const Result<Figure> figure = figureIn(record, name);
  if (!figure.ok()) return showError(headline, figure.error());
  const QStringList unknown = showAsIn(figure.value(), record.range, *m_session, *m_timeline);
  if (!unknown.isEmpty()) m_banner->show(headline, tr("The scenario has no %1").arg(unknown.join(tr(", no "))));
  if (const auto wrong = unknownIn(figure.value(), m_session->scenarioSet()->variants))
    return showError(headline, {ErrorKind::Scenario, name + " (its figure)", wrong->what, wrong->expected});
  m_openedFigure = figure.value();
}

void MainWindow::restoreSweep(const PictureRecord& record) {
  auto* sweeps = findChild<SweepPanel*>();
  for (QDockWidget* dock : m_docks) {
    if (dock->widget() != sweeps) continue;
    dock->show();
    dock->raise();
  }
  if (const auto error = sweeps->askAgain(*record.swept))
    showError(tr("The picture’s sweep could not be asked again"), *error);
}

void MainWindow::askForFile() {
  QString patterns = QStringLiteral("*.roundscope.json *.json");
  for (const PictureFormat& format : pictureFormats()) patterns += QStringLiteral(" *") + textOf(format.ending);
  const QString path = QFileDialog::getOpenFileName(this, tr("Open a scenario"), {},
                                                    tr("Scenarios and pictures (%1);;All files (*)").arg(patterns));
  if (!path.isEmpty()) openFile(path);
}

}  // namespace roundscope::ui
