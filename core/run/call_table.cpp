// The fold of events into calls, contexts and rounds.
#include "core/run/call_table.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/protocol/query_model.h"

namespace roundscope {

CallTable::CallTable(const Scenario& scenario) : m_scenario(&scenario), m_ingressWaiting(scenario.canisters.size()) {
  m_sharedIntervals = std::any_of(scenario.subnets.begin(), scenario.subnets.end(),
                                  [](const Subnet& subnet) { return subnet.xnetDelayMin == 0; });
}

void CallTable::append(const RoundBatch& batch) {
  std::size_t instantFirst = m_rounds.size();
  for (const Event& event : batch.events) {
    if (const auto* round = std::get_if<RoundStarted>(&event)) {
      const Time time{static_cast<std::int64_t>(round->timeUs.value())};
      if (m_rounds.size() > instantFirst && m_rounds[instantFirst].time != time) {
        endInstant(instantFirst);
        instantFirst = m_rounds.size();
      }
      startRound(*round);
    }
    RS_CHECK(!m_rounds.empty());
    RoundRow& row = m_rounds.back();
    const Moment here{static_cast<std::uint32_t>(m_rounds.size() - 1), row.eventCount};
    ++row.eventCount;
    ++m_eventCount;
    placeInQuery(event, row);
    fold(event, here);
  }
  endInstant(instantFirst);
}

void CallTable::startRound(const RoundStarted& event) {
  m_rounds.push_back({.time = Time{static_cast<std::int64_t>(event.timeUs.value())},
                      .interval = m_scenario->subnet(event.subnet).blockInterval,
                      .firstEvent = m_eventCount,
                      .round = event.round,
                      .subnet = event.subnet});
}

void CallTable::endInstant(std::size_t firstRow) {
  std::uint32_t before = 0;
  for (std::size_t i = firstRow; i < m_rounds.size(); ++i) {
    m_rounds[i].drawnBefore = m_sharedIntervals ? before : 0;
    before += m_rounds[i].eventCount - m_rounds[i].queryEvents;
  }
  for (std::size_t i = firstRow; i < m_rounds.size(); ++i)
    m_rounds[i].drawnAmong = m_sharedIntervals ? before : m_rounds[i].eventCount - m_rounds[i].queryEvents;
}

/// Notes the time of an event that belongs to a user's query: the latency model's clock.
void CallTable::placeInQuery(const Event& event, RoundRow& row) {
  const auto* started = std::get_if<QueryStarted>(&event);
  if (started != nullptr && started->depth == 0) {
    m_inQuery = true;
    m_queryStart = Time{static_cast<std::int64_t>(started->startUs.value())};
    m_queryInstructions = 0;
  }
  if (!m_inQuery) return;
  if (const auto* finished = std::get_if<ExecutionFinished>(&event))
    m_queryInstructions += finished->instructions.value();
  if (row.queryEvents == 0) row.queryTimes = static_cast<std::uint32_t>(m_queryTimes.size());
  ++row.queryEvents;
  m_queryTimes.push_back(m_queryStart + queryExecutionTime(m_scenario->subnet(row.subnet).limits, m_queryInstructions));
  if (const auto* finished = std::get_if<QueryFinished>(&event)) m_inQuery = finished->depth > 0;
}

Time CallTable::drawnAt(Moment moment) const {
  RS_CHECK(moment.happened());
  const RoundRow& row = m_rounds[moment.round];
  if (row.inQuery(moment.ordinal)) return m_queryTimes[row.queryTimes + moment.ordinal - 1];
  const std::int64_t passed = moment.ordinal == 0 ? 0 : std::int64_t{moment.ordinal} - row.queryEvents;
  const std::int64_t place = std::int64_t{row.drawnBefore} + passed;
  return row.time + Duration{row.interval.us * place / std::max<std::int64_t>(row.drawnAmong, 1)};
}

CallSpan& CallTable::attempt(CallId id) {
  // Calls are numbered in the order attempted, so a new one is always the next row.
  RS_CHECK(id.value == m_calls.size());
  return m_calls.emplace_back();
}

Moment& CallTable::point(CallId id, CallPoint which) {
  return m_calls[id.value].points[static_cast<std::size_t>(which)];
}

void CallTable::fold(const Event& event, Moment here) {
  std::visit(Overloaded{
                 [](const RoundStarted&) {},
                 [](const IterationStarted&) {},
                 [&](const IngressInducted& e) {
                   if (m_inQuery)
                     m_queryIngress = e.ingress;
                   else
                     m_ingressWaiting[e.canister.value].push_back(e.ingress);
                 },
                 [&](const IngressCompleted& e) {
                   if (m_running == kNoContext) return;
                   ContextRow& row = m_contexts[m_running.value];
                   if (row.kind != ExecutionKind::Ingress || row.ingress != e.ingress) return;
                   row.answered = here;
                   row.answeredAfter = m_trigger;
                 },
                 [&](const ExecutionStarted& e) { noteStart(e, here); },
                 [](const ExecutionFinished&) {},
                 [](const ExecutionPaused&) {},
                 [&](const CallPerformed& e) {
                   CallSpan& span = attempt(e.call);
                   span.context = e.context;
                   span.callee = {e.callee, e.method};
                   span.caller = e.caller;
                   span.step = e.step;
                   span.timeoutSeconds = e.timeoutSeconds;
                   span.attempt = e.attempt;
                   span.compensation = e.compensation != 0;
                   span.dispatchedAfter = m_trigger;
                   point(e.call, CallPoint::Performed) = here;
                 },
                 [&](const CallNotPerformed& e) {
                   CallSpan& span = attempt(e.call);
                   span.context = e.context;
                   span.callee = {e.callee, e.method};
                   span.caller = e.caller;
                   span.step = e.step;
                   span.attempt = e.attempt;
                   span.compensation = e.compensation != 0;
                   span.dispatchedAfter = m_trigger;
                   span.outcome = CallOutcome::NotPerformed;
                   span.notPerformed = e.reason;
                   point(e.call, CallPoint::Performed) = here;
                 },
                 [&](const RequestRouted& e) { point(e.call, CallPoint::RequestRouted) = here; },
                 [&](const RequestInducted& e) { point(e.call, CallPoint::RequestInducted) = here; },
                 [&](const ResponseCreated& e) { noteAnswer(e, here); },
                 [&](const ResponseRouted& e) { point(e.call, CallPoint::ResponseRouted) = here; },
                 [&](const ResponseInducted& e) { point(e.call, CallPoint::ResponseInducted) = here; },
                 [&](const MessageDropped& e) { noteDropped(e); },
                 [](const VariableChanged&) {},
                 [](const LockChanged&) {},
                 [](const TimerSet&) {},
                 [](const BalanceChanged&) {},
                 [](const QueryStarted&) {},
                 [](const QueryFinished&) {},
             },
             event);
}

void CallTable::noteStart(const ExecutionStarted& e, Moment here) {
  m_running = e.context;
  m_trigger = isCallback(e.kind) ? e.call : kNoCall;
  if (isCallback(e.kind)) {
    point(e.call, CallPoint::Completed) = here;
    return;
  }
  if (!opensContext(e.kind)) return;
  if (e.context.value >= m_contexts.size()) m_contexts.resize(e.context.value + std::size_t{1});
  ContextRow& row = m_contexts[e.context.value];
  row.canister = e.canister;
  row.method = e.method;
  row.kind = e.kind;
  row.call = e.call;
  row.opened = here;
  if (servesCall(e.kind)) {
    point(e.call, CallPoint::Started) = here;
    m_calls[e.call.value].servedBy = e.context;
  }
  if (e.kind == ExecutionKind::Ingress && m_inQuery) {
    row.ingress = m_queryIngress;
  } else if (e.kind == ExecutionKind::Ingress && !m_ingressWaiting[e.canister.value].empty()) {
    row.ingress = m_ingressWaiting[e.canister.value].front();
    m_ingressWaiting[e.canister.value].erase(m_ingressWaiting[e.canister.value].begin());
  }
}

void CallTable::noteAnswer(const ResponseCreated& e, Moment here) {
  CallSpan& span = m_calls[e.call.value];
  const bool fromCaller = isGivenAtCaller(e.reason);
  if (!fromCaller && span.servedBy != kNoContext) {
    ContextRow& row = m_contexts[span.servedBy.value];
    row.answered = here;
    row.answeredAfter = m_running == span.servedBy ? m_trigger : kNoCall;
  }
  // A callee's answer that comes after the caller's subnet has given up changes nothing for the caller; the
  // reverse, a reply that never reached the caller, is overruled.
  const bool givenUp = span.outcome == CallOutcome::Expired || span.outcome == CallOutcome::Dropped;
  if (givenUp && !fromCaller) return;
  point(e.call, CallPoint::Answered) = here;
  span.code = e.code;
  span.reason = e.reason;
  if (endsWithoutCallback(e.reason)) point(e.call, CallPoint::Completed) = here;
  span.outcome = rowOf(e.reason).outcome;
}

void CallTable::noteDropped(const MessageDropped& e) {
  if (e.isResponse != 0) m_calls[e.call.value].lateResponseDropped = true;
}

}  // namespace roundscope
