// Entering and leaving scripted code: messages, callbacks, tasks, commit and rollback.
#include "core/canister/scripted/canister.h"

#include <algorithm>

#include "core/canister/scripted/programs.h"
#include "core/scenario/when.h"

namespace roundscope {

ScriptedCanister::ScriptedCanister(const Scenario& scenario, CanisterId self)
    : m_scenario(&scenario), m_canister(&scenario.canister(self)), m_self(self), m_nameKey(keyOf(m_canister->id)) {
  for (const Variable& variable : m_canister->variables) m_variables.push_back(variable.initial);
  m_runs.assign(m_canister->methods.size(), 0);
  for (const Timer& timer : m_canister->timers) m_timers.push_back({.due = Time{} + timer.first});
}

ProgramFactory scriptedPrograms() {
  return [](const Scenario& scenario, CanisterId id) { return std::make_unique<ScriptedCanister>(scenario, id); };
}

MethodKind ScriptedCanister::kindOf(MethodId method) const {
  return method.value < m_canister->methods.size() ? m_canister->methods[method.value].kind : MethodKind::Missing;
}

bool ScriptedCanister::hasHeartbeat() const { return m_canister->heartbeat || awaitsHeartbeat(); }

void ScriptedCanister::beginMessage(std::uint32_t frame, bool isCallback) {
  m_inCallback = isCallback;
  m_current = frame;
  m_awaitingBefore = m_frames[frame].awaiting;
  m_oldValues.clear();
  m_newFutures.clear();
  m_timerRetries.begin();
  m_heartbeatRetries.begin();
  if (!m_timers.empty()) m_oldTimers = m_timers;
  m_oldRetryTaskSent = m_retryTaskSent;
  m_endedBefore = m_frames[frame].ended;
}

std::uint32_t ScriptedCanister::openFrame(MethodId method, ContextId context) {
  const std::uint32_t index = m_frames.add();
  Frame& frame = m_frames[index];
  frame.context = context;
  frame.method = method;
  return index;
}

void ScriptedCanister::closeIfDone(std::uint32_t frame) {
  const Frame& f = m_frames[frame];
  if (f.awaiting == 0 && (f.ended || f.dead)) m_frames.remove(frame);
}

MessageEnd ScriptedCanister::update(MethodId method, ContextId context, SystemApi& api) {
  return start(method, context, api);
}

MessageEnd ScriptedCanister::query(MethodId method, ContextId context, SystemApi& api) {
  return start(method, context, api);
}

MessageEnd ScriptedCanister::compositeQuery(MethodId method, ContextId context, SystemApi& api) {
  return start(method, context, api);
}

/// A query that runs counts its executions from where the committed state stands, so all queries of one evaluation
/// are the same execution to `when`.
std::unique_ptr<CanisterProgram> ScriptedCanister::forQuery() const {
  auto copy = std::make_unique<ScriptedCanister>(*m_scenario, m_self);
  copy->m_variables = m_variables;
  copy->m_runs = m_runs;
  // A paused message has changed the memory already, but it is not committed.
  for (auto old = m_oldValues.rbegin(); old != m_oldValues.rend(); ++old)
    copy->m_variables[old->first.value] = old->second;
  return copy;
}

MessageEnd ScriptedCanister::start(MethodId method, ContextId context, SystemApi& api) {
  const std::uint32_t index = openFrame(method, context);
  m_frames[index].run = ++m_runs[method.value];
  beginMessage(index, false);
  const Method& started = methodOf(m_frames[index]);
  api.useInstructions(started.instructions);
  if (started.accept > 0) api.acceptCycles(started.accept);
  return run(index, api);
}

MessageEnd ScriptedCanister::callback(std::uint64_t env, RejectCode code, SystemApi& api) {
  const auto row = static_cast<std::uint32_t>(env);
  const Future future = m_futures[row];
  m_futures.remove(row);
  const std::uint32_t index = future.frame;
  Frame& frame = m_frames[index];
  --frame.awaiting;
  beginMessage(index, true);
  // Rust makes such a call without a callback.
  if (future.forgotten && !isMotoko()) return {.trapped = false, .step = frame.step};
  if (!frame.timerHandler) api.useInstructions(methodOf(frame).instructions);
  if (frame.dead && !isMotoko()) {
    // The task that would go on is gone. Source: dfinity/cdk-rs ic-cdk/src/call.rs.
    trap(frame.step, "Call already trapped");
    return trapped();
  }
  // Nobody awaits what an ended method had in flight.
  if (frame.dead || frame.ended) return {.trapped = false, .step = frame.step};
  Flow flow = Flow::Next;
  if (future.own != OwnMessage::None)
    takeOwnAnswer(frame, future, code, api);
  else
    flow = takeOutcome(index, future, code, api);
  if (frame.retrying || frame.timerHandler) {
    if (flow == Flow::Next && frame.retrying) flow = awaitRetries(index, api);
    if (flow == Flow::Trap) return trapped();
    frame.ended = frame.awaiting == 0;
    return {.trapped = false, .step = future.step};
  }
  return flow == Flow::Next ? run(index, api) : leave(index, flow, api);
}

/// What runs however the method ends, unless it has run already; then the locks that are marked for it.
MessageEnd ScriptedCanister::cleanup(std::uint64_t, SystemApi& api) {
  m_oldValues.clear();
  m_inCallback = false;
  Frame& frame = m_frames[m_current];
  if (!frame.ended) {
    frame.ended = true;
    if (performFinally(m_current, api) == Flow::Trap) return trapped();
  }
  giveBackGuards(frame, api);
  return {.trapped = false, .step = frame.step};
}

/// Locks that are given back however the method ends, as `finally` in Motoko and a guard in Rust do it. Only where the
/// method holds them: another call may have taken them since.
void ScriptedCanister::giveBackGuards(const Frame& frame, SystemApi& api) {
  const std::int64_t mine = static_cast<std::int64_t>(frame.context.value) + 1;
  for (const Step& step : methodOf(frame).steps) {
    const auto* lock = std::get_if<LockStep>(&step.action);
    if (lock && lock->releasedOnTrap && m_variables[lock->lock.value] == mine) {
      assign(lock->lock, 0);
      api.noteLock(lock->lock, false);
    }
  }
}

void ScriptedCanister::commit() {
  // Also where a plain query is executed by a round, because an update called it.
  if (methodOf(m_frames[m_current]).kind == MethodKind::Query) restoreValues();
  m_oldValues.clear();
  closeIfDone(m_current);
}

void ScriptedCanister::rollback() {
  restoreValues();
  for (const std::uint32_t future : m_newFutures) m_futures.remove(future);
  m_newFutures.clear();
  m_timerRetries.rollback();
  m_heartbeatRetries.rollback();
  if (!m_timers.empty()) m_timers = m_oldTimers;
  m_retryTaskSent = m_oldRetryTaskSent;
  Frame& frame = m_frames[m_current];
  frame.dead = true;
  frame.ended = m_endedBefore;
  frame.awaiting = m_awaitingBefore;
  // After a callback, cleanup still needs the frame; commit closes it then.
  if (!m_inCallback) closeIfDone(m_current);
}

/// What a futures list keeps is counted with the futures: each call has one of both, and seldom more.
std::uint64_t ScriptedCanister::memoryBytes() const {
  return m_frames.rows().capacity() * sizeof(Frame) + m_futures.rows().capacity() * (sizeof(Future) + sizeof(Kept)) +
         (m_timerRetries.size() + m_heartbeatRetries.size()) * sizeof(PendingRetry);
}

std::optional<Time> ScriptedCanister::initialTimer() const { return nextBody(); }

void ScriptedCanister::restoreValues() {
  for (auto old = m_oldValues.rbegin(); old != m_oldValues.rend(); ++old) m_variables[old->first.value] = old->second;
  m_oldValues.clear();
}

/// What a query changes is discarded, so a trace does not show it.
void ScriptedCanister::noteChange(VariableId variable, SystemApi& api) const {
  const MethodKind kind = methodOf(m_frames[m_current]).kind;
  if (kind == MethodKind::Update) api.noteVariable(variable, m_variables[variable.value]);
}

void ScriptedCanister::assign(VariableId variable, std::int64_t value) {
  m_oldValues.emplace_back(variable, m_variables[variable.value]);
  m_variables[variable.value] = value;
}

}  // namespace roundscope
