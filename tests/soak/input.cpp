// By the functions that QTest calls, too. See input.h.
#include "tests/soak/input.h"

#include <QEvent>
#include <QPointer>
#include <QTest>
#include <QWindow>

namespace roundscope::soak {
namespace {

constexpr int kApartMs = 1'000;  ///< what follows sooner could be a double click
constexpr int kDragMoves = 4;

int now = 0;  ///< ms, of the mouse

void mouse(const QPointer<QWindow>& window, QPoint at, Qt::MouseButtons down, Qt::MouseButton button, QEvent::Type type,
           Qt::KeyboardModifiers modifiers) {
  if (window != nullptr) qt_handleMouseEvent(window, at, window->mapToGlobal(at), down, button, type, modifiers, ++now);
}

void clickNow(const QPointer<QWindow>& window, Qt::MouseButton button, QPoint at, Qt::KeyboardModifiers modifiers) {
  mouse(window, at, button, button, QEvent::MouseButtonPress, modifiers);
  mouse(window, at, Qt::NoButton, button, QEvent::MouseButtonRelease, modifiers);
}

}  // namespace

void pressAndRelease(QWindow& window, int key, Qt::KeyboardModifiers modifiers, const QString& text) {
  const QPointer<QWindow> still = &window;
  qt_handleKeyEvent(&window, QEvent::KeyPress, key, modifiers, text);
  if (still != nullptr) qt_handleKeyEvent(still, QEvent::KeyRelease, key, modifiers, text);
}

void typeLetter(QWindow& window, QChar letter) {
  const int key = letter.unicode() < 0x80 ? letter.toUpper().unicode() : static_cast<int>(Qt::Key_unknown);
  pressAndRelease(window, key, letter.isUpper() ? Qt::ShiftModifier : Qt::NoModifier, QString(letter));
}

void click(QWindow& window, Qt::MouseButton button, QPoint at, Qt::KeyboardModifiers modifiers) {
  now += kApartMs;
  clickNow(&window, button, at, modifiers);
}

void doubleClick(QWindow& window, QPoint at, Qt::KeyboardModifiers modifiers) {
  const QPointer<QWindow> still = &window;
  click(window, Qt::LeftButton, at, modifiers);
  clickNow(still, Qt::LeftButton, at, modifiers);
}

void moveTo(QWindow& window, QPoint at) { mouse(&window, at, Qt::NoButton, Qt::NoButton, QEvent::MouseMove, {}); }

void drag(QWindow& window, QPoint from, QPoint to, Qt::KeyboardModifiers modifiers) {
  const QPointer<QWindow> still = &window;
  now += kApartMs;
  mouse(still, from, Qt::LeftButton, Qt::LeftButton, QEvent::MouseButtonPress, modifiers);
  for (int part = 1; part <= kDragMoves; ++part)
    mouse(still, from + (to - from) * part / kDragMoves, Qt::LeftButton, Qt::NoButton, QEvent::MouseMove, modifiers);
  mouse(still, to, Qt::NoButton, Qt::LeftButton, QEvent::MouseButtonRelease, modifiers);
}

}  // namespace roundscope::soak
