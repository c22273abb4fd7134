// Builds the parts and connects them; what each part does is in its own file.
#include "ui/window/main_window.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QStatusBar>
#include <QTabBar>
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/export/trace_formats.h"
#include "core/scenario/warnings.h"
#include "ui/editor/editing.h"
#include "ui/files/scenario_file.h"
#include "ui/lessons/lesson_library.h"
#include "ui/lessons/lesson_player.h"
#include "ui/panels/save_dialog.h"
#include "ui/picture/export_dialog.h"
#include "ui/picture/figure_view.h"
#include "ui/session/session.h"
#include "ui/settings.h"
#include "ui/text.h"
#include "ui/timeline/timeline_widget.h"
#include "ui/told_items.h"
#include "ui/window/actions.h"
#include "ui/window/appearance.h"
#include "ui/window/asking.h"
#include "ui/window/banner.h"
#include "ui/window/budget_dialog.h"
#include "ui/window/centre.h"
#include "ui/window/command_list.h"
#include "ui/window/document_files.h"
#include "ui/window/focus_ring.h"
#include "ui/window/layout_store.h"
#include "ui/window/no_title.h"
#include "ui/window/panels.h"
#include "ui/window/presentation.h"
#include "ui/window/simulation_status.h"
#include "ui/window/trace_export.h"
#include "ui/window/transport_bar.h"

