// What the code of a query may do: call other queries of its subnet and answer. Nothing is charged.
#include "core/simulation/query_evaluation.h"

namespace roundscope {

/// Slots limit a query's calls as any others: a query starts from a copy of the canister with its queues, so calls that
/// updates have in flight count too. Simplified: memory and callbacks of the subnet are not checked; a query's calls
/// are answered before the next round could miss them. Nothing is prepaid, so cycles cannot be short.
/// Source: protocol.md sections 3 and 9.
bool QueryApi::callPerform(const CallRequest& request) {
  RS_CHECK(request.own != OwnMessage::Delay);
  Round& round = m_evaluation.m_round;
  const CanisterId self = m_node.method.canister;
  const CanisterId callee = request.callee.canister;
  const CallId call{round.state.callCount++};
  ++m_message.attempts;
  std::uint64_t& unanswered = m_node.unanswered[callee];
  const PeerQueues* queues = round.state.queuesBetween(self, callee);
  const std::uint64_t held = queues == nullptr ? 0 : queues->inputResponseSlots();
  const auto compensation = static_cast<std::uint8_t>(request.compensation ? 1 : 0);
  if (held + unanswered >= m_evaluation.m_limits.queue_capacity) {
    round.emit(CallNotPerformed{call, m_node.context, self, callee, request.callee.method, request.step,
                                NotPerformedReason::Slots, request.attempt, compensation});
    return false;
  }
  ++unanswered;
  m_message.requests.push_back({call, request.callee, request.env, request.step, request.own});
  round.emit(CallPerformed{call, m_node.context, self, callee, request.callee.method, request.step, 0, request.attempt,
                           compensation});
  return true;
}

bool QueryApi::answer(const Answer& answer, std::string_view ifTwice) {
  if (m_message.answer)
    m_message.violation = m_evaluation.m_round.world.texts.idOf(ifTwice);
  else
    m_message.answer = answer;
  return m_message.violation == kNoText;
}

bool QueryApi::reply(std::uint64_t) { return answer(Answer{}, "ic0.msg_reply: the call is already replied"); }

bool QueryApi::reject(std::string_view text) {
  return answer({.reason = RejectReason::ExplicitReject, .text = m_evaluation.m_round.world.texts.idOf(text)},
                "ic0.msg_reject: the call is already replied");
}

std::string QueryApi::rejectMessage() const {
  return messageOf(m_delivered, m_evaluation.m_answered.callee, m_evaluation.m_round);
}

void QueryApi::noteCallCounts(std::uint32_t replied, std::uint32_t failed) {
  m_message.repliedCalls = replied;
  m_message.failedCalls = failed;
}

}  // namespace roundscope
