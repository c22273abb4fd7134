// One sentence for each kind of event. A new kind does not compile until it has one.
#include <fmt/format.h>

#include <algorithm>

#include "core/analysis/explain_parts.h"
#include "core/base/check.h"
#include "core/protocol/capacity.h"
#include "core/run/own_text.h"

namespace roundscope {
namespace explain {
namespace {

struct EventExplainer {
  const Run& run;
  std::uint64_t index;
  Moment here;

  [[nodiscard]] const Scenario& scenario() const { return run.scenario(); }
  [[nodiscard]] SubnetId subnetHere() const { return run.round(here).subnet; }
  [[nodiscard]] const Limits& limitsHere() const { return scenario().subnet(subnetHere()).limits; }
  [[nodiscard]] const std::string& variable(CanisterId canister, VariableId id) const {
    return scenario().canister(canister).variables[id.value].name;
  }
  [[nodiscard]] const std::string& calleeOf(const CallSpan& call) const { return run.name(call.callee.canister); }
  /// The event before, where it is of this round and kind.
  template <class E>
  [[nodiscard]] std::optional<E> before() const {
    return here.ordinal == 0 ? std::nullopt : run.trace().eventAs<E>(index - 1);
  }

  Explanation operator()(const RoundStarted& e) const {
    const Subnet& subnet = scenario().subnet(e.subnet);
    return make(
        run, RuleId::RoundInterval, {.subnet = e.subnet},
        fmt::format("Round {} of {} runs at {}: the subnet makes a block every {}.", grouped(e.round), subnet.id,
                    secondsText(static_cast<std::int64_t>(e.timeUs.value())), secondsText(subnet.blockInterval.us)));
  }

  Explanation operator()(const IterationStarted& e) const {
    const std::string& subnet = scenario().subnet(subnetHere()).id;
    if (e.iteration == 0)
      return make(
          run, RuleId::Iterations, {.subnet = subnetHere()},
          fmt::format("{}'s canisters drain their inputs until {} instructions of a thread are used.", subnet,
                      grouped(static_cast<std::uint64_t>(std::max<std::int64_t>(roundBudget(limitsHere()), 0)))));
    return make(
        run, RuleId::NextIteration, {.subnet = subnetHere()},
        fmt::format("Iteration {} of {}'s round: what its canisters sent each other in iteration {} is visible.",
                    grouped(e.iteration), subnet, grouped(e.iteration - 1)));
  }

  Explanation operator()(const IngressInducted& e) const {
    const Ingress& ingress = scenario().ingress[e.ingress.value];
    const std::string method = run.name({e.canister, e.method});
    const auto latency = milliseconds(static_cast<std::int64_t>(limitsHere().ingress_latency_ms));
    const Time earliest = ingress.at + latency;
    const Duration waited = run.round(here).time - earliest;
    const Owner owner{.subnet = subnetHere()};
    if (waited < scenario().subnet(subnetHere()).blockInterval)
      return make(run, RuleId::IngressLatency, owner,
                  fmt::format("The user's message to {}, sent at {}, is in {}'s first block that it could reach.",
                              method, secondsText(ingress.at.us), scenario().subnet(subnetHere()).id));
    // The block before did not take it: because of its bytes, unless that block carried as many messages as it may.
    if (inductedInRoundBefore() >= limitsHere().ingress_messages_per_block)
      return make(run, RuleId::IngressMessagesPerBlock, owner,
                  fmt::format("The user's message to {} waited {}: a block carries at most {}.", method,
                              secondsText(waited.us), counted(limitsHere().ingress_messages_per_block, "message")));
    return make(run, RuleId::IngressBytesPerBlock, owner,
                fmt::format("The user's message to {} waited {}: a block carries at most {} from users.", method,
                            secondsText(waited.us), bytesText(limitsHere().ingress_bytes_per_block)));
  }

  [[nodiscard]] std::uint64_t inductedInRoundBefore() const {
    const auto& rounds = run.calls().rounds();
    std::uint32_t row = here.round;
    while (row > 0 && rounds[--row].subnet != subnetHere()) continue;
    if (rounds[row].subnet != subnetHere() || row == here.round) return 0;
    std::uint64_t count = 0;
    const std::uint64_t first = rounds[row].firstEvent;
    run.trace().forEachIn(first, first + rounds[row].eventCount, [&](const Event& event) {
      count += std::holds_alternative<IngressInducted>(event) ? 1U : 0U;
    });
    return count;
  }

