// Another running program may have noted files meanwhile, so the list is read before each change.
#include "ui/files/recent_files.h"

#include <QFileInfo>

#include "ui/settings.h"

namespace roundscope::ui {
namespace {

constexpr qsizetype kMostFiles = 10;
const QString kKey = QStringLiteral("files/recent");

}  // namespace

QStringList recentFiles() {
  QStringList there;
  for (const QString& path : openSettings().value(kKey).toStringList())
    if (QFileInfo::exists(path)) there << path;
  return there;
}

void noteRecentFile(const QString& path) {
  const QString absolute = QFileInfo(path).absoluteFilePath();
  remember([&](QSettings& settings) {
    QStringList paths = settings.value(kKey).toStringList();
    paths.removeAll(absolute);
    paths.prepend(absolute);
    settings.setValue(kKey, QStringList(paths.mid(0, kMostFiles)));
  });
}

void clearRecentFiles() {
  remember([](QSettings& settings) { settings.remove(kKey); });
}

}  // namespace roundscope::ui
