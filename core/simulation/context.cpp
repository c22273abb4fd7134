// Source: interface specification, "Call contexts"; protocol.md section 7.
#include "core/simulation/context.h"

namespace roundscope {

std::uint32_t openContext(Round& round, CanisterId id, MethodId method, ExecutionKind kind) {
  const std::uint32_t row = round.state.contexts.add();
  Context& context = round.state.contexts[row];
  context.id = ContextId{round.state.contextCount++};
  context.canister = id;
  context.method = method;
  context.kind = kind;
  context.open = true;
  return row;
}

IngressOutcome outcomeOf(const Answer& answer) {
  if (answer.code == RejectCode::None) return IngressOutcome::Replied;
  return answer.reason == RejectReason::Trapped || answer.reason == RejectReason::InstructionLimit
             ? IngressOutcome::Trapped
             : IngressOutcome::Rejected;
}

void answerContext(Round& round, std::uint32_t row, const Answer& answer) {
  Context& context = round.state.contexts[row];
  RS_CHECK(!context.answered);
  context.answered = true;
  if (context.kind == ExecutionKind::Ingress) {
    round.emit(IngressCompleted{.ingress = context.ingress,
                                .repliedCalls = context.repliedCalls,
                                .failedCalls = context.failedCalls,
                                .outcome = outcomeOf(answer),
                                .code = answer.code,
                                .reason = answer.reason,
                                .text = answer.text});
    return;
  }
  if (context.kind != ExecutionKind::Request && context.kind != ExecutionKind::SelfMessage) return;
  // A reply accepts the attached cycles; a reject gives them back.
  const bool accepted = answer.code == RejectCode::None;
  if (accepted) {
    CanisterState& state = round.canister(context.canister);
    state.balance += context.cycles;
    state.balanceChanged = state.balanceChanged || context.cycles > 0;
  }
  round.network.respond({.payloadBytes = answer.bytes,
                         .cycles = accepted ? 0 : context.cycles,
                         .call = context.call,
                         .callback = context.callback,
                         .deadline = context.deadline,
                         .text = answer.text,
                         .caller = context.caller,
                         .callee = context.canister,
                         .method = {},
                         .bounded = context.bounded,
                         .code = answer.code,
                         .reason = answer.reason});
  context.cycles = 0;
  round.emit(ResponseCreated{.call = context.call, .code = answer.code, .reason = answer.reason, .text = answer.text});
}

void closeContextIfDone(Round& round, std::uint32_t row, const Answer& otherwise) {
  if (round.state.contexts[row].outstanding > 0) return;
  if (!round.state.contexts[row].answered) answerContext(round, row, otherwise);
  round.state.contexts[row].open = false;
  round.state.contexts.remove(row);
}

}  // namespace roundscope
