// See ingress_contexts.h.
#include "core/run/ingress_contexts.h"

namespace roundscope {

IngressContexts::IngressContexts(const Scenario& scenario)
    : m_scenario(scenario), m_waiting(scenario.canisters.size()), m_contexts(scenario.ingress.size(), kNoContext) {}

void IngressContexts::take(const IngressInducted& event, bool inQuery) {
  if (inQuery)
    m_ofQuery = event.ingress;
  else
    m_waiting[event.canister.value].messages.push_back(event.ingress);
}

std::optional<IngressId> IngressContexts::take(const ExecutionStarted& event, bool inQuery) {
  const Queue& waiting = m_waiting[event.canister.value];
  if (!inQuery && waiting.first == waiting.messages.size()) return std::nullopt;
  const IngressId message = inQuery ? m_ofQuery : waiting.messages[waiting.first];
  m_contexts[message.value] = event.context;
  if (!inQuery) leaveQueue(message);
  return message;
}

ContextId IngressContexts::take(const IngressCompleted& event) {
  const ContextId context = of(event.ingress);
  if (context == kNoContext) leaveQueue(event.ingress);
  return context;
}

/// Out of its canister's queue: it executes, or was refused when its turn came, or when it arrived.
void IngressContexts::leaveQueue(IngressId message) {
  Queue& waiting = m_waiting[m_scenario.ingress[message.value].to.canister.value];
  if (waiting.first == waiting.messages.size()) return;
  if (waiting.messages[waiting.first] == message)
    ++waiting.first;
  else if (waiting.messages.back() == message)
    waiting.messages.pop_back();
  if (waiting.first < waiting.messages.size()) return;
  waiting.messages.clear();
  waiting.first = 0;
}

}  // namespace roundscope
