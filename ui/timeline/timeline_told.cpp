// What the timeline tells to screen readers: the moment, and the calls that are in flight then, one by one.
#include <algorithm>
#include <cmath>

#include "ui/timeline/calls_at.h"
#include "ui/timeline/outcome_words.h"
#include "ui/timeline/timeline_widget.h"

namespace roundscope::ui {

const std::vector<CallRef>& TimelineWidget::toldCalls() {
  if (m_told) return *m_told;
  m_told = callsAt(m_index, m_view.cursor);
  m_inFlight = m_told->size();
  // The selected call is told, whenever it was.
  if (m_view.selected && std::find(m_told->begin(), m_told->end(), *m_view.selected) == m_told->end())
    m_told->insert(m_told->begin(), *m_view.selected);
  if (m_told->size() > kMostTold) m_told->resize(kMostTold);
  return *m_told;
}

QString TimelineWidget::tellMoment() {
  if (m_runs.empty()) return tr("Nothing is open");
  static_cast<void>(toldCalls());
  QString told = tr("At %1 s: %2 in flight")
                     .arg(m_view.cursor.seconds(), 0, 'f', 1)
                     .arg(callsText(static_cast<std::uint32_t>(m_inFlight)));
  if (m_view.selected) told += tr(". Selected: %1").arg(tipOf(*m_view.selected, xOf(m_view.axis, m_view.cursor)));
  return told;
}

int TimelineWidget::toldCount() { return static_cast<int>(toldCalls().size()); }

ToldItem TimelineWidget::toldItem(int item) {
  const CallRef call = toldCalls()[static_cast<std::size_t>(item)];
  ToldItem told{tipOf(call, xOf(m_view.axis, m_view.cursor)), {}, call == m_view.selected};
  for (const HitArea& area : scene().hits)
    if (const auto* hit = std::get_if<CallHit>(&area.hit); hit != nullptr && hit->call == call) {
      told.rect = area.rect.toAlignedRect();
      break;
    }
  return told;
}

void TimelineWidget::chooseToldItem(int item) { m_session.selectCall(toldCalls()[static_cast<std::size_t>(item)]); }

}  // namespace roundscope::ui
