// Streams between subnets, and the loopback stream of a subnet to itself.
#include "core/network/network.h"

namespace roundscope {

void Network::enterLoopback(MessageIndex message) {
  m_state.messages[message].place = MessagePlace::Arrival;
  m_traffic.m_loopback.push(m_state.messages, message);
}

MessageIndex Network::leaveLoopback() {
  return m_traffic.m_loopback.empty() ? kNone : m_traffic.m_loopback.pop(m_state.messages);
}

void Network::owe(CanisterId to, std::uint64_t cycles) {
  if (cycles == 0) return;
  m_traffic.m_refunds.push_back({to, cycles});
  ++m_state.refundCount;
}

void Network::pay(std::vector<Refund>& refunds) {
  for (const Refund& refund : refunds) {
    CanisterState& canister = m_state.canisters[refund.to.value];
    canister.balance += refund.cycles;
    canister.balanceChanged = true;
  }
  m_state.refundCount -= refunds.size();
  refunds.clear();
}

void Network::payLoopbackRefunds() { pay(m_traffic.m_loopbackRefunds); }

void Network::payRefunds(SubnetId sender, std::uint64_t round) {
  for (StreamSlice& slice : m_state.subnets[sender.value].traffic.m_streamsTo[m_here.value].m_slices) {
    if (slice.dueRound > round) break;
    pay(slice.refunds);
  }
}

bool Network::hasSlice(SubnetId receiver, std::uint64_t sentRound) const {
  const auto& slices = m_traffic.m_streamsTo[receiver.value].m_slices;
  return !slices.empty() && slices.back().sentRound == sentRound;
}

void Network::openSlice(SubnetId receiver, std::uint64_t sentRound, std::uint64_t dueRound) {
  m_traffic.m_streamsTo[receiver.value].m_slices.push_back({.dueRound = dueRound, .sentRound = sentRound});
}

void Network::enterStream(SubnetId receiver, MessageIndex index) {
  Message& message = m_state.messages[index];
  message.place = MessagePlace::Arrival;
  Stream& stream = m_traffic.m_streamsTo[receiver.value];
  ++stream.m_messages;
  stream.m_bytes += message.payloadBytes;
  stream.m_slices.back().messages.push(m_state.messages, index);
}

void Network::sendSignal(SubnetId receiver, MessageIndex reject) {
  m_state.messages[reject].place = MessagePlace::Arrival;
  m_traffic.m_streamsTo[receiver.value].m_slices.back().signals.push(m_state.messages, reject);
}

MessageIndex Network::firstArrived(SubnetId sender, std::uint64_t round) {
  auto& slices = m_state.subnets[sender.value].traffic.m_streamsTo[m_here.value].m_slices;
  while (!slices.empty() && slices.front().dueRound <= round) {
    if (!slices.front().messages.empty()) return slices.front().messages.head;
    RS_CHECK(slices.front().signals.empty() && slices.front().refunds.empty());
    slices.pop_front();
  }
  return kNone;
}

void Network::leaveStream(SubnetId sender) {
  Stream& stream = m_state.subnets[sender.value].traffic.m_streamsTo[m_here.value];
  const MessageIndex index = stream.m_slices.front().messages.pop(m_state.messages);
  --stream.m_messages;
  stream.m_bytes -= m_state.messages[index].payloadBytes;
}

}  // namespace roundscope
