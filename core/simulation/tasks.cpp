// Source: protocol.md section 8.
#include "core/simulation/tasks.h"

namespace roundscope {

namespace {

Task taskAfter(Task task) {
  switch (task) {
    case Task::GlobalTimer:
      return Task::Heartbeat;
    case Task::Heartbeat:
      return Task::Message;
    case Task::Message:
      return Task::GlobalTimer;
  }
  RS_CHECK(false);
}

}  // namespace

/// Once a round and canister: a rotation GlobalTimer → Heartbeat → Message. When a task's turn comes, both due tasks
/// run, that one first; when it is the turn of messages and input waits, none does. What was due and did not run is
/// decided anew in the next round, so that tasks do not pile up.
/// Source: protocol.md section 8. Simplified: a heartbeat that only repeats failed calls runs only while some wait.
void scheduleTasks(Round& round) {
  for (const CanisterId id : round.here.canisters) {
    CanisterState& state = round.canister(id);
    // While a message is paused nothing is due, and the rotation stands still.
    const bool running = state.status == CanisterStatus::Running && state.hasCode && !state.paused;
    const bool timerDue = running && state.timer && *state.timer <= round.time;
    const bool heartbeatDue = running && round.program(id).hasHeartbeat();
    state.runTimer = state.runHeartbeat = false;
    if (!timerDue && !heartbeatDue) continue;
    for (int tried = 0; tried < 3; ++tried) {
      const Task turn = state.nextTask;
      state.nextTask = taskAfter(turn);
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

std::optional<ExecutionKind> takeDueTask(CanisterState& state) {
  if (!state.runTimer && !state.runHeartbeat) return std::nullopt;
  const bool heartbeat = state.runHeartbeat && (state.heartbeatFirst || !state.runTimer);
  (heartbeat ? state.runHeartbeat : state.runTimer) = false;
  return heartbeat ? ExecutionKind::Heartbeat : ExecutionKind::Timer;
}

}  // namespace roundscope
