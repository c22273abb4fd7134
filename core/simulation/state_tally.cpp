// The walk through the state, which counts everything anew. See state_check.h.
#include <algorithm>

#include "core/protocol/capacity.h"
#include "core/simulation/state_check.h"

namespace roundscope {

void StateCheck::tallyCarrier(const Message& message) {
  const bool open = message.callback < m_calls.size() && m_state.callbacks[message.callback].call == message.call;
  if (!open) {
    // Only a bounded call is over for its caller while something of it is still on the way.
    if (!message.bounded)
      breach(StateInvariant::CallUnderWay,
             fmt::format("a message of call {} is under way, but the call is over", message.call.value));
    return;
  }
  CallTally& call = m_calls[message.callback];
  ++(message.place == MessagePlace::CallerInput ? call.answers : call.carriers);
}

void StateCheck::tallyCanister(CanisterId id) {
  const CanisterState& canister = m_state.canisters[id.value];
  SubnetTally& subnet = subnetOf(id);
  for (const PeerQueues& queues : canister.queues.peers()) {
    PairTally& tally = pair(id, queues.peer());
    const auto output = [&] { return fmt::format("the output queue of {} to {}", name(id), name(queues.peer())); };
    walk(queues.output(), output, [&](const Message& message) {
      expectPlace(message, MessagePlace::CallerOutput, MessagePlace::CalleeOutput, output);
      ++(message.isResponse ? tally.responsesOut : tally.requestsOut);
      if (message.tombstone) return;
      if (message.bounded)
        subnet.bestEffortBytes += message.payloadBytes;
      else if (message.isResponse)
        subnet.guaranteedBytes += message.payloadBytes;
    });
    const auto input = [&] { return fmt::format("the input queue of {} from {}", name(id), name(queues.peer())); };
    walk(queues.input(), input, [&](const Message& message) {
      expectPlace(message, MessagePlace::CalleeInput, MessagePlace::CallerInput, input);
      if (!message.isResponse) ++tally.requestsIn;
      if (message.tombstone) {
        ++tally.expiredIn;
        return;
      }
      if (message.bounded)
        subnet.bestEffortBytes += message.payloadBytes;
      else if (message.isResponse)
        subnet.guaranteedBytes += message.payloadBytes;
      else
        ++subnet.reservations;
    });
  }
  m_cycles.add(canister.balance);
  m_cycles.add(canister.reserved);
  if (!canister.paused) return;
  ++m_paused;
  const Execution& execution = canister.paused->execution;
  if (execution.context < m_pausedIn.size()) m_pausedIn[execution.context] = true;
  m_reserved[id.value] += execution.prepaid;
  for (const PendingCall& call : canister.paused->execution.effects.calls) ++pair(id, call.callback.callee).pending;
}

void StateCheck::tallyRefunds(const std::vector<Refund>& refunds) {
  for (const Refund& refund : refunds) m_cycles.add(refund.cycles);
  m_refunds += refunds.size();
}

void StateCheck::tallySubnet(SubnetId id) {
  const SubnetState& subnet = m_state.subnets[id.value];
  tallyRefunds(subnet.traffic.refunds());
  tallyRefunds(subnet.traffic.loopbackRefunds());
  const auto loopback = [&] { return "the loopback stream of " + name(id); };
  walk(subnet.traffic.loopback(), loopback,
       [&](const Message& m) { expectPlace(m, MessagePlace::Arrival, MessagePlace::Arrival, loopback); });
  for (const auto& [deadline, watched] : subnet.traffic.callbackExpiry())
    for (const Watched& row : watched)
      if (m_state.callbacks[row.row].call == row.call) m_calls[row.row].watched = true;
  for (const auto& [time, calls] : subnet.traffic.answersDue())
    for (const Watched& row : calls)
      if (m_state.callbacks[row.row].call == row.call) m_calls[row.row].due = true;
  for (std::uint16_t to = 0; to < m_state.subnets.size(); ++to) {
    const Stream& stream = subnet.traffic.streamTo(SubnetId{to});
    const auto where = [&] { return fmt::format("the stream from {} to {}", name(id), name(SubnetId{to})); };
    const auto messagesOf = [&] { return where() + ", messages"; };
    const auto bytesOf = [&] { return where() + ", bytes"; };
    std::uint64_t messages = 0;
    std::uint64_t bytes = 0;
    std::uint64_t largest = 0;
    for (const StreamSlice& slice : stream.slices()) {
      tallyRefunds(slice.refunds);
      walk(slice.signals, where,
           [&](const Message& m) { expectPlace(m, MessagePlace::Arrival, MessagePlace::Arrival, where); });
      walk(slice.messages, where, [&](const Message& m) {
        expectPlace(m, MessagePlace::Arrival, MessagePlace::Arrival, where);
        ++messages;
        bytes += m.payloadBytes;
        largest = std::max(largest, m.payloadBytes);
      });
    }
    expectEqual(StateInvariant::StreamCounts, messagesOf, stream.messages(), messages);
    expectEqual(StateInvariant::StreamCounts, bytesOf, stream.bytes(), bytes);
    const Limits& limits = m_scenario.subnet(id).limits;
    expectAtMost(messagesOf, messages, streamMessages(limits, m_scenario.subnet(SubnetId{to}).kind));
    // The last message may pass the limit of bytes.
    expectAtMost(bytesOf, bytes, limits.stream_bytes - 1 + largest);
  }
}

void StateCheck::tallyCallbacks() {
  const auto& rows = m_state.callbacks.rows();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Callback& callback = rows[i];
    if (callback.call == kNoCall) continue;
    ++m_openCallbacks;
    ++pair(callback.caller, callback.callee).callbacks;
    ++m_openCalls[callback.caller.value];
    SubnetTally& subnet = subnetOf(callback.caller);
    ++subnet.callbacks;
    if (callback.outside != Outside::No && !callback.answered) {
      ++m_calls[i].carriers;
      subnet.answersToCome += callback.outside == Outside::Due ? 1U : 0U;
    }
    if (callback.bounded)
      subnet.boundedOpen += callback.answered ? 0U : 1U;
    else
      subnet.reservations += callback.answered ? 0U : 1U;
    m_reserved[callback.caller.value] += callback.prepaid;
    if (callback.context < m_waiting.size()) ++m_waiting[callback.context];
  }
}

void StateCheck::tallyContexts() {
  for (const Context& context : m_state.contexts.rows()) {
    if (!context.open) continue;
    ++m_openContexts;
    ++m_contextsOf[context.canister.value];
    m_cycles.add(context.cycles);
    const bool serves = servesCall(context.kind);
    if (!serves || context.answered) continue;
    ++pair(context.canister, context.caller).served;
    if (!context.bounded) ++subnetOf(context.canister).reservations;
    if (context.callback < m_calls.size() && m_state.callbacks[context.callback].call == context.call)
      ++m_calls[context.callback].carriers;
    else if (!context.bounded)
      breach(StateInvariant::CallUnderWay,
             fmt::format("{} serves call {}, but the call is over", name(context.canister), context.call.value));
  }
}

}  // namespace roundscope
