// The canonical text of events. Golden files and the event table show it; keep it stable and readable.
#include <fmt/format.h>

#include "core/base/check.h"
#include "core/trace/event_names.h"
#include "core/trace/trace.h"

namespace roundscope {

namespace {

std::string codeText(RejectCode code, RejectReason reason) {
  if (code == RejectCode::None) return "reply";
  return fmt::format("reject {} {}: {}", static_cast<int>(code), nameOf(code), wordsOf(reason));
}

std::string attemptText(std::uint8_t attempt, std::uint8_t compensation) {
  std::string text = attempt > 1 ? fmt::format(", attempt {}", attempt) : std::string();
  if (isOwnMessage(attempt)) text += ", a message to itself";
  if (compensation != 0) text += ", compensating";
  return text;
}

std::string operationText(const CanisterOperated& e) {
  switch (e.kind) {
    case OperationKind::Stop:
      return "told to stop";
    case OperationKind::Start:
      return "started";
    case OperationKind::Uninstall:
      return "uninstalled";
    case OperationKind::TopUp:
      return fmt::format("topped up with {} cycles", e.cycles.value());
  }
  RS_CHECK(false);
}

std::string ofCall(CallId call) { return call == kNoCall ? std::string() : fmt::format(" of call {}", call.value); }

/// Writes one event with the scenario's names.
struct EventWriter {
  const Scenario& s;

  [[nodiscard]] const std::string& canister(CanisterId id) const { return s.canister(id).id; }
  [[nodiscard]] const std::string& variable(CanisterId id, VariableId v) const {
    return s.canister(id).variables[v.value].name;
  }

