// Queries discard their changes, so nothing of theirs is committed or seen.
#include "core/run/exposure.h"

namespace roundscope {

Exposure::OpenContext& Exposure::contextOf(ContextId id) {
  if (id.value >= m_contexts.size()) m_contexts.resize(id.value + std::size_t{1});
  return m_contexts[id.value];
}

void Exposure::take(const CallPerformed& event, const EventHere& here) {
  if (!here.inQuery) ++contextOf(event.context).openCalls;
}

void Exposure::take(const CallEnded& event, const EventHere& here) {
  if (here.inQuery) return;
  OpenContext& context = contextOf(m_calls.call(event.call).context);
  if (context.openCalls > 0) --context.openCalls;
}

void Exposure::take(const ExecutionStarted& event, const EventHere& here) {
  if (here.inQuery) return;
  Now& now = m_now[event.canister.value];
  now.changed = false;
  if (isCallback(event.kind) || m_scenario.canister(event.canister).variables.empty()) return;
  if (now.awaiting > 0) m_canisters[event.canister.value].cameBetween.add(here.us);
}

void Exposure::take(const ExecutionFinished& event, const EventHere& here) {
  if (here.inQuery) return;
  CanisterExposure& canister = m_canisters[event.canister.value];
  Now& now = m_now[event.canister.value];
  OpenContext& context = contextOf(event.context);
  if (context.openCalls == 0) {
    if (context.exposed) canister.halfDone.add(here.us, -1);
    if (context.awaits) --now.awaiting;
    context = {};
    return;
  }
  if (!context.awaits) ++now.awaiting;
  context.awaits = true;
  if (!m_scenario.canister(event.canister).variables.empty()) canister.commits.add(here.us);
  if (!now.changed || event.result == ExecutionResult::Trapped || context.exposed) return;
  context.exposed = true;
  canister.halfDone.add(here.us, 1);
}

/// Its memory is gone, and with it all that was half done.
void Exposure::take(const CanisterOperated& event, const EventHere& here) {
  if (event.kind != OperationKind::Uninstall || event.changed == 0) return;
  for (std::uint32_t i = 0; i < m_contexts.size(); ++i) {
    OpenContext& context = m_contexts[i];
    if (!context.awaits || m_calls.contexts()[i].canister != event.canister) continue;
    if (context.exposed) m_canisters[event.canister.value].halfDone.add(here.us, -1);
    context.exposed = context.awaits = false;
  }
  m_now[event.canister.value].awaiting = 0;
}

void Exposure::settle() {
  for (CanisterExposure& canister : m_canisters) canister.halfDone.settle();
}

}  // namespace roundscope
