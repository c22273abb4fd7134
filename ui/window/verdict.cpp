// Copies of the traces are cheap (they share their batches) and stay valid whatever the session opens next.
#include "ui/window/verdict.h"

#include "core/run/call_table.h"
#include "core/run/summary.h"

namespace roundscope::ui {
namespace {

QString verdictOf(const std::vector<Trace>& traces) {
  std::vector<const Scenario*> scenarios;
  std::vector<RunSummary> summaries;
  for (const Trace& trace : traces) {
    scenarios.push_back(&trace.scenario());
    summaries.push_back(summarise(trace, buildCallTable(trace)));
  }
  return QString::fromStdString(comparisonVerdict(scenarios, summaries));
}

}  // namespace

Verdict::Verdict(Session* session, QObject* parent) : QObject(parent), m_session(session) {
  m_pool.setMaxThreadCount(1);
  connect(session, &Session::opened, this, &Verdict::forget);
  connect(session, &Session::grew, this, &Verdict::compareOnce);
}

Verdict::~Verdict() {
  m_pool.clear();
  m_pool.waitForDone();  // the thread posts to this object
}

void Verdict::forget() {
  ++m_generation;
  m_asked = false;
  m_pool.clear();
  emit changed({});
}

void Verdict::compareOnce() {
  if (m_asked || !m_session->finished()) return;
  m_asked = true;
  std::vector<Trace> traces;
  for (const auto& run : m_session->runs()) traces.push_back(run->trace);
  if (traces.size() < 2) return;
  m_pool.start([this, traces = std::move(traces), generation = m_generation] {
    const QString sentence = verdictOf(traces);
    QMetaObject::invokeMethod(
        this,
        [this, sentence, generation] {
          if (generation == m_generation) emit changed(sentence);
        },
        Qt::QueuedConnection);
  });
}

}  // namespace roundscope::ui
