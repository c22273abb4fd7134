// See trace_invariants.h.
#include "core/analysis/trace_invariants.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace roundscope {

TraceInvariants::TraceInvariants(const Scenario& scenario)
    : m_scenario(scenario),
      m_hasCode(scenario.canisters.size(), true),
      m_effects(scenario.canisters.size()),
      m_ingress(scenario.ingress.size()) {
  for (const Canister& canister : scenario.canisters) {
    m_status.push_back(canister.status);
    auto& values = m_variables.emplace_back();
    for (const Variable& variable : canister.variables) values.push_back(variable.initial);
  }
}

void TraceInvariants::breach(TraceInvariant invariant, std::string text) {
  m_breaches.push_back(
      {invariant, fmt::format("in round {} of {}: {}", m_round, m_scenario.subnet(m_subnet).id, std::move(text))});
}

std::string TraceInvariants::name(const Call& call, CallId id) const {
  return fmt::format("call {} from {} to {}", id.value, m_scenario.canister(call.caller).id,
                     m_scenario.canister(call.callee).id);
}

TraceInvariants::Call* TraceInvariants::performed(CallId id, const char* what) {
  if (id.value < m_calls.size() && m_calls[id.value].performed) return &m_calls[id.value];
  breach(TraceInvariant::ResponseOfRequest, fmt::format("{} of call {}, which was never performed", what, id.value));
  return nullptr;
}

void TraceInvariants::attempt(CallId id, const Call& call) {
  if (id.value != m_calls.size()) {
    breach(TraceInvariant::CallNumbers,
           fmt::format("call {} is attempted where call {} is next", id.value, m_calls.size()));
    return;
  }
  m_calls.push_back(call);
  m_effects[call.caller.value] = true;
  // Each query of a graph works on a copy of its canister's queues, so the limit is not the pair's there.
  if (!call.performed || m_inQuery) return;
  const std::uint64_t inFlight = ++m_pairs[{call.caller, call.callee}].inFlight;
  const std::uint64_t limit = m_scenario.subnetOf(call.caller).limits.queue_capacity;
  if (inFlight > limit)
    breach(TraceInvariant::SlotLimit,
           fmt::format("{} is one of {} in flight, above the limit {}", name(m_calls.back(), id), inFlight, limit));
}

void TraceInvariants::operate(const CanisterOperated& e) {
  CanisterStatus& status = m_status[e.canister.value];
  switch (e.kind) {
    case OperationKind::Stop:
      if (status == CanisterStatus::Running) status = CanisterStatus::Stopping;
      return;
    case OperationKind::Start:
      status = CanisterStatus::Running;
      return;
    case OperationKind::Uninstall: {
      m_hasCode[e.canister.value] = false;
      const auto& variables = m_scenario.canister(e.canister).variables;
      for (std::size_t i = 0; i < variables.size(); ++i) m_variables[e.canister.value][i] = variables[i].initial;
      return;
    }
    case OperationKind::TopUp:
      return;
  }
}

void TraceInvariants::expectMayRun(const ExecutionStarted& e) {
  const CanisterStatus status = m_status[e.canister.value];
  const bool goesOn = !opensContext(e.kind) && status == CanisterStatus::Stopping;
  if (m_hasCode[e.canister.value] && (status == CanisterStatus::Running || goesOn)) return;
  breach(TraceInvariant::RunsWhereItMay,
         fmt::format("{} starts a {}, but it {}", m_scenario.canister(e.canister).id, nameOf(e.kind),
                     m_hasCode[e.canister.value] ? "is not running" : "has no code"));
}

