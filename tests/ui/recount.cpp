// See recount.h.
#include "tests/ui/recount.h"

#include <algorithm>
#include <limits>

namespace roundscope::ui {
namespace {

std::string outcomeOf(RejectReason reason) {
  return reason == RejectReason::None ? "replied" : std::string(nameOf(rowOf(reason).outcome));
}

}  // namespace

Recount::Recount(const Run& run) {
  run.trace().forEach([&](std::uint64_t index, const Event& event) {
    ++m_events[event.index()];
    take(event, run.calls().drawnAt(run.momentOf(index)).us);
  });
}

void Recount::take(const Event& event, std::int64_t us) {
  if (std::holds_alternative<QueryStarted>(event)) m_inQuery = true;
  if (const auto* e = std::get_if<CallNotPerformed>(&event))
    callOf(e->call) = {e->caller, e->callee, e->method, e->attempt, e->compensation != 0,
                       false,     m_inQuery, us,        us,         "not_performed"};
  if (const auto* e = std::get_if<CallPerformed>(&event)) {
    callOf(e->call) = {e->caller, e->callee, e->method, e->attempt, e->compensation != 0,
                       true,      m_inQuery, us,        {},         "in_flight"};
    auto& [now, peak] = m_pairs[{e->caller, e->callee}];
    peak = std::max(peak, ++now);
  }
  if (const auto* e = std::get_if<ResponseCreated>(&event)) {
    const auto [known, first] = m_answered.try_emplace(e->call.value, e->reason);
    // The caller's own subnet overrules an answer that had not arrived, never the other way round.
    if (!first && isGivenAtCaller(e->reason)) known->second = e->reason;
    if (endsWithoutCallback(e->reason)) {
      known->second = e->reason;
      end(e->call, us);
    }
  }
  if (const auto* e = std::get_if<ExecutionStarted>(&event))
    if (isCallback(e->kind)) end(e->call, us);
  // A response to a canister that was uninstalled ends its call, too.
  if (const auto* e = std::get_if<MessageDropped>(&event))
    if (endsCall(*e)) end(e->call, us);
  if (const auto* e = std::get_if<IngressInducted>(&event)) m_users.try_emplace(e->ingress.value, "pending");
  if (const auto* e = std::get_if<IngressCompleted>(&event)) m_users[e->ingress.value] = outcomeOf(e->reason);
  if (const auto* e = std::get_if<QueryFinished>(&event)) m_inQuery = e->depth > 0;
}

RecountedCall& Recount::callOf(CallId id) {
  if (m_calls.size() <= id.value) m_calls.resize(id.value + std::size_t{1});
  return m_calls[id.value];
}

void Recount::end(CallId id, std::int64_t us) {
  RecountedCall& call = m_calls[id.value];
  if (call.endUs) return;
  call.endUs = us;
  call.outcome = outcomeOf(m_answered[id.value]);
  --m_pairs[{call.caller, call.callee}].first;
}

Counts Recount::callsAt(std::int64_t us) const {
  Counts counts{{"attempted", 0}, {"not_performed", 0}, {"replied", 0},   {"rejected", 0}, {"trapped", 0},
                {"expired", 0},   {"dropped", 0},       {"to_itself", 0}, {"in_flight", 0}};
  for (const RecountedCall& call : m_calls) {
    if (call.startUs > us) continue;
    if (!call.counts()) {
      counts["to_itself"] += call.performed ? 1U : 0U;
      continue;
    }
    ++counts["attempted"];
    ++counts[call.inFlightAt(us) ? "in_flight" : call.outcome];
  }
  return counts;
}

Counts Recount::callsInAll() const {
  Counts counts = callsAt(std::numeric_limits<std::int64_t>::max());
  counts["performed"] = counts["attempted"] - counts["not_performed"];
  counts["retried"] = 0;
  counts["compensated"] = 0;
  for (const RecountedCall& call : m_calls) {
    counts["retried"] += call.attempt > 1 ? 1 : 0;
    counts["compensated"] += call.performed && call.compensation ? 1 : 0;
  }
  return counts;
}

Counts Recount::usersInAll() const {
  Counts counts{{"sent", m_users.size()}, {"replied", 0}, {"rejected", 0}, {"trapped", 0}, {"pending", 0}};
  for (const auto& [message, outcome] : m_users) {
    // Whatever else ends a call is a reject for a user.
    ++counts[outcome == "expired" || outcome == "dropped" ? "rejected" : outcome];
  }
  return counts;
}

std::uint64_t Recount::inFlight(CanisterId caller, CanisterId callee, std::int64_t us, bool queries) const {
  return static_cast<std::uint64_t>(std::count_if(m_calls.begin(), m_calls.end(), [&](const RecountedCall& call) {
    return call.caller == caller && call.callee == callee && (queries || !call.inQuery) && call.inFlightAt(us);
  }));
}

std::uint64_t Recount::peak(CanisterId caller, CanisterId callee) const {
  const auto found = m_pairs.find({caller, callee});
  return found == m_pairs.end() ? 0 : found->second.second;
}

std::uint64_t Recount::notPerformed(CanisterId caller, CanisterId callee) const {
  return static_cast<std::uint64_t>(std::count_if(m_calls.begin(), m_calls.end(), [&](const RecountedCall& call) {
    return call.caller == caller && call.callee == callee && !call.performed;
  }));
}

std::uint64_t Recount::overlaps(std::size_t id) const {
  const RecountedCall& call = m_calls[id];
  if (!call.performed) return 0;
  const auto all = std::count_if(m_calls.begin(), m_calls.end(), [&](const RecountedCall& other) {
    const bool before = other.endUs && *other.endUs < call.startUs;
    const bool after = call.endUs && other.startUs > *call.endUs;
    return other.performed && !before && !after;
  });
  return static_cast<std::uint64_t>(all) - 1;
}

}  // namespace roundscope::ui
