// A call is in flight from the moment it is performed until it is over.
#include "core/run/calls_in_flight.h"

#include <algorithm>

namespace roundscope {

PairInFlight& CallsInFlight::pairOf(CanisterId caller, CanisterId callee) {
  if (m_last != nullptr && m_last->caller == caller && m_last->callee == callee) return *m_last;
  const auto [place, isNew] = m_pairs.try_emplace({caller, callee});
  m_last = &place->second;
  if (isNew) {
    m_last->caller = caller;
    m_last->callee = callee;
    m_last->limit = m_scenario.subnetOf(caller).limits.queue_capacity;
  }
  return *m_last;
}

void CallsInFlight::change(PairInFlight& pair, std::int32_t by, bool toItself, const EventHere& here) {
  (toItself ? m_toItself : m_all).add(here.us, by);
  pair.curve.add(here.us, by);
  if (here.inQuery) pair.inQueries.add(here.us, by);
}

void CallsInFlight::take(const CallPerformed& event, const EventHere& here) {
  PairInFlight& pair = pairOf(event.caller, event.callee);
  change(pair, 1, isOwnMessage(event.attempt), here);
  pair.peak = std::max(pair.peak, ++pair.now);
}

void CallsInFlight::take(const CallNotPerformed& event, const EventHere& here) {
  PairInFlight& pair = pairOf(event.caller, event.callee);
  ++pair.notPerformed;
  if (event.reason == NotPerformedReason::Slots) pair.refused.add(here.us);
}

void CallsInFlight::take(const CallEnded& event, const EventHere& here) {
  const CallSpan& call = m_calls.call(event.call);
  PairInFlight& pair = pairOf(call.caller, call.callee.canister);
  change(pair, -1, call.isOwnMessage(), here);
  --pair.now;
}

void CallsInFlight::settle() {
  m_all.settle();
  m_toItself.settle();
  for (auto& [ids, pair] : m_pairs) {
    pair.curve.settle();
    pair.inQueries.settle();
  }
}

const PairInFlight* CallsInFlight::pair(CanisterId caller, CanisterId callee) const {
  const auto found = m_pairs.find({caller, callee});
  return found == m_pairs.end() ? nullptr : &found->second;
}

}  // namespace roundscope
