// Which rounds sent the messages that are between subnets. Nothing is kept for this: a stream is first in, first out,
// so what has not arrived is what was sent last, and the counts before each round tell how much each of them sent.
#include <algorithm>
#include <deque>

#include "core/base/check.h"
#include "core/run/whereabouts.h"
#include "core/run/whereabouts_cells.h"

namespace roundscope {
namespace {

/// Further back nothing is told apart: older messages count to the last round looked at.
constexpr int kMostRows = 24;

StationCount operator-(StationCount a, StationCount b) { return {a.plain - b.plain, a.marked - b.marked}; }
StationCount least(StationCount a, StationCount b) {
  return {std::min(a.plain, b.plain), std::min(a.marked, b.marked)};
}

}  // namespace

/// The answer to one question.
class Whereabouts::Flights {
 public:
  Flights(const Whereabouts& places, const Trace& trace, const EventOrder& order, Time time)
      : m_places(places), m_table(places.m_table), m_trace(trace), m_order(order), m_time(time) {
    for (std::size_t s = 0; s < order.subnetCount(); ++s)
      m_now.push_back(places.partOf(trace, order, {s, order.happened(m_table, s, time)}));
  }

  std::vector<Flight> all() {
    for (std::size_t p = 0; p < m_places.m_pairs.size(); ++p) {
      const std::size_t caller = m_places.m_scenario.canister(m_places.m_pairs[p].caller).subnet.value;
      const std::size_t callee = m_places.m_scenario.canister(m_places.m_pairs[p].callee).subnet.value;
      if (caller == callee) continue;
      addWay({p, Station::Outbound, caller, callee});
      addWay({p, Station::Inbound, callee, caller});
    }
    return std::move(m_flights);
  }

 private:
  struct Way {
    std::size_t pair;
    Station station;
    std::size_t sender;
    std::size_t receiver;
  };

  /// The sender has added to this cell what it sent, the receiver taken away what it took in.
  [[nodiscard]] StationCount count(const Cells& cells, const Way& way) const {
    return {cells[m_places.pairCell(way.pair, way.station, false)],
            cells[m_places.pairCell(way.pair, way.station, true)]};
  }

  /// A subnet's part before a row; several pairs ask for the same.
  const Cells& before(std::size_t subnet, std::uint32_t row) {
    for (const Part& part : m_parts)
      if (part.subnet == subnet && part.row == row) return part.cells;
    m_parts.push_back({subnet, row, m_places.partOf(m_trace, m_order, {subnet, m_order.countBefore(subnet, row)})});
    return m_parts.back().cells;
  }

  void addWay(const Way& way) {
    const StationCount sentInAll = count(m_now[way.sender], way);
    const StationCount arrived = StationCount{} - count(m_now[way.receiver], way);
    StationCount left = sentInAll - arrived;
    if (left.total() <= 0) return;
    StationCount sent = sentInAll;
    const auto first = static_cast<std::ptrdiff_t>(m_flights.size());
    auto row = m_order.rowAt(m_table, way.sender, m_time);
    for (int i = 0; row && left.total() > 0 && i < kMostRows; ++i) {
      const StationCount earlier = count(before(way.sender, *row), way);
      const bool last = i + 1 == kMostRows;
      const StationCount here = last ? left : least(left, sent - earlier);
      if (here.total() > 0) {
        // The messages of this round that have arrived already were its first.
        const std::int64_t index = sent.total() - here.total();
        m_flights.push_back({way.pair, way.station == Station::Inbound, here, *row, progressOf(way, *row, index)});
      }
      left = left - here;
      sent = earlier;
      row = m_order.rowBefore(way.sender, *row);
    }
    std::reverse(m_flights.begin() + first, m_flights.end());
    // Nothing overtakes in a stream; what is refused on arrival comes back as a signal, which does, and is not told
    // apart.
    for (auto flight = m_flights.begin() + first; flight != m_flights.end(); ++flight)
      if (flight != m_flights.begin() + first) flight->progress = std::min(flight->progress, (flight - 1)->progress);
  }

  /// From the end of the round that sent it to the block that takes it in.
  double progressOf(const Way& way, std::uint32_t sentIn, std::int64_t index) {
    const RoundRow& round = m_table.rounds()[sentIn];
    const Time left = round.time + round.drawnSpan;
    const Time arrives = arrivalOf(way, left, index);
    if (m_time >= arrives) return 1;
    if (m_time <= left) return 0;
    return static_cast<double>((m_time - left).us) / static_cast<double>((arrives - left).us);
  }

  /// When the receiver's round begins that takes in the message with this number among all of the way's.
  Time arrivalOf(const Way& way, Time left, std::int64_t index) {
    auto row = m_order.rowAt(m_table, way.receiver, left);
    row = row ? m_order.rowAfter(way.receiver, *row) : firstRow(way.receiver);
    const Time earliest = row ? m_table.rounds()[*row].time : nextRound(way.receiver, left);
    for (int i = 0; row && i < kMostRows; ++i) {
      const auto next = m_order.rowAfter(way.receiver, *row);
      if (!next) break;
      if (-count(before(way.receiver, *next), way).total() > index) return m_table.rounds()[*row].time;
      row = next;
    }
    return row && isLastKnown(way, *row, index) ? m_table.rounds()[*row].time : earliest;
  }

  [[nodiscard]] bool isLastKnown(const Way& way, std::uint32_t row, std::int64_t index) const {
    if (m_order.rowAfter(way.receiver, row)) return false;
    const Cells all = m_places.partOf(m_trace, m_order, {way.receiver, m_order.count(way.receiver)});
    return -count(all, way).total() > index;
  }

  [[nodiscard]] std::optional<std::uint32_t> firstRow(std::size_t subnet) const {
    const auto row = m_order.rowAfter(subnet, 0);
    return m_table.rounds().size() > 0 && m_table.rounds()[0].subnet.value == subnet ? std::optional<std::uint32_t>(0)
                                                                                     : row;
  }

  /// Rounds without events leave no row.
  [[nodiscard]] Time nextRound(std::size_t subnet, Time after) const {
    const roundscope::Subnet& receiver = m_places.m_scenario.subnets[subnet];
    const std::int64_t interval = receiver.blockInterval.us;
    const std::int64_t passed = (after.us - receiver.phase.us) / interval;
    return Time{receiver.phase.us + (passed + 1) * interval};
  }

  struct Part {
    std::size_t subnet;
    std::uint32_t row;
    Cells cells;
  };

  const Whereabouts& m_places;
  const CallTable& m_table;
  const Trace& m_trace;
  const EventOrder& m_order;
  Time m_time;
  std::vector<Cells> m_now;
  std::deque<Part> m_parts;
  std::vector<Flight> m_flights;
};

std::vector<Flight> Whereabouts::flightsAt(const Trace& trace, const EventOrder& order, Time time) const {
  return Flights(*this, trace, order, time).all();
}

}  // namespace roundscope
