// One message: entering the program, then commit or rollback. A message executes atomically: on a trap its
// state changes and the calls and reply that it queued are undone; what earlier messages committed stays.
// Source: protocol.md section 2.
#include <algorithm>

#include "core/simulation/execution_api.h"
#include "core/simulation/machine.h"

namespace roundscope {

template <class Enter>
std::int64_t Simulator::Machine::runMessage(CanisterId id, Execution execution, Enter&& enter) {
  m_callBuffer.clear();
  const std::size_t firstEvent = m_events->size();
  const std::uint32_t firstCall = m_state.callCount;
  ExecutionApi api(*this, id, execution);
  const MessageEnd end = enter(*m_programs[id.value], api);
  execution.trapped = end.trapped;
  execution.step = end.step;
  Effects& effects = execution.effects;
  const Limits& l = limits();
  if (effects.instructions > l.message_instructions) {
    effects.instructions = l.message_instructions;
    execution.trapped = true;
    execution.trapReason = RejectReason::InstructionLimit;
  }
  if (effects.instructions > l.slice_instructions) {
    CanisterState& state = canister(id);
    PausedExecution& paused = state.paused.emplace();
    ++m_state.pausedCount;
    state.doneForRound = true;
    paused.instructionsLeft = effects.instructions - l.slice_instructions;
    paused.firstCall = firstCall;
    paused.events.assign(m_events->begin() + static_cast<std::ptrdiff_t>(firstEvent), m_events->end());
    m_events->resize(firstEvent);
    paused.calls = std::move(m_callBuffer);
    m_callBuffer = {};
    m_state.callCount = firstCall;
    paused.execution = execution;
    emit(ExecutionPaused{Wide(paused.instructionsLeft), id});
    return static_cast<std::int64_t>(l.slice_instructions + l.overhead_per_message);
  }
  finishMessage(id, execution, firstEvent);
  return static_cast<std::int64_t>(effects.instructions + l.overhead_per_message);
}

void Simulator::Machine::finishMessage(CanisterId id, Execution& execution, std::size_t firstEvent) {
  const Effects& effects = execution.effects;
  const ContextId context = m_state.contexts[execution.context].id;
  for (const PendingCall& call : m_callBuffer) canister(id).queues.peers[call.peer].pendingCalls = 0;
  std::uint16_t undone = 0;
  if (execution.trapped) {
    undone = static_cast<std::uint16_t>(std::min<std::uint32_t>(effects.performed, 0xffff));
    m_events->resize(firstEvent);
    m_state.callCount -= effects.attempts;
    m_callBuffer.clear();
    m_programs[id.value]->rollback();
  } else {
    m_heapDelta += effects.heapDeltaBytes;
    commitEffects(id, execution);
  }
  emit(ExecutionFinished{Wide(effects.instructions), context, id, execution.step, undone, execution.kind,
                         execution.trapped ? ExecutionResult::Trapped : ExecutionResult::Finished});
  settle(id, execution);
  if (execution.trapped && isCallback(execution.kind)) runCleanup(id, execution);
  closeContextIfDone(execution.context, execution.trapped, execution.trapReason);
}

void Simulator::Machine::commitEffects(CanisterId id, const Execution& execution) {
  m_programs[id.value]->commit();
  CanisterState& state = canister(id);
  SubnetState& subnet = here();
  for (PendingCall& call : m_callBuffer) {
    const std::uint32_t callback = m_state.callbacks.add();
    m_state.callbacks[callback] = call.callback;
    call.request.callback = callback;
    call.request.inUse = true;
    const MessageIndex index = m_state.messages.add();
    m_state.messages[index] = call.request;
    PeerQueues& queues = state.queues.peers[call.peer];
    queues.output.push(m_state.messages, index);
    ++queues.outputRequestSlots;
    ++queues.inputResponseSlots;
    listOutput(id, call.peer);
    ++subnet.callbacks;
    if (call.request.bounded) {
      ++subnet.boundedOpen;
      subnet.bestEffortMemory += call.request.payloadBytes;
      watchMessage(index, call.request.deadline, m_round.subnet);
      subnet.callbackExpiry[call.request.deadline].push_back({callback, call.request.call});
    } else {
      subnet.guaranteedMemory += limits().guaranteed_reservation_bytes;
    }
    state.balance -= call.callback.prepaid + call.fee + call.request.cycles;
    state.reserved += call.callback.prepaid;
    m_state.burned += call.fee;
    state.balanceChanged = true;
  }
  const Effects& effects = execution.effects;
  Context& context = m_state.contexts[execution.context];
  context.outstanding += effects.performed;
  if (effects.timerChanged && state.timer != effects.timer) {
    state.timer = effects.timer;
    if (state.timer) emit(TimerSet{Wide(static_cast<std::uint64_t>(state.timer->us)), id});
  }
  if (effects.answered && !context.answered) {
    context.repliedCalls = effects.repliedCalls;
    context.failedCalls = effects.failedCalls;
    const bool replied = effects.answerCode == RejectCode::None;
    answerContext(execution.context, effects.answerCode, replied ? RejectReason::None : RejectReason::ExplicitReject,
                  effects.answerBytes);
  }
}

/// Cycles for the execution itself. It is paid for also when it trapped. A callback's was prepaid with the call; what
/// is left of that comes back. Source: protocol.md section 11.
void Simulator::Machine::settle(CanisterId id, const Execution& execution) {
  const std::uint64_t fee = executionFee(m_round.subnet, execution.effects.instructions);
  if (!isCallback(execution.kind)) {
    charge(id, fee);
    return;
  }
  CanisterState& state = canister(id);
  const std::uint64_t bytesFee = scaled(m_round.subnet, execution.responseBytes * limits().cycles_per_call_byte);
  const std::uint64_t spent = std::min(execution.prepaid, fee + bytesFee);
  state.reserved -= execution.prepaid;
  state.balance += execution.prepaid - spent;
  m_state.burned += spent;
  state.balanceChanged = true;
}

void Simulator::Machine::runCleanup(CanisterId id, const Execution& execution) {
  const Context& context = m_state.contexts[execution.context];
  emit(ExecutionStarted{context.id, execution.call, id, context.method, execution.step, ExecutionKind::Cleanup,
                        RejectCode::None});
  Execution cleanup{.kind = ExecutionKind::Cleanup, .context = execution.context, .call = execution.call};
  ExecutionApi api(*this, id, cleanup);
  const MessageEnd end = m_programs[id.value]->cleanup(execution.env, api);
  RS_CHECK(!end.trapped);
  m_programs[id.value]->commit();
  emit(ExecutionFinished{Wide(cleanup.effects.instructions), context.id, id, end.step, 0, ExecutionKind::Cleanup,
                         ExecutionResult::Finished});
}

std::int64_t Simulator::Machine::executeIngress(CanisterId id) {
  CanisterQueues& queues = canister(id).queues;
  const IngressId ingress = queues.ingress[queues.ingressHead++];
  const MethodId method = m_scenario->ingress[ingress.value].to.method;
  const std::uint32_t context = openContext(id, method, ExecutionKind::Ingress);
  m_state.contexts[context].ingress = ingress;
  return executeEntry(id, context);
}

std::int64_t Simulator::Machine::executeRequest(CanisterId id, MessageIndex index) {
  const Message message = m_state.messages[index];
  freeMessage(index);
  --peerQueues(id, message.caller).inputRequestSlots;
  if (message.bounded) here().bestEffortMemory -= message.payloadBytes;
  const bool own = message.own != OwnMessage::None;
  const std::uint32_t row = openContext(id, message.method, own ? ExecutionKind::SelfMessage : ExecutionKind::Request);
  Context& context = m_state.contexts[row];
  context.own = message.own;
  context.call = message.call;
  context.callback = message.callback;
  context.caller = message.caller;
  context.bounded = message.bounded;
  context.deadline = message.deadline;
  context.cycles = message.cycles;
  return executeEntry(id, row);
}

/// A user's message or a request: refused when the canister lacks the method or cannot pay, else executed.
std::int64_t Simulator::Machine::executeEntry(CanisterId id, std::uint32_t row) {
  const Context context = m_state.contexts[row];
  const MethodKind kind = m_scenario->method({id, context.method}).kind;
  RejectReason refused = RejectReason::None;
  if (kind == MethodKind::Missing) refused = RejectReason::MissingMethod;
  if (kind == MethodKind::CompositeQuery) refused = RejectReason::CompositeAsUpdate;
  if (canister(id).balance < executionFee(m_round.subnet, limits().message_instructions))
    refused = RejectReason::OutOfCycles;
  if (refused != RejectReason::None) {
    answerContext(row, refused == RejectReason::OutOfCycles ? RejectCode::SysTransient : RejectCode::CanisterError,
                  refused, 0);
    closeContextIfDone(row, false, refused);
    return static_cast<std::int64_t>(limits().overhead_per_message);
  }
  emit(ExecutionStarted{context.id, context.call, id, context.method, 0, context.kind, RejectCode::None});
  return runMessage(id, {.kind = context.kind, .context = row, .call = context.call, .method = context.method},
                    [&](CanisterProgram& program, SystemApi& api) {
                      if (context.own != OwnMessage::None)
                        return program.ownMessage(context.own, context.method, context.id, api);
                      return kind == MethodKind::Query ? program.query(context.method, context.id, api)
                                                       : program.update(context.method, context.id, api);
                    });
}

/// The response is popped: its slot is free from here on, and the call is complete.
std::int64_t Simulator::Machine::executeResponse(CanisterId id, MessageIndex index) {
  const Message message = m_state.messages[index];
  freeMessage(index);
  const Callback callback = m_state.callbacks[message.callback];
  m_state.callbacks[message.callback].call = kNoCall;
  m_state.callbacks.remove(message.callback);
  --peerQueues(id, message.callee).inputResponseSlots;
  --here().callbacks;
  (message.bounded ? here().bestEffortMemory : here().guaranteedMemory) -= message.payloadBytes;
  Context& context = m_state.contexts[callback.context];
  --context.outstanding;
  CanisterState& state = canister(id);
  state.balance += message.cycles;
  const bool replied = message.code == RejectCode::None;
  const ExecutionKind kind = replied ? ExecutionKind::ReplyCallback : ExecutionKind::RejectCallback;
  emit(ExecutionStarted{context.id, message.call, id, context.method, callback.step, kind, message.code});
  return runMessage(
      id,
      {.kind = kind,
       .context = callback.context,
       .call = message.call,
       .method = context.method,
       .env = callback.env,
       .prepaid = callback.prepaid,
       .responseBytes = message.payloadBytes,
       .code = message.code},
      [&](CanisterProgram& program, SystemApi& api) { return program.callback(callback.env, message.code, api); });
}

std::int64_t Simulator::Machine::executeTask(CanisterId id, ExecutionKind kind) {
  const Canister& c = m_scenario->canister(id);
  const bool timer = kind == ExecutionKind::Timer;
  MethodId method{};
  if (timer && c.timer) method = c.timer->body;
  if (!timer && c.heartbeat) method = *c.heartbeat;
  if (timer) canister(id).timer.reset();
  // A task that the canister cannot pay for does not run.
  if (canister(id).balance < executionFee(m_round.subnet, limits().message_instructions)) return 0;
  const std::uint32_t row = openContext(id, method, kind);
  const ContextId context = m_state.contexts[row].id;
  emit(ExecutionStarted{context, kNoCall, id, method, 0, kind, RejectCode::None});
  return runMessage(id, {.kind = kind, .context = row, .method = method},
                    [&](CanisterProgram& program, SystemApi& api) {
                      return timer ? program.globalTimer(context, api) : program.heartbeat(context, api);
                    });
}

}  // namespace roundscope
