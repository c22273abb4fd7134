// Finds out what decided the end of runs, in a thread of its own: of millions of calls that takes seconds.
#pragma once

#include <QObject>
#include <QThreadPool>
#include <memory>
#include <set>
#include <stop_token>

#include "ui/timeline/index.h"

namespace roundscope::ui {

/// Works out the paths of one session's runs, each once. Ends what it is at when it goes away.
class PathFinder : public QObject {
  Q_OBJECT

 public:
  explicit PathFinder(QObject* parent = nullptr);
  ~PathFinder() override;

  /// Begins with a run that has ended, unless it has done so before.
  void find(const std::shared_ptr<const Run>& run);
  /// Drops what was asked for.
  void forget();

 signals:
  void found(const roundscope::Run* run, const std::shared_ptr<const roundscope::ui::PathAnalysis>& path);

 private:
  QThreadPool m_pool;
  std::stop_source m_stop;
  std::set<std::shared_ptr<const Run>> m_asked;
};

}  // namespace roundscope::ui
