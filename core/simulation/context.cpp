// Call contexts: what a started message still owes, and the answer it gives exactly once.
// Source: interface specification, "Call contexts"; protocol.md section 7.
#include "core/simulation/machine.h"

namespace roundscope {

std::uint32_t Simulator::Machine::openContext(CanisterId id, MethodId method, ExecutionKind kind) {
  const std::uint32_t row = m_state.contexts.add();
  Context& context = m_state.contexts[row];
  context.id = ContextId{m_state.contextCount++};
  context.canister = id;
  context.method = method;
  context.kind = kind;
  context.open = true;
  return row;
}

void Simulator::Machine::answerContext(std::uint32_t row, RejectCode code, RejectReason reason, std::uint64_t bytes) {
  Context& context = m_state.contexts[row];
  RS_CHECK(!context.answered);
  context.answered = true;
  CanisterState& state = canister(context.canister);
  if (context.kind == ExecutionKind::Ingress) {
    const IngressOutcome outcome = ingressOutcomeOf(rowOf(reason).outcome);
    emit(IngressCompleted{context.ingress, context.repliedCalls, context.failedCalls, outcome, code, reason});
    return;
  }
  if (!servesCall(context.kind)) return;
  // A reply accepts the attached cycles; a reject gives them back.
  std::uint64_t refund = context.cycles;
  if (code == RejectCode::None) {
    state.balance += context.cycles;
    state.balanceChanged = state.balanceChanged || context.cycles > 0;
    refund = 0;
  }
  context.cycles = 0;
  const MessageIndex index = newMessage();
  Message& message = m_state.messages[index];
  message.call = context.call;
  message.callback = context.callback;
  message.caller = context.caller;
  message.callee = context.canister;
  message.isResponse = true;
  message.bounded = context.bounded;
  message.deadline = context.deadline;
  message.payloadBytes = bytes;
  message.cycles = refund;
  message.code = code;
  message.reason = reason;
  message.place = MessagePlace::CalleeOutput;
  const std::uint32_t peer = peerRow(context.canister, context.caller);
  state.queues.peers[peer].output.push(m_state.messages, index);
  listOutput(context.canister, peer);
  // The response takes the place of what was reserved for it.
  if (!context.bounded) here().guaranteedMemory += bytes - limits().guaranteed_reservation_bytes;
  if (context.bounded) {
    here().bestEffortMemory += bytes;
    watchMessage(index, context.deadline, m_round.subnet);
  }
  emit(ResponseCreated{context.call, code, reason});
}

/// A context that has nothing outstanding any more is over; one that never answered is rejected in its place.
void Simulator::Machine::closeContextIfDone(std::uint32_t row, bool trapped, RejectReason trapReason) {
  if (m_state.contexts[row].outstanding > 0) return;
  if (!m_state.contexts[row].answered)
    answerContext(row, RejectCode::CanisterError, trapped ? trapReason : RejectReason::NoReply, 0);
  m_state.contexts[row].open = false;
  m_state.contexts.remove(row);
}

}  // namespace roundscope
