// What each step of a scripted method does, but for calls.

#include "core/base/saturating.h"
#include "core/canister/scripted/canister.h"
#include "core/scenario/when.h"

namespace roundscope {

/// Goes on with a method, until it suspends or ends.
MessageEnd ScriptedCanister::run(std::uint32_t index, SystemApi& api) {
  const MethodId method = m_frames[index].method;
  const std::size_t end = methodOf(m_frames[index]).bodyEnd();
  while (m_frames[index].step < end) {
    const std::uint16_t at = m_frames[index].step;
    const Flow flow = perform(index, method, at, m_frames[index].run, api);
    if (flow != Flow::Next) return leave(index, flow, api);
    if (m_frames[index].calls.begun) m_frames[index].calls = CallProgress{};
    m_frames[index].step = after(index, method, at, m_frames[index].run);
  }
  m_frames[index].step = static_cast<std::uint16_t>(end == 0 ? 0 : end - 1);
  return leave(index, Flow::End, api);
}

MessageEnd ScriptedCanister::leave(std::uint32_t index, Flow flow, SystemApi& api) {
  const std::uint16_t at = m_frames[index].step;
  switch (flow) {
    case Flow::Suspend:
      return {.trapped = false, .step = at};
    case Flow::Trap:
      return trapped();
    case Flow::Next:
    case Flow::End:
      break;
  }
  if (performFinally(index, api) == Flow::Trap) return trapped();
  giveBackGuards(m_frames[index], api);
  m_frames[index].ended = true;
  return {.trapped = false, .step = at};
}

/// Where the method goes on after a step, for this repetition.
std::uint16_t ScriptedCanister::after(std::uint32_t index, MethodId method, std::uint16_t at,
                                      std::uint32_t number) const {
  const Step& step = stepAt(method, at);
  const auto* branch = std::get_if<IfStep>(&step.action);
  if (branch == nullptr || !applies(step, method, at, m_frames[index].run, number)) return step.next;
  const auto first = static_cast<std::uint16_t>(at + 1);
  if (holds(m_frames[index], branch->condition)) return branch->thenSteps > 0 ? first : step.next;
  return branch->elseSteps > 0 ? static_cast<std::uint16_t>(first + branch->thenSteps) : step.next;
}

/// Steps that stand within another and do not wait.
ScriptedCanister::Flow ScriptedCanister::performBlock(std::uint32_t index, MethodId method, std::size_t from,
                                                      std::size_t to, std::uint32_t number, SystemApi& api) {
  auto at = static_cast<std::uint16_t>(from);
  while (at < to) {
    const Flow flow = perform(index, method, at, number, api);
    if (flow != Flow::Next) return flow;
    at = after(index, method, at, number);
  }
  return Flow::Next;
}

ScriptedCanister::Flow ScriptedCanister::performFinally(std::uint32_t index, SystemApi& api) {
  const Frame& frame = m_frames[index];
  const Method& method = methodOf(frame);
  if (method.finallySteps == 0 || frame.retrying || frame.timerHandler) return Flow::Next;
  return performBlock(index, frame.method, method.bodyEnd(), method.steps.size(), frame.run, api);
}

ScriptedCanister::Flow ScriptedCanister::perform(std::uint32_t index, MethodId method, std::uint16_t at,
                                                 std::uint32_t number, SystemApi& api) {
  const Step& step = stepAt(method, at);
  if (std::holds_alternative<CallStep>(step.action)) return performCalls(index, step, api);
  Frame& frame = m_frames[index];
  if (!applies(step, method, at, frame.run, number)) return Flow::Next;
  return std::visit(Overloaded{
                        [&](const WorkStep& work) {
                          api.useInstructions(work.instructions);
                          api.dirtyHeap(work.heapDeltaBytes);
                          return Flow::Next;
                        },
                        [&](const CallStep&) { return Flow::Next; },  // handled above
                        [&](const AwaitStep& await) { return performAwait(index, await, api); },
                        [&](const LockStep& lock) { return performLock(frame, at, lock, api); },
                        [&](const UnlockStep& unlock) { return performUnlock(unlock.lock, api); },
                        [&](const SetStep& set) {
                          assign(set.variable, valueOf(set.value));
                          noteChange(set.variable, api);
                          return Flow::Next;
                        },
                        [&](const AddStep& add) {
                          assign(add.variable, saturatingSum(m_variables[add.variable.value], valueOf(add.value)));
                          noteChange(add.variable, api);
                          return Flow::Next;
                        },
                        [&](const RequireStep& require) {
                          return holds(frame, require.condition) ? Flow::Next
                                                                 : rejectAndEnd(frame, at, require.message, api);
                        },
                        [&](const ReplyStep& reply) {
                          api.noteCallCounts(frame.replied, frame.failed);
                          return api.reply(reply.payloadBytes) ? Flow::Next : trap(at, "");
                        },
                        [&](const RejectStep& reject) { return rejectAndEnd(frame, at, reject.message, api); },
                        [&](const TrapStep& trapped) { return trap(at, trapped.message); },
                        [&](const IfStep&) { return Flow::Next; },  // after() knows the way
                        [&](const DelayStep& delay) { return performDelay(index, delay.time, api); },
                        [&](const NeverAnswerStep&) { return performDelay(index, std::nullopt, api); },
                    },
                    step.action);
}

/// A call to the network that is answered after this time, or never. Where it cannot be made, Motoko throws and Rust's
/// `unwrap` traps.
ScriptedCanister::Flow ScriptedCanister::performDelay(std::uint32_t index, std::optional<Duration> time,
                                                      SystemApi& api) {
  Frame& frame = m_frames[index];
  if (frame.calls.begun) return frame.calls.open > 0 ? Flow::Suspend : Flow::Next;
  frame.calls.begun = true;
  frame.calls.step = frame.step;
  frame.calls.method = frame.method;
  if (!sendToItself(index, OwnMessage::Delay, frame.method, frame.step, api, time)) {
    constexpr std::string_view words = "could not perform remote call";
    return isMotoko() ? rejectAndEnd(frame, frame.step, words, api) : trap(frame.step, std::string(words));
  }
  frame.calls.open = 1;
  return Flow::Suspend;
}

ScriptedCanister::Flow ScriptedCanister::trap(std::uint16_t at, std::string text) {
  m_trapStep = at;
  m_trapText = std::move(text);
  return Flow::Trap;
}

ScriptedCanister::Flow ScriptedCanister::rejectAndEnd(const Frame& frame, std::uint16_t at, std::string_view text,
                                                      SystemApi& api) {
  // A task's body, and what a timer's executor has answered for, is nobody's call: it just ends.
  if (m_canister->isTask(frame.method)) return Flow::End;
  api.noteCallCounts(frame.replied, frame.failed);
  return api.reject(text) ? Flow::End : trap(at, "");
}

ScriptedCanister::Flow ScriptedCanister::performLock(const Frame& frame, std::uint16_t at, const LockStep& lock,
                                                     SystemApi& api) {
  const std::int64_t mine = static_cast<std::int64_t>(frame.context.value) + 1;
  if (m_variables[lock.lock.value] != 0 && m_variables[lock.lock.value] != mine)
    return rejectAndEnd(frame, at, lockHeldText(m_canister->variables[lock.lock.value]), api);
  assign(lock.lock, mine);
  api.noteLock(lock.lock, true);
  return Flow::Next;
}

ScriptedCanister::Flow ScriptedCanister::performUnlock(VariableId lock, SystemApi& api) {
  if (m_variables[lock.value] != 0) {
    assign(lock, 0);
    api.noteLock(lock, false);
  }
  return Flow::Next;
}

bool ScriptedCanister::holds(const Frame& frame, const Condition& condition) const {
  const std::int64_t left = [&] {
    if (condition.quantity == Quantity::Variable) return m_variables[condition.variable.value];
    for (const Tally& tally : frame.tallies)
      if (tally.step == condition.call)
        return std::int64_t{condition.quantity == Quantity::Replied ? tally.replied : tally.failed};
    return std::int64_t{0};
  }();
  const std::int64_t right = valueOf(condition.value);
  switch (condition.comparison) {
    case Comparison::Less:
      return left < right;
    case Comparison::LessEqual:
      return left <= right;
    case Comparison::Equal:
      return left == right;
    case Comparison::NotEqual:
      return left != right;
    case Comparison::GreaterEqual:
      return left >= right;
    case Comparison::Greater:
      return left > right;
  }
  RS_CHECK(false);
}

std::int64_t ScriptedCanister::valueOf(const Operand& operand) const {
  if (!operand.variable) return operand.constant;
  return saturatingProduct(m_variables[operand.variable->value], operand.constant);
}

bool ScriptedCanister::applies(const Step& step, MethodId method, std::uint16_t index, std::uint32_t run,
                               std::uint32_t number) const {
  return !step.when || roundscope::applies(*step.when, {.seed = m_scenario->seed,
                                                        .canister = m_nameKey,
                                                        .method = method,
                                                        .place = index,
                                                        .run = run,
                                                        .number = number});
}

}  // namespace roundscope
