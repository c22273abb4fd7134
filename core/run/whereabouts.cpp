// Checkpoints and the way back to them; what each event changes is in whereabouts_events.cpp.
#include "core/run/whereabouts.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/run/whereabouts_cells.h"

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

Whereabouts::Whereabouts(const Scenario& scenario, const CallTable& table) : m_scenario(scenario), m_table(table) {
  layOut();
  m_subnets.resize(scenario.subnets.size());
  for (Subnet& subnet : m_subnets) subnet.now.assign(m_cellCount, 0);
  m_running.assign(m_canisters.size(), 0);
  m_queryRunning.assign(m_canisters.size(), 0);
  m_every = std::max<std::uint64_t>(m_every, m_cellCount / kCellsPerEvent);
}

void Whereabouts::addPair(CanisterId caller, CanisterId callee) {
  const CanisterPair pair{caller, callee};
  if (std::find(m_pairs.begin(), m_pairs.end(), pair) != m_pairs.end()) return;
  m_pairs.push_back(pair);
  const SubnetId from = m_scenario.canister(caller).subnet;
  const SubnetId to = m_scenario.canister(callee).subnet;
  if (from == to || directionOf(caller, callee)) return;
  m_directions.push_back({from, to, 0});
  m_directions.push_back({to, from, 0});
}

void Whereabouts::layOut() {
  const auto canisterCount = static_cast<std::uint16_t>(m_scenario.canisters.size());
  for (std::uint16_t i = 0; i < canisterCount; ++i)
    for (const Method& method : m_scenario.canisters[i].methods)
      for (const Step& step : method.steps)
        forEachCallee(step, [&](CanisterId callee) { addPair(CanisterId{i}, callee); });
  for (std::uint16_t i = 0; i < canisterCount; ++i) addPair(CanisterId{i}, CanisterId{i});

  m_cellCount = kRunCells + 2 * m_directions.size();
  for (const roundscope::Canister& canister : m_scenario.canisters) {
    Canister& place = m_canisters.emplace_back();
    place.first = m_cellCount;
    m_cellCount += kCanisterCells;
    for (const Method& method : canister.methods) {
      place.methods.push_back(m_cellCount);
      m_cellCount += method.steps.size();
    }
  }
}

std::optional<std::size_t> Whereabouts::directionOf(CanisterId from, CanisterId to) const {
  return directionOf({m_scenario.canister(from).subnet, m_scenario.canister(to).subnet});
}

std::optional<std::size_t> Whereabouts::directionOf(Direction way) const {
  for (std::size_t i = 0; i < m_directions.size(); ++i)
    if (m_directions[i].from == way.from && m_directions[i].to == way.to) return i;
  return std::nullopt;
}

std::size_t Whereabouts::signalCell(std::size_t way) const { return kRunCells + m_directions.size() + way; }

void Whereabouts::take(const Event& event, const EventHere& here) {
  Subnet& subnet = m_subnets[here.subnet.value];
  if (subnet.position % m_every == 0) subnet.checkpoints.push_back(subnet.now);
  apply(subnet.now, event);
  noteLines(subnet, event);
  ++subnet.position;
}

Places Whereabouts::placesAt(const Trace& trace, const EventOrder& order, Time time, bool useCheckpoints) const {
  Cells sum(m_cellCount, 0);
  for (std::size_t i = 0; i < m_subnets.size(); ++i)
    addUntil(sum, trace, order, {i, order.happened(m_table, i, time), useCheckpoints});
  return decoded(sum);
}

std::uint64_t Whereabouts::inStream(const Trace& trace, const EventOrder& order, Direction way,
                                    std::uint32_t row) const {
  const auto direction = directionOf(way);
  if (!direction) return 0;
  // Only the two ends of a stream change what is in it.
  Cells sum(m_cellCount, 0);
  for (const std::size_t end : {std::size_t{way.from.value}, std::size_t{way.to.value}})
    addUntil(sum, trace, order, {end, order.countBefore(end, row)});
  return static_cast<std::uint64_t>(sum[kRunCells + *direction] - sum[signalCell(*direction)]);
}

void Whereabouts::addUntil(Cells& sum, const Trace& trace, const EventOrder& order, Stretch stretch) const {
  if (stretch.end == 0) return;
  const Subnet& subnet = m_subnets[stretch.subnet];
  const std::uint64_t checkpoint = stretch.useCheckpoints ? (stretch.end - 1) / m_every : 0;
  Cells cells = subnet.checkpoints[checkpoint];
  const std::uint64_t from = checkpoint * m_every;
  for (std::uint64_t at = from; at < stretch.end;) {
    // A row's events follow each other in the trace.
    const EventOrder::Stretch row = order.stretchAt(m_table, stretch.subnet, at);
    const std::uint64_t until = std::min(stretch.end, at + row.count);
    trace.forEachIn(row.firstEvent, row.firstEvent + (until - at), [&](const Event& event) { apply(cells, event); });
    at = until;
  }
  const auto before = [](const LineChange& change, std::uint64_t value) { return change.position < value; };
  const auto first = std::lower_bound(subnet.lines.begin(), subnet.lines.end(), from, before);
  const auto last = std::lower_bound(first, subnet.lines.end(), stretch.end, before);
  for (auto change = first; change != last; ++change) cells[change->cell] += change->change;
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += cells[i];
}

Places Whereabouts::decoded(const Cells& cells) const {
  Places places{m_directions, {}};
  for (std::size_t i = 0; i < m_directions.size(); ++i) places.travelling[i].messages = cells[kRunCells + i];
  for (std::size_t c = 0; c < m_canisters.size(); ++c) {
    const roundscope::Canister& canister = m_scenario.canisters[c];
    const Canister& place = m_canisters[c];
    CanisterPlace& found = places.canisters.emplace_back();
    found.inputQueue = cells[place.first + kInputQueue];
    found.outside = cells[place.first + kOutside];
    // A message that is paused stands still while a query runs.
    const std::int64_t queryLine = cells[place.first + kQueryExecuting];
    if (const std::int64_t line = queryLine != 0 ? queryLine : cells[place.first + kExecuting]; line != 0)
      found.executing = CanisterPlace::Line{MethodId{static_cast<std::uint16_t>((line - 1) >> 16)},
                                            static_cast<std::uint16_t>((line - 1) & 0xffff)};
    for (std::size_t m = 0; m < canister.methods.size(); ++m) {
      const auto first = cells.begin() + static_cast<std::ptrdiff_t>(place.methods[m]);
      found.standing.emplace_back(first, first + static_cast<std::ptrdiff_t>(canister.methods[m].steps.size()));
    }
  }
  return places;
}

}  // namespace roundscope
