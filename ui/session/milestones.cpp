// New moments are sorted among themselves and merged behind what lies before them.
#include "ui/session/milestones.h"

#include <algorithm>

#include "core/base/merge_tail.h"

namespace roundscope::ui {

bool Milestones::takeEnd(std::uint32_t variant, std::uint32_t call, const CallTable& table) {
  const CallSpan& span = table.calls()[call];
  const Moment end = span.at(CallPoint::Completed);
  if (!end.happened() || span.outcome == CallOutcome::InFlight) return false;
  const bool replied = span.outcome == CallOutcome::Replied;
  list(replied ? MilestoneKind::Reply : MilestoneKind::Failure).push_back({table.drawnAt(end), variant, CallId{call}});
  return true;
}

void Milestones::update(std::uint32_t variant, const CallTable& table) {
  if (m_known.size() <= variant) m_known.resize(variant + std::size_t{1});
  std::array<std::size_t, kMilestoneKinds> sizes{};
  for (std::size_t i = 0; i < kMilestoneKinds; ++i) sizes[i] = m_lists[i].size();
  Known& known = m_known[variant];
  std::erase_if(known.open, [&](std::uint32_t call) { return takeEnd(variant, call, table); });
  for (; known.calls < table.calls().size(); ++known.calls) {
    const auto call = static_cast<std::uint32_t>(known.calls);
    const CallSpan& span = table.calls()[known.calls];
    const Milestone begin{table.drawnAt(span.at(CallPoint::Performed)), variant, CallId{call}};
    list(MilestoneKind::Call).push_back(begin);
    if (span.outcome == CallOutcome::NotPerformed) {
      list(MilestoneKind::Failure).push_back(begin);
      if (span.notPerformed == NotPerformedReason::Slots) list(MilestoneKind::Limit).push_back(begin);
    } else if (!takeEnd(variant, call, table)) {
      known.open.push_back(call);
    }
  }
  for (std::size_t i = 0; i < kMilestoneKinds; ++i) mergeTail(m_lists[i], sizes[i]);
}

std::optional<Milestone> Milestones::after(MilestoneKind kind, const Milestone& here) const {
  const List& all = list(kind);
  const auto next = std::upper_bound(all.begin(), all.end(), here);
  if (next == all.end()) return std::nullopt;
  return *next;
}

std::optional<Milestone> Milestones::before(MilestoneKind kind, const Milestone& here) const {
  const List& all = list(kind);
  const auto next = std::lower_bound(all.begin(), all.end(), here);
  if (next == all.begin()) return std::nullopt;
  return *(next - 1);
}

}  // namespace roundscope::ui