  Explanation operator()(const IngressCompleted& e) const { return ingressAnswered(run, e, index); }

  Explanation operator()(const ExecutionStarted& e) const {
    const std::string& canister = run.name(e.canister);
    const Owner owner{.canister = e.canister};
    const std::string number = grouped(e.call.value);
    switch (e.kind) {
      case ExecutionKind::Ingress:
        return make(run, RuleId::InputRotation, owner,
                    fmt::format("{} takes its next input, a user's message, and starts {}.", canister,
                                run.name({e.canister, e.method})));
      case ExecutionKind::Request:
        return make(run, RuleId::InputRotation, owner,
                    fmt::format("{} takes its next input, the request of call {} from {}, and starts {}.", canister,
                                number, run.name(run.call(e.call).caller), run.name({e.canister, e.method})));
      case ExecutionKind::ReplyCallback:
        return make(run, RuleId::SlotFreedAtPop, owner,
                    fmt::format("{} pops the reply of call {} and goes on; only now is the call's slot to {} free.",
                                canister, number, calleeOf(run.call(e.call))));
      case ExecutionKind::RejectCallback:
        return make(run, RuleId::SlotFreedAtPop, owner,
                    fmt::format("{} pops the reject of call {} ({}) and goes on; its slot to {} is free.", canister,
                                number, codeText(e.code), calleeOf(run.call(e.call))));
      case ExecutionKind::Cleanup:
        return make(run, RuleId::Cleanup, owner,
                    fmt::format("{}'s callback for call {} trapped, so its cleanup callback runs.", canister, number));
      case ExecutionKind::Timer:
        return make(run, RuleId::TimerTask, owner,
                    fmt::format("{}'s global timer is due, and it is the turn of tasks before inputs.", canister));
      case ExecutionKind::Heartbeat:
        if (!scenario().canister(e.canister).heartbeat)
          return make(run, RuleId::HeartbeatRetry, owner,
                      fmt::format("{}'s heartbeat runs to repeat failed calls, now that slots may be free.", canister));
        return make(
            run, RuleId::Heartbeat, owner,
            fmt::format("{}'s heartbeat runs once in this round: it is the turn of tasks before inputs.", canister));
      case ExecutionKind::SelfMessage:
        if (run.calls().contexts()[run.call(e.call).context.value].kind == ExecutionKind::Timer)
          return make(run, RuleId::TimerBody, owner,
                      fmt::format("{}'s timer called its body in a message to itself, one iteration later.", canister));
        return make(
            run, RuleId::AwaitCompleted, owner,
            fmt::format("{} awaited a future that was already completed, which costs a message to itself.", canister));
    }
    RS_CHECK(false);
  }

  Explanation operator()(const ExecutionFinished& e) const {
    const std::string& canister = run.name(e.canister);
    const Owner owner{.canister = e.canister};
    if (e.result == ExecutionResult::Trapped) {
      const std::string undone = e.undoneCalls == 0
                                     ? "state changes are undone"
                                     : fmt::format("state changes and {} are undone", counted(e.undoneCalls, "call"));
      if (const auto rule = limitUsedUp(e))
        return make(run, *rule, owner,
                    fmt::format("{} used up the {} instructions of one {} and trapped: its {}.", canister,
                                grouped(instructionsOf(limitsHere(), e.kind, run.isInQuery(here))), unitOf(e), undone));
      const auto cause = trapCause(run, index);
      if (cause && cause->reason == RejectReason::AnsweredTwice)
        return make(run, RuleId::AnsweredTwice, owner,
                    fmt::format("{} answered a second time and trapped: this message's {}.", canister, undone));
      const std::string words = cause && !cause->text.empty() ? fmt::format(" (\"{}\")", cause->text) : std::string();
      return make(run, RuleId::TrapUndo, owner,
                  fmt::format("{} trapped{}: this message's {}; what earlier messages committed stays.", canister,
                              words, undone));
    }
    if (e.kind == ExecutionKind::Cleanup)
      return make(run, RuleId::Cleanup, owner,
                  fmt::format("{}'s cleanup callback ended; what it released is committed.", canister));
    const std::uint64_t calls = performedBefore(e.context);
    const std::string with =
        calls == 0 ? "its state changes are" : fmt::format("its state changes and {} are", counted(calls, "call"));
    if (suspended(e))
      return make(
          run, RuleId::CommitPoint, owner,
          fmt::format("{} suspends at an await, a commit point: {} kept, whatever happens later.", canister, with));
    return make(run, RuleId::CommitPoint, owner,
                fmt::format("{}'s message ended without a trap after {} instructions: {} committed.", canister,
                            grouped(e.instructions.value()), with));
  }

