// Phase "route": what is left in output queues goes into streams, one message of each queue in turn.
// Source: protocol.md section 5 (rs/messaging/src/routing/stream_builder.rs).
// Simplified: a stream's place is free again when the receiver inducts the message, not one signal later; guaranteed
// responses in a stream count toward nobody's memory.
#include <algorithm>
#include <utility>
#include "core/base/random.h"

#include "core/simulation/machine.h"

namespace roundscope {

void Simulator::Machine::listOutput(CanisterId id, std::uint32_t peer) {
  PeerQueues& queues = canister(id).queues.peers[peer];
  if (queues.outputListed) return;
  queues.outputListed = true;
  m_state.subnets[subnetOf(id).value].outputs.push_back({id, peer});
}

MessageIndex Simulator::Machine::popOutput(CanisterId id, std::uint32_t peer) {
  PeerQueues& queues = canister(id).queues.peers[peer];
  const MessageIndex index = queues.output.pop(m_state.messages);
  const Message& message = m_state.messages[index];
  if (message.tombstone) {
    if (message.holdsSlot) --queues.outputRequestSlots;
    return index;
  }
  SubnetState& subnet = m_state.subnets[subnetOf(id).value];
  if (message.isResponse) {
    --queues.outputResponseSlots;
    if (!message.bounded) subnet.guaranteedMemory -= message.payloadBytes;
  } else {
    --queues.outputRequestSlots;
  }
  if (message.bounded) subnet.bestEffortMemory -= message.payloadBytes;
  return index;
}

void Simulator::Machine::route() {
  SubnetState& subnet = here();
  std::deque<OutputRef> waiting;
  while (!subnet.outputs.empty()) {
    const OutputRef ref = subnet.outputs.front();
    subnet.outputs.pop_front();
    const auto queues = [&]() -> PeerQueues& { return canister(ref.canister).queues.peers[ref.peer]; };
    bool blocked = false;
    while (!queues().output.empty()) {
      const MessageIndex index = queues().output.head;
      if (m_state.messages[index].tombstone) {
        freeMessage(popOutput(ref.canister, ref.peer));
        continue;
      }
      blocked = !routeOne(index);
      break;
    }
    if (queues().output.empty())
      queues().outputListed = false;
    else if (blocked)
      waiting.push_back(ref);
    else
      subnet.outputs.push_back(ref);
  }
  subnet.outputs = std::move(waiting);
  // Requests that stay behind wait with their expiry clock running.
  for (const OutputRef& ref : subnet.outputs) {
    for (MessageIndex i = canister(ref.canister).queues.peers[ref.peer].output.head; i != kNone;
         i = m_state.messages[i].next) {
      Message& message = m_state.messages[i];
      if (message.isResponse || message.bounded || message.expiryWatched) continue;
      watchMessage(i, m_round.time.wholeSeconds() + static_cast<std::int64_t>(limits().request_expiry_s),
                   m_round.subnet);
    }
  }
}

bool Simulator::Machine::routeOne(MessageIndex index) {
  Message& message = m_state.messages[index];
  const SubnetId to = subnetOf(message.receiver());
  const bool local = to == m_round.subnet;
  if (!local) {
    const Stream& stream = here().streamsTo[to.value];
    const bool towardSystem = m_scenario->subnet(to).kind == SubnetKind::System &&
                              m_scenario->subnet(m_round.subnet).kind != SubnetKind::System;
    const std::uint64_t most = towardSystem ? limits().system_stream_messages : limits().stream_messages;
    if (stream.messages >= most || (stream.bytes > 0 && stream.bytes + message.payloadBytes > limits().stream_bytes))
      return false;
  }
  const CanisterId sender = message.sender();
  popOutput(sender, peerRow(sender, message.receiver()));
  if (message.isResponse)
    emit(ResponseRouted{message.call});
  else
    emit(RequestRouted{message.call});
  message.place = MessagePlace::Arrival;
  if (local) {
    here().loopback.push(m_state.messages, index);
    return true;
  }
  Stream& stream = here().streamsTo[to.value];
  ++stream.messages;
  stream.bytes += message.payloadBytes;
  openSlice(to).messages.push(m_state.messages, index);
  return true;
}

StreamSlice& Simulator::Machine::openSlice(SubnetId to) {
  Stream& stream = here().streamsTo[to.value];
  if (!stream.slices.empty() && stream.slices.back().sentRound == m_round.number) return stream.slices.back();
  const Subnet& receiver = m_scenario->subnet(to);
  const SubnetState& receiverState = m_state.subnets[to.value];
  // Drawn from what the slice is, so that it does not depend on anything else that happens.
  Random draw(Random::mix(m_scenario->seed ^ Random::mix((std::uint64_t{m_round.subnet.value} << 48) ^
                                                         (std::uint64_t{to.value} << 32) ^ m_round.number)));
  const std::uint64_t delay = draw.between(receiver.xnetDelayMin, receiver.xnetDelayMax);
  std::uint64_t due = receiverState.nextRound;
  if (delay > 0) {
    if (roundTime(to, due) <= m_round.time) ++due;
    due += delay - 1;
  }
  // A stream is ordered: nothing overtakes an earlier slice.
  if (!stream.slices.empty()) due = std::max(due, stream.slices.back().dueRound);
  stream.slices.push_back({.dueRound = due, .sentRound = m_round.number});
  return stream.slices.back();
}

}  // namespace roundscope
