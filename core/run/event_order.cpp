// A users' query stands in the round after it, so a round that has not begun may hold events that have happened.
#include "core/run/event_order.h"

#include <algorithm>

#include "core/base/check.h"

namespace roundscope {
namespace {

/// How many events of the row are drawn at or before `time`. The row's own beginning does not count before its queries.
std::uint32_t happenedInRow(const CallTable& table, std::uint32_t row, Time time) {
  std::uint32_t low = 1;
  std::uint32_t high = table.rounds()[row].eventCount;
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (table.drawnAt({row, middle}) <= time)
      low = middle + 1;
    else
      high = middle;
  }
  return low == 1 && table.drawnAt({row, 0}) > time ? 0 : low;
}

}  // namespace

void EventOrder::update(const CallTable& table) {
  const auto& rounds = table.rounds();
  for (; m_knownRows < rounds.size(); ++m_knownRows) {
    Stream& stream = m_streams[rounds[m_knownRows].subnet.value];
    stream.rows.push_back(static_cast<std::uint32_t>(m_knownRows));
    stream.rowsBefore.push_back(stream.count);
    stream.count += rounds[m_knownRows].eventCount;
  }
}

std::uint64_t EventOrder::happened(const CallTable& table, std::size_t subnet, Time time) const {
  const Stream& stream = m_streams[subnet];
  const auto after = std::upper_bound(stream.rows.begin(), stream.rows.end(), time,
                                      [&](Time t, std::uint32_t row) { return t < table.rounds()[row].time; }) -
                     stream.rows.begin();
  auto row = static_cast<std::size_t>(after);
  if (row < stream.rows.size() && table.rounds()[stream.rows[row]].queryEvents > 0) {
    const std::uint32_t queries = happenedInRow(table, stream.rows[row], time);
    if (queries > 0) return stream.rowsBefore[row] + queries;
  }
  if (row == 0) return 0;
  --row;
  return stream.rowsBefore[row] + happenedInRow(table, stream.rows[row], time);
}

std::uint64_t EventOrder::countBefore(std::size_t subnet, std::uint32_t row) const {
  const Stream& stream = m_streams[subnet];
  const auto next = std::lower_bound(stream.rows.begin(), stream.rows.end(), row);
  if (next == stream.rows.end()) return stream.count;
  return stream.rowsBefore[static_cast<std::size_t>(next - stream.rows.begin())];
}

std::optional<std::uint32_t> EventOrder::rowBefore(std::size_t subnet, std::uint32_t row) const {
  const std::vector<std::uint32_t>& rows = m_streams[subnet].rows;
  const auto next = std::lower_bound(rows.begin(), rows.end(), row);
  return next == rows.begin() ? std::nullopt : std::optional(*(next - 1));
}

std::optional<std::uint32_t> EventOrder::rowAfter(std::size_t subnet, std::uint32_t row) const {
  const std::vector<std::uint32_t>& rows = m_streams[subnet].rows;
  const auto next = std::upper_bound(rows.begin(), rows.end(), row);
  return next == rows.end() ? std::nullopt : std::optional(*next);
}

std::optional<std::uint32_t> EventOrder::rowAt(const CallTable& table, std::size_t subnet, Time time) const {
  const std::vector<std::uint32_t>& rows = m_streams[subnet].rows;
  const auto after = std::upper_bound(rows.begin(), rows.end(), time,
                                      [&](Time t, std::uint32_t row) { return t < table.rounds()[row].time; });
  return after == rows.begin() ? std::nullopt : std::optional(*(after - 1));
}

Moment EventOrder::momentOf(const Stream& stream, std::uint64_t position) {
  RS_CHECK(position < stream.count);
  const auto row = static_cast<std::size_t>(
      std::upper_bound(stream.rowsBefore.begin(), stream.rowsBefore.end(), position) - stream.rowsBefore.begin() - 1);
  return {stream.rows[row], static_cast<std::uint32_t>(position - stream.rowsBefore[row])};
}

std::uint64_t EventOrder::eventAt(const CallTable& table, std::size_t subnet, std::uint64_t position) const {
  const Moment moment = momentOf(m_streams[subnet], position);
  return table.rounds()[moment.round].firstEvent + moment.ordinal;
}

EventOrder::Stretch EventOrder::stretchAt(const CallTable& table, std::size_t subnet, std::uint64_t position) const {
  const Moment moment = momentOf(m_streams[subnet], position);
  const RoundRow& row = table.rounds()[moment.round];
  return {row.firstEvent + moment.ordinal, row.eventCount - moment.ordinal};
}

std::optional<Time> EventOrder::next(const CallTable& table, Time time) const {
  std::optional<Time> earliest;
  for (std::size_t subnet = 0; subnet < m_streams.size(); ++subnet) {
    const std::uint64_t position = happened(table, subnet, time);
    if (position >= m_streams[subnet].count) continue;
    Moment moment = momentOf(m_streams[subnet], position);
    if (moment.ordinal == 0 && table.rounds()[moment.round].queryEvents > 0) moment.ordinal = 1;
    const Time drawn = table.drawnAt(moment);
    if (drawn > time && (!earliest || drawn < *earliest)) earliest = drawn;
  }
  return earliest;
}

std::optional<std::uint64_t> EventOrder::last(const CallTable& table, Time time) const {
  std::optional<std::uint64_t> last;
  Time lastTime;
  for (std::size_t subnet = 0; subnet < m_streams.size(); ++subnet) {
    const std::uint64_t position = happened(table, subnet, time);
    if (position == 0) continue;
    const Moment moment = momentOf(m_streams[subnet], position - 1);
    const Time drawn = table.drawnAt(moment);
    const std::uint64_t event = table.rounds()[moment.round].firstEvent + moment.ordinal;
    if (last && (drawn < lastTime || (drawn == lastTime && event < *last))) continue;
    last = event;
    lastTime = drawn;
  }
  return last;
}

std::optional<Time> EventOrder::previous(const CallTable& table, Time time) const {
  const auto event = last(table, Time{time.us - 1});
  if (!event) return std::nullopt;
  return table.drawnAt(momentOfEvent(table, *event));
}

Moment momentOfEvent(const CallTable& table, std::uint64_t eventIndex) {
  const auto& rounds = table.rounds();
  const auto after = std::upper_bound(rounds.begin(), rounds.end(), eventIndex,
                                      [](std::uint64_t index, const RoundRow& row) { return index < row.firstEvent; });
  RS_CHECK(after != rounds.begin());
  const auto row = static_cast<std::uint32_t>(after - rounds.begin() - 1);
  return {row, static_cast<std::uint32_t>(eventIndex - rounds[row].firstEvent)};
}

}  // namespace roundscope
