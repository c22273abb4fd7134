// What a canister's state shows between the messages of a method: commit points, locks, and who came in between.
// And which calls decide the end.
// Simplified: a method is over when none of its calls is open; one that waits for a timer only counts as over.
#include <algorithm>

#include "core/analysis/critical_path.h"
#include "core/analysis/slack.h"
#include "ui/timeline/index.h"

namespace roundscope::ui {

VariantIndex::OpenContext& VariantIndex::contextOf(ContextId id) {
  if (id.value >= m_contexts.size()) m_contexts.resize(id.value + std::size_t{1});
  return m_contexts[id.value];
}

void VariantIndex::contextStarted(const ExecutionStarted& event, std::int64_t us) {
  Lane& lane = m_lanes[event.canister.value];
  LaneState& state = m_laneStates[event.canister.value];
  state.changed = false;
  OpenContext& context = contextOf(event.context);
  const bool callback = isCallback(event.kind);
  if (callback && context.openCalls > 0) --context.openCalls;
  if (callback || scenario().canister(event.canister).variables.empty()) return;
  if (state.awaiting > 0) lane.cameBetween.add(us);
}

void VariantIndex::contextFinished(const ExecutionFinished& event, std::int64_t us) {
  Lane& lane = m_lanes[event.canister.value];
  LaneState& state = m_laneStates[event.canister.value];
  OpenContext& context = contextOf(event.context);
  const bool trapped = event.result == ExecutionResult::Trapped;
  if (trapped) context.openCalls -= std::min(context.openCalls, static_cast<std::uint32_t>(state.performed.size()));
  if (context.openCalls == 0) {
    if (context.exposed) lane.exposed.add(us, -1);
    if (context.awaits) --state.awaiting;
    context = {};
    return;
  }
  if (!context.awaits) ++state.awaiting;
  context.awaits = true;
  if (!scenario().canister(event.canister).variables.empty()) lane.commits.add(us);
  if (!state.changed || trapped || context.exposed) return;
  context.exposed = true;
  lane.exposed.add(us, 1);
}

void VariantIndex::lockChanged(const LockChanged& event, std::int64_t us) {
  Lane& lane = m_lanes[event.canister.value];
  m_laneStates[event.canister.value].changed = true;
  auto spans = std::find_if(lane.locks.begin(), lane.locks.end(),
                            [&](const auto& list) { return list.front().lock == event.lock; });
  if (event.taken == 0) {
    if (spans != lane.locks.end() && spans->back().endUs == kStillOpen) spans->back().endUs = us;
    return;
  }
  if (spans == lane.locks.end()) spans = lane.locks.emplace(lane.locks.end());
  spans->push_back({us, kStillOpen, event.lock, event.context});
}

void VariantIndex::setPath(std::shared_ptr<const PathAnalysis> path) {
  m_path = std::move(path);
  m_knowsPath = true;
}

std::shared_ptr<const PathAnalysis> analysePath(const VariantRun& run, const std::stop_token& stop) {
  auto path = std::make_shared<PathAnalysis>();
  if (const auto last = lastAnsweredIngress(run.table)) {
    path->critical = criticalPath(run.table, *last);
    path->criticalOf.resize(run.scenario->canisters.size());
    for (const CallId id : path->critical) path->criticalOf[run.table.call(id).caller.value].push_back(id);
    path->slackRounds = slackOf(run.table, *last, stop);
  }
  return path;
}

}  // namespace roundscope::ui
