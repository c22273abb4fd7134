// Checkpoints and the way back to them; what each event changes is in moment_events.cpp.
#include "core/run/moment_state.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/run/moment_cells.h"

namespace roundscope {
namespace {

/// Checkpoints may take as much memory as this for each event, which is less than the event itself.
constexpr std::size_t kCellsPerEvent = 2;

/// Calls `visit` with every canister that the step's calls may go to.
template <class Visit>
void forEachCallee(const Step& step, Visit&& visit) {
  const auto* call = std::get_if<CallStep>(&step.action);
  if (!call) return;
  for (const MethodRef& to : call->to) visit(to.canister);
  if (call->compensate) visit(call->compensate->canister);
}

}  // namespace

MomentFold::MomentFold(const Trace& trace, const CallTable& table)
    : m_trace(trace), m_table(table), m_order(trace.scenario().subnets.size()) {
  layOut();
  m_subnets.resize(m_order.subnetCount());
  for (Subnet& subnet : m_subnets) subnet.now.assign(m_cellCount, 0);
  m_running.assign(m_canisters.size(), 0);
  m_every = std::max<std::uint64_t>(m_every, m_cellCount / kCellsPerEvent);
}

void MomentFold::addPair(CanisterId caller, CanisterId callee) {
  const Scenario& scenario = m_trace.scenario();
  if (pairOf(caller, callee)) return;
  m_pairs.push_back({caller, callee, 0, scenario.subnetOf(caller).limits.queue_capacity});
  const SubnetId from = scenario.canister(caller).subnet;
  const SubnetId to = scenario.canister(callee).subnet;
  if (from == to || directionOf(caller, callee)) return;
  m_directions.push_back({from, to, 0});
  m_directions.push_back({to, from, 0});
}

void MomentFold::layOut() {
  const Scenario& scenario = m_trace.scenario();
  const auto canisterCount = static_cast<std::uint16_t>(scenario.canisters.size());
  for (std::uint16_t i = 0; i < canisterCount; ++i)
    for (const Method& method : scenario.canisters[i].methods)
      for (const Step& step : method.steps)
        forEachCallee(step, [&](CanisterId callee) { addPair(CanisterId{i}, callee); });
  for (std::uint16_t i = 0; i < canisterCount; ++i) addPair(CanisterId{i}, CanisterId{i});

  m_cellCount = kRunCells + m_pairs.size() + m_directions.size();
  for (const roundscope::Canister& canister : scenario.canisters) {
    Canister& place = m_canisters.emplace_back();
    place.first = m_cellCount;
    place.variables = place.first + kCanisterCells;
    m_cellCount = place.variables + canister.variables.size();
    for (const Method& method : canister.methods) {
      place.methods.push_back(m_cellCount);
      m_cellCount += method.steps.size();
    }
  }
}

std::optional<std::size_t> MomentFold::pairOf(CanisterId caller, CanisterId callee) const {
  for (std::size_t i = 0; i < m_pairs.size(); ++i)
    if (m_pairs[i].caller == caller && m_pairs[i].callee == callee) return i;
  return std::nullopt;
}

std::optional<std::size_t> MomentFold::directionOf(CanisterId from, CanisterId to) const {
  const Scenario& scenario = m_trace.scenario();
  const SubnetId fromSubnet = scenario.canister(from).subnet;
  const SubnetId toSubnet = scenario.canister(to).subnet;
  for (std::size_t i = 0; i < m_directions.size(); ++i)
    if (m_directions[i].from == fromSubnet && m_directions[i].to == toSubnet) return i;
  return std::nullopt;
}

void MomentFold::update() {
  std::size_t row = m_knownRows;
  m_order.update(m_table);
  for (; m_knownBatches < m_trace.batches().size(); ++m_knownBatches) {
    Subnet* subnet = nullptr;
    for (const Event& event : m_trace.batches()[m_knownBatches]->events) {
      if (std::holds_alternative<RoundStarted>(event)) subnet = &m_subnets[m_table.rounds()[row++].subnet.value];
      RS_CHECK(subnet != nullptr);
      if (subnet->position % m_every == 0) subnet->checkpoints.push_back(subnet->now);
      apply(subnet->now, event);
      noteLines(*subnet, event);
      ++subnet->position;
    }
  }
  m_knownRows = row;
}

MomentState MomentFold::at(Time time) const { return stateAt(time, true); }
MomentState MomentFold::fromTheStart(Time time) const { return stateAt(time, false); }

MomentState MomentFold::stateAt(Time time, bool useCheckpoints) const {
  Cells sum(m_cellCount, 0);
  for (std::size_t i = 0; i < m_subnets.size(); ++i)
    addUntil(sum, i, m_order.happened(m_table, i, time), useCheckpoints);
  return decoded(sum);
}

void MomentFold::addUntil(Cells& sum, std::size_t which, std::uint64_t position, bool useCheckpoints) const {
  if (position == 0) return;
  const Subnet& subnet = m_subnets[which];
  const std::uint64_t checkpoint = useCheckpoints ? (position - 1) / m_every : 0;
  Cells cells = subnet.checkpoints[checkpoint];
  const std::uint64_t from = checkpoint * m_every;
  for (std::uint64_t at = from; at < position;) {
    // A row's events follow each other in the trace.
    const EventOrder::Stretch stretch = m_order.stretchAt(m_table, which, at);
    const std::uint64_t until = std::min(position, at + stretch.count);
    m_trace.forEachIn(stretch.firstEvent, stretch.firstEvent + (until - at),
                      [&](const Event& event) { apply(cells, event); });
    at = until;
  }
  const auto before = [](const LineChange& change, std::uint64_t value) { return change.position < value; };
  const auto first = std::lower_bound(subnet.lines.begin(), subnet.lines.end(), from, before);
  const auto last = std::lower_bound(first, subnet.lines.end(), position, before);
  for (auto change = first; change != last; ++change) cells[change->cell] += change->change;
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += cells[i];
}

MomentState MomentFold::decoded(const Cells& cells) const {
  const Scenario& scenario = m_trace.scenario();
  MomentState state{m_pairs, m_directions, {}};
  for (std::size_t i = 0; i < m_pairs.size(); ++i) state.pairs[i].used = cells[kRunCells + i];
  for (std::size_t i = 0; i < m_directions.size(); ++i)
    state.travelling[i].messages = cells[kRunCells + m_pairs.size() + i];
  for (std::size_t c = 0; c < m_canisters.size(); ++c) {
    const roundscope::Canister& canister = scenario.canisters[c];
    const Canister& place = m_canisters[c];
    CanisterMoment& moment = state.canisters.emplace_back();
    moment.inputQueue = cells[place.first + kInputQueue];
    if (cells[place.first + kCyclesKnown] != 0) {
      moment.liquidCycles = cells[place.first + kLiquid];
      moment.reservedCycles = cells[place.first + kReserved];
    }
    if (const std::int64_t line = cells[place.first + kExecuting]; line != 0)
      moment.executing = CanisterMoment::Line{MethodId{static_cast<std::uint16_t>((line - 1) >> 16)},
                                              static_cast<std::uint16_t>((line - 1) & 0xffff)};
    for (std::size_t v = 0; v < canister.variables.size(); ++v)
      moment.variables.push_back(canister.variables[v].initial + cells[place.variables + v]);
    for (std::size_t m = 0; m < canister.methods.size(); ++m) {
      const auto first = cells.begin() + static_cast<std::ptrdiff_t>(place.methods[m]);
      moment.standing.emplace_back(first, first + static_cast<std::ptrdiff_t>(canister.methods[m].steps.size()));
    }
  }
  return state;
}

}  // namespace roundscope
