// What each event changes in where messages and contexts are.
#include <algorithm>

#include "core/run/whereabouts.h"
#include "core/run/whereabouts_cells.h"

namespace roundscope {
namespace {

std::int64_t packedLine(MethodId method, std::uint16_t step) { return (std::int64_t{method.value} << 16) + step + 1; }

/// The call's request was refused where it arrived, and turns round.
bool isSignal(const CallSpan& call) { return !call.at(CallPoint::RequestInducted).happened(); }

}  // namespace

void Whereabouts::apply(Cells& cells, const Event& event) const {
  const auto cell = [&](CanisterId canister, std::size_t which) -> std::int64_t& {
    return cells[m_canisters[canister.value].first + which];
  };
  const auto executing = [&](CanisterId canister) -> std::int64_t& {
    return cell(canister, cells[kInQuery] != 0 ? kQueryExecuting : kExecuting);
  };
  const std::int64_t justAnswered = cells[kJustAnswered];
  cells[kJustAnswered] = 0;
  const auto atStep = [&](CanisterId canister, std::uint16_t step) {
    std::int64_t& line = executing(canister);
    if (line != 0) line = ((line - 1) >> 16 << 16) + step + 1;
  };
  std::visit(Overloaded{
                 [](const RoundStarted&) {},
                 [](const IterationStarted&) {},
                 [](const IngressInducted&) {},
                 [](const IngressCompleted&) {},
                 [&](const ExecutionStarted& e) {
                   if (e.method.value < m_canisters[e.canister.value].methods.size())
                     executing(e.canister) = packedLine(e.method, e.step);
                   if (e.call == kNoCall) return;
                   const CallSpan& call = m_table.call(e.call);
                   const bool callback = isCallback(e.kind);
                   if (callback ? call.at(CallPoint::ResponseInducted).happened()
                                : e.kind != ExecutionKind::Cleanup && call.at(CallPoint::RequestInducted).happened())
                     --cell(e.canister, kInputQueue);
                 },
                 [&](const ExecutionFinished& e) { executing(e.canister) = 0; },
                 [](const ExecutionPaused&) {},
                 [&](const CallPerformed& e) { atStep(e.caller, e.step); },
                 [&](const CallNotPerformed& e) { atStep(e.caller, e.step); },
                 [&](const RequestRouted& e) {
                   const CallSpan& call = m_table.call(e.call);
                   if (const auto way = directionOf(call.caller, call.callee.canister)) ++cells[kRunCells + *way];
                 },
                 [&](const RequestInducted& e) {
                   const CallSpan& call = m_table.call(e.call);
                   ++cell(call.callee.canister, kInputQueue);
                   if (const auto way = directionOf(call.caller, call.callee.canister)) --cells[kRunCells + *way];
                 },
                 [&](const ResponseCreated& e) {
                   cells[kJustAnswered] = std::int64_t{e.call.value} + 1;
                   const CallSpan& call = m_table.call(e.call);
                   // Refused when its turn came: it leaves the queue without an execution.
                   const bool refused = call.at(CallPoint::RequestInducted).happened() &&
                                        !call.at(CallPoint::Started).happened() && !isGivenAtCaller(e.reason);
                   if (refused) --cell(call.callee.canister, kInputQueue);
                   // One that is shed has been answered before.
                   if (call.outside && e.reason != RejectReason::ResponseShed) --cell(call.caller, kOutside);
                 },
                 [&](const ResponseRouted& e) {
                   const CallSpan& call = m_table.call(e.call);
                   const auto back = directionOf(call.callee.canister, call.caller);
                   if (back) ++cells[kRunCells + *back];
                   if (!isSignal(call)) return;
                   if (back) ++cells[signalCell(*back)];
                   if (const auto way = directionOf(call.caller, call.callee.canister)) --cells[kRunCells + *way];
                 },
                 [&](const ResponseInducted& e) {
                   const CallSpan& call = m_table.call(e.call);
                   ++cell(call.caller, kInputQueue);
                   // The caller's own subnet gives this answer: nothing has travelled.
                   if (justAnswered == std::int64_t{e.call.value} + 1) return;
                   const auto way = directionOf(call.callee.canister, call.caller);
                   if (way) --cells[kRunCells + *way];
                   if (way && isSignal(call)) --cells[signalCell(*way)];
                 },
                 [&](const MessageDropped& e) {
                   const CallSpan& call = m_table.call(e.call);
                   if (e.place == MessagePlace::CalleeInput) --cell(call.callee.canister, kInputQueue);
                   if (e.place == MessagePlace::CallerInput) --cell(call.caller, kInputQueue);
                   if (e.place != MessagePlace::Arrival) return;
                   const auto way = e.isResponse != 0 ? directionOf(call.callee.canister, call.caller)
                                                      : directionOf(call.caller, call.callee.canister);
                   if (way) --cells[kRunCells + *way];
                   if (way && e.isResponse != 0 && isSignal(call)) --cells[signalCell(*way)];
                 },
                 [](const VariableChanged&) {},
                 [](const LockChanged&) {},
                 [](const TimerSet&) {},
                 [](const BalanceChanged&) {},
                 [&](const QueryStarted&) { cells[kInQuery] = 1; },
                 [&](const QueryFinished& e) { cells[kInQuery] = e.depth > 0 ? 1 : 0; },
                 [](const CanisterOperated&) {},
                 [](const CanisterStopped&) {},
                 [&](const AnswerAwaited& e) { ++cell(m_table.call(e.call).caller, kOutside); },
             },
             event);
}

std::uint32_t Whereabouts::lineCell(CanisterId canister, MethodId method, std::uint16_t step) const {
  const Canister& place = m_canisters[canister.value];
  if (method.value >= place.methods.size()) return 0;
  if (step >= m_scenario.method({canister, method}).steps.size()) return 0;
  return static_cast<std::uint32_t>(place.methods[method.value] + step);
}

void Whereabouts::moveContext(Subnet& subnet, ContextId context, std::uint32_t line) {
  Context& here = m_contexts[context.value];
  if (here.line == line) return;
  const auto change = [&](std::uint32_t cell, std::int32_t by) {
    if (cell == 0) return;
    subnet.lines.push_back({subnet.position, cell, by});
    subnet.now[cell] += by;
  };
  change(here.line, -1);
  change(line, 1);
  here.line = line;
}

/// Contexts move along their method's lines: where they stand needs what they wait for, which is known only here.
void Whereabouts::noteLines(Subnet& subnet, const Event& event) {
  std::vector<std::uint32_t>& nowRunning = subnet.now[kInQuery] != 0 ? m_queryRunning : m_running;
  if (const auto* e = std::get_if<ExecutionStarted>(&event)) {
    if (e->context.value >= m_contexts.size()) m_contexts.resize(e->context.value + std::size_t{1});
    nowRunning[e->canister.value] = e->context.value + 1;
    Context& context = m_contexts[e->context.value];
    if (isCallback(e->kind)) --context.awaiting;
    if (opensContext(e->kind)) moveContext(subnet, e->context, lineCell(e->canister, e->method, e->step));
  }
  if (const auto* e = std::get_if<CallPerformed>(&event)) ++m_contexts[e->context.value].awaiting;
  const auto answer = [&](ContextId id) {
    if (id.value >= m_contexts.size()) return;
    m_contexts[id.value].answered = true;
    // Some answers come after the message that gives them: those of queries, and those that the network gives.
    if (nowRunning[m_table.contexts()[id.value].canister.value] != id.value + 1) moveContext(subnet, id, 0);
  };
  if (const auto* e = std::get_if<ResponseCreated>(&event); e != nullptr && !isGivenAtCaller(e->reason))
    answer(m_table.call(e->call).servedBy);
  if (const auto* e = std::get_if<IngressCompleted>(&event)) answer(m_table.contextOf(e->ingress));
  if (const auto* e = std::get_if<CanisterOperated>(&event);
      e != nullptr && e->kind == OperationKind::Uninstall && e->changed != 0)
    for (std::uint32_t i = 0; i < m_contexts.size(); ++i)
      if (m_contexts[i].line != 0 && m_table.contexts()[i].canister == e->canister)
        moveContext(subnet, ContextId{i}, 0);
  if (const auto* e = std::get_if<ExecutionFinished>(&event)) {
    Context& context = m_contexts[e->context.value];
    nowRunning[e->canister.value] = 0;
    const ContextRow& row = m_table.contexts()[e->context.value];
    const bool over = e->result == ExecutionResult::Trapped || e->kind == ExecutionKind::Cleanup || context.answered ||
                      (isTask(row.kind) && context.awaiting <= 0);
    moveContext(subnet, e->context, over ? 0 : lineCell(e->canister, row.method, e->step));
  }
}

}  // namespace roundscope
