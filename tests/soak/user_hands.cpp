// Keys and mouse, in whatever window, dialog or menu is in use. See user.h.
#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QWheelEvent>
#include <QWindow>
#include <algorithm>
#include <array>

#include "tests/soak/input.h"
#include "tests/soak/user.h"
#include "ui/window/actions.h"
#include "ui/window/main_window.h"
#include "ui/window/panels.h"

namespace roundscope::soak {
namespace {

constexpr std::array kKeys = {Qt::Key_Tab,  Qt::Key_Backtab, Qt::Key_Return,   Qt::Key_Enter,  Qt::Key_Escape,
                              Qt::Key_Up,   Qt::Key_Down,    Qt::Key_Left,     Qt::Key_Right,  Qt::Key_Home,
                              Qt::Key_End,  Qt::Key_PageUp,  Qt::Key_PageDown, Qt::Key_Space,  Qt::Key_Delete,
                              Qt::Key_F2,   Qt::Key_F8,      Qt::Key_F10,      Qt::Key_Menu,   Qt::Key_Backspace,
                              Qt::Key_Plus, Qt::Key_Minus,   Qt::Key_1,        Qt::Key_3,      Qt::Key_5,
                              Qt::Key_Alt,  Qt::Key_Insert,  Qt::Key_F4,       Qt::Key_Period, Qt::Key_Question};
constexpr std::array kModifiers = {Qt::NoModifier, Qt::NoModifier, Qt::NoModifier, Qt::ShiftModifier,
                                   Qt::ControlModifier};
constexpr std::array kTexts = {"7",   "300",  "-1",       "99999999999", "1..20:5", "calls 40",  "\"x\"", "{",
                               "nr",  "ping", "caller",   "0.5",         " ",       "},",        "ä→“”",  "true",
                               "rou", "%1",   "<b>&</b>", "10..1:2",     "",        "requested", "12",    "2e9"};

/// Those of every action and panel.
const std::vector<QKeySequence>& shortcuts() {
  static const std::vector<QKeySequence> all = [] {
    std::vector<QKeySequence> made;
    for (const ui::ActionSpec& spec : ui::actionTable())
      for (const QKeySequence& keys : ui::keysOf(spec.keys)) made.push_back(keys);
    for (const ui::PanelSpec& spec : ui::panelTable())
      for (const QKeySequence& keys : ui::keysOf(spec.keys)) made.push_back(keys);
    return made;
  }();
  return all;
}

QString nameOf(const QWidget& widget) {
  QString name = QLatin1String(widget.metaObject()->className());
  const auto* button = qobject_cast<const QAbstractButton*>(&widget);
  const QString own = !widget.accessibleName().isEmpty() ? widget.accessibleName()
                      : button != nullptr                ? button->text()
                                                         : widget.objectName();
  return own.isEmpty() ? name : name + QStringLiteral(" “%1”").arg(own);
}

/// Where a point of a widget is in its window, as far as the window shows it.
std::optional<QPoint> inWindow(const QWidget& widget, QPoint at) {
  const QPoint place = widget.mapTo(widget.window(), at);
  if (!widget.window()->rect().contains(place)) return std::nullopt;
  return place;
}

}  // namespace

/// The dialog that waits for its answer, else one of the windows that are open, mostly the main one.
QWidget* User::place() const {
  if (QWidget* modal = QApplication::activeModalWidget()) return modal;
  QWidget* const active = QApplication::activeWindow();
  return active != nullptr && active->isVisible() ? active : static_cast<QWidget*>(m_window.get());
}

QList<QWidget*> User::widgetsIn(const QWidget& window) const {
  QList<QWidget*> found;
  for (QWidget* widget : window.findChildren<QWidget*>())
    if (widget->window() == &window && widget->isVisible() && !widget->visibleRegion().isEmpty() &&
        !widget->testAttribute(Qt::WA_TransparentForMouseEvents))
      found << widget;
  return found;
}

void User::pressKeyOf(int key, Qt::KeyboardModifiers modifiers) {
  QWidget* const focus = QApplication::focusWidget() != nullptr ? QApplication::focusWidget() : place();
  does(
      QStringLiteral("press %1 at %2").arg(QKeySequence(key | static_cast<int>(modifiers)).toString(), nameOf(*focus)));
  QWidget* const window = QApplication::activePopupWidget() != nullptr ? QApplication::activePopupWidget() : place();
  if (window->windowHandle() == nullptr) return;
  const bool writes = key >= Qt::Key_Space && key < Qt::Key_AsciiTilde && !(modifiers & Qt::ControlModifier);
  pressAndRelease(*window->windowHandle(), key, modifiers, writes ? QString(QChar(key)).toLower() : QString());
}

void User::pressKey() {
  if (m_chance.chance(1, 2)) return pressKeyOf(oneOf(kKeys), oneOf(kModifiers));
  const QKeyCombination keys = oneOf(shortcuts())[0];
  pressKeyOf(keys.key(), keys.keyboardModifiers());
}

void User::typeText() {
  const QString text = QString::fromUtf8(oneOf(kTexts));
  QPointer<QWidget> focus = QApplication::focusWidget();
  if (focus == nullptr || focus->window()->windowHandle() == nullptr) return;
  does(QStringLiteral("type %1 into %2").arg(text, nameOf(*focus)));
  for (const QChar letter : text) {
    if (focus == nullptr || focus != QApplication::focusWidget() || qobject_cast<QFileDialog*>(focus->window())) return;
    typeLetter(*focus->window()->windowHandle(), letter);
  }
}

void User::useMouse() {
  const QList<QWidget*> widgets = widgetsIn(*place());
  if (widgets.isEmpty()) return;
  // Large widgets have much in them: every second time it is one of the two views of the run.
  QWidget* widget = oneOf(widgets);
  if (m_chance.chance(2, 5))
    for (QWidget* each : widgets)
      if ((each->accessibleName() == QLatin1String("Timeline") || each->accessibleName() == QLatin1String("Stage")) &&
          m_chance.chance(2, 3))
        widget = each;
  const QRect shown = widget->visibleRegion().boundingRect();
  const auto anywhere = [&] {
    return QPoint(shown.left() + static_cast<int>(m_chance.between(0, static_cast<std::uint64_t>(shown.width()) - 1)),
                  shown.top() + static_cast<int>(m_chance.between(0, static_cast<std::uint64_t>(shown.height()) - 1)));
  };
  const QPoint local = anywhere();
  const std::optional<QPoint> from = inWindow(*widget, local), to = inWindow(*widget, anywhere());
  QWindow* const window = widget->window()->windowHandle();
  if (!from || !to || window == nullptr) return;
  const Qt::KeyboardModifiers modifiers = oneOf(kModifiers);
  const auto tells = [&](const char* how) {
    does(QStringLiteral("%1 %2 at %3, %4").arg(QLatin1String(how), nameOf(*widget)).arg(local.x()).arg(local.y()));
  };
  switch (m_chance.between(0, 9)) {
    case 0: {
      tells("right-click");
      // As a window system does it: the press, then the menu.
      const QPointer<QWidget> top = widget->window();
      const QPoint global = widget->mapToGlobal(local);
      click(*window, Qt::RightButton, *from);
      if (QWidget* under = top != nullptr ? top->childAt(*from) : nullptr) {
        QContextMenuEvent menu(QContextMenuEvent::Mouse, under->mapFrom(top, *from), global);
        QCoreApplication::sendEvent(under, &menu);
      }
      return;
    }
    case 1:
      tells("double-click");
      return doubleClick(*window, *from, modifiers);
    case 2:
      tells("drag in");
      return drag(*window, *from, *to, modifiers);
    case 3: {
      tells("turn the wheel over");
      QWidget* under = widget->window()->childAt(*from);
      if (under == nullptr) return;
      const int turns = m_chance.chance(1, 2) ? 120 : -240;
      QWheelEvent wheel(under->mapFrom(under->window(), *from), widget->mapToGlobal(local), {}, {0, turns},
                        Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
      QCoreApplication::sendEvent(under, &wheel);
      return;
    }
    case 4:
    case 5:
      tells("point at");
      return moveTo(*window, *from);
    default:
      tells("click");
      return click(*window, Qt::LeftButton, *from, modifiers);
  }
}

void User::pressButton() {
  QList<QWidget*> buttons;
  for (QWidget* widget : widgetsIn(*place()))
    if (qobject_cast<QAbstractButton*>(widget) != nullptr && widget->isEnabled()) buttons << widget;
  if (buttons.isEmpty()) return;
  QWidget* const button = oneOf(buttons);
  const auto at = inWindow(*button, button->visibleRegion().boundingRect().center());
  if (!at || button->window()->windowHandle() == nullptr) return;
  does(QStringLiteral("press ") + nameOf(*button));
  click(*button->window()->windowHandle(), Qt::LeftButton, *at);
}

void User::fillField() {
  QList<QWidget*> fields;
  for (QWidget* widget : widgetsIn(*place()))
    if (widget->isEnabled() &&
        (qobject_cast<QAbstractSpinBox*>(widget) != nullptr || qobject_cast<QComboBox*>(widget) != nullptr ||
         qobject_cast<QLineEdit*>(widget) != nullptr))
      fields << widget;
  if (fields.isEmpty()) return;
  QPointer<QWidget> field = oneOf(fields);
  QWindow* const window = field->window()->windowHandle();
  if (window == nullptr) return;
  const QString text = QString::fromUtf8(oneOf(kTexts));
  does(QStringLiteral("fill %1 with %2").arg(nameOf(*field), text));
  field->setFocus(Qt::TabFocusReason);
  if (qobject_cast<QComboBox*>(field) != nullptr) {
    const int times = static_cast<int>(m_chance.between(1, 3));
    const Qt::Key key = m_chance.chance(1, 2) ? Qt::Key_Down : Qt::Key_Up;
    for (int i = 0; i < times && field != nullptr; ++i) pressAndRelease(*window, key);
    return;
  }
  pressAndRelease(*window, Qt::Key_A, Qt::ControlModifier);
  for (const QChar letter : text)
    if (field != nullptr && field == QApplication::focusWidget()) typeLetter(*window, letter);
  if (field != nullptr && field == QApplication::focusWidget() && m_chance.chance(2, 3))
    pressAndRelease(*window, m_chance.chance(1, 2) ? Qt::Key_Return : Qt::Key_Tab);
}

void User::usePopup(QWidget& popup) {
  constexpr std::array kInMenus = {Qt::Key_Down, Qt::Key_Down,  Qt::Key_Down,   Qt::Key_Up,
                                   Qt::Key_Left, Qt::Key_Right, Qt::Key_Return, Qt::Key_Escape};
  if (m_chance.chance(3, 4)) return pressKeyOf(oneOf(kInMenus), Qt::NoModifier);
  const QPoint at(static_cast<int>(m_chance.between(0, static_cast<std::uint64_t>(popup.width()) - 1)),
                  static_cast<int>(m_chance.between(0, static_cast<std::uint64_t>(popup.height()) - 1)));
  does(QStringLiteral("click %1 at %2, %3").arg(nameOf(popup)).arg(at.x()).arg(at.y()));
  if (popup.windowHandle() != nullptr) click(*popup.windowHandle(), Qt::LeftButton, at);
}

void User::useDialog(QWidget& dialog) {
  if (m_chance.chance(1, 8)) return leave(dialog);
  static const std::vector<Deed> deeds = {
      {"press a key", 3, &User::pressKey},      {"type", 2, &User::typeText},
      {"use the mouse", 4, &User::useMouse},    {"press a button", 6, &User::pressButton},
      {"fill in a field", 6, &User::fillField}, {"wait", 2, &User::wait}};
  choose(deeds);
}

/// By Esc, by the window's own button, or by one of the dialog's, as a question may want it.
void User::leave(QWidget& dialog) {
  does(QStringLiteral("leave ") + nameOf(dialog));
  const auto way = m_chance.between(0, 3);
  if (way == 3) {
    dialog.close();
  } else if (way == 2 && qobject_cast<QMessageBox*>(&dialog) != nullptr) {
    pressButton();
  } else if (dialog.windowHandle() != nullptr) {
    pressAndRelease(*dialog.windowHandle(), Qt::Key_Escape);
  }
}

QString User::anyFile() {
  QStringList names = QDir(m_folder).entryList(QDir::Files, QDir::Name);
  return QDir(m_folder).filePath(oneOf(names));
}

/// Nothing else is done there: a file dialog can rename and delete, wherever it leads.
void User::answerFileDialog(QFileDialog& dialog) {
  auto* const name = dialog.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
  if (m_chance.chance(1, 4) || name == nullptr || dialog.windowHandle() == nullptr) return leave(dialog);
  QString path = anyFile();
  if (dialog.acceptMode() == QFileDialog::AcceptSave && m_chance.chance(2, 3))
    path = QDir(m_folder).filePath(QStringLiteral("saved-%1").arg(m_chance.between(0, 9)));
  if (m_chance.chance(1, 10)) path = QDir(m_folder).filePath(QStringLiteral("no-such-folder/x"));
  does(QStringLiteral("answer “%1” with %2").arg(dialog.windowTitle(), path));
  name->setText(path);
  name->setFocus();
  pressAndRelease(*dialog.windowHandle(), Qt::Key_Return);
}

}  // namespace roundscope::soak