  std::string operator()(const RoundStarted& e) const {
    return fmt::format("{} round {}", s.subnet(e.subnet).id, e.round);
  }
  std::string operator()(const IterationStarted& e) const { return fmt::format("iteration {}", e.iteration); }
  std::string operator()(const IngressInducted& e) const {
    return fmt::format("ingress {} inducted for {}", e.ingress.value, nameOf({e.canister, e.method}, s));
  }
  std::string operator()(const IngressCompleted& e) const {
    return fmt::format("ingress {} completed: {} ({} calls replied, {} failed)", e.ingress.value,
                       e.outcome == IngressOutcome::Replied ? "reply" : codeText(e.code, e.reason), e.repliedCalls,
                       e.failedCalls);
  }
  std::string operator()(const ExecutionStarted& e) const {
    std::string call = e.call == kNoCall ? std::string() : fmt::format(" of call {}", e.call.value);
    if (e.kind == ExecutionKind::RejectCallback) call += fmt::format(" (code {})", static_cast<int>(e.code));
    return fmt::format("{} starts {}{} in context {} at step {}", canister(e.canister), nameOf(e.kind), call,
                       e.context.value, e.step);
  }
  std::string operator()(const ExecutionFinished& e) const {
    const std::string undone = e.undoneCalls > 0 ? fmt::format(", {} calls undone", e.undoneCalls) : std::string();
    return fmt::format("{} {} {} at step {} after {} instructions{}", canister(e.canister),
                       e.result == ExecutionResult::Trapped ? "traps in" : "ends", nameOf(e.kind), e.step,
                       e.instructions.value(), undone);
  }
  std::string operator()(const ExecutionPaused& e) const {
    return fmt::format("{} {}, {} instructions left", canister(e.canister),
                       e.aborted != 0 ? "is aborted and starts again later" : "pauses until its next round",
                       e.instructionsLeft.value());
  }
  std::string operator()(const CallPerformed& e) const {
    const std::string wait = e.timeoutSeconds > 0 ? fmt::format(", waits {} s", e.timeoutSeconds) : std::string();
    return fmt::format("{} performs call {} to {} from context {} at step {}{}{}", canister(e.caller), e.call.value,
                       nameOf({e.callee, e.method}, s), e.context.value, e.step, wait,
                       attemptText(e.attempt, e.compensation));
  }
  std::string operator()(const CallNotPerformed& e) const {
    return fmt::format("{} cannot perform call {} to {} from context {} at step {}: {}{}", canister(e.caller),
                       e.call.value, nameOf({e.callee, e.method}, s), e.context.value, e.step, nameOf(e.reason),
                       attemptText(e.attempt, e.compensation));
  }
  std::string operator()(const RequestRouted& e) const {
    return fmt::format("request of call {} leaves", e.call.value);
  }
  std::string operator()(const RequestInducted& e) const {
    return fmt::format("request of call {} is inducted", e.call.value);
  }
  std::string operator()(const ResponseCreated& e) const {
    return fmt::format("call {} is answered: {}", e.call.value, codeText(e.code, e.reason));
  }
  std::string operator()(const ResponseRouted& e) const {
    return fmt::format("response of call {} leaves", e.call.value);
  }
  std::string operator()(const ResponseInducted& e) const {
    return fmt::format("response of call {} is inducted", e.call.value);
  }
  std::string operator()(const MessageDropped& e) const {
    return fmt::format("{} of call {} is dropped at {}: {}", e.isResponse != 0 ? "response" : "request", e.call.value,
                       nameOf(e.place), whyDropped(e));
  }
  std::string operator()(const VariableChanged& e) const {
    return fmt::format("{} sets {} to {}", canister(e.canister), variable(e.canister, e.variable),
                       static_cast<std::int64_t>(e.value.value()));
  }
  std::string operator()(const LockChanged& e) const {
    return fmt::format("{} {} lock {} in context {}", canister(e.canister), e.taken != 0 ? "takes" : "releases",
                       variable(e.canister, e.lock), e.context.value);
  }
  std::string operator()(const TimerSet& e) const {
    return fmt::format("{} sets its timer to {} us", canister(e.canister), e.timeUs.value());
  }
  std::string operator()(const BalanceChanged& e) const {
    return fmt::format("{} holds {} cycles and {} reserved", canister(e.canister), e.balance.value(),
                       e.reserved.value());
  }
  std::string operator()(const QueryStarted& e) const {
    return fmt::format("query {}{} starts at depth {} at {} us", nameOf({e.canister, e.method}, s), ofCall(e.call),
                       e.depth, e.startUs.value());
  }
  std::string operator()(const QueryFinished& e) const {
    const std::string end = e.error == QueryError::None ? "reply"
                                                        : fmt::format("reject {} {}: {}", static_cast<int>(e.code),
                                                                      nameOf(e.code), nameOf(e.error));
    return fmt::format("query on {}{} at depth {} ends at {} us: {}", canister(e.canister), ofCall(e.call), e.depth,
                       e.endUs.value(), end);
  }
  std::string operator()(const CanisterOperated& e) const {
    return fmt::format("{} is {}{}", canister(e.canister), operationText(e),
                       e.changed != 0 ? "" : ", which changes nothing");
  }
  std::string operator()(const CanisterStopped& e) const {
    return fmt::format("{} is stopped: no call is open any more", canister(e.canister));
  }
  std::string operator()(const AnswerAwaited& e) const {
    return fmt::format("call {} waits for an answer from outside, {}", e.call.value,
                       e.dueUs == kNeverDue ? "which never comes" : fmt::format("due at {} us", e.dueUs.value()));
  }
};

}  // namespace

std::string eventText(const Event& event, const Scenario& scenario) { return std::visit(EventWriter{scenario}, event); }

std::string traceText(const Trace& trace) {
  std::string text;
  std::string place;
  std::string queryPlace;  ///< while a query is told
  trace.forEach([&](std::uint64_t, const Event& event) {
    if (const auto* round = std::get_if<RoundStarted>(&event)) {
      const std::uint64_t us = round->timeUs.value();
      place = fmt::format("{}.{:06} {} r{}", us / 1'000'000, us % 1'000'000, trace.scenario().subnet(round->subnet).id,
                          round->round);
    }
    // A query's events stand in the next round's place but happened before it, outside of rounds.
    if (const auto* query = std::get_if<QueryStarted>(&event); query != nullptr && query->depth == 0) {
      const std::uint64_t us = query->startUs.value();
      queryPlace = fmt::format("{}.{:06} query", us / 1'000'000, us % 1'000'000);
    }
    text += (queryPlace.empty() ? place : queryPlace) + " | " + eventText(event, trace.scenario()) + "\n";
    if (const auto* query = std::get_if<QueryFinished>(&event); query != nullptr && query->depth == 0)
      queryPlace.clear();
  });
  return text;
}

}  // namespace roundscope
