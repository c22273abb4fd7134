// A call's life in the queues of its two canisters: from a reserved slot to a closed callback.
#include <utility>

#include "core/network/network.h"

namespace roundscope {

std::uint32_t Network::peerRow(CanisterId owner, CanisterId peer) {
  std::uint32_t& row = m_state.peerRows.m_rows[owner.value * m_state.peerRows.m_canisters + peer.value];
  if (row == kNone) {
    auto& peers = m_state.canisters[owner.value].queues.m_peers;
    row = static_cast<std::uint32_t>(peers.size());
    peers.emplace_back(peer);
  }
  return row;
}

MessageIndex Network::newMessage() {
  const MessageIndex index = m_state.messages.add();
  m_state.messages[index].inUse = true;
  return index;
}

void Network::discard(MessageIndex message) {
  m_state.messages[message].inUse = false;
  m_state.messages.remove(message);
}

void Network::reserveCall(CanisterId caller, std::uint32_t peer) { ++queues(caller, peer).m_reservedCalls; }

void Network::cancelCall(const PendingCall& call) { --queues(call.request.caller, call.peer).m_reservedCalls; }

/// All that a call takes, but for its request.
std::uint32_t Network::openCallback(const PendingCall& call) {
  const std::uint32_t callback = m_state.callbacks.add();
  m_state.callbacks[callback] = call.callback;
  ++m_state.contexts[call.callback.context].outstanding;
  PeerQueues& peer = queues(call.callback.caller, call.peer);
  --peer.m_reservedCalls;
  ++peer.m_inputResponseSlots;
  ++m_traffic.m_callbacks;
  ++m_state.canisters[call.callback.caller.value].openCalls;
  if (call.callback.bounded) {
    ++m_traffic.m_boundedOpen;
    m_traffic.m_callbackExpiry[call.callback.deadline].push_back({callback, call.callback.call});
  } else {
    m_traffic.m_guaranteedMemory += m_limits.guaranteed_reservation_bytes;
  }
  return callback;
}

void Network::openOutsideCall(const PendingCall& call, Time due) {
  const std::uint32_t callback = openCallback(call);
  if (call.callback.outside != Outside::Due) return;
  m_traffic.m_answersDue[due.us].push_back({callback, call.callback.call});
  ++m_traffic.m_answersToCome;
}

void Network::openCall(const PendingCall& call) {
  const std::uint32_t callback = openCallback(call);
  const MessageIndex index = m_state.messages.add();
  Message& request = m_state.messages[index];
  request = call.request;
  request.callback = callback;
  request.inUse = true;
  request.place = MessagePlace::CallerOutput;
  PeerQueues& peer = queues(request.caller, call.peer);
  peer.m_output.push(m_state.messages, index);
  ++peer.m_outputRequestSlots;
  listOutput(request.caller, call.peer);
  if (!request.bounded) return;
  m_traffic.m_bestEffortMemory += request.payloadBytes;
  watchMessage(index, request.deadline);
}

void Network::acceptRequest(MessageIndex index) {
  Message& request = m_state.messages[index];
  const std::uint32_t row = peerRow(request.callee, request.caller);
  PeerQueues& peer = queues(request.callee, row);
  request.place = MessagePlace::CalleeInput;
  ++peer.m_inputRequestSlots;
  ++peer.m_outputResponseSlots;
  enterInput(request.callee, row, index);
  if (request.bounded) {
    m_traffic.m_bestEffortMemory += request.payloadBytes;
    watchMessage(index, request.deadline);
  } else {
    m_traffic.m_guaranteedMemory += m_limits.guaranteed_reservation_bytes;
  }
}

Message Network::takeRequest(MessageIndex index) {
  const Message request = m_state.messages[index];
  discard(index);
  --between(request.callee, request.caller).m_inputRequestSlots;
  if (request.bounded) m_traffic.m_bestEffortMemory -= request.payloadBytes;
  return request;
}

void Network::respond(const Message& response) {
  const MessageIndex index = m_state.messages.add();
  Message& message = m_state.messages[index];
  message = response;
  message.inUse = true;
  message.isResponse = true;
  message.place = MessagePlace::CalleeOutput;
  const std::uint32_t row = m_state.peerRows.of(message.callee, message.caller);
  queues(message.callee, row).m_output.push(m_state.messages, index);
  listOutput(message.callee, row);
  if (message.bounded) {
    m_traffic.m_bestEffortMemory += message.payloadBytes;
    watchMessage(index, message.deadline);
  } else {
    // The response takes the place of what was reserved for it.
    m_traffic.m_guaranteedMemory =
        m_traffic.m_guaranteedMemory + message.payloadBytes - m_limits.guaranteed_reservation_bytes;
  }
}

void Network::turnIntoReject(MessageIndex index, RejectReason reason, TextId text) {
  Message& message = m_state.messages[index];
  message.isResponse = true;
  message.payloadBytes = 0;
  message.reason = reason;
  message.text = text;
}

void Network::deliverResponse(MessageIndex index) {
  Message& response = m_state.messages[index];
  Callback& callback = m_state.callbacks[response.callback];
  callback.answered = true;
  if (callback.outside == Outside::Due) --m_traffic.m_answersToCome;
  if (response.bounded) {
    --m_traffic.m_boundedOpen;
    m_traffic.m_bestEffortMemory += response.payloadBytes;
  } else {
    // The response takes the place of what was reserved for it.
    m_traffic.m_guaranteedMemory =
        m_traffic.m_guaranteedMemory + response.payloadBytes - m_limits.guaranteed_reservation_bytes;
  }
  const std::uint32_t row = m_state.peerRows.of(response.caller, response.callee);
  response.place = MessagePlace::CallerInput;
  enterInput(response.caller, row, index);
}

void Network::answerHere(std::uint32_t row, RejectReason reason, std::uint64_t refund) {
  const MessageIndex index = newMessage();
  const Callback& callback = m_state.callbacks[row];
  Message& message = m_state.messages[index];
  message.call = callback.call;
  message.callback = row;
  message.caller = callback.caller;
  message.callee = callback.callee;
  message.isResponse = true;
  message.bounded = callback.bounded;
  message.cycles = refund;
  message.reason = reason;
  deliverResponse(index);
}

ClosedCall Network::closeCall(MessageIndex index) {
  ClosedCall closed{.response = m_state.messages[index], .callback = {}};
  const Message& response = closed.response;
  discard(index);
  closed.callback = m_state.callbacks[response.callback];
  m_state.callbacks[response.callback].call = kNoCall;
  m_state.callbacks.remove(response.callback);
  --m_state.contexts[closed.callback.context].outstanding;
  --between(response.caller, response.callee).m_inputResponseSlots;
  --m_traffic.m_callbacks;
  --m_state.canisters[response.caller.value].openCalls;
  (response.bounded ? m_traffic.m_bestEffortMemory : m_traffic.m_guaranteedMemory) -= response.payloadBytes;
  return closed;
}

}  // namespace roundscope
