// A window manager takes its time to leave full screen, so sizes are restored once more when the window has its own.
#include "ui/window/presentation.h"

#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QMenuBar>
#include <QScreen>
#include <QSplitter>
#include <QStatusBar>
#include <QTimer>
#include <algorithm>
#include <cmath>
#include <memory>

#include "ui/lessons/lesson_player.h"
#include "ui/window/appearance.h"
#include "ui/window/centre.h"
#include "ui/window/no_title.h"
#include "ui/window/panel_overlay.h"
#include "ui/window/panels.h"
#include "ui/window/transport_bar.h"

namespace roundscope::ui {

namespace {

constexpr double kLessonShare = 0.31;  ///< of the window's width
constexpr double kOrdinaryHeightPx = 800;

}  // namespace

Presentation::Presentation(PresentedParts parts, QObject* parent)
    : QObject(parent), m_parts(std::move(parts)), m_overlay(new PanelOverlay(m_parts.centre)) {
  m_parts.window->installEventFilter(this);
  makeOverlayActions();
  connect(m_parts.window->statusBar(), &QStatusBar::messageChanged, this, [this](const QString& message) {
    if (m_on) m_parts.window->statusBar()->setVisible(!message.isEmpty());
  });
}

void Presentation::makeOverlayActions() {
  for (std::size_t i = 0; i < panelTable().size(); ++i) {
    QDockWidget* dock = m_parts.docks[static_cast<qsizetype>(i)];
    m_overlayActions << nullptr;
    if (!panelTable()[i].tabbed) continue;
    auto* action = new QAction(dock->windowTitle(), this);
    action->setShortcuts(dock->toggleViewAction()->shortcuts());
    action->setEnabled(false);
    connect(action, &QAction::triggered, this, [this, dock] {
      if (m_overlay->shown() == dock)
        m_overlay->dismiss();
      else
        m_overlay->raisePanel(dock);
    });
    m_parts.window->addAction(action);
    m_overlayActions.back() = action;
  }
}

QAction* Presentation::actionOf(const QDockWidget* dock) const {
  QAction* overlay = m_overlayActions[m_parts.docks.indexOf(dock)];
  return m_on && overlay != nullptr ? overlay : dock->toggleViewAction();
}

double Presentation::typeScale() const {
  if (!m_on) return 1;
  const double height = m_parts.window->screen()->size().height();
  return kPresenterScale * std::sqrt(std::max(1.0, height / kOrdinaryHeightPx));
}

void Presentation::setBarsShown(bool shown) {
  m_parts.window->menuBar()->setVisible(shown);
  m_parts.window->statusBar()->setVisible(shown);
  for (std::size_t i = 0; i < panelTable().size(); ++i) {
    QDockWidget* dock = m_parts.docks[static_cast<qsizetype>(i)];
    if (panelTable()[i].forLessons) {
      const std::unique_ptr<QWidget> before(dock->titleBarWidget());  // which Qt does not delete
      dock->setTitleBarWidget(shown ? nullptr : new NoTitle(dock));
    }
    if (QAction* overlay = m_overlayActions[static_cast<qsizetype>(i)]) {
      dock->toggleViewAction()->setEnabled(shown);
      overlay->setEnabled(!shown);
    }
  }
}

void Presentation::begin() {
  if (m_on) return;
  QMainWindow& window = *m_parts.window;
  m_on = true;
  m_restoring = false;
  m_before = {window.windowState(), window.size(), window.saveState(), m_parts.centre->splitter()->saveState()};
  for (std::size_t i = 0; i < panelTable().size(); ++i) {
    // The lesson's own words stay: they are what is presented.
    const bool presented = m_parts.player->isOpen() && panelTable()[i].forLessons;
    m_parts.docks[static_cast<qsizetype>(i)]->setVisible(presented);
  }
  setBarsShown(false);
  m_parts.transport->present(true);
  window.setWindowState(window.windowState() | Qt::WindowFullScreen);
  m_parts.centre->present(true);
}

void Presentation::end() {
  if (!m_on) return;
  m_on = false;
  m_overlay->dismiss();
  m_parts.centre->present(false);
  m_parts.transport->present(false);
  setBarsShown(true);
  m_parts.window->setWindowState(m_before.windowState);
  // Not every window manager remembers the size.
  if (!(m_before.windowState & (Qt::WindowMaximized | Qt::WindowFullScreen))) m_parts.window->resize(m_before.size);
  m_restoring = true;
  restoreSizes();
}

void Presentation::fitToType() {
  m_overlay->drawIcons();
  // The type has just changed, and panels do not know yet how narrow they may become.
  QTimer::singleShot(0, this, [this] {
    if (m_restoring) {
      restoreSizes();
      m_restoring = m_parts.window->size() != m_before.size;
    }
    if (!m_on) return;
    for (std::size_t i = 0; i < panelTable().size(); ++i)
      if (panelTable()[i].forLessons)
        m_parts.window->resizeDocks({m_parts.docks[static_cast<qsizetype>(i)]},
                                    {static_cast<int>(m_parts.window->width() * kLessonShare)}, Qt::Horizontal);
  });
}

void Presentation::restoreSizes() {
  m_parts.window->restoreState(m_before.docks);
  m_parts.centre->splitter()->restoreState(m_before.splitter);
}

bool Presentation::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize && m_on) fitToType();
  if (event->type() == QEvent::Resize && m_restoring && m_parts.window->size() == m_before.size)
    QTimer::singleShot(0, this, [this] {
      if (!m_restoring) return;
      restoreSizes();
      m_restoring = false;
    });
  return QObject::eventFilter(watched, event);
}

}  // namespace roundscope::ui
