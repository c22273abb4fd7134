// Phase "execute": the scheduler. Iterations repeat until the budget is spent or nothing ran; in each, every
// active canister drains its inputs, and what it sends within its subnet becomes visible in the next.
// Source: protocol.md section 2 (rs/execution_environment/src/scheduler.rs, rs/config/src/subnet_config.rs).
// Simplified: canisters go to threads round robin, in id order rotated by one each round, in place of the
// replica's order of accumulated priority.
#include <algorithm>

#include "core/simulation/induct.h"
#include "core/simulation/message.h"
#include "core/simulation/round.h"
#include "core/simulation/tasks.h"

namespace roundscope {

namespace {

bool canRun(const CanisterState& state) {
  if (state.doneForRound) return false;
  return state.paused || state.runTimer || state.runHeartbeat || state.queues.hasInput();
}

/// So much was dirtied that the round ends before its budget is spent.
bool heapIsFull(const Round& round) { return round.heapDelta >= round.limits.heap_delta_bytes_per_iteration_loop; }

std::int64_t executeNext(Round& round, CanisterId id, const NextInput& input) {
  if (input.source == InputSource::Ingress) return executeIngress(round, id);
  const auto index = round.network.leaveInput(id, input);
  if (!index) return 0;
  return round.state.messages[*index].isResponse ? executeResponse(round, id, *index)
                                                 : executeRequest(round, id, *index);
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
  // A canister whose only inputs had expired did not run.
  return used > 0 ? budget - used - overhead : budget;
}

/// Who may run in this iteration, in the order in which they go to the threads.
const std::vector<CanisterId>& runnableCanisters(Round& round) {
  std::vector<CanisterId>& runnable = round.world.work.runnable;
  runnable.clear();
  const std::vector<CanisterId>& all = round.here.canisters;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const CanisterId id = all[(i + round.number) % all.size()];
    if (canRun(round.canister(id))) runnable.push_back(id);
  }
  return runnable;
}

/// Runs these canisters, each on a thread with this budget. Returns what the busiest thread leaves of it.
std::int64_t executeOnThreads(Round& round, const std::vector<CanisterId>& runnable, std::int64_t budget) {
  std::vector<std::int64_t>& threads = round.world.work.threadBudgets;
  threads.assign(round.limits.scheduler_threads, budget);
  for (std::size_t i = 0; i < runnable.size(); ++i) {
    std::int64_t& left = threads[i % threads.size()];
    if (left > 0) left = executeCanister(round, runnable[i], left);
  }
  return *std::min_element(threads.begin(), threads.end());
}

/// Messages to canisters of the same subnet move straight into their input queues. What cannot be inducted stays, goes
/// through the loopback stream and is rejected there.
void inductWithinSubnet(Round& round) {
  for (std::size_t left = round.here.traffic.outputsListed(); left > 0; --left) {
    const OutputRef queue = *round.network.nextOutput();
    if (round.isLocal(round.canister(queue.canister).queues.peers()[queue.peer].peer())) {
      for (MessageIndex index = round.network.firstOutput(queue); index != kNone;
           index = round.network.firstOutput(queue)) {
        const Message& message = round.state.messages[index];
        const bool isResponse = message.isResponse;
        if (!isResponse && whyNotInducted(round, message) != RejectReason::None) break;
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
  std::int64_t budget = static_cast<std::int64_t>(l.round_instructions) -
                        static_cast<std::int64_t>(std::max(l.slice_instructions, l.install_slice_instructions)) + 1;
  const std::uint64_t residents = round.scenario.subnet(round.subnet).residentCanisters;
  scheduleTasks(round);
  for (std::uint32_t iteration = 0; budget > 0; ++iteration) {
    const std::vector<CanisterId>& runnable = runnableCanisters(round);
    if (runnable.empty()) break;
    round.emit(IterationStarted{iteration});
    budget = executeOnThreads(round, runnable, budget);
    budget -= static_cast<std::int64_t>(l.overhead_per_resident_canister * residents);
    // The heap delta ends the round before that; what was sent within the subnet then takes the loopback stream.
    if (heapIsFull(round)) break;
    inductWithinSubnet(round);
  }
  abortPausedOverLimit(round);
  for (const CanisterId id : round.here.canisters) round.canister(id).doneForRound = false;
}

}  // namespace roundscope
