// Keys and mouse as a window system delivers them. Unlike QTest, nothing else happens meanwhile: events that wait are
// not looked at.
#pragma once

#include <QPoint>
#include <QString>
#include <Qt>

class QWindow;

namespace roundscope::soak {

/// A key goes down and up. What it writes is `text`. The window may go away by it.
void pressAndRelease(QWindow& window, int key, Qt::KeyboardModifiers modifiers = {}, const QString& text = {});
/// The key of a letter, as typed.
void typeLetter(QWindow& window, QChar letter);

void click(QWindow& window, Qt::MouseButton button, QPoint at, Qt::KeyboardModifiers modifiers = {});
void doubleClick(QWindow& window, QPoint at, Qt::KeyboardModifiers modifiers = {});
void moveTo(QWindow& window, QPoint at);
/// With the left button down.
void drag(QWindow& window, QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {});

}  // namespace roundscope::soak
