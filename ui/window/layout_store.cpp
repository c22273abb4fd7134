// The version changes when docks or toolbars do, so that an old layout is not forced on a new window.
#include "ui/window/layout_store.h"

#include <QMainWindow>
#include <QSplitter>

#include "ui/drawing/theme_names.h"
#include "ui/settings.h"
#include "ui/text.h"

namespace roundscope::ui {
namespace {

constexpr int kLayoutVersion = 4;

}  // namespace

void saveLayout(const QMainWindow& window, const QSplitter& splitter, ThemeKind theme) {
  remember([&](QSettings& settings) {
    settings.setValue(QStringLiteral("window/geometry"), window.saveGeometry());
    settings.setValue(QStringLiteral("window/state"), window.saveState(kLayoutVersion));
    settings.setValue(QStringLiteral("window/splitter"), splitter.saveState());
    settings.setValue(QStringLiteral("window/theme"), textOf(nameOf(theme)));
  });
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
  const std::string name = settings.value(QStringLiteral("window/theme")).toString().toStdString();
  return themeNamed(name).value_or(ThemeKind::Light);
}

}  // namespace roundscope::ui
