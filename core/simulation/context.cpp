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
  ++round.canister(id).openContexts;
  return row;
}

std::string messageOf(const Answer& answer, MethodRef callee, const Round& round) {
  return rejectMessage(answer.reason, {.canister = round.scenario.canister(callee.canister).id,
                                       .method = round.scenario.method(callee).name,
                                       .own = round.world.texts.text(answer.text)});
}

IngressCompleted ingressCompleted(IngressId ingress, std::uint32_t repliedCalls, std::uint32_t failedCalls,
                                  const Answer& answer) {
  return {.ingress = ingress,
          .repliedCalls = repliedCalls,
          .failedCalls = failedCalls,
          .outcome = ingressOutcomeOf(rowOf(answer.reason).outcome),
          .code = answer.code(),
          .reason = answer.reason,
          .text = answer.text};
}

void answerContext(Round& round, std::uint32_t row, const Answer& answer) {
  Context& context = round.state.contexts[row];
  RS_CHECK(!context.answered);
  context.answered = true;
  if (context.kind == ExecutionKind::Ingress) {
    round.emit(ingressCompleted(context.ingress, context.repliedCalls, context.failedCalls, answer));
    return;
  }
  if (!servesCall(context.kind)) return;
  round.network.respond({.payloadBytes = answer.bytes,
                         .cycles = context.cycles,  // what the callee has not accepted
                         .deadline = context.deadline,
                         .call = context.call,
                         .callback = context.callback,
                         .text = answer.text,
                         .caller = context.caller,
                         .callee = context.canister,
                         .method = {},
                         .bounded = context.bounded,
                         .reason = answer.reason});
  context.cycles = 0;
  round.emit(
      ResponseCreated{.call = context.call, .code = answer.code(), .reason = answer.reason, .text = answer.text});
}

void closeContextIfDone(Round& round, std::uint32_t row, const Answer& otherwise) {
  if (round.state.contexts[row].outstanding > 0) return;
  if (!round.state.contexts[row].answered) answerContext(round, row, otherwise);
  round.state.contexts[row].open = false;
  --round.canister(round.state.contexts[row].canister).openContexts;
  round.state.contexts.remove(row);
}

}  // namespace roundscope
