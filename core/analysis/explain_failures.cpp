// Why calls, users' messages and queries failed, or were answered at all: one case for each reason.
#include <fmt/format.h>

#include "core/analysis/explain_parts.h"
#include "core/base/check.h"
#include "core/trace/names.h"

namespace roundscope::explain {
namespace {

std::string quoted(const std::string& message) { return message.empty() ? "" : fmt::format(" (\"{}\")", message); }

/// What made the callee reject, from the step at which its message ended: ": no coins", or empty.
std::string whyRejected(const Run& run, ContextId context, CanisterId canister, std::uint64_t eventIndex) {
  const Step* step = endOfMessage(run, context, eventIndex);
  if (step == nullptr) return {};
  if (const auto* reject = std::get_if<RejectStep>(&step->action)) return quoted(reject->message);
  if (const auto* lock = std::get_if<LockStep>(&step->action))
    return fmt::format(": another call holds lock {}",
                       run.scenario().canister(canister).variables[lock->lock.value].name);
  if (const auto* require = std::get_if<RequireStep>(&step->action))
    return fmt::format(": its check of {} failed",
                       run.scenario().canister(canister).variables[require->variable.value].name);
  return {};
}

std::string trapMessage(const Run& run, ContextId context, std::uint64_t eventIndex) {
  const Step* step = endOfMessage(run, context, eventIndex);
  const auto* trap = step == nullptr ? nullptr : std::get_if<TrapStep>(&step->action);
  return trap == nullptr ? std::string() : quoted(trap->message);
}

/// A rule of bounded waiting names the call's own timeout, or what caps it; an unbounded request has its own expiry.
RuleId outputExpiryRule(const CallSpan& call) {
  return call.timeoutSeconds > 0 ? RuleId::ExpiresInQueues : RuleId::RequestExpiry;
}

struct CalleeWords {
  std::string subject;  ///< "callee"
  std::string object;   ///< "call 5", "the user's message"
  MethodRef method;
  ContextId context;
  Owner owner;
};

/// What the callee, or the network in its place, answered: the same for calls and for users' messages.
Explanation answerOfCallee(const Run& run, RejectReason reason, const CalleeWords& w, std::uint64_t eventIndex) {
  const Limits& limits = run.scenario().subnetOf(w.method.canister).limits;
  switch (reason) {
    case RejectReason::None:
      return make(run, RuleId::Reply, w.owner, fmt::format("{} replied to {}.", w.subject, w.object));
    case RejectReason::ExplicitReject:
      return make(run, RuleId::ExplicitReject, w.owner,
                  fmt::format("{} rejected {}{}.", w.subject, w.object,
                              whyRejected(run, w.context, w.method.canister, eventIndex)));
    case RejectReason::Trapped:
      return make(run, RuleId::CalleeTrapped, w.owner,
                  fmt::format("{} trapped{} before it had answered {}, so the network rejected it with code 5.",
                              w.subject, trapMessage(run, w.context, eventIndex), w.object));
    case RejectReason::NoReply:
      return make(run, RuleId::NoReply, w.owner,
                  fmt::format("{} ended its work for {} without an answer, so the network rejected it with code 5.",
                              w.subject, w.object));
    case RejectReason::MissingMethod:
      return make(run, RuleId::MissingMethod, w.owner,
                  fmt::format("{} has no method {}, so {} was rejected with code 5.", w.subject,
                              run.scenario().method(w.method).name, w.object));
    case RejectReason::Stopped:
      return make(run, RuleId::CanisterNotRunning, w.owner,
                  fmt::format("{} is stopped, so {} was rejected on arrival with code 5.", w.subject, w.object));
    case RejectReason::Stopping:
      return make(run, RuleId::CanisterNotRunning, w.owner,
                  fmt::format("{} is stopping, so {} was rejected on arrival with code 5.", w.subject, w.object));
    case RejectReason::CanisterNotFound:
      return make(run, RuleId::CanisterNotFound, w.owner,
                  fmt::format("There is no canister {} on {}, so {} was rejected on arrival with code 3.", w.subject,
                              run.subnetName(w.method.canister), w.object));
    case RejectReason::InputQueueFull:
      return make(run, RuleId::InputQueueFull, w.owner,
                  fmt::format("{}'s queues had no free slot for {}, so it was rejected on arrival with code 2.",
                              w.subject, w.object));
    case RejectReason::CompositeAsUpdate:
      return make(run, RuleId::QueryAsUpdate, w.owner,
                  fmt::format("{} is a composite query; called as an update, {} was rejected with code 5.",
                              run.name(w.method), w.object));
    case RejectReason::InstructionLimit:
      return make(run, RuleId::MessageInstructions, w.owner,
                  fmt::format("{} used up the {} instructions of one message and trapped, so {} got code 5.", w.subject,
                              grouped(limits.message_instructions), w.object));
    case RejectReason::OutOfCycles:
      return make(
          run, RuleId::OutOfCycles, w.owner,
          fmt::format("{} had too few cycles to start {}, so it was rejected with code 2.", w.subject, w.object));
    case RejectReason::OutOfMemory:
      return make(run, RuleId::GuaranteedMemory, w.owner,
                  fmt::format("{} had no room left for the response to {}, so it was rejected on arrival with code 2.",
                              run.subnetName(w.method.canister), w.object));
    case RejectReason::OtherSubnet:
      return make(run, RuleId::QueryOtherSubnet, w.owner,
                  fmt::format("{} is on another subnet, {}, so a query cannot read it: {} was rejected with code 3.",
                              w.subject, run.subnetName(w.method.canister), w.object));
    case RejectReason::CalleeIsUpdate:
      return make(run, RuleId::QueryCalleeIsUpdate, w.owner,
                  fmt::format("{} is an update; a query may call queries only, so {} was rejected with code 5.",
                              run.name(w.method), w.object));
    case RejectReason::QueryTooDeep:
      return make(run, RuleId::QueryDepth, w.owner,
                  fmt::format("Queries called each other more than {} deep, which ended {} and all others.",
                              limits.query_depth, w.object));
    case RejectReason::QueryInstructions:
      return make(
          run, RuleId::QueryGraphInstructions, w.owner,
          fmt::format("The call graph used up its {} instructions, {} of them a call, which ended {}.",
                      grouped(limits.query_graph_instructions), grouped(limits.query_call_instructions), w.object));
    case RejectReason::QueryWallTime:
      return make(run, RuleId::QueryWallTime, w.owner,
                  fmt::format("The call graph took {} or more, which ended {} and all others.",
                              secondsText(static_cast<std::int64_t>(limits.query_wall_time_ms) * 1'000), w.object));
    case RejectReason::NotEvaluated:
      return make(
          run, RuleId::QueryNotReached, w.owner,
          fmt::format("Its caller had answered before {} came to its turn, so {} never ran it.", w.object, w.subject));
    case RejectReason::RequestTimedOut:
    case RejectReason::DeadlineExpired:
    case RejectReason::ResponseShed:
      break;  // made by the caller's subnet: never a callee's answer
  }
  RS_CHECK(false);
}

}  // namespace

Explanation notPerformed(const Run& run, const CallNotPerformed& e, std::uint64_t eventIndex) {
  const Limits& limits = run.scenario().subnetOf(e.caller).limits;
  const std::string& caller = run.name(e.caller);
  const std::string& subnet = run.subnetName(e.caller);
  const Owner owner{.canister = e.caller, .call = e.call};
  const std::string start = fmt::format("Call {} was not performed", grouped(e.call.value));
  switch (e.reason) {
    case NotPerformedReason::Memory:
      return make(run, RuleId::GuaranteedMemory, owner,
                  fmt::format("{}: the {} for guaranteed responses on {} had no room for another {}.", start,
                              bytesText(limits.guaranteed_memory_bytes), subnet,
                              bytesText(limits.guaranteed_reservation_bytes)));
    case NotPerformedReason::Callbacks:
      return make(run, RuleId::Callbacks, owner,
                  fmt::format("{}: {} already kept all of its {}.", start, subnet,
                              counted(limits.callbacks_per_subnet, "callback")));
    case NotPerformedReason::Cycles:
      return make(run, RuleId::PrepaidCycles, owner,
                  fmt::format("{}: {} had fewer liquid cycles than the {} to put aside, the fee and any attached.",
                              start, caller, grouped(prepaidPerCall(run.scenario().subnetOf(e.caller)))));
    case NotPerformedReason::Slots:
      break;
  }
  // An immediate retry: the failed attempt stands just before, in the same message.
  const auto* before = eventIndex == 0 ? nullptr : std::get_if<CallNotPerformed>(&run.trace.event(eventIndex - 1));
  if (e.attempt > 1 && before != nullptr && before->context == e.context && before->step == e.step &&
      before->attempt + 1 == e.attempt)
    return make(run, RuleId::NothingFreesWithin, owner,
                fmt::format("{}: attempt {} came in the same message, where no slot is freed.", start, e.attempt));
  if (slotsTaken(run, e.caller, e.callee, run.momentOf(eventIndex)) < limits.queue_capacity)
    return make(run, RuleId::SlotBehindReply, owner,
                fmt::format("{}: expired requests behind a reply from {} to {} still held slots.", start, caller,
                            run.name(e.callee)));
  return make(run, RuleId::SlotsTaken, owner,
              fmt::format("{}: all {} from {} to {} were taken.", start, counted(limits.queue_capacity, "slot"), caller,
                          run.name(e.callee)));
}

Explanation answered(const Run& run, const ResponseCreated& e, std::uint64_t eventIndex) {
  const CallSpan& call = run.call(e.call);
  const std::string& caller = run.name(call.caller);
  const std::string& callee = run.name(call.callee.canister);
  const std::string object = fmt::format("call {}", grouped(e.call.value));
  switch (e.reason) {
    case RejectReason::RequestTimedOut:
      if (call.timeoutSeconds > 0)
        return make(run, outputExpiryRule(call), {.canister = call.caller, .call = e.call},
                    fmt::format("Call {} got code 2: its {} passed in {}'s output queue, so {} never saw it.",
                                grouped(e.call.value), secondsText(call.timeoutSeconds * std::int64_t{1'000'000}),
                                caller, callee));
      return make(run, outputExpiryRule(call), {.canister = call.caller, .call = e.call},
                  fmt::format("Call {} got code 2: after {} s in {}'s output queue it expired, so {} never saw it.",
                              grouped(e.call.value),
                              grouped(run.scenario().subnetOf(call.caller).limits.request_expiry_s), caller, callee));
    case RejectReason::DeadlineExpired:
      return make(
          run, RuleId::DeadlineExpired, {.canister = call.caller, .call = e.call},
          fmt::format("{}'s wait of {} for call {} ended with code 6; {} may or may not have acted.", caller,
                      secondsText(call.timeoutSeconds * std::int64_t{1'000'000}), grouped(e.call.value), callee));
    case RejectReason::ResponseShed:
      return make(run, RuleId::BestEffortMemory, {.canister = call.caller, .call = e.call},
                  fmt::format("Call {} got code 6: best-effort messages on {} were over {}, so it was dropped.",
                              grouped(e.call.value), run.subnetName(call.caller),
                              bytesText(run.scenario().subnetOf(call.caller).limits.best_effort_memory_bytes)));
    case RejectReason::None:
    case RejectReason::ExplicitReject:
    case RejectReason::Trapped:
    case RejectReason::NoReply:
    case RejectReason::MissingMethod:
    case RejectReason::Stopped:
    case RejectReason::Stopping:
    case RejectReason::CanisterNotFound:
    case RejectReason::InputQueueFull:
    case RejectReason::CompositeAsUpdate:
    case RejectReason::InstructionLimit:
    case RejectReason::OutOfCycles:
    case RejectReason::OutOfMemory:
    case RejectReason::OtherSubnet:
    case RejectReason::CalleeIsUpdate:
    case RejectReason::QueryTooDeep:
    case RejectReason::QueryInstructions:
    case RejectReason::QueryWallTime:
    case RejectReason::NotEvaluated:
      break;
  }
  const Moment here = run.momentOf(eventIndex);
  if (call.at(CallPoint::Answered).happened() && call.at(CallPoint::Answered) < here)
    return make(
        run, RuleId::LateResponse, {.canister = call.caller, .call = e.call},
        fmt::format("{} answered call {} too late: {} had its reject already.", callee, grouped(e.call.value), caller));
  return answerOfCallee(run, e.reason,
                        {.subject = callee,
                         .object = object,
                         .method = call.callee,
                         .context = call.servedBy,
                         .owner = {.canister = call.callee.canister, .call = e.call}},
                        eventIndex);
}

Explanation dropped(const Run& run, const MessageDropped& e) {
  const CallSpan& call = run.call(e.call);
  const std::string number = grouped(e.call.value);
  const std::string& caller = run.name(call.caller);
  const std::string& callee = run.name(call.callee.canister);
  const std::string_view what = e.isResponse != 0 ? "response" : "request";
  const bool atCaller = e.place == MessagePlace::CallerOutput || e.place == MessagePlace::CallerInput;
  const CanisterId where = atCaller ? call.caller : call.callee.canister;
  if (e.shed != 0)
    return make(run, RuleId::BestEffortMemory, {.canister = where, .call = e.call},
                fmt::format("Best-effort messages on {} were over {}, so the largest, the {} of call {}, was dropped.",
                            run.subnetName(where),
                            bytesText(run.scenario().subnetOf(where).limits.best_effort_memory_bytes), what, number));
  const Owner owner{.canister = where, .call = e.call};
  const std::string wait = secondsText(call.timeoutSeconds * std::int64_t{1'000'000});
  switch (e.place) {
    case MessagePlace::CallerOutput:
      if (call.timeoutSeconds == 0)
        return make(run, RuleId::RequestExpiry, owner,
                    fmt::format("The request of call {} waited more than {} s in {}'s output queue and expired unsent.",
                                number, grouped(run.scenario().subnetOf(where).limits.request_expiry_s), caller));
      return make(run, RuleId::ExpiresInQueues, owner,
                  fmt::format("The request of call {} expired in {}'s output queue: its {} passed before it was sent.",
                              number, caller, wait));
    case MessagePlace::CalleeInput:
      return make(run, RuleId::ExpiresInQueues, owner,
                  fmt::format("The request of call {} expired in {}'s input queue: its {} passed before it started.",
                              number, callee, wait));
    case MessagePlace::CalleeOutput:
      return make(run, RuleId::ExpiresInQueues, owner,
                  fmt::format("The response of call {} expired in {}'s output queue: {} has acted, {} gets code 6.",
                              number, callee, callee, caller));
    case MessagePlace::CallerInput:
      return make(run, RuleId::ExpiresInQueues, owner,
                  fmt::format("The {} of call {} was dropped in {}'s input queue.", what, number, caller));
    case MessagePlace::Arrival:
      return make(run, RuleId::LateResponse, owner,
                  fmt::format("The response of call {} came too late and was dropped: {} had its reject already.",
                              number, caller));
  }
  RS_CHECK(false);
}

Explanation ingressAnswered(const Run& run, const IngressCompleted& e, std::uint64_t eventIndex) {
  const MethodRef method = run.scenario().ingress[e.ingress.value].to;
  const Owner owner{.canister = method.canister};
  if (e.outcome == IngressOutcome::Replied) {
    const std::uint64_t rounds = run.scenario().subnetOf(method.canister).limits.certification_rounds;
    return make(
        run, RuleId::CertifiedResult, owner,
        fmt::format("{} replied to its user: {} of its calls succeeded, {} failed; visible {} later.", run.name(method),
                    grouped(e.repliedCalls), grouped(e.failedCalls), counted(rounds, "round")));
  }
  // The context that answers is the one that runs: that of the execution around this event, if there is one.
  ContextId context = kNoContext;
  const auto& contexts = run.table.contexts();
  const Moment here = run.momentOf(eventIndex);
  for (std::uint32_t i = 0; i < contexts.size(); ++i)
    if (contexts[i].kind == ExecutionKind::Ingress && contexts[i].ingress == e.ingress && contexts[i].answered == here)
      context = ContextId{i};
  return answerOfCallee(run, e.reason,
                        {.subject = run.name(method.canister),
                         .object = "the user's message",
                         .method = method,
                         .context = context,
                         .owner = owner},
                        eventIndex);
}

Explanation queryFinished(const Run& run, const QueryFinished& e) {
  const Subnet& subnet = run.scenario().subnetOf(e.canister);
  const Limits& limits = subnet.limits;
  const Owner owner{.canister = e.canister};
  const std::string& canister = run.name(e.canister);
  switch (e.error) {
    case QueryError::None:
      return make(run, RuleId::QueryEvaluation, owner,
                  fmt::format("The query on {} ended after {}; what it changed is discarded.", canister,
                              secondsText(static_cast<std::int64_t>(e.endUs.value()))));
    case QueryError::OtherSubnet:
      return make(
          run, RuleId::QueryOtherSubnet, owner,
          fmt::format("The query call to {} failed: {} is on another subnet, {}.", canister, canister, subnet.id));
    case QueryError::CalleeIsUpdate:
      return make(run, RuleId::QueryCalleeIsUpdate, owner,
                  fmt::format("The query call to {} failed: the method called is an update.", canister));
    case QueryError::TooDeep:
      return make(run, RuleId::QueryDepth, owner,
                  fmt::format("The query call to {} failed: at depth {} it goes deeper than {} allows, {}.", canister,
                              e.depth, subnet.id, limits.query_depth));
    case QueryError::GraphInstructions:
      return make(
          run, RuleId::QueryGraphInstructions, owner,
          fmt::format("The query on {} failed: its call graph used up {} instructions, {} of them per call.", canister,
                      grouped(limits.query_graph_instructions), grouped(limits.query_call_instructions)));
    case QueryError::MessageInstructions:
      return make(run, RuleId::QueryMessageInstructions, owner,
                  fmt::format("The query on {} failed: it used more than the {} instructions of one query.", canister,
                              grouped(limits.query_message_instructions)));
    case QueryError::WallTime:
      return make(run, RuleId::QueryWallTime, owner,
                  fmt::format("The query on {} failed: its call graph took more than {}.", canister,
                              secondsText(static_cast<std::int64_t>(limits.query_wall_time_ms) * 1'000)));
    case QueryError::Failed:
      return make(run, RuleId::QueryFailed, owner,
                  fmt::format("The query on {} gave no reply; its caller's code may go on.", canister));
  }
  RS_CHECK(false);
}

}  // namespace roundscope::explain