  [[nodiscard]] std::string_view unitOf(const ExecutionFinished& e) const {
    if (run.isInQuery(here)) return "query";
    return isCallback(e.kind) ? "callback" : "message";
  }

  /// The rule that limits a message's instructions here, where one that trapped has used up all of them.
  [[nodiscard]] std::optional<RuleId> limitUsedUp(const ExecutionFinished& e) const {
    if (e.instructions.value() != instructionsOf(limitsHere(), e.kind, run.isInQuery(here))) return std::nullopt;
    if (run.isInQuery(here)) return RuleId::QueryMessageInstructions;
    return isCallback(e.kind) ? RuleId::CleanupShare : RuleId::MessageInstructions;
  }

  /// Calls performed by the message that ends here.
  [[nodiscard]] std::uint64_t performedBefore(ContextId context) const {
    std::uint64_t count = 0;
    EventWindow events(run.trace().events());
    for (std::uint64_t i = index; i > run.round(here).firstEvent; --i) {
      const Event& event = events[i - 1];
      const auto* call = std::get_if<CallPerformed>(&event);
      if (call != nullptr && call->context == context) ++count;
      if (std::holds_alternative<ExecutionStarted>(event) || std::holds_alternative<ExecutionFinished>(event)) break;
    }
    return count;
  }

  /// Whether a method's first message stopped at a step that awaits. Only the first: a later one may stop there because
  /// nothing is left to do.
  [[nodiscard]] bool suspended(const ExecutionFinished& e) const {
    if (isCallback(e.kind)) return false;
    const ContextRow& row = run.calls().contexts()[e.context.value];
    const auto& steps = scenario().method({row.canister, row.method}).steps;
    if (e.step + std::size_t{1} >= steps.size()) return false;
    const Action& action = steps[e.step].action;
    return std::holds_alternative<AwaitStep>(action) || std::holds_alternative<CallStep>(action);
  }

  Explanation operator()(const ExecutionPaused& e) const {
    const std::string& canister = run.name(e.canister);
    const Owner owner{.canister = e.canister};
    if (e.aborted != 0)
      return make(run, RuleId::PausedLimit, owner,
                  fmt::format("{} keeps at most {} paused, so {}'s starts again from the beginning.",
                              run.subnetName(e.canister), counted(limitsHere().paused_messages, "message"), canister));
    return make(run, RuleId::Slice, owner,
                fmt::format("{}'s message used its slice of {} instructions and goes on next round; {} are left.",
                            canister, grouped(limitsHere().slice_instructions), grouped(e.instructionsLeft.value())));
  }

  Explanation operator()(const CallPerformed& e) const {
    const std::string& caller = run.name(e.caller);
    const Owner owner{.canister = e.caller, .call = e.call};
    const std::string target = run.name({e.callee, e.method});
    const std::string what = e.compensation != 0 ? fmt::format("compensated with call {}", grouped(e.call.value))
                             : e.attempt > 1     ? fmt::format("tried again with call {}", grouped(e.call.value))
                                                 : fmt::format("performed call {}", grouped(e.call.value));
    const std::string slot = fmt::format("{} of {} slots", grouped(slotsTaken(run, e.caller, e.callee, here)),
                                         grouped(limitsHere().queue_capacity));
    if (e.timeoutSeconds == 0)
      return make(run, RuleId::SlotReserved, owner,
                  fmt::format("{} {} to {}: it holds a slot, with it {} are taken.", caller, what, target, slot));
    const bool capped = askedTimeout(e) > e.timeoutSeconds;
    return make(run, capped ? RuleId::BoundedWaitCap : RuleId::BoundedWait, owner,
                fmt::format("{} {} to {} and waits at most {}{}, to second {}; {} are taken.", caller, what, target,
                            secondsText(e.timeoutSeconds * std::int64_t{1'000'000}), capped ? ", the cap" : "",
                            deadlineOf(run.round(here).time, e.timeoutSeconds), slot));
  }

