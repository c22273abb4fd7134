// The ring is a child of the widget that it lies about, so that it moves, scrolls and goes with it.
#include "ui/window/focus_ring.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QWidget>

namespace roundscope::ui {

namespace {

constexpr int kRingPx = 2;

class Ring : public QWidget {
 public:
  explicit Ring(QWidget* about) : QWidget(about) {
    setObjectName(QStringLiteral("focus ring"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    fit();
    show();
    raise();
  }

  void fit() {
    setGeometry(parentWidget()->rect());
    // Only the ring itself is painted: what lies inside is not painted anew with it.
    setMask(QRegion(rect()) - QRegion(rect().adjusted(kRingPx, kRingPx, -kRingPx, -kRingPx)));
  }

 protected:
  void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), palette().color(QPalette::Highlight)); }
};

}  // namespace

FocusRing::FocusRing(QWidget* window, QWidget* home) : QObject(window), m_window(window), m_home(home) {
  qApp->installEventFilter(this);
  connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { follow(now); });
}

QWidget* FocusRing::about() const { return m_ring ? m_ring->parentWidget() : nullptr; }

void FocusRing::follow(QWidget* focused) {
  delete m_ring;
  if (!(focused == m_home ? m_byTab : m_byKey) || focused == nullptr || focused == m_window ||
      focused->window() != m_window)
    return;
  m_ring = new Ring(focused);
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    m_byKey = true;
    m_byTab = key == Qt::Key_Tab || key == Qt::Key_Backtab;
  }
  if (event->type() == QEvent::MouseButtonPress) {
    m_byKey = m_byTab = false;
    delete m_ring;
  }
  if (event->type() == QEvent::Resize && m_ring && watched == m_ring->parentWidget())
    static_cast<Ring*>(m_ring.data())->fit();
  return QObject::eventFilter(watched, event);
}

}  // namespace roundscope::ui
