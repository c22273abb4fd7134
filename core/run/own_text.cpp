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

/// A scripted message traps at a `trap` step, where it answers a second time, or out of instructions, wherever that is.
std::optional<TrapCause> trapCause(const Run& run, const ExecutionFinished& e) {
  if (e.result != ExecutionResult::Trapped || e.kind == ExecutionKind::Cleanup) return std::nullopt;
  const Limits& limits = run.scenario().subnetOf(e.canister).limits;
  if (e.instructions.value() == messageInstructions(limits, e.kind)) return TrapCause{RejectReason::InstructionLimit};
  const ContextRow& row = run.calls().contexts()[e.context.value];
  const auto& steps = run.scenario().method({row.canister, row.method}).steps;
  const Action* action = e.step < steps.size() ? &steps[e.step].action : nullptr;
  if (action == nullptr) return TrapCause{};
  if (const auto* trap = std::get_if<TrapStep>(action)) return TrapCause{RejectReason::Trapped, trap->message};
  const bool query = isQuery(run.scenario().method({row.canister, row.method}).kind);
  const bool tooLong = query && e.instructions.value() == limits.query_message_instructions;
  return TrapCause{tooLong ? RejectReason::InstructionLimit : RejectReason::AnsweredTwice};
}

}  // namespace roundscope
