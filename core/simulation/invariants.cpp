// What was counted anew, against what the state keeps. See state_check.h.
#include "core/simulation/invariants.h"

#include "core/simulation/state_check.h"

namespace roundscope {

void StateCheck::compareQueues(CanisterId id) {
  const Limits& limits = m_scenario.subnetOf(id).limits;
  std::uint64_t withInput = 0;
  for (const PeerQueues& queues : m_state.canisters[id.value].queues.peers()) {
    const PairTally tally = std::exchange(pair(id, queues.peer()), {});
    const auto who = [&] { return fmt::format("{} with {}", name(id), name(queues.peer())); };
    const auto count = [&](StateInvariant invariant, std::string_view what, std::uint64_t kept, std::uint64_t counted) {
      const auto where = [&] { return fmt::format("{}, {}", who(), what); };
      expectEqual(invariant, where, kept, counted);
      expectAtMost(where, kept, limits.queue_capacity);
    };
    count(StateInvariant::QueueCounts, "request slots in the output queue", queues.outputRequestSlots(),
          tally.requestsOut);
    count(StateInvariant::QueueCounts, "response slots in the output queue", queues.outputResponseSlots(),
          tally.responsesOut + tally.served + tally.requestsIn - tally.expiredIn);
    count(StateInvariant::QueueCounts, "request slots in the input queue", queues.inputRequestSlots(),
          tally.requestsIn);
    count(StateInvariant::SlotsHeld, "calls in flight", queues.inputResponseSlots(), tally.callbacks);
    count(StateInvariant::QueueCounts, "calls of a paused message", queues.reservedCalls(), tally.pending);
    // A queue may stay in line when all that it held has expired.
    if (!queues.inputListed() && !queues.input().empty())
      breach(StateInvariant::Schedule, who() + ", input: waits, but is not in line");
    if (!queues.outputListed() && !queues.output().empty())
      breach(StateInvariant::Schedule, who() + ", output: waits, but is not in line");
    withInput += queues.input().empty() ? 0U : 1U;
    for (const Fifo* queue : {&queues.output(), &queues.input()})
      if (!queue->empty() && m_state.messages[queue->head].tombstone)
        breach(StateInvariant::Schedule, who() + ": a queue begins with what is left of an expired message");
  }
  expectEqual(
      StateInvariant::ContextCounts, [&] { return name(id) + ", open contexts"; },
      m_state.canisters[id.value].openContexts, m_contextsOf[id.value]);
  expectEqual(
      StateInvariant::SlotsHeld, [&] { return name(id) + ", open calls"; }, m_state.canisters[id.value].openCalls,
      m_openCalls[id.value]);
  expectEqual(
      StateInvariant::Schedule, [&] { return name(id) + ", senders with input"; },
      m_state.canisters[id.value].queues.sendersWithInput(), withInput);
}

void StateCheck::compareMessages() {
  const auto& rows = m_state.messages.rows();
  std::uint64_t inUse = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    inUse += rows[i].inUse ? 1U : 0U;
    if (rows[i].inUse && !m_seen[i])
      breach(StateInvariant::MessageInOnePlace,
             fmt::format("the {} of call {} is in no queue", rows[i].isResponse ? "response" : "request",
                         rows[i].call.value));
  }
  expectEqual(
      StateInvariant::MessageInOnePlace, [] { return "messages"; }, m_state.messages.used(), inUse);
}

void StateCheck::compareCalls() {
  expectEqual(
      StateInvariant::SlotsHeld, [] { return "open callbacks"; }, m_state.callbacks.used(), m_openCallbacks);
  for (std::size_t i = 0; i < m_calls.size(); ++i) {
    const Callback& callback = m_state.callbacks.rows()[i];
    if (callback.call == kNoCall) continue;
    const CallTally& tally = m_calls[i];
    const auto call = [&] {
      return fmt::format("call {} from {} to {}", callback.call.value, name(callback.caller), name(callback.callee));
    };
    if (tally.answers != (callback.answered ? 1U : 0U))
      breach(StateInvariant::CallUnderWay, fmt::format("{}: {} responses wait at the caller, {} expected", call(),
                                                       tally.answers, callback.answered ? 1 : 0));
    // The answer of a bounded call may be its deadline, while the callee's own is still on the way or was lost.
    const std::uint32_t least = callback.answered || callback.bounded ? 0U : 1U;
    const std::uint32_t most = callback.answered && !callback.bounded ? 0U : 1U;
    if (tally.carriers < least || tally.carriers > most)
      breach(StateInvariant::CallUnderWay, fmt::format("{} is under way in {} places", call(), tally.carriers));
    if (callback.bounded && !callback.answered && !tally.watched)
      breach(StateInvariant::CallUnderWay, call() + " has a deadline that nobody looks at");
    if (callback.outside == Outside::Due && !callback.answered && !tally.due)
      breach(StateInvariant::CallUnderWay, call() + " is to be answered from outside, but nobody will");
  }
}

