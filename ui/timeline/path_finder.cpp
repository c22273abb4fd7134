// The thread reads a run that has ended, and so changes no more; it holds it, so that it outlives the session's
// interest.
#include "ui/timeline/path_finder.h"

#include <QMetaObject>

namespace roundscope::ui {

PathFinder::PathFinder(QObject* parent) : QObject(parent) { m_pool.setMaxThreadCount(1); }

PathFinder::~PathFinder() {
  forget();
  m_pool.waitForDone();  // the thread posts to this object
}

void PathFinder::forget() {
  m_stop.request_stop();
  m_stop = {};
  m_pool.clear();
  m_asked.clear();
}

void PathFinder::find(const std::shared_ptr<const Run>& run) {
  if (!m_asked.insert(run).second) return;
  m_pool.start([this, run, stop = m_stop.get_token()] {
    const std::shared_ptr<const PathAnalysis> path = analysePath(*run, stop);
    QMetaObject::invokeMethod(
        this,
        [this, run, path, stop] {
          if (!stop.stop_requested()) emit found(run.get(), path);
        },
        Qt::QueuedConnection);
  });
}

}  // namespace roundscope::ui
