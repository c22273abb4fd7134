// Four sorted lists of moments; a count is how many of them lie at or before the moment asked.
#include "ui/models/run_counts.h"

#include <algorithm>

#include "core/base/merge_tail.h"

namespace roundscope::ui {
namespace {

std::uint64_t countUntil(const LargeList<Time>& times, Time time) {
  return static_cast<std::uint64_t>(std::upper_bound(times.begin(), times.end(), time) - times.begin());
}

}  // namespace

bool RunCounts::take(const CallSpan& call, const CallTable& table) {
  const Moment end = call.at(CallPoint::Completed);
  if (!end.happened() || call.outcome == CallOutcome::InFlight) return false;
  (call.outcome == CallOutcome::Replied ? m_replied : m_failed).push_back(table.drawnAt(end));
  return true;
}

void RunCounts::update(const CallTable& table) {
  const std::size_t began = m_began.size(), replied = m_replied.size(), failed = m_failed.size(),
                    notPerformed = m_notPerformed.size();
  std::erase_if(m_open, [&](std::uint32_t call) { return take(table.calls()[call], table); });
  for (; m_knownCalls < table.calls().size(); ++m_knownCalls) {
    const CallSpan& call = table.calls()[m_knownCalls];
    const Time begin = table.drawnAt(call.at(CallPoint::Performed));
    if (call.outcome == CallOutcome::NotPerformed) {
      m_notPerformed.push_back(begin);
      continue;
    }
    m_began.push_back(begin);
    if (!take(call, table)) m_open.push_back(static_cast<std::uint32_t>(m_knownCalls));
  }
  mergeTail(m_began, began);
  mergeTail(m_replied, replied);
  mergeTail(m_failed, failed);
  mergeTail(m_notPerformed, notPerformed);
}

CountsAt RunCounts::at(Time time) const {
  CountsAt counts;
  counts.replied = countUntil(m_replied, time);
  counts.failed = countUntil(m_failed, time);
  counts.notPerformed = countUntil(m_notPerformed, time);
  counts.inFlight = countUntil(m_began, time) - counts.replied - counts.failed;
  return counts;
}

}  // namespace roundscope::ui
