// What is to be looked at when a deadline has passed, and how a message leaves before its time.
#include <utility>

#include "core/network/network.h"

namespace roundscope {

namespace {

std::optional<std::vector<Watched>> takeBefore(ExpiryTable& table, std::int64_t time) {
  if (table.empty() || table.begin()->first >= time) return std::nullopt;
  std::vector<Watched> watched = std::move(table.begin()->second);
  table.erase(table.begin());
  return watched;
}

}  // namespace

void Network::watchMessage(MessageIndex index, std::int64_t deadline) {
  Message& message = m_state.messages[index];
  message.expiryWatched = true;
  m_traffic.m_messageExpiry[deadline].push_back({index, message.call});
}

std::optional<std::vector<Watched>> Network::takeExpiredMessages(std::int64_t second) {
  return takeBefore(m_traffic.m_messageExpiry, second);
}

std::optional<std::vector<Watched>> Network::takeExpiredCallbacks(std::int64_t second) {
  return takeBefore(m_traffic.m_callbackExpiry, second);
}

std::optional<std::vector<Watched>> Network::takeAnswersDue(Time now) {
  return takeBefore(m_traffic.m_answersDue, now.us + 1);
}

std::uint64_t Network::drop(MessageIndex index) {
  Message& message = m_state.messages[index];
  const bool atCaller = message.place == MessagePlace::CallerOutput || message.place == MessagePlace::CallerInput;
  const CanisterId owner = atCaller ? message.caller : message.callee;
  PeerQueues& peer = between(owner, atCaller ? message.callee : message.caller);
  if (message.bounded) m_traffic.m_bestEffortMemory -= message.payloadBytes;
  const std::uint64_t cycles = std::exchange(message.cycles, 0);
  switch (message.place) {
    case MessagePlace::CallerOutput:
    case MessagePlace::CalleeOutput:
      message.tombstone = true;
      if (peer.m_output.head == index) clearOutput(peer);
      break;
    case MessagePlace::CalleeInput:
      --peer.m_outputResponseSlots;
      message.tombstone = true;
      if (peer.m_input.head == index) clearInput(m_state.canisters[owner.value].queues, peer);
      break;
    case MessagePlace::CallerInput:
      message.payloadBytes = 0;
      break;
    case MessagePlace::Arrival:
      RS_CHECK(false);
  }
  return cycles;
}

}  // namespace roundscope
