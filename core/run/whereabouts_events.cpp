// What each event changes in where messages and contexts are.
#include <algorithm>

#include "core/run/whereabouts.h"
#include "core/run/whereabouts_cells.h"

namespace roundscope {
namespace {

std::int64_t packedLine(MethodId method, std::uint16_t step) { return (std::int64_t{method.value} << 16) + step + 1; }

}  // namespace

void Whereabouts::apply(Cells& cells, const Event& event) const {
  const auto executing = [&](CanisterId canister) -> std::int64_t& {
    return cells[m_canisters[canister.value].first + (cells[kInQuery] != 0 ? kQueryExecuting : kExecuting)];
  };
  const auto atStep = [&](CanisterId canister, std::uint16_t step) {
    std::int64_t& line = executing(canister);
    if (line != 0) line = ((line - 1) >> 16 << 16) + step + 1;
  };
  applyToMessages(cells, event);
  if (const auto* e = std::get_if<ExecutionStarted>(&event)) {
    if (e->method.value < m_canisters[e->canister.value].methods.size())
      executing(e->canister) = packedLine(e->method, e->step);
  } else if (const auto* e = std::get_if<ExecutionFinished>(&event)) {
    executing(e->canister) = 0;
  } else if (const auto* e = std::get_if<CallPerformed>(&event)) {
    atStep(e->caller, e->step);
  } else if (const auto* e = std::get_if<CallNotPerformed>(&event)) {
    atStep(e->caller, e->step);
  } else if (std::holds_alternative<QueryStarted>(event)) {
    cells[kInQuery] = 1;
  } else if (const auto* e = std::get_if<QueryFinished>(&event)) {
    cells[kInQuery] = e->depth > 0 ? 1 : 0;
  }
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
