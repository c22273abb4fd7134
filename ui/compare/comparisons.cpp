// The thread holds the runs, which have ended and change no more, whatever the session opens next.
#include "ui/compare/comparisons.h"

namespace roundscope::ui {
namespace {

std::shared_ptr<const ComparisonTable> compare(const std::vector<std::shared_ptr<const Run>>& runs) {
  std::vector<RunSummary> summaries;
  for (const auto& run : runs) summaries.push_back(summarise(*run));
  std::vector<ComparedRun> all;
  for (std::size_t i = 0; i < runs.size(); ++i) all.push_back({&runs[i]->scenario(), &summaries[i], runs[i].get()});
  return std::make_shared<const ComparisonTable>(compared(all));
}

/// What the views mark.
std::vector<LostExpectation> lostIn(const ComparisonTable& comparison) {
  std::vector<LostExpectation> lost;
  for (const ComparedRow& row : comparison.rows)
    for (std::size_t v = 0; isExpectation(row) && v < row.cells.size(); ++v)
      if (row.cells[v].value == 0.0 && row.cells[v].at) lost.push_back({v, *row.cells[v].at, row.cells[v].note});
  return lost;
}

}  // namespace

Comparisons& Comparisons::of(Session& session) {
  if (auto* known = session.findChild<Comparisons*>(QString(), Qt::FindDirectChildrenOnly)) return *known;
  return *new Comparisons(&session);
}

Comparisons::Comparisons(Session* session) : QObject(session), m_session(session) {
  m_pool.setMaxThreadCount(1);
  connect(session, &Session::opened, this, &Comparisons::forget);
  connect(session, &Session::grew, this, &Comparisons::compareOnce);
  connect(session, &Session::viewStateChanged, this, &Comparisons::changed);
}

Comparisons::~Comparisons() {
  m_pool.clear();
  m_pool.waitForDone();  // the thread posts to this object
}

QString Comparisons::verdict() const { return m_known ? QString::fromStdString(m_known->verdict) : QString(); }

bool Comparisons::isHeldBack() const {
  const ViewState& view = m_session->viewState();
  return view.answerHidden || view.foldedTellNothing || !view.tellVerdict;
}

void Comparisons::forget() {
  ++m_generation;
  m_asked = false;
  m_pool.clear();
  m_known.reset();
  emit changed();
}

void Comparisons::compareOnce() {
  if (m_asked || !m_session->finished()) return;
  m_asked = true;
  std::vector<std::shared_ptr<const Run>> runs(m_session->runs().begin(), m_session->runs().end());
  if (runs.empty()) return;
  m_pool.start([this, runs = std::move(runs), generation = m_generation] {
    const auto comparison = compare(runs);
    QMetaObject::invokeMethod(
        this,
        [this, comparison, generation] {
          if (generation == m_generation) take(comparison);
        },
        Qt::QueuedConnection);
  });
}

void Comparisons::take(std::shared_ptr<const ComparisonTable> comparison) {
  m_known = std::move(comparison);
  m_session->changeView([this](ViewState& view) { view.lost = lostIn(*m_known); });
  emit changed();
}

}  // namespace roundscope::ui
