// Phase "expire": messages first, then callbacks, tested only here, at the start of a round. Also the
// shedding of best-effort messages at the end of it.
// Source: protocol.md section 6 (rs/replicated_state: canister_state/queues/message_pool.rs).
#include "core/simulation/machine.h"

namespace roundscope {

void Simulator::Machine::watchMessage(MessageIndex index, std::int64_t deadline, SubnetId where) {
  Message& message = m_state.messages[index];
  message.expiryWatched = true;
  m_state.subnets[where.value].messageExpiry[deadline].push_back({index, message.call});
}

void Simulator::Machine::expireMessages() {
  auto& expiry = here().messageExpiry;
  while (!expiry.empty() && expiry.begin()->first < m_round.time.wholeSeconds()) {
    for (const Watched& watched : expiry.begin()->second) {
      const Message& message = m_state.messages[watched.row];
      if (!message.inUse || message.call != watched.call || message.tombstone) continue;
      // Messages in streams and in the caller's input queue do not expire; unbounded ones only before they leave. One
      // that has left for another subnet expires in that subnet's rounds, not in these.
      const bool atCaller = message.place == MessagePlace::CallerOutput;
      const bool atCallee = message.place == MessagePlace::CalleeInput || message.place == MessagePlace::CalleeOutput;
      const bool isHere = subnetOf(atCaller ? message.caller : message.callee) == m_round.subnet;
      if (isHere && (atCaller || (message.bounded && atCallee))) dropMessage(watched.row, false);
    }
    expiry.erase(expiry.begin());
  }
}

bool Simulator::Machine::liveReplyAhead(const PeerQueues& queues, MessageIndex index) const {
  for (MessageIndex i = queues.output.head; i != index; i = m_state.messages[i].next)
    if (m_state.messages[i].isResponse && !m_state.messages[i].tombstone) return true;
  return false;
}

/// Takes a waiting message out of its queue's count; the row itself is passed over when its turn comes.
/// Source: protocol.md section 3 for the slot that a request keeps behind a reply that cannot leave.
void Simulator::Machine::dropMessage(MessageIndex index, bool shed) {
  Message& message = m_state.messages[index];
  message.tombstone = message.place != MessagePlace::CallerInput;
  const bool atCaller = message.place == MessagePlace::CallerOutput || message.place == MessagePlace::CallerInput;
  PeerQueues& queues =
      atCaller ? peerQueues(message.caller, message.callee) : peerQueues(message.callee, message.caller);
  emit(MessageDropped{message.call, message.place, static_cast<std::uint8_t>(message.isResponse ? 1 : 0),
                      static_cast<std::uint8_t>(shed ? 1 : 0)});
  if (message.bounded) here().bestEffortMemory -= message.payloadBytes;
  switch (message.place) {
    case MessagePlace::CallerOutput:
      message.holdsSlot = liveReplyAhead(queues, index);
      if (!message.holdsSlot) --queues.outputRequestSlots;
      // The request certainly was not delivered, so its cycles come back. A shed one is answered like an expired one.
      answerCallback(message.callback, RejectCode::SysTransient, RejectReason::RequestTimedOut, message.cycles);
      break;
    case MessagePlace::CalleeInput:
      --queues.inputRequestSlots;
      --queues.outputResponseSlots;
      burnInTransit(message.cycles);
      break;
    case MessagePlace::CalleeOutput:
      --queues.outputResponseSlots;
      burnInTransit(message.cycles);
      break;
    case MessagePlace::CallerInput:
      // Only shed, never expired: a reject takes the response's place and slot.
      burnInTransit(message.cycles);
      message.payloadBytes = 0;
      message.code = RejectCode::SysUnknown;
      message.reason = RejectReason::ResponseShed;
      emit(ResponseCreated{message.call, message.code, message.reason});
      emit(ResponseInducted{message.call});
      break;
    case MessagePlace::Arrival:
      RS_CHECK(false);
  }
  m_state.messages[index].cycles = 0;
}

void Simulator::Machine::expireCallbacks() {
  auto& expiry = here().callbackExpiry;
  while (!expiry.empty() && expiry.begin()->first < m_round.time.wholeSeconds()) {
    for (const Watched& watched : expiry.begin()->second) {
      const Callback& callback = m_state.callbacks[watched.row];
      if (callback.call == watched.call && !callback.answered)
        answerCallback(watched.row, RejectCode::SysUnknown, RejectReason::DeadlineExpired, 0);
    }
    expiry.erase(expiry.begin());
  }
}

/// Over the subnet's limit, the largest best-effort message of the heaviest canister goes, until the rest fits. What
/// its caller learns depends on where it was: a request in the caller's output queue was certainly not delivered (code
/// 2); a response in the caller's input queue becomes "Response was dropped." (code 6); after any other the caller's
/// deadline passes (code 6). Source: protocol.md section 6 (rs/replicated_state: canister_state/queues.rs,
/// on_message_dropped).
void Simulator::Machine::shedBestEffort() {
  while (here().bestEffortMemory > limits().best_effort_memory_bytes) {
    MessageIndex largest = kNone;
    std::uint64_t heaviest = 0;
    for (const CanisterId id : here().canisters) {
      std::uint64_t weight = 0;
      MessageIndex candidate = kNone;
      for (const PeerQueues& peer : canister(id).queues.peers) {
        for (const Fifo* queue : {&peer.output, &peer.input}) {
          for (MessageIndex i = queue->head; i != kNone; i = m_state.messages[i].next) {
            const Message& message = m_state.messages[i];
            if (!message.bounded || message.tombstone) continue;
            weight += message.payloadBytes;
            if (candidate == kNone || message.payloadBytes > m_state.messages[candidate].payloadBytes) candidate = i;
          }
        }
      }
      if (candidate != kNone && weight > heaviest) {
        heaviest = weight;
        largest = candidate;
      }
    }
    if (largest == kNone) return;
    dropMessage(largest, true);
  }
}

}  // namespace roundscope
