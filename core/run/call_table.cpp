// The fold of events into calls, contexts and rounds.
#include "core/run/call_table.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/protocol/query_model.h"

namespace roundscope {

CallTable::CallTable(const Scenario& scenario)
    : m_scenario(&scenario), m_ingress(scenario), m_running(scenario.canisters.size()) {
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

/// Of the time to the next instant at which any subnet has a block, most. Where messages cross within an instant, all.
Duration CallTable::spanFrom(Time instant) const {
  std::int64_t next = INT64_MAX;
  for (const Subnet& subnet : m_scenario->subnets) {
    const std::int64_t since = (instant - (Time{} + subnet.phase)).us;
    const std::int64_t interval = subnet.blockInterval.us;
    next = std::min(next, since < 0 ? -since : interval - since % interval);
  }
  return {m_sharedIntervals ? next : next * 7 / 10};
}

void CallTable::startRound(const RoundStarted& event) {
  const Time time{static_cast<std::int64_t>(event.timeUs.value())};
  if (time != m_spanOf) m_span = spanFrom(time);
  m_spanOf = time;
  m_rounds.push_back({.time = time,
                      .interval = m_scenario->subnet(event.subnet).blockInterval,
                      .drawnSpan = m_span,
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
  if (row.isInQuery(moment.ordinal)) return m_queryTimes[row.queryTimes + moment.ordinal - 1];
  const std::int64_t passed = moment.ordinal == 0 ? 0 : std::int64_t{moment.ordinal} - row.queryEvents;
  const std::int64_t place = std::int64_t{row.drawnBefore} + passed;
  return row.time + Duration{row.drawnSpan.us * place / std::max<std::int64_t>(row.drawnAmong, 1)};
}

CallSpan& CallTable::attempt(CallId id, CanisterId caller, Moment here) {
  // Calls are numbered in the order attempted, so a new one is always the next row.
  RS_CHECK(id.value == m_calls.size());
  Running& message = running(caller);
  if (!message.hasCalled && message.started.round != here.round) m_firstCallAfterPause.emplace(message.started, id);
  message.hasCalled = true;
  CallSpan& span = m_calls.emplace_back();
  span.caller = caller;
  span.dispatchedAfter = message.trigger;
  span.points[static_cast<std::size_t>(CallPoint::Performed)] = here;
  return span;
}

std::uint64_t CallTable::firstCallOfMessage(Moment started) const {
  // A message that was paused makes its calls where it ends, after those of others meanwhile.
  if (const auto later = m_firstCallAfterPause.find(started); later != m_firstCallAfterPause.end())
    return later->second.value;
  const auto first = std::partition_point(
      m_calls.begin(), m_calls.end(), [&](const CallSpan& span) { return span.at(CallPoint::Performed) < started; });
  return static_cast<std::uint64_t>(first - m_calls.begin());
}

Moment& CallTable::point(CallId id, CallPoint which) {
  return m_calls[id.value].points[static_cast<std::size_t>(which)];
}

void CallTable::fold(const Event& event, Moment here) {
  std::visit(Overloaded{
                 [](const RoundStarted&) {},
                 [&](const IterationStarted&) { m_iterations.push_back(here); },
                 [&](const IngressInducted& e) { m_ingress.take(e, m_inQuery); },
                 [&](const IngressCompleted& e) { noteEnd(e, here); },
                 [&](const ExecutionStarted& e) { noteStart(e, here); },
                 [&](const ExecutionFinished& e) { noteFinish(e, here); },
                 [](const ExecutionPaused&) {},
                 [&](const CallPerformed& e) {
                   CallSpan& span = attempt(e.call, e.caller, here);
                   span.context = e.context;
                   span.callee = {e.callee, e.method};
                   span.step = e.step;
                   span.timeoutSeconds = e.timeoutSeconds;
                   span.attempt = e.attempt;
                   span.compensation = e.compensation != 0;
                 },
                 [&](const CallNotPerformed& e) {
                   CallSpan& span = attempt(e.call, e.caller, here);
                   span.context = e.context;
                   span.callee = {e.callee, e.method};
                   span.step = e.step;
                   span.attempt = e.attempt;
                   span.compensation = e.compensation != 0;
                   span.outcome = CallOutcome::NotPerformed;
                   span.notPerformed = e.reason;
                 },
                 [&](const RequestRouted& e) { point(e.call, CallPoint::RequestRouted) = here; },
                 [&](const RequestInducted& e) { point(e.call, CallPoint::RequestInducted) = here; },
                 [&](const ResponseCreated& e) { noteAnswer(e, here); },
                 [&](const ResponseRouted& e) { point(e.call, CallPoint::ResponseRouted) = here; },
                 [&](const ResponseInducted& e) { point(e.call, CallPoint::ResponseInducted) = here; },
                 [&](const MessageDropped& e) { noteDropped(e, here); },
                 [](const VariableChanged&) {},
                 [](const LockChanged&) {},
                 [](const TimerSet&) {},
                 [](const BalanceChanged&) {},
                 [](const QueryStarted&) {},
                 [](const QueryFinished&) {},
                 [](const CanisterOperated&) {},
                 [](const CanisterStopped&) {},
                 [&](const AnswerAwaited& e) {
                   point(e.call, CallPoint::RequestRouted) = here;
                   m_calls[e.call.value].outside = true;
                 },
             },
             event);
}

void CallTable::noteStart(const ExecutionStarted& e, Moment here) {
  running(e.canister) = {.context = e.context, .trigger = isCallback(e.kind) ? e.call : kNoCall, .started = here};
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
  if (e.kind != ExecutionKind::Ingress) return;
  if (const auto message = m_ingress.take(e, m_inQuery)) row.ingress = *message;
}

/// Contexts mostly wait in the order in which they were opened; one whose first message was paused comes later.
void CallTable::noteFinish(const ExecutionFinished& e, Moment here) {
  if (!servesCall(e.kind) || e.result == ExecutionResult::Trapped) return;
  if (m_contexts[e.context.value].answered.happened()) return;
  m_suspended.push_back({e.context, here});
  for (std::size_t i = m_suspended.size() - 1; i > 0 && m_suspended[i].context < m_suspended[i - 1].context; --i)
    std::swap(m_suspended[i], m_suspended[i - 1]);
}

Suspension CallTable::suspensionOf(const CallSpan& call) const {
  if (call.servedBy == kNoContext) return {};
  const auto found = std::partition_point(m_suspended.begin(), m_suspended.end(),
                                          [&](const Suspended& s) { return s.context < call.servedBy; });
  if (found == m_suspended.end() || found->context != call.servedBy) return {};
  const ContextRow& row = m_contexts[call.servedBy.value];
  if (!row.answered.happened()) return {found->from, {}};
  const bool byProgram = isGivenAtCaller(call.reason) || rowOf(call.reason).givenBy == GivenBy::Program;
  if (!byProgram) return {found->from, {}};
  // Its first message was its last: it ended without an answer, and awaited nothing.
  if (row.answeredAfter == kNoCall) return {};
  return {found->from, m_calls[row.answeredAfter.value].at(CallPoint::Completed)};
}

std::optional<std::uint32_t> CallTable::iterationAt(Moment moment) const {
  const RoundRow& row = m_rounds[moment.round];
  if (row.isInQuery(moment.ordinal)) return std::nullopt;
  const auto before = [](Moment until) { return [until](const Moment& began) { return began <= until; }; };
  const auto next = std::partition_point(m_iterations.begin(), m_iterations.end(), before(moment));
  const auto first = std::partition_point(m_iterations.begin(), next, before({moment.round, 0}));
  if (next == first) return std::nullopt;
  return static_cast<std::uint32_t>(next - first - 1);
}

void CallTable::noteEnd(const IngressCompleted& e, Moment here) {
  const ContextId context = m_ingress.take(e);
  if (context == kNoContext) return;
  ContextRow& row = m_contexts[context.value];
  const Running& message = running(row.canister);
  row.answered = here;
  row.answeredAfter = message.context == context ? message.trigger : kNoCall;
}

void CallTable::noteAnswer(const ResponseCreated& e, Moment here) {
  CallSpan& span = m_calls[e.call.value];
  const bool fromCaller = isGivenAtCaller(e.reason);
  if (!fromCaller && span.servedBy != kNoContext) {
    ContextRow& row = m_contexts[span.servedBy.value];
    row.answered = here;
    const Running& message = running(row.canister);
    row.answeredAfter = message.context == span.servedBy ? message.trigger : kNoCall;
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

void CallTable::noteDropped(const MessageDropped& e, Moment here) {
  m_dropped[e.call.value] = here;
  if (endsCall(e))
    point(e.call, CallPoint::Completed) = here;
  else if (e.isResponse != 0)
    m_calls[e.call.value].lateResponseDropped = true;
}

}  // namespace roundscope