void TraceInvariants::start(const ExecutionStarted& e) {
  expectMayRun(e);
  if (e.kind == ExecutionKind::Cleanup) return;  // it belongs to the callback that trapped
  m_effects[e.canister.value] = false;
  if (e.kind == ExecutionKind::Ingress) m_usersContexts.push_back(e.context);
  if (servesCall(e.kind)) {
    Call* call = performed(e.call, "the execution");
    if (call == nullptr) return;
    std::uint64_t& startedUpTo = m_pairs[{call->caller, call->callee}].startedUpTo;
    if (call->started || (!call->inducted && !m_inQuery))
      breach(TraceInvariant::ResponseOfRequest,
             fmt::format("{} starts {}", name(*call, e.call), call->started ? "twice" : "without being inducted"));
    else if (e.call.value < startedUpTo && !m_inQuery)
      breach(TraceInvariant::RequestOrder,
             fmt::format("{} starts after call {}", name(*call, e.call), startedUpTo - 1));
    if (call->outside)
      breach(TraceInvariant::ResponseOfRequest, name(*call, e.call) + " is to the network itself, but starts");
    call->started = true;
    call->servedBy = e.context;
    if (!m_inQuery) startedUpTo = e.call.value + std::uint64_t{1};
  }
  if (!isCallback(e.kind)) return;
  Call* call = complete(e.call);
  if (call == nullptr) return;
  const auto code = static_cast<std::uint32_t>(e.code);
  if (!call->answered || (call->codes & (1U << code)) == 0)
    breach(TraceInvariant::ResponseOfRequest,
           fmt::format("{} has a callback with code {}, but no such response", name(*call, e.call), code));
}

/// The response is popped: for a callback, or for nobody where the caller has been uninstalled.
TraceInvariants::Call* TraceInvariants::complete(CallId id) {
  Call* call = performed(id, "the callback");
  if (call == nullptr) return nullptr;
  if (call->completed) {
    breach(TraceInvariant::CallbackOnce, fmt::format("{} has a second callback", name(*call, id)));
    return nullptr;
  }
  call->completed = true;
  if (!m_inQuery) --m_pairs[{call->caller, call->callee}].inFlight;
  return call;
}

void TraceInvariants::drop(const MessageDropped& e) {
  if (!endsCall(e)) {
    static_cast<void>(performed(e.call, "a message"));
    return;
  }
  const Call* call = complete(e.call);
  if (call == nullptr) return;
  if (!call->answered)
    breach(TraceInvariant::ResponseOfRequest, name(*call, e.call) + " has a response dropped that never came");
  if (m_hasCode[call->caller.value])
    breach(TraceInvariant::RunsWhereItMay, name(*call, e.call) + " has no callback, but its caller has code");
}

void TraceInvariants::respond(const ResponseCreated& e) {
  Call* call = performed(e.call, "a response");
  if (call == nullptr) return;
  call->codes |= 1U << static_cast<std::uint32_t>(e.code);
  if (m_inQuery) {
    respondInQuery(*call, e);
    return;
  }
  // A response that is shed where it waits is replaced by a reject.
  if (e.reason == RejectReason::ResponseShed) call->answered = false;
  const bool fromCaller = isGivenAtCaller(e.reason);
  // One from each side at most: the caller's subnet may give up on a call that the callee answers later.
  const std::uint32_t side = fromCaller ? 1U : 2U;
  if ((call->responses & side) != 0 || call->completed)
    if (fromCaller || (call->responses & side) != 0)
      breach(TraceInvariant::OneOutcome, fmt::format("{} is answered again", name(*call, e.call)));
  call->responses |= side;
  const GivenBy by = rowOf(e.reason).givenBy;
  if ((by == GivenBy::Program || by == GivenBy::CalleesSubnet) && !call->started && !call->outside)
    breach(TraceInvariant::ResponseOfRequest, fmt::format("{} is answered before it started", name(*call, e.call)));
}

/// A query's calls are answered on the spot. One that a limit of the whole graph cuts off may have been answered
/// before.
void TraceInvariants::respondInQuery(Call& call, const ResponseCreated& e) {
  if (call.completed) breach(TraceInvariant::OneOutcome, fmt::format("{} is answered again", name(call, e.call)));
  call.answered = true;
  call.completed = endsWithoutCallback(e.reason);
}

void TraceInvariants::change(CanisterId id, VariableId variable, std::int64_t value) {
  m_effects[id.value] = true;
  m_variables[id.value][variable.value] = value;
}