namespace roundscope::ui {
namespace {

constexpr QSize kSmallestFirstSize{1280, 720};
constexpr QSize kLargestFirstSize{1920, 1080};
constexpr double kFirstShare = 0.9;  ///< of the screen
constexpr int kRightWidthPx = 300;
constexpr int kWideRightPx = 420;
constexpr int kHighEnoughPx = 1'200;  ///< for two panels one over the other
constexpr int kDrawerGapPx = 8;
constexpr int kLeastDrawerPx = 120;
constexpr std::size_t kMostErrors = 6;  ///< in the banner: more would leave little of the window

QString droppedFile(const QMimeData& data) {
  return data.urls().size() == 1 ? data.urls().front().toLocalFile() : QString();
}

}  // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent),
      m_session(new Session(this)),
      m_editing(&Editing::of(*m_session)),
      m_asking(new Asking(m_session, this)),
      m_files(new DocumentFiles(this, *m_editing)),
      m_actions(new Actions(this)),
      m_player(&LessonPlayer::of(*m_session)),
      m_traceExport(new TraceExport(this)),
      m_theme(rememberedTheme()) {
  installToldItems();
  setWindowTitle(tr("Roundscope"));
  setAcceptDrops(true);
  buildCentre();
  buildDocks();
  buildMenus();
  m_presentation = new Presentation({this, m_centre, m_transport, m_docks, m_player}, this);
  wireFile();
  wireEditing();
  wireAsking();
  wireKnobs();
  wireLesson();
  wireView();
  wireStage();
  wireRun();
  wireCompareAndExport();
  wireHelp();
  setTheme(m_theme);
  layOutFirst();
  restoreLayout(*this, *m_centre->splitter());
  new FocusRing(this, m_timeline);
  m_timeline->setFocus();  // keys are the run's, until the viewer goes elsewhere
}

MainWindow::~MainWindow() {
  // They are hidden once more while they are taken down.
  for (QDockWidget* dock : std::as_const(m_docks)) dock->disconnect(this);
}

void MainWindow::buildCentre() {
  m_centre = new Centre(*m_session, this);
  m_banner = m_centre->banner();
  m_timeline = m_centre->timeline();
  setCentralWidget(m_centre);

  m_transport = new TransportBar(m_session, *m_actions, this);
  addToolBar(Qt::BottomToolBarArea, m_transport);
  statusBar()->addPermanentWidget(new SimulationStatus(m_session, *m_actions, this));
  statusBar()->setSizeGripEnabled(false);
}

void MainWindow::layOutFirst() {
  const QSize available = screen()->availableSize();
  resize((available * kFirstShare).boundedTo(kLargestFirstSize).expandedTo(kSmallestFirstSize).boundedTo(available));
  if (available.height() < kHighEnoughPx) {  // a lesson needs the height
    tabifyDockWidget(m_docks[0], m_docks[1]);
    m_docks[0]->raise();
  }
  // Programs have long lines: where there is room, the panels on the right get some of it.
  const int right = width() >= kLargestFirstSize.width() * kFirstShare ? kWideRightPx : kRightWidthPx;
  resizePanels(kLeftWidthPx, right);
}

void MainWindow::buildDocks() {
  std::map<Qt::DockWidgetArea, QDockWidget*> firstTab, lastTab;
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  for (const PanelSpec& spec : panelTable()) {
    auto* dock = new QDockWidget(tr(spec.title), this);
    dock->setObjectName(QLatin1String(spec.id));
    dock->setWidget(spec.make(m_session, this));
    dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
    addDockWidget(spec.area, dock);
    m_docks << dock;
    if (!spec.shown) dock->hide();
    if (spec.area == Qt::BottomDockWidgetArea)
      connect(dock, &QDockWidget::visibilityChanged, this, [this, dock] { showDrawer(dock); });
    connect(dock, &QDockWidget::visibilityChanged, this, &MainWindow::nameDocks, Qt::QueuedConnection);
    if (!spec.tabbed) continue;
    if (lastTab.contains(spec.area)) tabifyDockWidget(lastTab[spec.area], dock);
    firstTab.try_emplace(spec.area, dock);
    lastTab[spec.area] = dock;
  }
  for (const auto& tab : firstTab) tab.second->raise();
  nameDocks();
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
}

/// A panel among tabs is named, and closed, by its tab; one that stands alone by its title.
void MainWindow::nameDocks() {
  if (m_presentation != nullptr && m_presentation->isOn()) return;
  for (QDockWidget* dock : m_docks) {
    const QList<QDockWidget*> beside = tabifiedDockWidgets(dock);
    const bool tabbed = std::any_of(beside.begin(), beside.end(), [](const QDockWidget* d) { return !d->isHidden(); });
    if (tabbed != (dock->titleBarWidget() != nullptr)) {
      delete dock->titleBarWidget();
      dock->setTitleBarWidget(tabbed ? new NoTitle(dock) : nullptr);
    }
  }
  for (auto* tabs : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
    tabs->setAccessibleName(tr("Panels that take turns"));
    for (int i = 0; i < tabs->count(); ++i)
      if (QWidget* close = tabs->tabButton(i, QTabBar::RightSide))
        close->setAccessibleName(tr("Close %1").arg(tabs->tabText(i)));
  }
}

/// Qt makes the bar of panels that take turns by itself, and makes others when a layout is restored.
void MainWindow::childEvent(QChildEvent* event) {
  QMainWindow::childEvent(event);
  auto* tabs = event->added() ? nullptr : qobject_cast<QTabBar*>(event->child());
  if (tabs == nullptr || !event->polished()) return;
  tabs->setAccessibleName(tr("Panels that take turns"));
  tabs->setTabsClosable(true);
  connect(tabs, &QTabBar::tabCloseRequested, this, [this, tabs](int tab) {
    for (QDockWidget* dock : m_docks)
      if (dock->windowTitle() == tabs->tabText(tab)) return dock->hide();
  });
}

/// A drawer takes what half of the window for the timeline leaves it, and no more than it needs.
void MainWindow::showDrawer(QDockWidget* dock) {
  const bool wasOpen = m_drawerOpen;
  m_drawerOpen = false;
  for (std::size_t i = 0; i < panelTable().size() && i < static_cast<std::size_t>(m_docks.size()); ++i) {
    const QDockWidget* each = m_docks.at(static_cast<qsizetype>(i));
    if (panelTable()[i].area == Qt::BottomDockWidgetArea && each->isVisible() && !each->isFloating())
      m_drawerOpen = true;
  }
  m_centre->setDrawer(m_drawerOpen);
  if (!m_drawerOpen || wasOpen) return;  // another tab of it keeps its height
  const int together = m_centre->height() + dock->height();
  const int height = std::clamp(together - this->height() / 2 - kDrawerGapPx, kLeastDrawerPx, together * 2 / 5);
  resizeDocks({dock}, {height}, Qt::Vertical);
}

/// Gives each area its width, and the panels in it their shares of its height.
void MainWindow::resizePanels(int leftPx, int rightPx) {
  QList<QDockWidget*> columns, rows;
  QList<int> widths, shares;
  std::set<Qt::DockWidgetArea> known;
  for (std::size_t i = 0; i < panelTable().size(); ++i) {
    const PanelSpec& spec = panelTable()[i];
    QDockWidget* dock = m_docks[static_cast<qsizetype>(i)];
    const bool sideways = spec.area == Qt::LeftDockWidgetArea || spec.area == Qt::RightDockWidgetArea;
    if (sideways && known.insert(spec.area).second) {
      columns << dock;
      widths << (spec.area == Qt::LeftDockWidgetArea ? leftPx : rightPx);
    }
    if (sideways && !spec.tabbed) {
      rows << dock;
      shares << spec.share;
    }
  }
  resizeDocks(columns, widths, Qt::Horizontal);
  resizeDocks(rows, shares, Qt::Vertical);
}

void MainWindow::buildMenus() {
  std::array<QMenu*, static_cast<std::size_t>(MenuId::Count)> menus{};
  for (std::size_t i = 0; i < menus.size(); ++i) {
    const auto id = static_cast<MenuId>(i);
    const auto above = menuAbove(id);
    menus[i] =
        above ? menus[static_cast<std::size_t>(*above)]->addMenu(menuTitle(id)) : menuBar()->addMenu(menuTitle(id));
    m_actions->addTo(menus[i], id);
  }
  auto* lessonMenu = new QMenu(tr("Open &lesson"), this);
  for (const LessonInfo& lesson : lessons())
    lessonMenu->addAction(lesson.title, this, [this, id = lesson.id] { openLesson(id); });
  auto* recentMenu = new QMenu(tr("Open &recent"), this);
  connect(recentMenu, &QMenu::aboutToShow, m_files, [this, recentMenu] { m_files->listRecent(recentMenu); });
  menus[0]->insertMenu((*m_actions)[ActionId::SaveFile], recentMenu);
  menus[0]->insertMenu((*m_actions)[ActionId::SaveFile], lessonMenu);
  menus[0]->insertSeparator((*m_actions)[ActionId::SaveFile]);
  auto* panelMenu = menus[static_cast<std::size_t>(MenuId::View)]->addMenu(tr("Pa&nels"));
  for (std::size_t i = 0; i < panelTable().size(); ++i) {
    QAction* toggle = m_docks[static_cast<qsizetype>(i)]->toggleViewAction();
    toggle->setShortcuts(keysOf(panelTable()[i].keys));
    // Qt shows a tab without bringing it to the front.
    connect(toggle, &QAction::triggered, this, [dock = m_docks[static_cast<qsizetype>(i)]](bool shown) {
      if (shown) dock->raise();
    });
    addAction(toggle);
    panelMenu->addAction(toggle);
    if (panelTable()[i].compares) menus[static_cast<std::size_t>(MenuId::Compare)]->addAction(toggle);
  }
}

void MainWindow::openScenario(std::shared_ptr<const ScenarioSet> set, const QString& path) {
  m_player->close();
  showScenario(set, path);
}

void MainWindow::showScenario(const std::shared_ptr<const ScenarioSet>& set, const QString& path) {
  m_banner->hide();
  statusBar()->clearMessage();
  // A knob that was turned leaves the text, and what was done to it, as they are.
  const bool isOpen = m_player->isOpen() && m_editing->document().text() == set->sourceText;
  if (!isOpen) m_editing->adopt(*set, path);
  m_session->open(set);
  if (isOpen || !m_player->isOpen()) return;
  // Once the lesson stands.
  QMetaObject::invokeMethod(
      this,
      [this, lesson = m_player->id()] {
        if (m_player->id() == lesson) m_files->takeUpAgain(lesson);
      },
      Qt::QueuedConnection);
}

void MainWindow::open(OpenedScenario opened) {
  const std::optional<Error> warnings = warningsOf(opened.set, opened.set.id);
  openScenario(std::make_shared<const ScenarioSet>(std::move(opened.set)), opened.path);
  // Of a picture's variants some may be left out, and what only they use.
  if (warnings && !opened.picture)
    m_banner->show(tr("Surely not meant"), QString::fromStdString(warnings->lines(kMostErrors)));
  if (opened.picture && opened.picture->swept) restoreSweep(*opened.picture);
  if (opened.picture && !opened.picture->swept) restorePicture(*opened.picture);
}

bool MainWindow::openLesson(const QString& id, std::size_t step) {
  const auto error = m_player->open(id, step);
  if (error) showError(tr("The lesson %1 could not be opened").arg(id), *error);
  return !error;
}

void MainWindow::exportTraceTo(const QString& path) {
  if (m_traceExport->busy()) return say(tr("A trace is still being saved"));
  if (const auto error = m_traceExport->start(*m_session, path))
    return showError(tr("The trace was not saved"), *error);
  say(tr("Saving %1…").arg(path));
}

void MainWindow::showError(const QString& headline, const Error& error) {
  m_banner->show(headline, QString::fromStdString(error.lines(kMostErrors)));
  statusBar()->showMessage(headline + QStringLiteral(": ") + QString::fromStdString(error.text()));
}

void MainWindow::tellSettingsTrouble(const std::optional<Error>& trouble) {
  if (!trouble) return;
  tellOnce(*trouble);
  if (m_banner->isHidden()) m_banner->show(tr("The window may not remember things"), textOf(trouble->text()));
}

void MainWindow::askForPicture() {
  if (!m_session->scenarioSet()) return;
  // A scenario that was changed may lack what the figure names.
  const bool fits = m_openedFigure && !unknownIn(*m_openedFigure, m_session->scenarioSet()->variants);
  const std::optional<Figure> opened = fits ? m_openedFigure : std::nullopt;
  auto* dialog =
      new ExportDialog(*m_session, m_timeline->index(), figureOf(m_timeline->view(), m_timeline->index()), m_theme,
                       this, m_player->isOpen() ? std::optional(m_player->lesson()) : std::nullopt, opened);
  m_export = dialog;
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &ExportDialog::saved, this, [this](const QString& path) { say(tr("Saved %1").arg(path)); });
  connect(dialog, &ExportDialog::copied, this, [this] { say(tr("The picture is on the clipboard")); });
  dialog->open();
}

