// A call is in flight from the moment it is performed until it is over.
#include "core/run/calls_in_flight.h"

namespace roundscope {

void CallsInFlight::change(PairInFlight& pair, std::int32_t by, bool toItself, const EventHere& here) {
  (toItself ? m_toItself : m_all).add(here.us, by);
  pair.curve.add(here.us, by);
  if (here.inQuery) pair.inQueries.add(here.us, by);
}

void CallsInFlight::take(const CallPerformed& event, const EventHere& here) {
  PairInFlight& pair = m_pairs.of(event.caller, event.callee);
  change(pair, 1, isOwnMessage(event.attempt), here);
  pair.begin();
}

void CallsInFlight::take(const CallNotPerformed& event, const EventHere& here) {
  PairInFlight& pair = m_pairs.of(event.caller, event.callee);
  ++pair.notPerformed;
  if (event.reason == NotPerformedReason::Slots) pair.refused.add(here.us);
}

void CallsInFlight::take(const CallEnded& event, const EventHere& here) {
  const CallSpan& call = m_calls.call(event.call);
  PairInFlight& pair = m_pairs.of(call.caller, call.callee.canister);
  change(pair, -1, call.isOwnMessage(), here);
  pair.end();
}

void CallsInFlight::settle() {
  m_all.settle();
  m_toItself.settle();
  for (auto& [ids, pair] : m_pairs.rows()) {
    pair.curve.settle();
    pair.inQueries.settle();
  }
}

const PairInFlight* CallsInFlight::pair(CanisterId caller, CanisterId callee) const {
  const auto found = pairs().find({caller, callee});
  return found == pairs().end() ? nullptr : &found->second;
}

}  // namespace roundscope