void TraceInvariants::add(const Event& event) {
  std::visit(
      Overloaded{
          [&](const RoundStarted& e) {
            m_round = e.round;
            m_subnet = e.subnet;
          },
          [](const IterationStarted&) {},
          [&](const IngressInducted& e) { m_ingress[e.ingress.value] |= 1U; },
          [&](const IngressCompleted& e) {
            std::uint8_t& state = m_ingress[e.ingress.value];
            if (state != 1)
              breach(TraceInvariant::OneOutcome, fmt::format("the user's message {} is answered {}", e.ingress.value,
                                                             state == 0 ? "before it arrived" : "again"));
            state |= 2U;
          },
          [&](const ExecutionStarted& e) { start(e); },
          [&](const ExecutionFinished& e) {
            if (e.result == ExecutionResult::Trapped && m_effects[e.canister.value])
              breach(TraceInvariant::TrapUndoes, fmt::format("a message of {} trapped, but something of it stays",
                                                             m_scenario.canister(e.canister).id));
            m_effects[e.canister.value] = false;
          },
          [](const ExecutionPaused&) {},
          [&](const CallPerformed& e) {
            attempt(e.call, {.caller = e.caller, .callee = e.callee, .context = e.context, .performed = true});
          },
          [&](const CallNotPerformed& e) {
            attempt(e.call, {.caller = e.caller, .callee = e.callee, .context = e.context});
          },
          [&](const RequestRouted& e) { static_cast<void>(performed(e.call, "the request")); },
          [&](const RequestInducted& e) {
            Call* call = performed(e.call, "the request");
            if (call == nullptr) return;
            if (call->inducted) breach(TraceInvariant::ResponseOfRequest, name(*call, e.call) + " is inducted twice");
            call->inducted = true;
          },
          [&](const ResponseCreated& e) { respond(e); },
          [&](const ResponseRouted& e) { static_cast<void>(performed(e.call, "the response")); },
          [&](const ResponseInducted& e) {
            Call* call = performed(e.call, "the response");
            if (call == nullptr) return;
            if (call->answered)
              breach(TraceInvariant::OneOutcome, name(*call, e.call) + " has a second response at its caller");
            if (call->responses == 0)
              breach(TraceInvariant::ResponseOfRequest, name(*call, e.call) + " has a response that nobody made");
            call->answered = true;
          },
          [&](const MessageDropped& e) { drop(e); },
          [&](const VariableChanged& e) { change(e.canister, e.variable, static_cast<std::int64_t>(e.value.value())); },
          [&](const LockChanged& e) {
            // A lock's value is the context that holds it, counted from 1.
            change(e.canister, e.lock, e.taken != 0 ? std::int64_t{e.context.value} + 1 : 0);
          },
          [](const TimerSet&) {},
          [](const BalanceChanged&) {},
          [&](const QueryStarted& e) { m_inQuery = m_inQuery || e.depth == 0; },
          [&](const QueryFinished& e) { m_inQuery = m_inQuery && e.depth > 0; },
          [&](const CanisterOperated& e) { operate(e); },
          [&](const AnswerAwaited& e) {
            Call* call = performed(e.call, "the wait");
            if (call == nullptr) return;
            call->outside = true;
            call->never = e.dueUs == kNeverDue;
          },
          [&](const CanisterStopped& e) { m_status[e.canister.value] = CanisterStatus::Stopped; },
      },
      event);
}

void TraceInvariants::finish(bool cameToAnEnd) {
  if (!cameToAnEnd) return;
  // What waits, at however many removes, for a call that is never answered may be open. A context's own calls have
  // greater numbers than the call that it serves.
  std::set<ContextId> waiting;
  for (auto i = static_cast<std::uint32_t>(m_calls.size()); i > 0;) {
    --i;
    const Call& call = m_calls[i];
    if (!call.performed || call.completed) continue;
    if (call.never || waiting.contains(call.servedBy))
      waiting.insert(call.context);
    else
      breach(TraceInvariant::OneOutcome, name(call, CallId{i}) + " never came to an end");
  }
  auto usersWaiting = std::count_if(m_usersContexts.begin(), m_usersContexts.end(),
                                    [&](ContextId context) { return waiting.contains(context); });
  for (std::size_t i = 0; i < m_ingress.size(); ++i) {
    if (m_ingress[i] == 3) continue;
    if (m_ingress[i] != 1 || usersWaiting-- <= 0)
      breach(TraceInvariant::OneOutcome, fmt::format("the user's message {} was never answered", i));
  }
}

std::vector<TraceBreach> brokenInvariants(const Trace& trace) {
  TraceInvariants invariants(trace.scenario());
  trace.forEach([&](std::uint64_t, const Event& event) { invariants.add(event); });
  invariants.finish(trace.finished() && trace.cutOff() == CutOff::None);
  return invariants.breaches();
}

}  // namespace roundscope
