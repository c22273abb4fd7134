// A run that has ended is shared with the worker. One that goes on is made again there, of the batches that there are
// now, because the session goes on with its own.
#include "ui/window/trace_export.h"

#include <QThread>
#include <algorithm>
#include <utility>
#include <vector>

#include "ui/files/trace_file.h"
#include "ui/session/run_copy.h"
#include "ui/stop_saving_question.h"
#include "ui/text.h"

namespace roundscope::ui {
TraceExport::TraceExport(QObject* parent) : QObject(parent) {}

TraceExport::~TraceExport() {
  m_stop.request_stop();
  if (m_thread == nullptr) return;
  m_thread->wait();
  delete m_thread;
}

std::optional<Error> TraceExport::start(const Session& session, const QString& path) {
  const Result<const TraceFormat*> format = traceFormatOf(path.toStdString(), path.toStdString());
  if (!format.ok()) return format.error();
  std::vector<std::shared_ptr<const Run>> known;
  std::vector<Trace> traces;
  for (const auto& run : session.runs()) {
    known.push_back(run->trace().finished() ? run : nullptr);
    traces.push_back(run->trace());
  }
  if (known.empty())
    return Error{ErrorKind::InputOutput, path.toStdString(), "there is nothing to save", "an open scenario"};
  const auto work = [this, known = std::move(known), traces = std::move(traces), format = format.value(), path,
                     stop = m_stop.get_token()]() mutable {
    TracedRuns runs{"roundscope " ROUNDSCOPE_VERSION, {}};
    for (std::size_t i = 0; i < known.size(); ++i) {
      if (known[i] == nullptr) known[i] = runCopy(traces[i]);
      runs.runs.push_back(known[i].get());
    }
    const auto error = saveTrace(runs, *format, path, stop);
    if (stop.stop_requested()) return;
    QMetaObject::invokeMethod(this, [this, error, path] {
      m_thread->wait();
      delete std::exchange(m_thread, nullptr);
      if (error)
        emit failed(*error);
      else
        emit saved(path);
    });
  };
  m_path = path;
  m_thread = QThread::create(work);
  m_thread->start();
  return std::nullopt;
}

bool TraceExport::mayLeave(QWidget* window) {
  if (!busy()) return true;
  StopSavingQuestion question(m_path, window);
  connect(this, &TraceExport::saved, &question, &QDialog::reject);
  connect(this, &TraceExport::failed, &question, &QDialog::reject);
  return question.ask() || !busy();
}

QString TraceExport::suggestedName(const Session& session) {
  const auto goesOn = [](const std::shared_ptr<Run>& run) { return !run->trace().finished(); };
  const auto& runs = session.runs();
  return QString::fromStdString(session.scenarioSet()->id) +
         (std::any_of(runs.begin(), runs.end(), goesOn) ? QStringLiteral("-partial") : QString());
}

QStringList TraceExport::fileFilters() {
  QStringList filters;
  for (const TraceFormat& format : traceFormats())
    filters << QStringLiteral("%1 (*%2)").arg(textOf(format.name), textOf(format.ending));
  return filters;
}

}  // namespace roundscope::ui
