// How every panel sits in its dock: the same margins and the same quiet heading.
#pragma once

#include <QLabel>
#include <QVBoxLayout>
#include <QWidget>

namespace roundscope {

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

}  // namespace roundscope
