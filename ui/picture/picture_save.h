// Saves one picture beside the window's work, of values alone.
#pragma once

#include <QList>
#include <QObject>
#include <QString>
#include <atomic>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/lesson/lesson.h"
#include "core/scenario/figure.h"
#include "core/scenario/scenario.h"
#include "ui/picture/formats.h"
#include "ui/session/session.h"

class QThread;

namespace roundscope::ui {

/// What is to be saved.
struct PictureOrder {
  std::shared_ptr<const ScenarioSet> set;
  std::vector<std::shared_ptr<Run>> runs;  ///< of all its variants, as they are now
  Figure figure;
  std::optional<Lesson> lesson;  ///< that the file tells; the runs are finished then, and the figure shows all
  const PictureFormat* format = nullptr;
  QString path;
};

class PictureSave : public QObject {
  Q_OBJECT

 public:
  explicit PictureSave(QObject* parent);
  /// Ends what it is at, and then leaves no file.
  ~PictureSave() override;

  [[nodiscard]] bool busy() const { return m_fate != nullptr; }
  /// Must not be busy.
  void start(const PictureOrder& order);
  /// At once: what is drawn still is thrown away, and the file stays as it was. False where the whole picture is being
  /// written already, or nothing is saved.
  bool cancel();

 signals:
  /// So many pictures of an animation or a page are drawn.
  void progressed(std::size_t done, std::size_t of);
  void saved(const QString& path);
  void failed(const Error& error);

 private:
  /// Whoever changes it first decides: the viewer who cancels, or the thread that has all it needs and writes.
  enum class Fate { Drawing, Writing, Cancelled };
  using SharedFate = std::shared_ptr<std::atomic<Fate>>;

  void end(const SharedFate& fate, const QString& path, const std::optional<Error>& error);

  SharedFate m_fate;          ///< of what is saved now
  QList<QThread*> m_threads;  ///< those that were cancelled may take a moment to end
};

}  // namespace roundscope::ui
