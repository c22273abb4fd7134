// The thread reads runs that have ended, and so change no more; it holds them, so that they outlive the session's
// interest.
#include "ui/session/parent_comparison.h"

#include <QMetaObject>
#include <algorithm>

namespace roundscope::ui {

std::shared_ptr<const ParentDifferences> comparedWithParent(const Run& here, const Run& there, std::size_t parent,
                                                            const std::stop_token& stop) {
  auto found = std::make_shared<ParentDifferences>();
  found->parent = parent;
  found->parentName = there.scenario().variant;
  found->all = differencesOf(here, there, stop);
  found->sentence = differencesText(found->all);
  for (std::size_t i = 0; i < found->all.onlyThere; ++i) {
    const CallDifference& difference = found->all.calls[i];
    const CallSpan& call = here.call(difference.here);
    found->byBatch.push_back({call.context, call.step, difference.known});
  }
  std::sort(found->byBatch.begin(), found->byBatch.end());
  return found;
}

std::size_t ParentDifferences::countIn(ContextId context, std::uint16_t step, Time until) const {
  const auto first = std::lower_bound(byBatch.begin(), byBatch.end(), InBatch{context, step, Time{}});
  const auto last = std::upper_bound(first, byBatch.end(), InBatch{context, step, until});
  return static_cast<std::size_t>(last - first);
}

ParentComparison& ParentComparison::of(Session& session) {
  auto* comparison = session.findChild<ParentComparison*>(QString(), Qt::FindDirectChildrenOnly);
  return comparison != nullptr ? *comparison : *new ParentComparison(session);
}

ParentComparison::ParentComparison(Session& session) : QObject(&session), m_session(session) {
  m_pool.setMaxThreadCount(1);
  connect(&session, &Session::opened, this, &ParentComparison::reopen);
  connect(&session, &Session::grew, this, &ParentComparison::compare);
  reopen();
}

ParentComparison::~ParentComparison() {
  cancel();
  m_pool.waitForDone();  // the thread posts to this object
}

void ParentComparison::cancel() {
  m_stop.request_stop();
  m_stop = {};
  m_pool.clear();
  m_asked.clear();
}

void ParentComparison::reopen() {
  cancel();
  const auto& runs = m_session.runs();
  m_found.assign(runs.size(), nullptr);
  m_parents.clear();
  for (std::size_t v = 0; v < runs.size(); ++v) m_parents.push_back(parentIn(runs, v));
  emit changed();
  compare();
}

void ParentComparison::compare() {
  const auto& runs = m_session.runs();
  for (std::size_t v = 0; v < m_parents.size(); ++v) {
    if (!m_parents[v] || m_asked.contains(v)) continue;
    const std::shared_ptr<const Run> here = runs[v];
    const std::shared_ptr<const Run> there = runs[*m_parents[v]];
    if (!here->trace().finished() || !there->trace().finished()) continue;
    m_asked.insert(v);
    m_pool.start([this, v, here, there, parent = *m_parents[v], stop = m_stop.get_token()] {
      const auto found = comparedWithParent(*here, *there, parent, stop);
      QMetaObject::invokeMethod(
          this,
          [this, v, found, stop] {
            if (stop.stop_requested()) return;
            m_found[v] = found;
            emit changed();
          },
          Qt::QueuedConnection);
    });
  }
}

std::optional<std::size_t> ParentComparison::parentOf(std::size_t variant) const {
  return variant < m_parents.size() ? m_parents[variant] : std::nullopt;
}

std::vector<std::size_t> ParentComparison::childrenOf(std::size_t variant) const {
  std::vector<std::size_t> children;
  for (std::size_t v = 0; v < m_parents.size(); ++v)
    if (m_parents[v] == variant) children.push_back(v);
  return children;
}

std::shared_ptr<const ParentDifferences> ParentComparison::differencesOf(std::size_t variant) const {
  return variant < m_found.size() ? m_found[variant] : nullptr;
}

}  // namespace roundscope::ui
