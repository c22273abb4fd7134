// Notices when a file is changed by another program.
#pragma once

#include <QByteArray>
#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>
#include <optional>

namespace roundscope::ui {

/// What a file holds now; absent where it cannot be read.
[[nodiscard]] std::optional<QByteArray> contentOf(const QString& path);

/// Watches one file by what it holds: a file that is written anew with the same bytes has not changed. It may be
/// written in place, or replaced by another file of its name, as most editors do.
class FileWatch : public QObject {
  Q_OBJECT

 public:
  explicit FileWatch(QObject* parent);

  /// Watches this file from now on, which holds these bytes as far as we know.
  void watch(const QString& path, const QByteArray& known);
  void stop();
  [[nodiscard]] QString path() const { return m_path; }
  /// What we know that it holds.
  [[nodiscard]] const QByteArray& known() const { return m_known; }
  /// What it holds now, if that is something else.
  [[nodiscard]] std::optional<QByteArray> changedContent() const;
  /// Looks now, without waiting to be told: not every file system tells.
  void look();

 signals:
  /// Once for each content that it comes to hold.
  void changed(const QByteArray& content);

 private:
  void rewatch();

  QFileSystemWatcher m_watcher;
  QTimer m_soon;  ///< others write a file in several pieces
  QString m_path;
  QByteArray m_known;
  QByteArray m_told;
};

}  // namespace roundscope::ui
