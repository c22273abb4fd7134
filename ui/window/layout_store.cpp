// The version changes when docks or toolbars do, so that an old layout is not forced on a new window.
#include "ui/window/layout_store.h"

#include <QMainWindow>
#include <QSplitter>

#include "ui/settings.h"

namespace roundscope::ui {
namespace {

constexpr int kLayoutVersion = 3;

}  // namespace

void saveLayout(const QMainWindow& window, const QSplitter& splitter, ThemeKind theme) {
  QSettings settings = openSettings();
  settings.setValue(QStringLiteral("window/geometry"), window.saveGeometry());
  settings.setValue(QStringLiteral("window/state"), window.saveState(kLayoutVersion));
  settings.setValue(QStringLiteral("window/splitter"), splitter.saveState());
  settings.setValue(QStringLiteral("window/theme"), theme == ThemeKind::Dark    ? QStringLiteral("dark")
                                                    : theme == ThemeKind::Print ? QStringLiteral("print")
                                                                                : QStringLiteral("light"));
}

bool restoreLayout(QMainWindow& window, QSplitter& splitter) {
  const QSettings settings = openSettings();
  if (!window.restoreState(settings.value(QStringLiteral("window/state")).toByteArray(), kLayoutVersion)) return false;
  window.restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
  splitter.restoreState(settings.value(QStringLiteral("window/splitter")).toByteArray());
  return true;
}

ThemeKind rememberedTheme() {
  const QSettings settings = openSettings();
  const QString name = settings.value(QStringLiteral("window/theme")).toString();
  if (name == QLatin1String("dark")) return ThemeKind::Dark;
  return name == QLatin1String("print") ? ThemeKind::Print : ThemeKind::Light;
}

}  // namespace roundscope::ui
