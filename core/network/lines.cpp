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

void Network::enterInput(CanisterId canister, std::uint32_t peer, MessageIndex message) {
  CanisterQueues& owner = m_state.canisters[canister.value].queues;
  PeerQueues& queues = owner.m_peers[peer];
  if (queues.m_input.empty()) ++owner.m_sendersWithInput;
  queues.m_input.push(m_state.messages, message);
  owner.listInput(peer, isLocal(queues.m_peer));
}

MessageIndex Network::leaveInput(CanisterId canister, const NextInput& input) {
  CanisterQueues& owner = m_state.canisters[canister.value].queues;
  PeerQueues& queues = owner.m_peers[input.peer];
  const MessageIndex index = queues.m_input.pop(m_state.messages);
  clearInput(owner, queues);
  if (!queues.m_input.empty()) owner.listInput(input.peer, input.source == InputSource::Local);
  return index;
}

void Network::clearInput(CanisterQueues& owner, PeerQueues& queues) {
  while (!queues.m_input.empty() && m_state.messages[queues.m_input.head].tombstone) {
    --queues.m_inputRequestSlots;
    discard(queues.m_input.pop(m_state.messages));
  }
  if (queues.m_input.empty()) --owner.m_sendersWithInput;
}

void Network::clearOutput(PeerQueues& queues) {
  while (!queues.m_output.empty() && m_state.messages[queues.m_output.head].tombstone) {
    const MessageIndex index = queues.m_output.pop(m_state.messages);
    --(m_state.messages[index].isResponse ? queues.m_outputResponseSlots : queues.m_outputRequestSlots);
    discard(index);
  }
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

MessageIndex Network::firstOutput(OutputRef queue) const { return queues(queue.canister, queue.peer).m_output.head; }

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
  clearOutput(peer);
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
