// One pass over the rounds, none over the events except those of queries.
#include "core/export/chrome_clock.h"

#include <algorithm>

namespace roundscope {
namespace {

constexpr std::int64_t kTen = 10;
constexpr int kMostDecimals = 9;
/// Whole numbers up to here are told apart as floating-point numbers.
constexpr std::int64_t kExact = std::int64_t{1} << 53;

/// By row: over which its own events are spread.
std::vector<Duration> spreads(const CallTable& table) {
  const auto& rounds = table.rounds();
  std::vector<Duration> spreads(rounds.size());
  for (std::size_t first = 0; first < rounds.size();) {
    std::size_t last = first + 1;
    Duration spread = rounds[first].interval;
    for (; last < rounds.size() && rounds[last].time == rounds[first].time; ++last)
      spread = std::min(spread, rounds[last].interval);
    if (last < rounds.size()) spread = std::min(spread, rounds[last].time - rounds[first].time);
    for (; first < last; ++first) spreads[first] = spread;
  }
  return spreads;
}

/// Tells each stretch of events of a row's queries that have one time: its first event, and the one after its last.
template <class Tell>
void forEachSameTime(const CallTable& table, std::uint32_t rowNumber, Tell&& tell) {
  const RoundRow& row = table.rounds()[rowNumber];
  for (std::uint32_t first = 1; first <= row.queryEvents;) {
    const Time time = table.drawnAt({rowNumber, first});
    std::uint32_t end = first + 1;
    while (end <= row.queryEvents && table.drawnAt({rowNumber, end}) == time) ++end;
    tell(first, end);
    first = end;
  }
}

}  // namespace

ChromeUnit::ChromeUnit(const TracedRuns& file) {
  std::int64_t needed = 1;
  Time end;
  for (const Run* run : file.runs) {
    const CallTable& table = run->calls();
    const std::vector<Duration> spread = spreads(table);
    for (std::uint32_t i = 0; i < table.rounds().size(); ++i) {
      const RoundRow& row = table.rounds()[i];
      const std::int64_t perEvent = std::max<std::int64_t>(spread[i].us, 1);
      needed = std::max(needed, (std::int64_t{row.drawnAmong} + perEvent - 1) / perEvent);
      end = std::max(end, row.time + row.interval);
      forEachSameTime(table, i, [&](std::uint32_t first, std::uint32_t last) {
        needed = std::max(needed, std::int64_t{last} - first);
        end = std::max(end, table.drawnAt({i, first}));
      });
    }
  }
  while (m_perMicrosecond < needed && m_decimals < kMostDecimals && end.us < kExact / (m_perMicrosecond * kTen)) {
    m_perMicrosecond *= kTen;
    ++m_decimals;
  }
}

ChromeClock::ChromeClock(const CallTable& table, ChromeUnit unit)
    : m_table(&table), m_unit(unit), m_spread(spreads(table)), m_earliest(table.rounds().size()) {
  const auto& rounds = table.rounds();
  for (std::uint32_t i = 0; i < rounds.size(); ++i)
    forEachSameTime(table, i, [&](std::uint32_t first, std::uint32_t last) {
      m_sameTime.resize(rounds[i].queryTimes + first - 1);
      for (std::uint32_t event = first; event < last; ++event) m_sameTime.push_back({event - first, last - first});
    });
  for (std::size_t i = rounds.size(); i-- > 0;) {
    const RoundRow& row = rounds[i];
    const auto number = static_cast<std::uint32_t>(i);
    m_earliest[i] = unit.of(row.time);
    if (i + 1 < rounds.size()) m_earliest[i] = std::min(m_earliest[i], m_earliest[i + 1]);
    if (row.queryEvents > 0) m_earliest[i] = std::min(m_earliest[i], unit.of(table.drawnAt({number, 1})));
    if (!row.onlyQueries()) m_end = std::max(m_end, unit.of(row.time + row.interval));
    for (std::uint32_t event = 1; event <= row.queryEvents; ++event) m_end = std::max(m_end, at({number, event}));
  }
}

Time ChromeClock::at(Moment moment) const {
  const RoundRow& row = m_table->rounds()[moment.round];
  if (moment.ordinal == 0) return m_unit.of(row.time);
  if (row.isInQuery(moment.ordinal)) return inQuery(moment);
  const std::int64_t place = std::int64_t{row.drawnBefore} + moment.ordinal - row.queryEvents;
  const std::int64_t among = std::max<std::int64_t>(row.drawnAmong, 1);
  const std::int64_t spread = m_unit.of(m_spread[moment.round]).us;
  // spread × place / among, where the product could be too large.
  return m_unit.of(row.time) + Duration{spread / among * place + spread % among * place / among};
}

Time ChromeClock::inQuery(Moment moment) const {
  const SameTime& same = m_sameTime[m_table->rounds()[moment.round].queryTimes + moment.ordinal - 1];
  return m_unit.of(m_table->drawnAt(moment)) + Duration{m_unit.perMicrosecond() * same.before / same.all};
}

}  // namespace roundscope
