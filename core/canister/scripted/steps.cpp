// What each step of a scripted method does.
#include <limits>

#include "core/canister/scripted/canister.h"
#include "core/scenario/when.h"

namespace roundscope {

namespace {

/// What a step traps with. An answer to what has one traps without words of its own.
std::string_view trapTextOf(const Step& step) {
  const auto* trap = std::get_if<TrapStep>(&step.action);
  return trap == nullptr ? std::string_view() : trap->message;
}

}  // namespace

MessageEnd ScriptedCanister::run(std::uint32_t index, SystemApi& api) {
  const Method& method = methodOf(m_frames[index]);
  while (m_frames[index].step < method.steps.size()) {
    const std::uint16_t at = m_frames[index].step;
    switch (perform(index, method.steps[at], api)) {
      case Flow::Next:
        m_frames[index].calls = CallProgress{};
        ++m_frames[index].step;
        break;
      case Flow::Suspend:
        return {.trapped = false, .step = at};
      case Flow::End:
        giveBackGuards(m_frames[index], api);
        m_frames[index].ended = true;
        return {.trapped = false, .step = at};
      case Flow::Trap:
        return {.trapped = true, .step = at, .trapText = trapTextOf(method.steps[at])};
    }
  }
  giveBackGuards(m_frames[index], api);
  m_frames[index].ended = true;
  return {.trapped = false, .step = static_cast<std::uint16_t>(method.steps.empty() ? 0 : method.steps.size() - 1)};
}

ScriptedCanister::Flow ScriptedCanister::perform(std::uint32_t index, const Step& step, SystemApi& api) {
  if (std::holds_alternative<CallStep>(step.action)) return performCalls(index, step, api);
  Frame& frame = m_frames[index];
  if (!applies(step, frame.method, frame.step, frame.run, frame.run)) return Flow::Next;
  return std::visit(Overloaded{
                        [&](const WorkStep& work) {
                          api.useInstructions(work.instructions);
                          api.dirtyHeap(work.heapDeltaBytes);
                          return Flow::Next;
                        },
                        [&](const CallStep&) { return Flow::Next; },  // handled above
                        [&](const AwaitStep& await) { return performAwait(index, await, api); },
                        [&](const LockStep& lock) { return performLock(frame, lock, api); },
                        [&](const UnlockStep& unlock) {
                          if (m_variables[unlock.lock.value] != 0) {
                            assign(unlock.lock, 0);
                            api.noteLock(unlock.lock, false);
                          }
                          return Flow::Next;
                        },
                        [&](const SetStep& set) {
                          assign(set.variable, valueOf(set.value));
                          noteChange(set.variable, api);
                          return Flow::Next;
                        },
                        [&](const AddStep& add) {
                          const auto sum = static_cast<std::uint64_t>(m_variables[add.variable.value]) +
                                           static_cast<std::uint64_t>(valueOf(add.value));
                          assign(add.variable, static_cast<std::int64_t>(sum));
                          noteChange(add.variable, api);
                          return Flow::Next;
                        },
                        [&](const RequireStep& require) { return performRequire(frame, require, api); },
                        [&](const ReplyStep& reply) {
                          api.noteCallCounts(frame.replied, frame.failed);
                          return api.reply(reply.payloadBytes) ? Flow::Next : Flow::Trap;
                        },
                        [&](const RejectStep& reject) { return rejectAndEnd(frame, reject.message, api); },
                        [&](const TrapStep&) { return Flow::Trap; },
                    },
                    step.action);
}

ScriptedCanister::Flow ScriptedCanister::performCalls(std::uint32_t index, const Step& step, SystemApi& api) {
  const auto& call = std::get<CallStep>(step.action);
  // The frame's own progress is worked on in place; no frame is opened meanwhile, so the reference holds.
  Frame& frame = m_frames[index];
  CallProgress& progress = frame.calls;
  if (!progress.begun) {
    progress.begun = true;
    progress.method = frame.method;
    progress.step = frame.step;
    if (!call.awaited) progress.futures.resize(call.count, FutureState::None);
  }
  const std::uint32_t together = call.order == Order::Sequential ? 1
                                 : call.order == Order::Window   ? call.window
                                                                 : std::numeric_limits<std::uint32_t>::max();
  while (!progress.stopped && progress.next < call.count && progress.open < together) {
    const std::uint32_t number = progress.next++;
    if (!applies(step, frame.method, frame.step, frame.run, number + 1)) continue;
    if (!dispatch(index, progress, call, number, 1, api))
      noteFailure(frame, progress, call);
    else if (!call.awaited)
      progress.futures[number] = FutureState::Open;
  }
  if (!call.awaited) {
    frame.detached.push_back(std::move(progress));
    return Flow::Next;
  }
  if (progress.open > 0) return Flow::Suspend;
  return compensateOnce(index, progress, call, api);
}

bool ScriptedCanister::dispatch(std::uint32_t index, CallProgress& progress, const CallStep& call, std::uint32_t number,
                                std::uint8_t attempt, SystemApi& api) {
  const std::uint32_t row = m_futures.add();
  for (;; ++attempt) {
    m_futures[row] =
        Future{.frame = index, .number = number, .method = progress.method, .step = progress.step, .attempt = attempt};
    const CallRequest request{
        .callee = call.to[number % call.to.size()],
        .payloadBytes = call.payloadBytes,
        .cycles = call.cycles,
        .timeoutSeconds = call.wait == Wait::Bounded ? std::optional(call.timeoutSeconds) : std::nullopt,
        .env = row,
        .step = progress.step,
        .attempt = attempt,
    };
    if (api.callPerform(request)) {
      m_newFutures.push_back(row);
      ++progress.open;
      ++m_frames[index].awaiting;
      return true;
    }
    if (call.onFailure != OnFailure::Retry || attempt >= call.retry.attempts) break;
    if (call.retry.via != RetryVia::Immediate) {
      queueRetry(progress.method, progress.step, number, attempt, call.retry, api);
      break;
    }
  }
  m_futures.remove(row);
  return false;
}

void ScriptedCanister::takeOutcome(Frame& frame, const Future& future, bool replied, SystemApi& api) {
  const CallStep& call = callStep(future.method, future.step);
  CallProgress scratch{.method = future.method, .step = future.step};
  CallProgress* progress = &scratch;
  if (frame.calls.begun && frame.calls.step == future.step) progress = &frame.calls;
  for (CallProgress& detached : frame.detached)
    if (detached.step == future.step) progress = &detached;
  if (progress->open > 0) --progress->open;
  if (future.compensation) return;
  const auto complete = [&] {
    if (!progress->futures.empty()) progress->futures[future.number] = FutureState::Completed;
  };
  if (replied) {
    complete();
    ++frame.replied;
    if (call.onFailure == OnFailure::Compensate) progress->succeeded.push_back(future.number);
    return;
  }
  if (call.onFailure == OnFailure::Retry && future.attempt < call.retry.attempts) {
    if (call.retry.via == RetryVia::Immediate) {
      const auto attempt = static_cast<std::uint8_t>(future.attempt + 1);
      if (dispatch(future.frame, *progress, call, future.number, attempt, api)) return;
    } else {
      queueRetry(future.method, future.step, future.number, future.attempt, call.retry, api);
    }
  }
  complete();
  noteFailure(frame, *progress, call);
}

void ScriptedCanister::noteFailure(Frame& frame, CallProgress& progress, const CallStep& call) {
  ++frame.failed;
  ++progress.failed;
  if (call.onFailure == OnFailure::Stop || call.onFailure == OnFailure::Compensate) progress.stopped = true;
}

void ScriptedCanister::queueRetry(MethodId method, std::uint16_t step, std::uint32_t number, std::uint8_t attempt,
                                  const Retry& retry, SystemApi& api) {
  m_retries.push_back({.method = method,
                       .step = step,
                       .number = number,
                       .attempt = static_cast<std::uint8_t>(attempt + 1),
                       .due = api.time() + waitAfter(retry, attempt)});
  if (retry.via == RetryVia::Timer) armTimer(api);
}

ScriptedCanister::Flow ScriptedCanister::rejectAndEnd(const Frame& frame, std::string_view text, SystemApi& api) const {
  // A task's body, and what a timer's executor has answered for, is nobody's call: it just ends.
  if (isTaskBody(frame.method)) return Flow::End;
  api.noteCallCounts(frame.replied, frame.failed);
  return api.reject(text) ? Flow::End : Flow::Trap;
}

ScriptedCanister::Flow ScriptedCanister::performLock(const Frame& frame, const LockStep& lock, SystemApi& api) {
  const std::int64_t mine = static_cast<std::int64_t>(frame.context.value) + 1;
  if (m_variables[lock.lock.value] != 0 && m_variables[lock.lock.value] != mine)
    return rejectAndEnd(frame, lockHeldText(m_canister->variables[lock.lock.value]), api);
  assign(lock.lock, mine);
  api.noteLock(lock.lock, true);
  return Flow::Next;
}

ScriptedCanister::Flow ScriptedCanister::performRequire(const Frame& frame, const RequireStep& require,
                                                        SystemApi& api) const {
  const std::int64_t left = m_variables[require.variable.value];
  const std::int64_t right = valueOf(require.value);
  const bool holds = [&] {
    switch (require.comparison) {
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
  }();
  return holds ? Flow::Next : rejectAndEnd(frame, require.message, api);
}

std::int64_t ScriptedCanister::valueOf(const Operand& operand) const {
  if (!operand.variable) return operand.constant;
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(m_variables[operand.variable->value]) *
                                   static_cast<std::uint64_t>(operand.constant));
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
