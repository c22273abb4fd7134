// The thread holds the runs, which have ended and change no more, whatever the session opens next.
#include "ui/window/verdict.h"

#include "core/analysis/verdict.h"

namespace roundscope::ui {
namespace {

QString verdictOf(const std::vector<std::shared_ptr<const Run>>& runs) {
  std::vector<const Scenario*> scenarios;
  std::vector<RunSummary> summaries;
  for (const auto& run : runs) {
    scenarios.push_back(&run->scenario());
    summaries.push_back(summarise(*run));
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
  std::vector<std::shared_ptr<const Run>> runs(m_session->runs().begin(), m_session->runs().end());
  if (runs.size() < 2) return;
  m_pool.start([this, runs = std::move(runs), generation = m_generation] {
    const QString sentence = verdictOf(runs);
    QMetaObject::invokeMethod(
        this,
        [this, sentence, generation] {
          if (generation == m_generation) emit changed(sentence);
        },
        Qt::QueuedConnection);
  });
}

}  // namespace roundscope::ui
