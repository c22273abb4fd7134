// Saves the session's runs as data, beside the window's work.
#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <stop_token>

#include "core/base/result.h"
#include "ui/session/session.h"

class QThread;
class QWidget;

namespace roundscope::ui {

/// Saves one file at a time; ends what it is at when it goes away, and then leaves no file.
class TraceExport : public QObject {
  Q_OBJECT

 public:
  explicit TraceExport(QObject* parent);
  ~TraceExport() override;

  [[nodiscard]] bool busy() const { return m_thread != nullptr; }
  /// Whether the window may close: asks while a file is being saved.
  [[nodiscard]] bool mayLeave(QWidget* window);
  /// Saves what is known of all runs now; the path's ending says the format. Must not be busy.
  /// Errors: of kind Usage for another ending, InputOutput when nothing is open; those of the file come by failed().
  std::optional<Error> start(const Session& session, const QString& path);

  /// What a file of these runs is called, without an ending. That of runs that go on says so.
  [[nodiscard]] static QString suggestedName(const Session& session);
  /// What a file dialog offers: a line a format.
  [[nodiscard]] static QStringList fileFilters();

 signals:
  void saved(const QString& path);
  void failed(const Error& error);

 private:
  QThread* m_thread = nullptr;
  QString m_path;  ///< of the file that is being saved
  std::stop_source m_stop;
};

}  // namespace roundscope::ui
