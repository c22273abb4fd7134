// How a message enters the program: a user's message, a request, a response or a task.
#include <utility>

#include "core/protocol/capacity.h"
#include "core/simulation/context.h"
#include "core/simulation/cycles.h"
#include "core/simulation/execution_api.h"
#include "core/simulation/message.h"

namespace roundscope {

namespace {

/// Runs the program to the message's end. What that does takes effect now, or in a later round if it is long.
template <class Enter>
std::int64_t runMessage(Round& round, CanisterId id, Execution execution, Enter&& enter) {
  const Limits& l = round.limits;
  Effects& effects = execution.effects;
  effects.calls = std::move(round.world.work.calls);
  effects.calls.clear();
  const std::size_t firstEvent = round.events.size();
  const std::uint32_t firstCall = round.state.callCount;
  ExecutionApi api(round, id, execution);
  const MessageEnd end = enter(round.program(id), api);
  execution.step = end.step;
  const std::uint64_t limit = messageInstructions(l, execution.kind);
  if (effects.instructions > limit) {
    effects.instructions = limit;
    execution.trapped = true;
    execution.trapReason = RejectReason::InstructionLimit;
    execution.trapText = kNoText;
  } else if (end.trapped && !execution.trapped) {
    execution.trapped = true;
    execution.trapText = round.world.texts.idOf(end.trapText);
  }
  if (effects.instructions > l.slice_instructions)
    return pauseMessage(round, id, std::move(execution), firstEvent, firstCall);
  finishMessage(round, id, execution, firstEvent);
  return static_cast<std::int64_t>(effects.instructions + l.overhead_per_message);
}

/// Why a user's message or a request is refused when its turn comes. None: it is executed.
/// Source: protocol.md sections 4, 7 and 9 (rs/execution_environment/src/execution/update.rs, finish_err).
RejectReason whyRefused(Round& round, CanisterId id, MethodKind kind) {
  if (round.canister(id).status != CanisterStatus::Running) return RejectReason::NotRunning;
  if (!canPayForMessage(round, id)) return RejectReason::OutOfCycles;
  if (!round.canister(id).hasCode) return RejectReason::NoCode;
  if (kind == MethodKind::Missing) return RejectReason::MissingMethod;
  if (kind == MethodKind::CompositeQuery) return RejectReason::CompositeAsUpdate;
  return RejectReason::None;
}

std::int64_t executeEntry(Round& round, CanisterId id, std::uint32_t row) {
  const Context context = round.state.contexts[row];
  const MethodKind kind = round.program(id).kindOf(context.method);
  const RejectReason refused = whyRefused(round, id, kind);
  if (refused != RejectReason::None) {
    // Refusing costs what every message costs, if no instruction.
    if (refused != RejectReason::NotRunning && refused != RejectReason::OutOfCycles)
      charge(round, id, executionFee(round.tariff, 0));
    closeContextIfDone(round, row, {.reason = refused});
    return static_cast<std::int64_t>(round.limits.overhead_per_message);
  }
  round.emit(ExecutionStarted{context.id, context.call, id, context.method, 0, context.kind, RejectCode::None});
  return runMessage(round, id, {.kind = context.kind, .context = row, .call = context.call, .method = context.method},
                    [&](CanisterProgram& program, SystemApi& api) {
                      if (context.own != OwnMessage::None)
                        return program.ownMessage(context.own, context.method, context.id, api);
                      return kind == MethodKind::Query ? program.query(context.method, context.id, api)
                                                       : program.update(context.method, context.id, api);
                    });
}

/// A response to a canister that was uninstalled since it called is popped, and executes nothing: the call is over, and
/// what was put aside for its callback comes back, but for what every message costs.
/// Source: protocol.md section 4 (rs/execution_environment/src/execution/response.rs, validate).
std::int64_t dropPopped(Round& round, CanisterId id, const ClosedCall& call) {
  round.emit(MessageDropped{call.response.call, MessagePlace::CallerInput, 1, 0});
  settle(round, id,
         {.kind = ExecutionKind::ReplyCallback,
          .prepaid = call.callback.prepaid,
          .responseBytes = call.response.payloadBytes});
  closeContextIfDone(round, call.callback.context, {});
  return static_cast<std::int64_t>(round.limits.overhead_per_message);
}

}  // namespace

std::int64_t executeIngress(Round& round, CanisterId id) {
  const IngressId ingress = round.network.takeIngress(id);
  const MethodId method = round.scenario.ingress[ingress.value].to.method;
  const std::uint32_t context = openContext(round, id, method, ExecutionKind::Ingress);
  round.state.contexts[context].ingress = ingress;
  return executeEntry(round, id, context);
}

std::int64_t executeRequest(Round& round, CanisterId id, MessageIndex index) {
  const Message message = round.network.takeRequest(index);
  const bool own = message.own != OwnMessage::None;
  const std::uint32_t row =
      openContext(round, id, message.method, own ? ExecutionKind::SelfMessage : ExecutionKind::Request);
  Context& context = round.state.contexts[row];
  context.own = message.own;
  context.call = message.call;
  context.callback = message.callback;
  context.caller = message.caller;
  context.bounded = message.bounded;
  context.deadline = message.deadline;
  context.cycles = message.cycles;
  return executeEntry(round, id, row);
}

/// The response is popped: its slot is free from here on, and the call is complete.
std::int64_t executeResponse(Round& round, CanisterId id, MessageIndex index) {
  const ClosedCall call = round.network.closeCall(index);
  const Message& message = call.response;
  const Callback& callback = call.callback;
  const Context& context = round.state.contexts[callback.context];
  round.canister(id).balance += message.cycles;
  if (context.deleted) return dropPopped(round, id, call);
  const bool replied = message.reason == RejectReason::None;
  const ExecutionKind kind = replied ? ExecutionKind::ReplyCallback : ExecutionKind::RejectCallback;
  const RejectCode code = replied ? RejectCode::None : codeOf(message.reason);
  round.emit(ExecutionStarted{context.id, message.call, id, context.method, callback.step, kind, code});
  return runMessage(
      round, id,
      {.kind = kind,
       .context = callback.context,
       .call = message.call,
       .method = context.method,
       .env = callback.env,
       .prepaid = callback.prepaid,
       .responseBytes = message.payloadBytes,
       .callee = {message.callee, callback.method},
       .reason = message.reason,
       .text = message.text},
      [&](CanisterProgram& program, SystemApi& api) { return program.callback(callback.env, code, api); });
}

std::int64_t executeTask(Round& round, CanisterId id, ExecutionKind kind) {
  const Canister& c = round.scenario.canister(id);
  const bool timer = kind == ExecutionKind::Timer;
  MethodId method{};
  if (timer) method = round.program(id).timerMethod(round.time);
  if (!timer && c.heartbeat) method = *c.heartbeat;
  if (timer) round.canister(id).timer.reset();
  // A task that the canister cannot pay for does not run.
  if (!canPayForMessage(round, id)) return 0;
  const std::uint32_t row = openContext(round, id, method, kind);
  const ContextId context = round.state.contexts[row].id;
  round.emit(ExecutionStarted{context, kNoCall, id, method, 0, kind, RejectCode::None});
  return runMessage(round, id, {.kind = kind, .context = row, .method = method},
                    [&](CanisterProgram& program, SystemApi& api) {
                      return timer ? program.globalTimer(context, api) : program.heartbeat(context, api);
                    });
}

}  // namespace roundscope