  /// The timeout in the scenario, before the network's cap.
  [[nodiscard]] std::uint32_t askedTimeout(const CallPerformed& e) const {
    const CallStep* call = run.stepOf(run.call(e.call));
    return call != nullptr && call->wait == Wait::Bounded ? call->timeoutSeconds : 0;
  }

  Explanation operator()(const CallNotPerformed& e) const { return notPerformed(run, e, index); }

  Explanation operator()(const RequestRouted& e) const {
    const CallSpan& call = run.call(e.call);
    return routed(e.call, call, "request", call.at(CallPoint::Performed), call.caller, call.callee.canister);
  }

  Explanation operator()(const ResponseRouted& e) const {
    const CallSpan& call = run.call(e.call);
    const auto answer = before<ResponseCreated>();
    if (answer && answer->call == e.call && isGivenOnArrival(answer->reason))
      return make(run, RuleId::RejectSignal, {.canister = call.caller},
                  fmt::format("The reject of call {} goes back to {} as a signal, so it costs the return trip.",
                              grouped(e.call.value), run.subnetName(call.caller)));
    // The caller's subnet may have overruled this answer. Then the table holds the time of its own reject instead, and
    // how long this response has waited is not known.
    const Moment& answered = call.at(CallPoint::Answered);
    const bool own = call.outcome != CallOutcome::Expired && call.outcome != CallOutcome::Dropped;
    return routed(e.call, call, "response", own ? answered : here, call.callee.canister, call.caller);
  }

  /// A message leaves an output queue at the end of the round: for a stream, or the subnet's own loopback.
  [[nodiscard]] Explanation routed(CallId id, const CallSpan& call, std::string_view what, Moment since,
                                   CanisterId sender, CanisterId receiver) const {
    const std::string number = grouped(id.value);
    const Owner owner{.subnet = subnetHere()};
    const std::string& from = run.subnetName(sender);
    const std::string& to = run.subnetName(receiver);
    if (!run.crossesSubnets(call))
      return make(run, RuleId::Loopback, owner,
                  fmt::format("The {} of call {} was left over in {}'s round and arrives at the start of the next.",
                              what, number, from));
    const std::int64_t waited = roundsBetween(run, subnetHere(), since, here);
    if (waited <= 0)
      return make(run, RuleId::StreamRouting, owner,
                  fmt::format("At the end of the round the {} of call {} left {}'s output queue for the stream to {}.",
                              what, number, run.name(sender), to));
    return make(run, fullStream(run, sender, receiver, here), owner,
                fmt::format("The {} of call {} waited {} in {}'s output queue: the stream to {} was full.", what,
                            number, counted(static_cast<std::uint64_t>(waited), "round"), run.name(sender), to));
  }

  Explanation operator()(const RequestInducted& e) const {
    const CallSpan& call = run.call(e.call);
    const std::string number = grouped(e.call.value);
    const Moment& sent = call.at(CallPoint::RequestRouted);
    if (run.crossesSubnets(call))
      return arrived(fmt::format("The request of call {} reached {}", number, calleeOf(call)), sent, "");
    if (sent.happened())
      return make(run, RuleId::Loopback, {.subnet = subnetHere()},
                  fmt::format("The request of call {} reached {} through the loopback stream, one round later.", number,
                              calleeOf(call)));
    return make(run, RuleId::NextIteration, {.subnet = subnetHere()},
                fmt::format("The request of call {} is in {}'s input queue: on {} it is visible in the next iteration.",
                            number, calleeOf(call), scenario().subnet(subnetHere()).id));
  }

  /// What came through a stream, by how long it took.
  [[nodiscard]] Explanation arrived(const std::string& start, Moment sent, std::string_view end) const {
    const Subnet& subnet = scenario().subnet(subnetHere());
    const std::int64_t rounds = sent.happened() ? roundsBetween(run, subnetHere(), sent, here) : 0;
    const Owner owner{.subnet = subnetHere()};
    if (rounds > static_cast<std::int64_t>(std::max<std::uint32_t>(subnet.xnetDelayMax, 1)))
      return make(run, RuleId::XNetBlockFull, owner,
                  fmt::format("{} after {}: earlier blocks of {} were full{}.", start,
                              counted(static_cast<std::uint64_t>(rounds), "round"), subnet.id, end));
    if (rounds == 0)
      return make(run, RuleId::XNetDelay, owner, fmt::format("{} within the same instant{}.", start, end));
    return make(run, RuleId::XNetDelay, owner,
                fmt::format("{} in a block of {}, {} after it entered the stream{}.", start, subnet.id,
                            counted(static_cast<std::uint64_t>(rounds), "round"), end));
  }

