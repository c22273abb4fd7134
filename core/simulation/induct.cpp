// Phase "induct": messages from the loopback stream, from other subnets and from users enter input queues.
// Source: protocol.md sections 1, 4 and 5 (rs/messaging/src/routing/stream_handler.rs).
#include <algorithm>
#include <utility>

#include "core/simulation/machine.h"

namespace roundscope {

MessageIndex Simulator::Machine::newMessage() {
  const MessageIndex index = m_state.messages.add();
  m_state.messages[index].inUse = true;
  return index;
}

void Simulator::Machine::freeMessage(MessageIndex index) {
  m_state.messages[index].inUse = false;
  m_state.messages.remove(index);
}

void Simulator::Machine::inductLoopback() {
  Fifo arrived = std::exchange(here().loopback, Fifo{});
  while (!arrived.empty()) {
    const MessageIndex index = arrived.pop(m_state.messages);
    if (m_state.messages[index].isResponse)
      inductResponse(index);
    else
      inductRequest(index);
  }
}

/// The reject signals of every stream come before the messages of any.
void Simulator::Machine::inductSignals() {
  for (SubnetState& sender : m_state.subnets) {
    for (StreamSlice& slice : sender.streamsTo[m_round.subnet.value].slices) {
      if (slice.dueRound > m_round.number) break;
      while (!slice.signals.empty()) inductResponse(slice.signals.pop(m_state.messages));
    }
  }
}

/// Simplified: a block takes the streams in subnet order, where the replica's block maker starts at one drawn at
/// random.
void Simulator::Machine::inductStreams() {
  inductSignals();
  std::uint64_t bytesLeft = limits().xnet_bytes_per_block;
  for (SubnetState& sender : m_state.subnets) {
    Stream& stream = sender.streamsTo[m_round.subnet.value];
    while (!stream.slices.empty() && stream.slices.front().dueRound <= m_round.number) {
      if (!inductSlice(stream, stream.slices.front(), bytesLeft)) return;
      stream.slices.pop_front();
    }
  }
}

/// Returns false when the block is full; what is left of the slice waits for the next one.
bool Simulator::Machine::inductSlice(Stream& stream, StreamSlice& slice, std::uint64_t& bytesLeft) {
  while (!slice.messages.empty()) {
    const MessageIndex index = slice.messages.head;
    const Message& message = m_state.messages[index];
    const std::uint64_t bytes = message.payloadBytes;
    // The first message always fits, or one larger than a block would never arrive.
    if (bytes > bytesLeft && bytesLeft < limits().xnet_bytes_per_block) return false;
    bytesLeft -= std::min(bytes, bytesLeft);
    slice.messages.pop(m_state.messages);
    --stream.messages;
    stream.bytes -= bytes;
    if (message.isResponse)
      inductResponse(index);
    else
      inductRequest(index);
  }
  return true;
}

/// Source: protocol.md section 4; section 6 for the memory, which the callee's subnet reserves as the caller's did.
RejectReason Simulator::Machine::whyNotInducted(const Message& request) const {
  switch (m_scenario->canister(request.callee).status) {
    case CanisterStatus::Absent:
      return RejectReason::CanisterNotFound;
    case CanisterStatus::Stopped:
      return RejectReason::Stopped;
    case CanisterStatus::Stopping:
      return RejectReason::Stopping;
    case CanisterStatus::Running:
      break;
  }
  const std::uint64_t reserved = m_state.subnets[m_round.subnet.value].guaranteedMemory;
  if (!request.bounded && reserved + limits().guaranteed_reservation_bytes > limits().guaranteed_memory_bytes)
    return RejectReason::OutOfMemory;
  const std::uint32_t row = m_peerRows[request.callee.value * m_scenario->canisters.size() + request.caller.value];
  if (row == kNone) return RejectReason::None;
  const PeerQueues& queues = m_state.canisters[request.callee.value].queues.peers[row];
  const std::uint64_t capacity = limits().queue_capacity;
  if (queues.inputRequestSlots >= capacity || queues.outputResponseSlots >= capacity)
    return RejectReason::InputQueueFull;
  return RejectReason::None;
}

void Simulator::Machine::inductRequest(MessageIndex index) {
  const RejectReason reason = whyNotInducted(m_state.messages[index]);
  if (reason == RejectReason::None)
    pushRequest(index);
  else
    rejectArrival(index, reason);
}

void Simulator::Machine::pushRequest(MessageIndex index) {
  Message& message = m_state.messages[index];
  CanisterQueues& queues = canister(message.callee).queues;
  const std::uint32_t row = peerRow(message.callee, message.caller);
  PeerQueues& peer = queues.peers[row];
  message.place = MessagePlace::CalleeInput;
  peer.input.push(m_state.messages, index);
  ++peer.inputRequestSlots;
  ++peer.outputResponseSlots;
  queues.schedule(row, sameSubnet(message.callee, message.caller));
  if (message.bounded) {
    here().bestEffortMemory += message.payloadBytes;
    watchMessage(index, message.deadline, m_round.subnet);
  } else {
    here().guaranteedMemory += limits().guaranteed_reservation_bytes;
  }
  emit(RequestInducted{message.call});
}

/// The request becomes its own reject. Across subnets it returns as a signal and costs the return trip.
void Simulator::Machine::rejectArrival(MessageIndex index, RejectReason reason) {
  Message& message = m_state.messages[index];
  message.isResponse = true;
  message.payloadBytes = 0;
  message.code = codeOf(reason);
  message.reason = reason;
  emit(ResponseCreated{message.call, message.code, reason});
  if (sameSubnet(message.caller, message.callee)) {
    inductResponse(index);
    return;
  }
  message.place = MessagePlace::Arrival;
  emit(ResponseRouted{message.call});
  openSlice(subnetOf(message.caller)).signals.push(m_state.messages, index);
}

void Simulator::Machine::inductResponse(MessageIndex index) {
  const Message& message = m_state.messages[index];
  Callback& callback = m_state.callbacks[message.callback];
  if (callback.call != message.call || callback.answered) {
    // The caller has its answer already: this response came too late.
    emit(MessageDropped{message.call, MessagePlace::Arrival, 1, 0});
    burnInTransit(message.cycles);
    freeMessage(index);
    return;
  }
  pushResponse(index);
}

void Simulator::Machine::pushResponse(MessageIndex index) {
  Message& message = m_state.messages[index];
  m_state.callbacks[message.callback].answered = true;
  if (message.bounded) {
    --here().boundedOpen;
    here().bestEffortMemory += message.payloadBytes;
  } else {
    // The response takes the place of what was reserved for it.
    here().guaranteedMemory += message.payloadBytes - limits().guaranteed_reservation_bytes;
  }
  CanisterQueues& queues = canister(message.caller).queues;
  const std::uint32_t row = peerRow(message.caller, message.callee);
  message.place = MessagePlace::CallerInput;
  queues.peers[row].input.push(m_state.messages, index);
  queues.schedule(row, sameSubnet(message.caller, message.callee));
  emit(ResponseInducted{message.call});
}

/// The caller's own subnet answers, with a reject that travels nowhere.
void Simulator::Machine::answerCallback(std::uint32_t row, RejectCode code, RejectReason reason, std::uint64_t refund) {
  const Callback& callback = m_state.callbacks[row];
  const MessageIndex index = newMessage();
  Message& message = m_state.messages[index];
  message.call = callback.call;
  message.callback = row;
  message.caller = callback.caller;
  message.callee = callback.callee;
  message.isResponse = true;
  message.bounded = callback.bounded;
  message.cycles = refund;
  message.code = code;
  message.reason = reason;
  emit(ResponseCreated{message.call, code, reason});
  pushResponse(index);
}

void Simulator::Machine::inductIngress() {
  std::uint64_t messages = 0;
  std::uint64_t bytes = 0;
  // Users' messages of all subnets stand in one list by time; each subnet takes its own, in order.
  SubnetState& subnet = here();
  for (; subnet.ingressNext < subnet.ingress.size(); ++subnet.ingressNext) {
    const IngressId id = subnet.ingress[subnet.ingressNext];
    const Ingress& ingress = m_scenario->ingress[id.value];
    if (ingress.at + milliseconds(static_cast<std::int64_t>(limits().ingress_latency_ms)) > m_round.time) break;
    if (messages == limits().ingress_messages_per_block) break;
    if (messages > 0 && bytes + ingress.payloadBytes > limits().ingress_bytes_per_block) break;
    ++messages;
    bytes += ingress.payloadBytes;
    ++m_state.nextIngress;
    emit(IngressInducted{id, ingress.to.canister, ingress.to.method});
    const CanisterStatus status = m_scenario->canister(ingress.to.canister).status;
    if (status != CanisterStatus::Running) {
      const bool absent = status == CanisterStatus::Absent;
      emit(IngressCompleted{id, 0, 0, IngressOutcome::Rejected,
                            absent ? RejectCode::DestinationInvalid : RejectCode::CanisterError,
                            absent                              ? RejectReason::CanisterNotFound
                            : status == CanisterStatus::Stopped ? RejectReason::Stopped
                                                                : RejectReason::Stopping});
      continue;
    }
    chargeIngress(ingress.to.canister, ingress.payloadBytes);
    canister(ingress.to.canister).queues.ingress.push_back(id);
  }
}

}  // namespace roundscope