void StateCheck::compareContexts() {
  expectEqual(
      StateInvariant::ContextCounts, [] { return "open contexts"; }, m_state.contexts.used(), m_openContexts);
  for (std::size_t i = 0; i < m_waiting.size(); ++i) {
    const Context& context = m_state.contexts.rows()[i];
    const auto what = [&] {
      return fmt::format("context {} of {}, open calls", context.id.value, name(context.canister));
    };
    if (!context.open) {
      if (m_waiting[i] > 0) breach(StateInvariant::ContextCounts, what() + ": the context is over");
      continue;
    }
    expectEqual(StateInvariant::ContextCounts, what, context.outstanding, m_waiting[i]);
    if (context.outstanding == 0 && m_waiting[i] == 0 && !m_pausedIn[i])
      breach(StateInvariant::ContextCounts, what() + ": none, and yet the context is open");
  }
  expectEqual(
      StateInvariant::ContextCounts, [] { return "paused messages"; }, m_state.pausedCount, m_paused);
}

void StateCheck::compareSubnet(SubnetId id) {
  const SubnetState& subnet = m_state.subnets[id.value];
  const SubnetTally& tally = m_subnets[id.value];
  const Limits& limits = m_scenario.subnet(id).limits;
  expectEqual(
      StateInvariant::Memory, [&] { return name(id) + ", callbacks"; }, subnet.traffic.callbacks(), tally.callbacks);
  expectEqual(
      StateInvariant::Memory, [&] { return name(id) + ", bounded calls without an answer"; },
      subnet.traffic.boundedOpen(), tally.boundedOpen);
  expectEqual(
      StateInvariant::Memory, [&] { return name(id) + ", answers from outside to come"; },
      subnet.traffic.answersToCome(), tally.answersToCome);
  expectEqual(
      StateInvariant::Memory, [&] { return name(id) + ", bytes of guaranteed responses, to come and waiting"; },
      subnet.traffic.guaranteedMemory(),
      tally.reservations * limits.guaranteed_reservation_bytes + tally.guaranteedBytes);
  expectEqual(
      StateInvariant::Memory, [&] { return name(id) + ", bytes of best-effort messages"; },
      subnet.traffic.bestEffortMemory(), tally.bestEffortBytes);
}

void StateCheck::compareLifecycle() {
  const auto broken = [&](CanisterId id, std::string_view what) {
    breach(StateInvariant::Lifecycle, fmt::format("{} {}", name(id), what));
  };
  for (std::uint16_t i = 0; i < m_state.canisters.size(); ++i) {
    const CanisterState& canister = m_state.canisters[i];
    if (!canister.hasCode && canister.timer) broken(CanisterId{i}, "has a timer, but no code");
    if (!canister.hasCode && canister.paused) broken(CanisterId{i}, "has a message paused, but no code");
    if (canister.status == CanisterStatus::Stopped && m_contextsOf[i] > 0)
      broken(CanisterId{i}, "is stopped, but a call context is open");
  }
  for (const Context& context : m_state.contexts.rows()) {
    if (!context.open) continue;
    if (context.deleted == m_state.canisters[context.canister.value].hasCode)
      broken(context.canister, "has a context that is deleted though it has code, or the reverse");
    if (context.deleted && !context.answered) broken(context.canister, "has deleted a context without an answer");
  }
}

void StateCheck::compareCycles() {
  Sum initial;
  for (std::size_t i = 0; i < m_state.canisters.size(); ++i) {
    const Canister& canister = m_scenario.canisters[i];
    initial.add(canister.cycles);
    expectEqual(
        StateInvariant::Cycles, [&] { return canister.id + ", cycles put aside for open calls"; },
        m_state.canisters[i].reserved, m_reserved[i]);
  }
  expectEqual(
      StateInvariant::Cycles, [] { return "refunds under way"; }, m_state.refundCount, m_refunds);
  initial.add(m_state.minted);
  m_cycles.add(m_state.burned);
  if (m_cycles != initial)
    breach(StateInvariant::Cycles,
           "balances, cycles put aside, in transit and burned do not add up to the initial and the minted");
}

std::vector<StateBreach> brokenInvariants(const NetworkState& state, const Scenario& scenario) {
  return StateCheck(state, scenario).run();
}

}  // namespace roundscope
