// Phase "route": what is left in output queues goes into streams, one message of each queue in turn.
// Source: protocol.md section 5 (rs/messaging/src/routing/stream_builder.rs).
// Simplified: a stream's place is free again when the receiver inducts the message, not one signal later; guaranteed
// responses in a stream count toward nobody's memory; refunds of cycles take no place in it.
#include "core/simulation/route.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/random.h"
#include "core/protocol/capacity.h"
#include "core/simulation/context.h"
#include "core/simulation/induct.h"

namespace roundscope {

namespace {

bool hasRoom(const Round& round, SubnetId to) {
  const Stream& stream = round.here.traffic.streamTo(to);
  const SubnetKind receiver = round.scenario.subnet(to).kind;
  return stream.messages() < streamMessages(round.limits, receiver) && fitsBytes(round.limits, stream.bytes());
}

/// A request with too large an argument never enters a stream: its own subnet rejects it.
/// Source: protocol.md section 5 (stream_builder.rs, build_streams_impl).
void rejectTooLarge(Round& round, MessageIndex index) {
  const TextId text =
      round.world.texts.idOf(fmt::format("attempted to send a message of size {} exceeding the limit {}",
                                         round.state.messages[index].payloadBytes, kMaxPayloadBytes));
  rejectHere(round, index, RejectReason::PayloadTooLarge, text);
}

/// In which of its rounds the receiver inducts what this round sends.
std::uint64_t dueRound(const Round& round, SubnetId to) {
  const Subnet& receiver = round.scenario.subnet(to);
  // Drawn from what the slice is, so that it does not depend on anything else that happens.
  Random draw(Random::mix(round.scenario.seed ^ Random::mix((std::uint64_t{round.subnet.value} << 48) ^
                                                            (std::uint64_t{to.value} << 32) ^ round.number)));
  const std::uint64_t delay = draw.between(receiver.xnetDelayMin, receiver.xnetDelayMax);
  std::uint64_t due = round.state.subnets[to.value].nextRound;
  if (delay > 0) {
    if (roundTime(round.scenario, to, due) <= round.time) ++due;
    due += delay - 1;
  }
  // A stream is ordered: nothing overtakes an earlier slice.
  const auto& slices = round.here.traffic.streamTo(to).slices();
  return slices.empty() ? due : std::max(due, slices.back().dueRound);
}

/// The queue's first message leaves, if its stream has room.
OutputTurn routeFirst(Round& round, OutputRef queue) {
  const MessageIndex index = round.network.firstOutput(queue);
  if (index == kNone) return OutputTurn::Again;
  const Message& message = round.state.messages[index];
  if (!message.isResponse && round.canister(message.callee).status == CanisterStatus::Nowhere) {
    round.network.leaveOutput(queue);
    rejectHere(round, index, RejectReason::NoRoute);
    return OutputTurn::Again;
  }
  const SubnetId to = round.subnetOf(message.receiver());
  if (to != round.subnet && !hasRoom(round, to)) return OutputTurn::Blocked;
  round.network.leaveOutput(queue);
  if (to != round.subnet && !message.isResponse && message.payloadBytes > kMaxPayloadBytes) {
    rejectTooLarge(round, index);
    return OutputTurn::Again;
  }
  if (message.isResponse)
    round.emit(ResponseRouted{message.call});
  else
    round.emit(RequestRouted{message.call});
  if (to == round.subnet) {
    round.network.enterLoopback(index);
  } else {
    openSlice(round, to);
    round.network.enterStream(to, index);
  }
  return OutputTurn::Again;
}

/// Refunds go first. They take none of a stream's places, and not its bytes.
/// Source: protocol.md section 6 (stream_builder.rs, route_refunds).
void routeRefunds(Round& round) {
  round.network.routeRefunds([&](const Refund& refund) {
    const SubnetId to = round.subnetOf(refund.to);
    if (to == round.subnet) {
      round.network.enterLoopback(refund);
      return;
    }
    openSlice(round, to);
    round.network.enterStream(to, refund);
  });
}

}  // namespace

void openSlice(Round& round, SubnetId to) {
  if (!round.network.hasSlice(to, round.number)) round.network.openSlice(to, round.number, dueRound(round, to));
}

void route(Round& round) {
  routeRefunds(round);
  while (const auto queue = round.network.nextOutput()) round.network.endTurn(*queue, routeFirst(round, *queue));
  round.network.releaseBlocked();
  // Requests that stay behind wait with their expiry clock running.
  const std::int64_t expiry = round.time.wholeSeconds() + static_cast<std::int64_t>(round.limits.request_expiry_s);
  round.network.forEachOutput([&](MessageIndex index) {
    const Message& message = round.state.messages[index];
    if (!message.isResponse && !message.bounded && !message.expiryWatched) round.network.watchMessage(index, expiry);
  });
}

}  // namespace roundscope
