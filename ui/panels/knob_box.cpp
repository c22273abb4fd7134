// A key that a text field would take for itself is offered to the window's actions first. See knob_box.h.
#include "ui/panels/knob_box.h"

#include <QKeyEvent>
#include <algorithm>

#include "ui/text.h"

namespace roundscope::ui {

namespace {

/// Stepping, playing and going on stay what they are wherever the focus is.
constexpr Qt::Key kOfTheRun[] = {Qt::Key_Left,  Qt::Key_Right,    Qt::Key_Home,  Qt::Key_End,
                                 Qt::Key_Space, Qt::Key_PageDown, Qt::Key_PageUp};

bool belongsToTheRun(const QKeyEvent& event) {
  return std::find(std::begin(kOfTheRun), std::end(kOfTheRun), event.key()) != std::end(kOfTheRun);
}

}  // namespace

KnobBox::KnobBox(QWidget* parent) : QDoubleSpinBox(parent) {
  setDecimals(0);
  setGroupSeparatorShown(true);
  setKeyboardTracking(false);
}

QValidator::State KnobBox::validate(QString& typed, int& at) const {
  const QValidator::State state = QDoubleSpinBox::validate(typed, at);
  return state == QValidator::Invalid && typedNumber(withoutUnit(typed)) ? QValidator::Intermediate : state;
}

void KnobBox::fixup(QString& typed) const {
  const auto number = typedNumber(withoutUnit(typed));
  if (!number) return QDoubleSpinBox::fixup(typed);
  typed = textFromValue(std::clamp(static_cast<double>(*number), minimum(), maximum())) + suffix();
}

QString KnobBox::withoutUnit(const QString& typed) const {
  return typed.endsWith(suffix()) ? typed.chopped(suffix().size()) : typed;
}

bool KnobBox::event(QEvent* event) {
  const bool asks = event->type() == QEvent::ShortcutOverride;
  if ((asks || event->type() == QEvent::KeyPress) && belongsToTheRun(*static_cast<QKeyEvent*>(event))) {
    event->ignore();
    return asks;
  }
  return QDoubleSpinBox::event(event);
}

}  // namespace roundscope::ui
