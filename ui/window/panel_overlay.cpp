// See panel_overlay.h.
#include "ui/window/panel_overlay.h"

#include <QApplication>
#include <QDockWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/window/icon.h"

namespace roundscope::ui {

namespace {

constexpr double kShare = 0.62;  ///< of the picture's width
constexpr int kWidestPx = 900;

}  // namespace

PanelOverlay::PanelOverlay(QWidget* parent)
    : QFrame(parent), m_title(new QLabel(this)), m_close(new QToolButton(this)), m_layout(new QVBoxLayout(this)) {
  setObjectName(QStringLiteral("overlay"));
  setAutoFillBackground(true);
  m_title->setProperty("role", QStringLiteral("title"));
  m_close->setAccessibleName(tr("Close the panel"));
  m_close->setToolTip(tr("Close the panel (Esc)"));
  connect(m_close, &QToolButton::clicked, this, &PanelOverlay::dismiss);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(12, 6, 6, 0);
  head->addWidget(m_title, 1);
  head->addWidget(m_close);
  m_layout->setContentsMargins(1, 0, 0, 0);
  m_layout->setSpacing(0);
  m_layout->addLayout(head);
  parent->installEventFilter(this);
  drawIcons();
  hide();
}

void PanelOverlay::drawIcons() { m_close->setIcon(drawnIcon(QLatin1String("close"), QApplication::palette())); }

void PanelOverlay::raisePanel(QDockWidget* dock) {
  dismiss();
  m_dock = dock;
  m_title->setText(dock->windowTitle());
  QWidget* panel = dock->widget();
  dock->setWidget(nullptr);
  m_layout->addWidget(panel, 1);
  panel->show();
  place();
  show();
  raise();
  panel->setFocus(Qt::ShortcutFocusReason);
}

bool PanelOverlay::dismiss() {
  if (!m_dock) return false;
  QLayoutItem* item = m_layout->takeAt(m_layout->count() - 1);
  m_dock->setWidget(item->widget());
  delete item;
  m_dock = nullptr;
  hide();
  return true;
}

void PanelOverlay::place() {
  const QRect all = parentWidget()->rect();
  const int width =
      std::min({all.width(), kWidestPx, std::max(static_cast<int>(all.width() * kShare), minimumSizeHint().width())});
  setGeometry(all.right() + 1 - width, all.top(), width, all.height());
}

bool PanelOverlay::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parentWidget() && event->type() == QEvent::Resize && m_dock) place();
  return QFrame::eventFilter(watched, event);
}

}  // namespace roundscope::ui
