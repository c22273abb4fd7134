// The text stands in the event of the answer, or in the step that trapped.
#include "core/run/own_text.h"

#include "core/protocol/capacity.h"

namespace roundscope {

std::string_view ownText(const Trace& trace, const Event& event) {
  if (const auto* answer = std::get_if<ResponseCreated>(&event)) return trace.text(answer->text);
  if (const auto* completed = std::get_if<IngressCompleted>(&event)) return trace.text(completed->text);
  return {};
}

std::string_view ownText(const Run& run, const CallSpan& call) {
  const Moment& answered = call.at(CallPoint::Answered);
  if (!answered.happened()) return {};
  return ownText(run.trace(), run.trace().event(run.indexOf(answered)));
}

std::string rejectMessage(const Scenario& scenario, MethodRef callee, std::optional<CanisterId> caller,
                          RejectReason reason, std::string_view own) {
  return rejectMessage(reason, {.canister = scenario.canister(callee.canister).id,
                                .method = scenario.method(callee).name,
                                .own = own,
                                .caller = caller ? std::string_view(scenario.canister(*caller).id) : ""});
}

std::string rejectMessage(const Run& run, const Event& event) {
  const std::string_view own = ownText(run.trace(), event);
  if (const auto* answer = std::get_if<ResponseCreated>(&event)) {
    const CallSpan& call = run.call(answer->call);
    return rejectMessage(run.scenario(), call.callee, call.caller, answer->reason, own);
  }
  const auto* completed = std::get_if<IngressCompleted>(&event);
  if (completed == nullptr) return {};
  const MethodRef method = run.scenario().ingress[completed->ingress.value].to;
  return rejectMessage(run.scenario(), method, std::nullopt, completed->reason, own);
}

std::string rejectMessage(const Run& run, const CallSpan& call) {
  return rejectMessage(run.scenario(), call.callee, call.caller, call.reason, ownText(run, call));
}

std::string_view TrapCause::words() const {
  if (reason == RejectReason::AnsweredTwice) return "It answered what it had answered already.";
  return reason == RejectReason::InstructionLimit ? wordsOf(reason) : "Its code trapped.";
}

namespace {

/// The reason of the answer that the network gives right behind a message of this context, where it gives one.
std::optional<RejectReason> answeredBehind(const Run& run, std::uint64_t eventIndex, ContextId context) {
  if (eventIndex + 1 >= run.trace().eventCount()) return std::nullopt;
  const Event& next = run.trace().event(eventIndex + 1);
  if (const auto* answer = std::get_if<ResponseCreated>(&next))
    if (run.call(answer->call).servedBy == context) return answer->reason;
  if (const auto* completed = std::get_if<IngressCompleted>(&next))
    if (run.calls().contextOf(completed->ingress) == context) return completed->reason;
  return std::nullopt;
}

bool answers(const Action& action) {
  return std::holds_alternative<ReplyStep>(action) || std::holds_alternative<RejectStep>(action) ||
         std::holds_alternative<RequireStep>(action) || std::holds_alternative<LockStep>(action);
}

}  // namespace

std::optional<TrapCause> trapCause(const Run& run, std::uint64_t eventIndex) {
  const auto e = run.trace().eventAs<ExecutionFinished>(eventIndex);
  if (!e || e->result != ExecutionResult::Trapped || e->kind == ExecutionKind::Cleanup) return std::nullopt;
  const bool inQuery = run.isInQuery(run.momentOf(eventIndex));
  const std::uint64_t most = instructionsOf(run.scenario().subnetOf(e->canister).limits, e->kind, inQuery);
  const auto given = answeredBehind(run, eventIndex, e->context);
  if (given == RejectReason::InstructionLimit || e->instructions.value() == most)
    return TrapCause{RejectReason::InstructionLimit};
  const ContextRow& row = run.calls().contexts()[e->context.value];
  const auto& steps = run.scenario().method({row.canister, row.method}).steps;
  if (e->step >= steps.size()) return TrapCause{};
  const Action& action = steps[e->step].action;
  if (const auto* trap = std::get_if<TrapStep>(&action)) return TrapCause{RejectReason::Trapped, trap->message};
  return TrapCause{answers(action) ? RejectReason::AnsweredTwice : RejectReason::Trapped};
}

}  // namespace roundscope
