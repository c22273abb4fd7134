// Pictures of what a test did with the window, for whoever wants to look: ROUNDSCOPE_SHOTS names the folder for them.
#pragma once

#include <QDir>
#include <QTest>
#include <QWidget>

namespace roundscope::ui {

inline void shot(QWidget& window, const QString& name) {
  const QString folder = qEnvironmentVariable("ROUNDSCOPE_SHOTS");
  if (folder.isEmpty()) return;
  QTest::qWait(300);
  window.grab().save(QDir(folder).filePath(name + QStringLiteral(".png")));
}

}  // namespace roundscope::ui
