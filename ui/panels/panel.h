// How every panel sits in its dock: the same margins and the same quiet heading.
#pragma once

#include <QLabel>
#include <QShortcut>
#include <QVBoxLayout>
#include <QWidget>

#include "ui/drawing/theme.h"

class QTableView;

namespace roundscope::ui {

inline constexpr int kPanelMargin = 12;
inline constexpr int kPanelSpacing = 8;

inline QVBoxLayout* makePanelLayout(QWidget* panel) {
  auto* layout = new QVBoxLayout(panel);
  layout->setContentsMargins(kPanelMargin, kPanelMargin, kPanelMargin, kPanelMargin);
  layout->setSpacing(kPanelSpacing);
  return layout;
}

/// A line in the muted colour of the theme's style sheet.
inline QLabel* makeCaption(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setProperty("role", QStringLiteral("caption"));
  label->setWordWrap(true);
  return label;
}

/// Text that comes from a run or a file, and so is plain. `role` is the style sheet's; empty: ordinary.
inline QLabel* makeText(const char* role, const QString& accessibleName, QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  label->setAccessibleName(accessibleName);
  if (*role != '\0') label->setProperty("role", QLatin1String(role));
  return label;
}

/// A label without text takes no room.
inline void showText(QLabel* label, const QString& text) {
  label->setText(text);
  label->setVisible(!text.isEmpty());
}

/// The theme that a palette belongs to.
[[nodiscard]] Theme themeOf(const QPalette& palette);

/// Gives all rows the height of a line and so much more, now and whenever the type changes.
void fitRowsToType(QTableView* table, int extraPx);

/// Calls `action` when Return or Enter is pressed while the widget has the focus.
template <class Action>
void onEnter(QWidget* widget, Action action) {
  for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
    auto* enter = new QShortcut(key, widget, nullptr, nullptr, Qt::WidgetShortcut);
    QObject::connect(enter, &QShortcut::activated, widget, action);
  }
}

}  // namespace roundscope::ui
