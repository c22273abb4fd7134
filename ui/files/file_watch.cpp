// The folder is watched, too: a file that is replaced is another one of the same name.
#include "ui/files/file_watch.h"

#include <QFile>
#include <QFileInfo>

namespace roundscope::ui {
namespace {

constexpr int kSoonMs = 150;

}  // namespace

std::optional<QByteArray> contentOf(const QString& path) {
  QFile file(path);
  if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) return std::nullopt;
  QByteArray bytes = file.readAll();
  return file.error() == QFileDevice::NoError ? std::optional(std::move(bytes)) : std::nullopt;
}

FileWatch::FileWatch(QObject* parent) : QObject(parent) {
  m_soon.setSingleShot(true);
  m_soon.setInterval(kSoonMs);
  connect(&m_soon, &QTimer::timeout, this, &FileWatch::look);
  const auto later = [this] {
    if (!m_soon.isActive()) m_soon.start();
  };
  connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, later);
  connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, later);
}

void FileWatch::watch(const QString& path, const QByteArray& known) {
  if (path != m_path) stop();
  m_path = path;
  m_known = m_told = known;
  rewatch();
}

void FileWatch::stop() {
  m_soon.stop();
  const QStringList watched = m_watcher.files() + m_watcher.directories();
  if (!watched.isEmpty()) m_watcher.removePaths(watched);
  m_path.clear();
  m_known.clear();
  m_told.clear();
}

void FileWatch::rewatch() {
  // A link is followed: its target is the file that others write.
  const QFileInfo file(m_path);
  const QString target = file.canonicalFilePath().isEmpty() ? file.absoluteFilePath() : file.canonicalFilePath();
  const QString folder = QFileInfo(target).path();
  if (QFileInfo::exists(target) && !m_watcher.files().contains(target)) m_watcher.addPath(target);
  if (QFileInfo::exists(folder) && !m_watcher.directories().contains(folder)) m_watcher.addPath(folder);
}

std::optional<QByteArray> FileWatch::changedContent() const {
  auto now = m_path.isEmpty() ? std::nullopt : contentOf(m_path);
  return now && *now != m_known ? now : std::nullopt;
}

void FileWatch::look() {
  if (m_path.isEmpty()) return;
  rewatch();
  const auto now = contentOf(m_path);
  if (!now || *now == m_told) return;
  m_told = *now;
  if (*now != m_known) emit changed(*now);
}

}  // namespace roundscope::ui
