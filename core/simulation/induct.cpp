// Phase "induct": messages from the loopback stream, from other subnets and from users enter input queues.
// Source: protocol.md sections 1, 4 and 5 (rs/messaging/src/routing/stream_handler.rs).
#include "core/simulation/induct.h"

#include <algorithm>

#include "core/simulation/context.h"
#include "core/simulation/cycles.h"
#include "core/simulation/route.h"

namespace roundscope {

namespace {

/// Why a canister takes no messages at all. None: it does.
RejectReason whyNotRunning(CanisterStatus status) {
  switch (status) {
    case CanisterStatus::Absent:
    case CanisterStatus::Nowhere:
      return RejectReason::CanisterNotFound;
    case CanisterStatus::Stopped:
      return RejectReason::Stopped;
    case CanisterStatus::Stopping:
      return RejectReason::Stopping;
    case CanisterStatus::Running:
      return RejectReason::None;
  }
  RS_CHECK(false);
}

/// The request becomes its own reject. Across subnets it returns as a signal and costs the return trip.
void rejectArrival(Round& round, MessageIndex index, const Refusal& refusal) {
  const Message& message = round.state.messages[index];
  if (round.isLocal(message.caller)) {
    rejectHere(round, index, refusal.reason, refusal.text);
    return;
  }
  round.network.turnIntoReject(index, refusal.reason, refusal.text);
  round.emit(ResponseCreated{
      .call = message.call, .code = codeOf(refusal.reason), .reason = refusal.reason, .text = refusal.text});
  round.emit(ResponseRouted{message.call});
  const SubnetId back = round.subnetOf(message.caller);
  openSlice(round, back);
  round.network.sendSignal(back, index);
}

void inductArrived(Round& round, MessageIndex index) {
  const Message& message = round.state.messages[index];
  if (message.isResponse) {
    inductResponse(round, index);
    return;
  }
  const Refusal refusal = whyNotInducted(round, index);
  if (refusal.reason == RejectReason::None)
    acceptRequest(round, index);
  else
    rejectArrival(round, index, refusal);
}

void inductLoopback(Round& round) {
  round.network.payLoopbackRefunds();
  for (MessageIndex index = round.network.leaveLoopback(); index != kNone; index = round.network.leaveLoopback())
    inductArrived(round, index);
}

/// The messages of one stream that have arrived, as far as the block has room. False when it is full: what is left
/// waits for the next one.
bool inductStream(Round& round, SubnetId sender, std::uint64_t& bytesLeft) {
  for (MessageIndex index = round.network.firstArrived(sender, round.number); index != kNone;
       index = round.network.firstArrived(sender, round.number)) {
    const std::uint64_t bytes = round.state.messages[index].payloadBytes;
    // The first message always fits, or one larger than a block would never arrive.
    if (bytes > bytesLeft && bytesLeft < round.limits.xnet_bytes_per_block) return false;
    bytesLeft -= std::min(bytes, bytesLeft);
    round.network.leaveStream(sender);
    inductArrived(round, index);
  }
  return true;
}

/// The reject signals of every stream come before the messages of any.
/// Simplified: a block takes the streams in subnet order, where the replica's block maker starts at one drawn at
/// random.
void inductStreams(Round& round) {
  const auto subnets = static_cast<std::uint16_t>(round.state.subnets.size());
  for (std::uint16_t i = 0; i < subnets; ++i) round.network.payRefunds(SubnetId{i}, round.number);
  for (std::uint16_t i = 0; i < subnets; ++i)
    round.network.takeSignals(SubnetId{i}, round.number, [&](MessageIndex index) { inductResponse(round, index); });
  std::uint64_t bytesLeft = round.limits.xnet_bytes_per_block;
  for (std::uint16_t i = 0; i < subnets; ++i)
    if (!inductStream(round, SubnetId{i}, bytesLeft)) return;
}

/// One user's message reaches its canister, or is answered in its place.
void inductUsers(Round& round, IngressId id, const Ingress& ingress) {
  round.emit(IngressInducted{id, ingress.to.canister, ingress.to.method});
  Refusal refusal{whyNotRunning(round.canister(ingress.to.canister).status)};
  if (refusal.reason == RejectReason::None)
    refusal = faultOf(round, ingress.to, countArrival(round, ingress.to), false);
  if (refusal.reason == RejectReason::None && !payForIngress(round, ingress.to.canister, ingress.payloadBytes))
    refusal = {RejectReason::OutOfCycles};
  if (refusal.reason != RejectReason::None) {
    round.emit(ingressCompleted(id, 0, 0, {.reason = refusal.reason, .text = refusal.text}));
    return;
  }
  round.network.enterIngress(ingress.to.canister, id);
}

/// Users' messages of all subnets stand in one list by time; each subnet takes its own, in order.
void inductIngress(Round& round) {
  const Duration latency = milliseconds(static_cast<std::int64_t>(round.limits.ingress_latency_ms));
  std::uint64_t messages = 0;
  std::uint64_t bytes = 0;
  SubnetState& subnet = round.here;
  for (; subnet.ingressNext < subnet.ingress.size(); ++subnet.ingressNext) {
    const IngressId id = subnet.ingress[subnet.ingressNext];
    const Ingress& ingress = round.scenario.ingress[id.value];
    if (ingress.at + latency > round.time) break;
    if (messages == round.limits.ingress_messages_per_block) break;
    if (messages > 0 && bytes + ingress.payloadBytes > round.limits.ingress_bytes_per_block) break;
    ++messages;
    bytes += ingress.payloadBytes;
    ++round.state.nextIngress;
    inductUsers(round, id, ingress);
  }
}

}  // namespace

void induct(Round& round) {
  inductLoopback(round);
  inductStreams(round);
  inductIngress(round);
}

/// Source: protocol.md section 4; section 6 for the memory, which the callee's subnet reserves as the caller's did.
Refusal whyNotInducted(Round& round, MessageIndex index) {
  Message& request = round.state.messages[index];
  const RejectReason notRunning = whyNotRunning(round.state.canisters[request.callee.value].status);
  if (notRunning != RejectReason::None) return {notRunning};
  const std::uint64_t reserved = round.here.traffic.guaranteedMemory();
  if (!request.bounded && round.limitsResponseMemory() &&
      reserved + round.limits.guaranteed_reservation_bytes > round.limits.guaranteed_memory_bytes)
    return {RejectReason::OutOfMemory};
  const PeerQueues* queues = round.state.queuesBetween(request.callee, request.caller);
  const std::uint64_t capacity = round.limits.queue_capacity;
  const bool full =
      queues != nullptr && (queues->inputRequestSlots() >= capacity || queues->outputResponseSlots() >= capacity);
  if (full) return {RejectReason::InputQueueFull};
  if (request.own != OwnMessage::None) return {};
  // One that has to wait for the loopback stream is looked at again, but counted once.
  const MethodRef method{request.callee, request.method};
  if (request.arrival == 0) request.arrival = countArrival(round, method);
  return faultOf(round, method, request.arrival, request.bounded);
}

void rejectHere(Round& round, MessageIndex index, RejectReason reason, TextId text) {
  round.network.turnIntoReject(index, reason, text);
  round.emit(ResponseCreated{
      .call = round.state.messages[index].call, .code = codeOf(reason), .reason = reason, .text = text});
  inductResponse(round, index);
}

void acceptRequest(Round& round, MessageIndex request) {
  round.network.acceptRequest(request);
  round.emit(RequestInducted{round.state.messages[request].call});
}

void inductResponse(Round& round, MessageIndex index) {
  const Message& message = round.state.messages[index];
  const Callback& callback = round.state.callbacks[message.callback];
  if (callback.call != message.call || callback.answered) {
    // The caller has its answer already: this response came too late, but what it gives back does not.
    round.emit(MessageDropped{message.call, MessagePlace::Arrival, 1, 0});
    round.network.owe(message.caller, message.cycles);
    round.network.discard(index);
    return;
  }
  round.network.deliverResponse(index);
  round.emit(ResponseInducted{message.call});
}

void answerHere(Round& round, std::uint32_t callback, RejectReason reason, std::uint64_t refund) {
  const CallId call = round.state.callbacks[callback].call;
  round.emit(ResponseCreated{call, codeOf(reason), reason});
  round.network.answerHere(callback, reason, refund);
  round.emit(ResponseInducted{call});
}

}  // namespace roundscope