  Explanation operator()(const ResponseCreated& e) const { return answered(run, e, index); }

  Explanation operator()(const ResponseInducted& e) const {
    const CallSpan& call = run.call(e.call);
    const std::string number = grouped(e.call.value);
    const std::string& caller = run.name(call.caller);
    const auto answer = before<ResponseCreated>();
    const bool madeHere = answer && answer->call == e.call;
    if (run.crossesSubnets(call) && !madeHere)
      return arrived(fmt::format("The response of call {} reached {}", number, caller),
                     call.at(CallPoint::ResponseRouted), "; it still holds its slot");
    return make(run, RuleId::SlotFreedAtPop, {.canister = call.caller},
                fmt::format("The {} of call {} waits in {}'s input queue and holds its slot until it is popped.",
                            madeHere && answer->code != RejectCode::None ? "reject" : "response", number, caller));
  }

  Explanation operator()(const MessageDropped& e) const { return dropped(run, e); }

  Explanation operator()(const VariableChanged& e) const {
    return make(
        run, RuleId::CommitPoint, {.canister = e.canister},
        fmt::format("{} set {} to {}; its message did not trap, so the value is committed.", run.name(e.canister),
                    variable(e.canister, e.variable), static_cast<std::int64_t>(e.value.value())));
  }

  Explanation operator()(const LockChanged& e) const {
    const std::string& canister = run.name(e.canister);
    const std::string& lock = variable(e.canister, e.lock);
    const Owner owner{.canister = e.canister};
    if (e.taken != 0)
      return make(
          run, RuleId::Lock, owner,
          fmt::format("{} took lock {}: until it is released, others that need it are rejected.", canister, lock));
    const auto start = before<ExecutionStarted>();
    if (start && start->kind == ExecutionKind::Cleanup)
      return make(run, RuleId::Cleanup, owner,
                  fmt::format("{}'s cleanup callback released lock {} after the trap.", canister, lock));
    return make(run, RuleId::Lock, owner,
                fmt::format("{} released lock {}: the next message that needs it can take it.", canister, lock));
  }

  Explanation operator()(const TimerSet& e) const {
    return make(run, RuleId::TimerSet, {.canister = e.canister},
                fmt::format("{} set its global timer for {}; it fires in a later round, the first at or after that.",
                            run.name(e.canister), secondsText(static_cast<std::int64_t>(e.timeUs.value()))));
  }

  Explanation operator()(const BalanceChanged& e) const {
    if (e.reserved.value() == 0)
      return make(run, RuleId::Balance, {.canister = e.canister},
                  fmt::format("{} holds {} cycles after this round; no call is open, so none are put aside.",
                              run.name(e.canister), grouped(e.balance.value())));
    return make(run, RuleId::Balance, {.canister = e.canister},
                fmt::format("{} holds {} cycles after this round, and {} are put aside for its open calls.",
                            run.name(e.canister), grouped(e.balance.value()), grouped(e.reserved.value())));
  }

  Explanation operator()(const QueryStarted& e) const {
    const std::string query = run.name({e.canister, e.method});
    const std::string time = secondsText(static_cast<std::int64_t>(e.startUs.value()));
    return make(run, RuleId::QueryEvaluation, {.canister = e.canister},
                e.call == kNoCall
                    ? fmt::format("One node evaluates query {} from {} on, without consensus and rounds.", query, time)
                    : fmt::format("Query {} is evaluated at {}, at depth {}: calls run one after another.", query, time,
                                  e.depth));
  }

  Explanation operator()(const QueryFinished& e) const { return queryFinished(run, e, index); }
  Explanation operator()(const CanisterOperated& e) const { return operated(run, e); }
  Explanation operator()(const CanisterStopped& e) const { return stopped(run, e); }
  Explanation operator()(const AnswerAwaited& e) const { return awaited(run, e); }
};

}  // namespace
}  // namespace explain

Explanation explainEvent(const Run& run, std::uint64_t eventIndex) {
  const Event& event = run.trace().event(eventIndex);
  const Moment here = run.momentOf(eventIndex);
  if (run.isInQuery(here))
    if (auto explanation = explain::withinQuery(run, event)) return *std::move(explanation);
  return std::visit(explain::EventExplainer{run, eventIndex, here}, event);
}

}  // namespace roundscope