void MainWindow::askForTrace() {
  if (!m_session->scenarioSet()) return;
  const QString path =
      askWhereToSave(this, tr("Save the trace"), TraceExport::fileFilters(), 0, TraceExport::suggestedName(*m_session));
  if (!path.isEmpty()) exportTraceTo(path);
}

void MainWindow::askForBudget() {
  auto* dialog = new BudgetDialog(m_session->budget(), this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    if (dialog->budget() == m_session->budget()) return;
    m_session->setBudget(dialog->budget());
    if (m_session->scenarioSet() != nullptr) m_session->reopen(m_session->scenarioSet());
  });
  dialog->open();
}

void MainWindow::showAbout() {
  auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Roundscope"), tr("Roundscope"), QMessageBox::Close, this);
  box->setInformativeText(
      tr("Shows how inter-canister calls run on the Internet Computer, round by round.\n\n"
         "Free software under the GNU General Public License, version 3 or later."));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setModal(false);
  box->show();
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (m_export != nullptr && !m_export->mayLeave()) return event->ignore();
  if (!m_traceExport->mayLeave(this)) return event->ignore();
  if (!m_files->mayQuit()) return event->ignore();
  m_files->forgetUnsaved();
  (*m_actions)[ActionId::Presenter]->setChecked(false);  // what it hid is remembered as it was
  saveLayout(*this, *m_centre->splitter(), m_theme);
  event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (!droppedFile(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  openFile(droppedFile(*event->mimeData()));
}

}  // namespace roundscope::ui
