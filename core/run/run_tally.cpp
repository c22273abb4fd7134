// Counters in place of lists. See run_tally.h.
#include "core/run/run_tally.h"

#include <algorithm>

#include "core/run/rounds.h"

namespace roundscope {
namespace {

std::uint32_t& countOf(OutcomeCounts& counts, CallOutcome outcome) {
  return counts.by[static_cast<std::size_t>(outcome)];
}

}  // namespace

RunTally::RunTally(const Scenario& scenario)
    : m_scenario(scenario),
      m_users(scenario),
      m_pairs(scenario),
      m_state(scenario),
      m_ingress(scenario),
      m_running(scenario.canisters.size()) {}

void RunTally::take(const RoundBatch& batch, const std::stop_token& stop) {
  constexpr std::size_t kEventsPerLook = 16'384;  // about a millisecond
  if (m_finished) return;
  for (std::size_t i = 0; i < batch.events.size(); ++i) {
    if (i % kEventsPerLook == kEventsPerLook - 1 && stop.stop_requested()) {
      m_finished = true;
      m_cutOff = CutOff::Interrupted;
      return;
    }
    fold(batch.events[i]);
  }
  m_finished = batch.finished;
  m_cutOff = batch.cutOff;
}

void RunTally::fold(const Event& event) {
  m_print.add(event);
  std::visit(
      [this]<class E>(const E& e) {
        if constexpr (std::is_same_v<E, QueryStarted>) begin(e);
        if (!std::is_same_v<E, RoundStarted> && !m_inQuery && !m_hasRound) noteRound();
        if constexpr (requires { this->take(e); }) this->take(e);
        if constexpr (requires { endedBy(e); })
          if (const CallId ended = endedBy(e); ended != kNoCall) endCall(ended);
      },
      event);
}

void RunTally::begin(const QueryStarted& event) {
  if (event.depth == 0) m_inQuery = true;
}

/// A round with nothing but queries in it is none.
void RunTally::noteRound() {
  m_hasRound = true;
  m_first = m_first.value_or(m_here.block);
  m_last = m_here.block;
  m_end = std::max(m_end, m_here.block + m_scenario.subnet(m_here.subnet).blockInterval);
}

void RunTally::take(const RoundStarted& event) {
  const Time time{static_cast<std::int64_t>(event.timeUs.value())};
  m_here = {.us = time.us, .subnet = event.subnet, .round = event.round, .block = time};
  m_hasRound = false;
}

void RunTally::take(const QueryFinished& event) {
  m_users.take(event, m_here);
  if (event.depth == 0) m_inQuery = false;
}

void RunTally::take(const IngressInducted& event) {
  m_users.take(event, m_here);
  m_ingress.take(event, m_inQuery);
}

void RunTally::take(const IngressCompleted& event) {
  m_users.take(event, m_here);
  const ContextId context = m_ingress.take(event);
  if (context == kNoContext) return;
  const CanisterId canister = m_scenario.ingress[event.ingress.value].to.canister;
  m_lastAnswer = LastAnswer{event.ingress, pathTo(context, canister)};
}

/// Of an answer that is given now: by the message that runs, if it is one of the context's.
std::uint32_t RunTally::pathTo(ContextId context, CanisterId canister) {
  const Running& message = running(canister);
  return message.context == context ? message.path : 0;
}

std::uint32_t RunTally::pathThrough(const OpenCall& call) {
  return call.before + 1 + (isGivenAtCaller(call.reason) ? 0 : call.behind);
}

void RunTally::take(const ExecutionStarted& event) {
  Running& message = running(event.canister);
  message = {event.context, 0};
  if (isCallback(event.kind)) {
    message.path = pathThrough(*m_open.find(event.call));
  } else if (servesCall(event.kind)) {
    if (OpenCall* const call = m_open.find(event.call)) call->servedBy = event.context;
  } else if (event.kind == ExecutionKind::Ingress) {
    m_ingress.take(event, m_inQuery);
  }
}

void RunTally::take(const CallPerformed& event) {
  const bool own = isOwnMessage(event.attempt);
  OutcomeCounts& counts = countsOf(own);
  ++counts.attempted;
  ++countOf(counts, CallOutcome::InFlight);
  if (event.attempt > 1) ++m_retried;
  if (event.compensation != 0) ++m_compensated;
  m_pairs.of(event.caller, event.callee).begin();
  OpenCall& call = m_open.add(event.call);
  call.caller = event.caller;
  call.callee = event.callee;
  call.isOwnMessage = own;
  call.before = running(event.caller).path;
}

void RunTally::take(const CallNotPerformed& event) {
  const bool own = isOwnMessage(event.attempt);
  OutcomeCounts& counts = countsOf(own);
  ++counts.attempted;
  ++countOf(counts, CallOutcome::NotPerformed);
  ++m_pairs.of(event.caller, event.callee).notPerformed;
  if (own) return;
  ++m_reasons.notPerformed[static_cast<std::size_t>(event.reason)];
  if (event.attempt > 1) ++m_retried;
}

/// As CallTable has it: a callee's answer that comes after the caller's subnet has given up changes nothing for the
/// caller.
void RunTally::take(const ResponseCreated& event) {
  OpenCall* const call = m_open.find(event.call);
  if (call == nullptr) return;
  const bool fromCaller = isGivenAtCaller(event.reason);
  if (!fromCaller && call->servedBy != kNoContext) call->behind = pathTo(call->servedBy, call->callee);
  const bool givenUp = call->outcome == CallOutcome::Expired || call->outcome == CallOutcome::Dropped;
  if (givenUp && !fromCaller) return;
  call->reason = event.reason;
  call->outcome = rowOf(event.reason).outcome;
}

void RunTally::endCall(CallId id) {
  const OpenCall& call = *m_open.find(id);
  OutcomeCounts& counts = countsOf(call.isOwnMessage);
  --countOf(counts, CallOutcome::InFlight);
  ++countOf(counts, call.outcome);
  if (!call.isOwnMessage && call.outcome != CallOutcome::Replied)
    ++m_reasons.rejected[static_cast<std::size_t>(call.reason)];
  m_pairs.of(call.caller, call.callee).end();
  m_open.remove(id);
}

std::uint64_t RunTally::rounds() const {
  if (!m_first) return 0;
  return static_cast<std::uint64_t>((m_last - *m_first).us / shortestRound(m_scenario).us) + 1;
}

Duration RunTally::duration() const { return std::max(m_end - Time{}, endOfQueries(m_users, m_scenario)); }

}  // namespace roundscope
