// The worker has its own copy of each trace, whose batches are shared, and makes its own table of calls: the session
// goes on with its own.
#include "ui/window/trace_export.h"

#include <QThread>
#include <utility>
#include <vector>

#include "ui/files/trace_file.h"
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
  std::vector<Trace> traces;
  for (const auto& run : session.runs()) traces.push_back(run->trace);
  if (traces.empty())
    return Error{ErrorKind::InputOutput, path.toStdString(), "there is nothing to save", "an open scenario"};
  const auto work = [this, traces = std::move(traces), format = format.value(), path, stop = m_stop.get_token()] {
    std::vector<CallTable> tables;
    for (const Trace& trace : traces) tables.push_back(buildCallTable(trace));
    TracedRuns runs{"roundscope " ROUNDSCOPE_VERSION, {}};
    for (std::size_t i = 0; i < traces.size(); ++i) runs.runs.push_back({traces[i], tables[i]});
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
  m_thread = QThread::create(work);
  m_thread->start();
  return std::nullopt;
}

QStringList TraceExport::fileFilters() {
  QStringList filters;
  for (const TraceFormat& format : traceFormats())
    filters << QStringLiteral("%1 (*%2)").arg(textOf(format.name), textOf(format.ending));
  return filters;
}

}  // namespace roundscope::ui
