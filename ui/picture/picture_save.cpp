// Draws as the command line does, from runs that the thread has for itself or that do not change any more. See
// picture_save.h.
#include "ui/picture/picture_save.h"

#include <QThread>
#include <algorithm>
#include <utility>

#include "ui/files/write_file.h"
#include "ui/picture/drawn_picture.h"
#include "ui/session/run_copy.h"

namespace roundscope::ui {
namespace {

using Runs = std::vector<std::shared_ptr<const Run>>;

/// The file's bytes; empty where `goesOn` said no.
Result<QByteArray> bytesOf(const PictureOrder& order, const Runs& runs, const PictureProgress& goesOn) {
  std::vector<const Run*> all;
  for (const auto& run : runs) all.push_back(run.get());
  const PictureSource source(runsOf(all, order.figure.variants), order.figure.window.criticalPath);
  if (const auto wrong = wrongNote(source, order.figure)) return *wrong;
  const auto others = [&](const std::vector<std::string>& variants) { return PictureSource(runsOf(all, variants)); };
  const auto drawn = drawnPicture(*order.set, source, order.figure, others);
  if (!drawn.ok()) return drawn.error();
  PictureContent content{source, drawn.value().figure, drawn.value().picture,
                         recordOf(*order.set, source, order.figure, drawn.value().picture)};
  std::optional<ResolvedLesson> told;
  if (order.lesson) {
    Result<ResolvedLesson> resolved = toldOf(*order.lesson, *order.set, source.runs);
    if (!resolved.ok()) return resolved.error();
    content.lesson = &told.emplace(std::move(resolved).value());
  }
  content.goesOn = goesOn;
  if (!goesOn(0, 0)) return QByteArray();
  return order.format->write(content);
}

}  // namespace

PictureSave::PictureSave(QObject* parent) : QObject(parent) {}

PictureSave::~PictureSave() {
  cancel();
  for (QThread* thread : std::as_const(m_threads)) {
    thread->disconnect(this);
    thread->wait();
    delete thread;
  }
}

void PictureSave::start(const PictureOrder& order) {
  const auto fate = std::make_shared<std::atomic<Fate>>(Fate::Drawing);
  m_fate = fate;
  std::vector<std::pair<std::shared_ptr<const Run>, std::optional<Trace>>> known;
  for (const auto& run : order.runs)
    if (run->trace().finished())
      known.emplace_back(run, std::nullopt);
    else
      known.emplace_back(nullptr, run->trace());
  PictureOrder values = order;
  values.runs.clear();  // the session goes on with those
  const auto work = [this, values = std::move(values), known = std::move(known), fate] {
    const PictureProgress goesOn = [this, &fate](std::size_t done, std::size_t of) {
      if (*fate != Fate::Drawing) return false;
      if (of > 0)
        QMetaObject::invokeMethod(this, [this, fate, done, of] {
          if (m_fate == fate) emit progressed(done, of);
        });
      return true;
    };
    Runs runs;
    for (const auto& [run, trace] : known) {
      if (!goesOn(0, 0)) return;
      runs.push_back(run != nullptr ? run : runCopy(*trace));
    }
    const Result<QByteArray> bytes = bytesOf(values, runs, goesOn);
    Fate expected = Fate::Drawing;
    if (!fate->compare_exchange_strong(expected, Fate::Writing)) return;
    const std::optional<Error> error = bytes.ok() ? writeFile(values.path, bytes.value()) : bytes.error();
    QMetaObject::invokeMethod(this, [this, fate, path = values.path, error] { end(fate, path, error); });
  };
  QThread* thread = QThread::create(work);
  m_threads << thread;
  connect(thread, &QThread::finished, this, [this, thread] {
    m_threads.removeOne(thread);
    thread->deleteLater();
  });
  thread->start(QThread::LowPriority);
}

bool PictureSave::cancel() {
  Fate expected = Fate::Drawing;
  if (m_fate == nullptr || !m_fate->compare_exchange_strong(expected, Fate::Cancelled)) return false;
  m_fate.reset();
  return true;
}

void PictureSave::end(const SharedFate& fate, const QString& path, const std::optional<Error>& error) {
  if (m_fate != fate) return;
  m_fate.reset();
  if (error)
    emit failed(*error);
  else
    emit saved(path);
}

}  // namespace roundscope::ui
