// Phase "execute": the scheduler. Iterations repeat until the budget is spent or nothing ran; in each, every
// active canister drains its inputs, and what it sends within its subnet becomes visible in the next.
// Source: protocol.md section 2 (rs/execution_environment/src/scheduler.rs, rs/config/src/subnet_config.rs).
// Simplified: canisters go to threads round robin, in id order rotated by one each round, in place of the
// replica's order of accumulated priority.
#include <algorithm>
#include <utility>

#include "core/simulation/machine.h"

namespace roundscope {

/// Once a round and canister: a rotation GlobalTimer → Heartbeat → Message. When a task's turn comes, both due tasks
/// run, that one first; when it is the turn of messages and input waits, none does. What was due and did not run is
/// decided anew in the next round, so that tasks do not pile up.
/// Source: protocol.md section 8. Simplified: a heartbeat that only repeats failed calls runs only while some wait.
void Simulator::Machine::scheduleTasks() {
  for (const CanisterId id : here().canisters) {
    CanisterState& state = canister(id);
    const bool running = m_scenario->canister(id).status == CanisterStatus::Running;
    const bool timerDue = running && state.timer && *state.timer <= m_round.time;
    const bool heartbeatDue =
        running && (m_scenario->canister(id).heartbeat || m_programs[id.value]->awaitsHeartbeat());
    state.runTimer = state.runHeartbeat = false;
    if (!timerDue && !heartbeatDue) continue;
    for (int tried = 0; tried < 3; ++tried) {
      const Task turn = state.nextTask;
      state.nextTask = turn == Task::GlobalTimer ? Task::Heartbeat
                       : turn == Task::Heartbeat ? Task::Message
                                                 : Task::GlobalTimer;
      const bool chosen = (turn == Task::GlobalTimer && timerDue) || (turn == Task::Heartbeat && heartbeatDue) ||
                          (turn == Task::Message && state.queues.hasInput());
      if (!chosen) continue;
      if (turn != Task::Message) {
        state.runTimer = timerDue;
        state.runHeartbeat = heartbeatDue;
        state.heartbeatFirst = turn == Task::Heartbeat;
      }
      break;
    }
  }
}

bool Simulator::Machine::canRun(CanisterId id) {
  const CanisterState& state = canister(id);
  if (state.doneForRound) return false;
  return state.paused || state.runTimer || state.runHeartbeat || state.queues.hasInput();
}

void Simulator::Machine::executeRound() {
  const Limits& l = limits();
  std::int64_t budget = static_cast<std::int64_t>(l.round_instructions) -
                        static_cast<std::int64_t>(std::max(l.slice_instructions, l.install_slice_instructions)) + 1;
  m_heapDelta = 0;
  scheduleTasks();
  const std::vector<CanisterId>& all = here().canisters;
  for (std::uint32_t iteration = 0; budget > 0; ++iteration) {
    m_runnable.clear();
    for (std::size_t i = 0; i < all.size(); ++i) {
      const CanisterId id = all[(i + m_round.number) % all.size()];
      if (canRun(id)) m_runnable.push_back(id);
    }
    if (m_runnable.empty()) break;
    emit(IterationStarted{iteration});
    m_threadBudgets.assign(l.scheduler_threads, budget);
    for (std::size_t i = 0; i < m_runnable.size(); ++i) {
      std::int64_t& left = m_threadBudgets[i % m_threadBudgets.size()];
      if (left > 0) left = executeCanister(m_runnable[i], left);
    }
    budget = *std::min_element(m_threadBudgets.begin(), m_threadBudgets.end());
    const Subnet& subnet = m_scenario->subnet(m_round.subnet);
    budget -= static_cast<std::int64_t>(l.overhead_per_resident_canister * subnet.residentCanisters);
    // The heap delta ends the round before that; what was sent within the subnet then takes the loopback stream.
    if (m_heapDelta >= l.heap_delta_bytes_per_iteration_loop) break;
    inductWithinSubnet();
  }
  abortPausedOverLimit();
  for (const CanisterId id : all) canister(id).doneForRound = false;
}

/// Tasks first, then inputs until none is left, the thread's budget is spent or the round's heap delta is reached.
/// Returns what is left of the budget.
std::int64_t Simulator::Machine::executeCanister(CanisterId id, std::int64_t budget) {
  CanisterState& state = canister(id);
  const auto overhead = static_cast<std::int64_t>(limits().overhead_per_canister);
  if (state.paused) return budget - continuePaused(id) - overhead;
  std::int64_t used = 0;
  while (used < budget && !state.doneForRound && m_heapDelta < limits().heap_delta_bytes_per_iteration_loop) {
    if (state.runTimer || state.runHeartbeat) {
      used += executeDueTask(id);
      continue;
    }
    const auto input = state.queues.takeNext();
    if (!input) break;
    used += executeInput(id, *input);
  }
  // A canister whose only inputs had expired did not run.
  return used > 0 ? budget - used - overhead : budget;
}

std::int64_t Simulator::Machine::executeDueTask(CanisterId id) {
  CanisterState& state = canister(id);
  const bool heartbeat = state.runHeartbeat && (state.heartbeatFirst || !state.runTimer);
  (heartbeat ? state.runHeartbeat : state.runTimer) = false;
  return executeTask(id, heartbeat ? ExecutionKind::Heartbeat : ExecutionKind::Timer);
}

std::int64_t Simulator::Machine::executeInput(CanisterId id, const NextInput& input) {
  if (input.source == InputSource::Ingress) return executeIngress(id);
  CanisterQueues& queues = canister(id).queues;
  const MessageIndex index = queues.peers[input.peer].input.pop(m_state.messages);
  if (!queues.peers[input.peer].input.empty()) queues.schedule(input.peer, input.source == InputSource::Local);
  if (m_state.messages[index].tombstone) {
    freeMessage(index);
    return 0;
  }
  return m_state.messages[index].isResponse ? executeResponse(id, index) : executeRequest(id, index);
}

/// Deterministic time slicing: one more slice of the message that did not end in an earlier round. The canister
/// starts nothing else in this round. The overhead of a message is taken for every slice.
/// Source: protocol.md section 2 (scheduler.rs, execute_canisters_on_thread).
/// Simplified: the program has run to the message's end in the first slice; nobody can see what it did before that end.
std::int64_t Simulator::Machine::continuePaused(CanisterId id) {
  CanisterState& state = canister(id);
  state.doneForRound = true;
  const std::uint64_t slice = limits().slice_instructions;
  if (state.paused->instructionsLeft > slice) {
    state.paused->instructionsLeft -= slice;
    emit(ExecutionPaused{Wide(state.paused->instructionsLeft), id});
    return static_cast<std::int64_t>(slice + limits().overhead_per_message);
  }
  PausedExecution paused = std::move(*state.paused);
  state.paused.reset();
  --m_state.pausedCount;
  // Calls are numbered when they commit, so that a trap elsewhere meanwhile leaves no gap.
  const std::uint32_t shift = m_state.callCount - paused.firstCall;
  m_state.callCount += paused.execution.effects.attempts;
  m_callBuffer = std::move(paused.calls);
  for (PendingCall& call : m_callBuffer) {
    call.request.call.value += shift;
    call.callback.call.value += shift;
  }
  if (!m_round.opened) emit(IterationStarted{0});
  const std::size_t firstEvent = m_events->size();
  for (Event event : paused.events) {
    if (auto* performed = std::get_if<CallPerformed>(&event)) performed->call.value += shift;
    if (auto* refused = std::get_if<CallNotPerformed>(&event)) refused->call.value += shift;
    m_events->push_back(event);
  }
  finishMessage(id, paused.execution, firstEvent);
  charge(id, std::exchange(state.ingressDebit, 0));
  return static_cast<std::int64_t>(paused.instructionsLeft + limits().overhead_per_message);
}

/// At most `paused_messages` stay paused over the end of a round; the others start again from the beginning.
/// Source: protocol.md section 2. Simplified: those of the canisters declared first stay, in place of those with the
/// highest priority.
void Simulator::Machine::abortPausedOverLimit() {
  std::uint64_t kept = 0;
  for (const CanisterId id : here().canisters) {
    CanisterState& state = canister(id);
    if (!state.paused || ++kept <= limits().paused_messages) continue;
    const std::uint64_t whole = state.paused->execution.effects.instructions;
    if (state.paused->instructionsLeft == whole) continue;
    state.paused->instructionsLeft = whole;
    emit(ExecutionPaused{Wide(whole), id, 1});
  }
}

/// After each iteration: messages to canisters of the same subnet move straight into their input queues. What
/// cannot be inducted stays, goes through the loopback stream and is rejected there.
void Simulator::Machine::inductWithinSubnet() {
  auto& outputs = here().outputs;
  for (std::size_t left = outputs.size(); left > 0; --left) {
    const OutputRef ref = outputs.front();
    outputs.pop_front();
    const auto queues = [&]() -> PeerQueues& { return canister(ref.canister).queues.peers[ref.peer]; };
    if (subnetOf(queues().peer) == m_round.subnet) {
      while (!queues().output.empty()) {
        const MessageIndex index = queues().output.head;
        const Message& message = m_state.messages[index];
        if (message.tombstone) {
          freeMessage(popOutput(ref.canister, ref.peer));
          continue;
        }
        if (!message.isResponse && whyNotInducted(message) != RejectReason::None) break;
        popOutput(ref.canister, ref.peer);
        if (message.isResponse)
          inductResponse(index);
        else
          pushRequest(index);
      }
    }
    if (queues().output.empty())
      queues().outputListed = false;
    else
      outputs.push_back(ref);
  }
}

}  // namespace roundscope
