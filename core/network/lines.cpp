// Input and output queues, each with the line in which it waits for its turn.
#include <utility>

#include "core/network/network.h"

namespace roundscope {

void Network::enterIngress(CanisterId canister, IngressId ingress) {
  m_state.canisters[canister.value].queues.m_ingress.push_back(ingress);
}

IngressId Network::takeIngress(CanisterId canister) {
  CanisterQueues& queues = m_state.canisters[canister.value].queues;
  return queues.m_ingress[queues.m_ingressTaken++];
}

std::optional<NextInput> Network::nextInput(CanisterId canister) {
  return m_state.canisters[canister.value].queues.takeNext();
}

std::optional<MessageIndex> Network::leaveInput(CanisterId canister, const NextInput& input) {
  CanisterQueues& queues = m_state.canisters[canister.value].queues;
  Fifo& queue = queues.m_peers[input.peer].m_input;
  const MessageIndex index = queue.pop(m_state.messages);
  if (!queue.empty()) queues.listInput(input.peer, input.source == InputSource::Local);
  if (!m_state.messages[index].tombstone) return index;
  discard(index);
  return std::nullopt;
}

void Network::listOutput(CanisterId canister, std::uint32_t peer) {
  PeerQueues& row = queues(canister, peer);
  if (row.m_outputListed) return;
  row.m_outputListed = true;
  m_traffic.m_outputs.push_back({canister, peer});
}

std::optional<OutputRef> Network::nextOutput() {
  if (m_traffic.m_outputs.empty()) return std::nullopt;
  const OutputRef next = m_traffic.m_outputs.front();
  m_traffic.m_outputs.pop_front();
  return next;
}

MessageIndex Network::firstOutput(OutputRef queue) {
  PeerQueues& peer = queues(queue.canister, queue.peer);
  while (!peer.m_output.empty() && m_state.messages[peer.m_output.head].tombstone) {
    const MessageIndex index = peer.m_output.pop(m_state.messages);
    if (m_state.messages[index].holdsSlot) --peer.m_outputRequestSlots;
    discard(index);
  }
  return peer.m_output.head;
}

MessageIndex Network::leaveOutput(OutputRef queue) {
  PeerQueues& peer = queues(queue.canister, queue.peer);
  const MessageIndex index = peer.m_output.pop(m_state.messages);
  const Message& message = m_state.messages[index];
  RS_CHECK(!message.tombstone);
  if (message.isResponse) {
    --peer.m_outputResponseSlots;
    if (!message.bounded) m_traffic.m_guaranteedMemory -= message.payloadBytes;
  } else {
    --peer.m_outputRequestSlots;
  }
  if (message.bounded) m_traffic.m_bestEffortMemory -= message.payloadBytes;
  return index;
}

void Network::endTurn(OutputRef queue, OutputTurn turn) {
  PeerQueues& peer = queues(queue.canister, queue.peer);
  if (peer.m_output.empty())
    peer.m_outputListed = false;
  else
    (turn == OutputTurn::Again ? m_traffic.m_outputs : m_traffic.m_blocked).push_back(queue);
}

void Network::releaseBlocked() {
  RS_CHECK(m_traffic.m_outputs.empty());
  m_traffic.m_outputs.swap(m_traffic.m_blocked);
}

}  // namespace roundscope
