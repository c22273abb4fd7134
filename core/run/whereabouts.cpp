// Checkpoints and the way back to them; what each event changes is in whereabouts_events.cpp and
// whereabouts_messages.cpp.
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
  auto& callees = m_canisters[caller.value].calleesOf;
  const auto number = static_cast<std::uint32_t>(m_pairs.size());
  callees.insert(std::lower_bound(callees.begin(), callees.end(), std::pair{callee, std::uint32_t{0}}),
                 {callee, number});
  m_pairs.push_back(pair);
  const SubnetId from = m_scenario.canister(caller).subnet;
  const SubnetId to = m_scenario.canister(callee).subnet;
  if (from == to || directionOf(caller, callee)) return;
  m_directions.push_back({from, to, 0});
  m_directions.push_back({to, from, 0});
}

void Whereabouts::layOut() {
  const auto canisterCount = static_cast<std::uint16_t>(m_scenario.canisters.size());
  m_canisters.resize(canisterCount);
  for (std::uint16_t i = 0; i < canisterCount; ++i)
    for (const Method& method : m_scenario.canisters[i].methods)
      for (const Step& step : method.steps)
        forEachCallee(step, [&](CanisterId callee) { addPair(CanisterId{i}, callee); });
  for (std::uint16_t i = 0; i < canisterCount; ++i) addPair(CanisterId{i}, CanisterId{i});

  static_assert(kFirstSignal == kRunCells);
  m_firstPair = kFirstSignal + m_directions.size();
  m_cellCount = m_firstPair + kPairCells * m_pairs.size();
  for (std::uint16_t i = 0; i < canisterCount; ++i) {
    Canister& place = m_canisters[i];
    place.first = m_cellCount;
    m_cellCount += kCanisterCells;
    for (const Method& method : m_scenario.canisters[i].methods) {
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

std::size_t Whereabouts::pairOf(const CallSpan& call) const {
  const auto& callees = m_canisters[call.caller.value].calleesOf;
  const auto found =
      std::lower_bound(callees.begin(), callees.end(), std::pair{call.callee.canister, std::uint32_t{0}});
  RS_CHECK(found != callees.end() && found->first == call.callee.canister);
  return found->second;
}

std::size_t Whereabouts::pairCell(std::size_t pair, Station station, bool marked) const {
  return m_firstPair + pair * kPairCells + cellOf(station, marked);
}

/// Requests that go one way and answers that come back it.
std::int64_t Whereabouts::inStream(const Cells& cells, Direction way) const {
  std::int64_t messages = 0;
  const auto add = [&](std::size_t pair, Station station) {
    messages += cells[pairCell(pair, station, false)] + cells[pairCell(pair, station, true)];
  };
  for (std::size_t p = 0; p < m_pairs.size(); ++p) {
    const SubnetId caller = m_scenario.canister(m_pairs[p].caller).subnet;
    const SubnetId callee = m_scenario.canister(m_pairs[p].callee).subnet;
    if (caller == way.from && callee == way.to) add(p, Station::Outbound);
    if (callee == way.from && caller == way.to) add(p, Station::Inbound);
  }
  return messages;
}

void Whereabouts::take(const Event& event, const EventHere& here) {
  Subnet& subnet = m_subnets[here.subnet.value];
  if (subnet.position % m_every == 0) subnet.checkpoints.push_back(subnet.now);
  const std::int64_t answered = subnet.now[kJustAnswered];
  noteAnswers(event, answered == 0 ? kNoCall : CallId{static_cast<std::uint32_t>(answered - 1)});
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
  return static_cast<std::uint64_t>(inStream(sum, way) - sum[signalCell(*direction)]);
}

void Whereabouts::addUntil(Cells& sum, const Trace& trace, const EventOrder& order, Stretch stretch) const {
  const Cells cells = partOf(trace, order, stretch);
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += cells[i];
}

Whereabouts::Cells Whereabouts::partOf(const Trace& trace, const EventOrder& order, Stretch stretch) const {
  if (stretch.end == 0) return Cells(m_cellCount, 0);
  const Subnet& subnet = m_subnets[stretch.subnet];
  const std::uint64_t checkpoint = stretch.useCheckpoints ? (stretch.end - 1) / m_every : 0;
  Cells cells = subnet.checkpoints[checkpoint];
  const std::uint64_t from = checkpoint * m_every;
  EventWindow events(trace.events());
  for (std::uint64_t at = from; at < stretch.end;) {
    // A row's events follow each other in the trace.
    const EventOrder::Stretch row = order.stretchAt(m_table, stretch.subnet, at);
    const std::uint64_t until = std::min(stretch.end, at + row.count);
    for (std::uint64_t event = row.firstEvent; at < until; ++at) apply(cells, events[event++]);
  }
  const auto before = [](const LineChange& change, std::uint64_t value) { return change.position < value; };
  const auto first = std::lower_bound(subnet.lines.begin(), subnet.lines.end(), from, before);
  const auto last = std::lower_bound(first, subnet.lines.end(), stretch.end, before);
  for (auto change = first; change != last; ++change) cells[change->cell] += change->change;
  return cells;
}

Places Whereabouts::decoded(const Cells& cells) const {
  Places places{{}, m_directions, {}};
  for (Travelling& way : places.travelling) way.messages = inStream(cells, {way.from, way.to});
  places.canisters.resize(m_canisters.size());
  for (std::size_t p = 0; p < m_pairs.size(); ++p) {
    PairPlaces& pair = places.pairs.emplace_back();
    for (const Station station : kStations)
      pair[station] = {cells[pairCell(p, station, false)], cells[pairCell(p, station, true)]};
    CanisterPlace& caller = places.canisters[m_pairs[p].caller.value];
    caller.outside += pair[Station::Outside].total();
    caller.inputQueue += pair[Station::CallerInput].total();
    places.canisters[m_pairs[p].callee.value].inputQueue += pair[Station::CalleeInput].total();
  }
  for (std::size_t c = 0; c < m_canisters.size(); ++c) {
    const roundscope::Canister& canister = m_scenario.canisters[c];
    const Canister& place = m_canisters[c];
    CanisterPlace& found = places.canisters[c];
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
