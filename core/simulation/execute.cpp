// Phase "execute": the scheduler. Iterations repeat until the budget is spent or nothing ran; in each, every
// active canister drains its inputs, and what it sends within its subnet becomes visible in the next.
// Source: protocol.md section 2 (rs/execution_environment/src/scheduler.rs, rs/config/src/subnet_config.rs).
#include <algorithm>
#include <utility>

#include "core/protocol/capacity.h"
#include "core/simulation/induct.h"
#include "core/simulation/message.h"
#include "core/simulation/round.h"
#include "core/simulation/schedule.h"
#include "core/simulation/tasks.h"

namespace roundscope {

namespace {

/// So much was dirtied that the round ends before its budget is spent.
bool heapIsFull(const Round& round) { return round.heapDelta >= round.limits.heap_delta_bytes_per_iteration_loop; }

std::int64_t executeNext(Round& round, CanisterId id, const NextInput& input) {
  if (input.source == InputSource::Ingress) return executeIngress(round, id);
  const MessageIndex index = round.network.leaveInput(id, input);
  return round.state.messages[index].isResponse ? executeResponse(round, id, index) : executeRequest(round, id, index);
}

/// Tasks first, then inputs until none is left, the thread's budget is spent or the round's heap delta is reached.
/// Returns what is left of the budget.
std::int64_t executeCanister(Round& round, CanisterId id, std::int64_t budget) {
  CanisterState& state = round.canister(id);
  const auto overhead = static_cast<std::int64_t>(round.limits.overhead_per_canister);
  if (state.paused) return budget - continuePaused(round, id) - overhead;
  std::int64_t used = 0;
  while (used < budget && !state.doneForRound && !heapIsFull(round)) {
    if (const auto task = takeDueTask(state)) {
      used += executeTask(round, id, *task);
      continue;
    }
    const auto input = round.network.nextInput(id);
    if (!input) break;
    used += executeNext(round, id, *input);
  }
  // One that could not pay for its tasks did not run.
  return used > 0 ? budget - used - overhead : budget;
}

/// What a thread may use in an iteration. All callbacks that the subnet has left, so that threads together may pass
/// that limit; but only its share of the memory for guaranteed responses, so that they cannot pass this one. Source:
/// protocol.md section 3 (rs/execution_environment: scheduler.rs; scaled_subnet_available_memory).
ThreadState freshThread(const Round& round, std::int64_t budget) {
  const Limits& l = round.limits;
  const SubnetTraffic& traffic = round.here.traffic;
  return {.budget = budget,
          .callbacksLeft = l.callbacks_per_subnet - std::min(l.callbacks_per_subnet, traffic.callbacks()),
          .responseBytesLeft =
              (l.guaranteed_memory_bytes - std::min(l.guaranteed_memory_bytes, traffic.guaranteedMemory())) /
              l.scheduler_threads};
}

/// Runs these canisters, each on its thread with this budget. Returns what the busiest thread leaves of it. A thread
/// that has spent its budget skips whoever is left on it.
std::int64_t executeOnThreads(Round& round, const std::vector<Placed>& placed, std::int64_t budget, bool isFirst) {
  std::vector<ThreadState>& threads = round.world.work.threads;
  threads.assign(round.limits.scheduler_threads, freshThread(round, budget));
  for (const Placed& next : placed) {
    ThreadState& thread = threads[next.thread];
    const bool stoodFirst = isFirst && !std::exchange(thread.begun, true);
    if (thread.budget <= 0) continue;
    round.callbacksLeft = thread.callbacksLeft;
    round.responseBytesLeft = thread.responseBytesLeft;
    thread.budget = executeCanister(round, next.canister, thread.budget);
    thread.callbacksLeft = round.callbacksLeft;
    thread.responseBytesLeft = round.responseBytesLeft;
    endTurn(round.canister(next.canister), stoodFirst);
  }
  const auto least = [](const ThreadState& a, const ThreadState& b) { return a.budget < b.budget; };
  return std::min_element(threads.begin(), threads.end(), least)->budget;
}

/// Messages to canisters of the same subnet move straight into their input queues. What cannot be inducted stays, goes
/// through the loopback stream and is rejected there.
/// Simplified: queues have their turn in the order in which they got output, in place of that of canister ids
/// (scheduler.rs, induct_messages_on_same_subnet).
void inductWithinSubnet(Round& round) {
  for (std::size_t left = round.here.traffic.outputsListed(); left > 0; --left) {
    const OutputRef queue = *round.network.nextOutput();
    if (round.isLocal(round.canister(queue.canister).queues.peers()[queue.peer].peer())) {
      for (MessageIndex index = round.network.firstOutput(queue); index != kNone;
           index = round.network.firstOutput(queue)) {
        const Message& message = round.state.messages[index];
        const bool isResponse = message.isResponse;
        if (!isResponse && whyNotInducted(round, index).reason != RejectReason::None) break;
        round.network.leaveOutput(queue);
        if (isResponse)
          inductResponse(round, index);
        else
          acceptRequest(round, index);
      }
    }
    round.network.endTurn(queue, OutputTurn::Again);
  }
}

}  // namespace

void execute(Round& round) {
  const Limits& l = round.limits;
  std::int64_t budget = roundBudget(l);
  const std::uint64_t residents = round.scenario.subnet(round.subnet).residentCanisters;
  scheduleTasks(round);
  orderCanisters(round);
  for (std::uint32_t iteration = 0; budget > 0; ++iteration) {
    const std::vector<Placed>& placed = placeOnThreads(round);
    if (placed.empty()) break;
    round.emit(IterationStarted{iteration});
    budget = executeOnThreads(round, placed, budget, iteration == 0);
    budget -= static_cast<std::int64_t>(l.overhead_per_resident_canister * residents);
    // The heap delta ends the round before that; what was sent within the subnet then takes the loopback stream.
    if (heapIsFull(round)) break;
    inductWithinSubnet(round);
  }
  chargeCanisters(round);
  abortPausedOverLimit(round);
  for (const CanisterId id : round.here.canisters) round.canister(id).doneForRound = false;
}

}  // namespace roundscope
