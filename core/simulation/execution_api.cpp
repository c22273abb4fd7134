// The checks of `call_perform`, in the protocol's order.
#include "core/simulation/execution_api.h"

#include <algorithm>

#include "core/protocol/capacity.h"
#include "core/simulation/context.h"
#include "core/simulation/cycles.h"

namespace roundscope {

/// Of callbacks a message has what its thread has left of the subnet's, or what its canister has left of its own.
/// Source: protocol.md section 3 (rs/execution_environment: hypervisor.rs, execute).
/// Free slots are those at the start of the message minus what this message used: nothing frees within a message,
/// because the queues themselves do not change until it commits.
std::optional<NotPerformedReason> ExecutionApi::whyNotPerformed(const PeerQueues& queues, bool bounded,
                                                                std::uint64_t cost) const {
  const Limits& limits = m_round.limits;
  const Effects& effects = m_execution.effects;
  if (!bounded && m_round.limitsResponseMemory()) {
    const std::uint64_t reservations = effects.guaranteedCalls + std::uint64_t{1};
    if (reservations * limits.guaranteed_reservation_bytes > m_round.responseBytesLeft)
      return NotPerformedReason::Memory;
  }
  const std::uint64_t openCalls = m_round.canister(m_self).openCalls;
  const std::uint64_t own = limits.callbacks_per_canister - std::min(limits.callbacks_per_canister, openCalls);
  if (effects.calls.size() >= std::max(m_round.callbacksLeft, own)) return NotPerformedReason::Callbacks;
  if (liquidCycles(m_round, m_self, m_execution.kind) + effects.cyclesAccepted < effects.cyclesSpent + cost)
    return NotPerformedReason::Cycles;
  if (queues.outputRequestSlots() + queues.reservedCalls() >= limits.queue_capacity ||
      queues.inputResponseSlots() + queues.reservedCalls() >= limits.queue_capacity)
    return NotPerformedReason::Slots;
  return std::nullopt;
}

bool ExecutionApi::callPerform(const CallRequest& request) {
  if (m_execution.kind == ExecutionKind::Cleanup) {
    violate("\"ic0_call_new\" cannot be executed in cleanup mode");
    return false;
  }
  const std::uint32_t row = m_round.network.peerRow(m_self, request.callee.canister);
  Effects& effects = m_execution.effects;
  const CallId call{m_round.state.callCount++};
  ++effects.attempts;
  const std::uint64_t fee = callFee(m_round.tariff, request.payloadBytes);
  const bool bounded = request.timeoutSeconds.has_value();
  const std::uint64_t cost = m_round.prepaidPerCall + fee + request.cycles;
  const PeerQueues& queues = m_round.canister(m_self).queues.peers()[row];
  if (const auto reason = whyNotPerformed(queues, bounded, cost)) {
    m_round.emit(CallNotPerformed{call, context(), m_self, request.callee.canister, request.callee.method, request.step,
                                  *reason, request.attempt, static_cast<std::uint8_t>(request.compensation ? 1 : 0)});
    return false;
  }
  const std::uint64_t timeout =
      bounded ? std::min<std::uint64_t>(*request.timeoutSeconds, m_round.limits.best_effort_timeout_cap_s) : 0;
  const std::int64_t deadline = bounded ? deadlineOf(time(), static_cast<std::int64_t>(timeout)) : 0;

  PendingCall& pending = effects.calls.emplace_back();
  m_round.world.pendingCalls = effects.calls.size();
  pending.peer = row;
  pending.fee = fee;
  pending.request.payloadBytes = request.payloadBytes;
  pending.request.cycles = request.cycles;
  pending.request.call = call;
  pending.request.deadline = deadline;
  pending.request.caller = m_self;
  pending.request.callee = request.callee.canister;
  pending.request.method = request.callee.method;
  pending.request.bounded = bounded;
  pending.request.own = request.own;
  pending.callback.env = request.env;
  pending.callback.prepaid = m_round.prepaidPerCall;
  pending.callback.call = call;
  pending.callback.context = m_execution.context;
  pending.callback.deadline = deadline;
  pending.callback.caller = m_self;
  pending.callback.callee = request.callee.canister;
  pending.callback.method = request.callee.method;
  pending.callback.step = request.step;
  pending.callback.bounded = bounded;
  if (request.own == OwnMessage::Delay) {
    RS_CHECK(request.callee.canister == m_self && request.cycles == 0);
    pending.callback.outside = request.answerAfter ? Outside::Due : Outside::Never;
    pending.answerAfter = request.answerAfter.value_or(Duration{});
  }
  m_round.network.reserveCall(m_self, row);
  if (!bounded) ++effects.guaranteedCalls;
  effects.cyclesSpent += cost;
  m_round.emit(CallPerformed{call, context(), m_self, request.callee.canister, request.callee.method, request.step,
                             static_cast<std::uint16_t>(timeout), request.attempt,
                             static_cast<std::uint8_t>(request.compensation ? 1 : 0)});
  return true;
}

void ExecutionApi::violate(std::string_view what) {
  if (m_execution.trapped) return;
  m_execution.trapped = true;
  m_execution.trapReason = RejectReason::AnsweredTwice;
  m_execution.trapText = m_round.world.texts.idOf(what);
}

/// Source: protocol.md section 2 (rs/embedders: wasmtime_embedder/system_api, ic0_msg_reply and ic0_msg_reject).
bool ExecutionApi::mayAnswer(std::string_view answered, std::string_view inCleanup) {
  if (m_execution.kind == ExecutionKind::Cleanup)
    violate(inCleanup);
  else if (m_execution.effects.answered || m_round.state.contexts[m_execution.context].answered)
    violate(answered);
  return !m_execution.trapped;
}

bool ExecutionApi::reply(std::uint64_t payloadBytes) {
  if (!mayAnswer("ic0.msg_reply: the call is already replied", "\"ic0_msg_reply\" cannot be executed in cleanup mode"))
    return false;
  m_execution.effects.answered = true;
  m_execution.effects.answerBytes = payloadBytes;
  return true;
}

bool ExecutionApi::reject(std::string_view text) {
  if (!mayAnswer("ic0.msg_reject: the call is already replied",
                 "\"ic0_msg_reject\" cannot be executed in cleanup mode"))
    return false;
  Effects& effects = m_execution.effects;
  effects.answered = true;
  effects.rejected = true;
  effects.answerText = m_round.world.texts.idOf(text);
  return true;
}

std::uint64_t ExecutionApi::acceptCycles(std::uint64_t atMost) {
  Effects& effects = m_execution.effects;
  if (m_execution.kind == ExecutionKind::Cleanup) {
    violate("\"ic0_msg_cycles_accept128\" cannot be executed in cleanup mode");
    return 0;
  }
  const std::uint64_t left = m_round.state.contexts[m_execution.context].cycles - effects.cyclesAccepted;
  const std::uint64_t taken = std::min(atMost, left);
  effects.cyclesAccepted += taken;
  return taken;
}

std::string ExecutionApi::rejectMessage() const {
  return messageOf({.reason = m_execution.reason, .text = m_execution.text}, m_execution.callee, m_round);
}

void ExecutionApi::setGlobalTimer(std::optional<Time> at) {
  m_execution.effects.timerChanged = true;
  m_execution.effects.timer = at;
}

void ExecutionApi::noteVariable(VariableId variable, std::int64_t value) {
  m_round.emit(VariableChanged{Wide(static_cast<std::uint64_t>(value)), m_self, variable});
}

void ExecutionApi::noteLock(VariableId lock, bool taken) {
  m_round.emit(LockChanged{context(), m_self, lock, static_cast<std::uint8_t>(taken ? 1 : 0)});
}

void ExecutionApi::noteCallCounts(std::uint32_t replied, std::uint32_t failed) {
  m_execution.effects.repliedCalls = replied;
  m_execution.effects.failedCalls = failed;
}

}  // namespace roundscope
