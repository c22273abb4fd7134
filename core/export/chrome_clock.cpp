// One pass over the rounds, none over the events except those of queries.
#include "core/export/chrome_clock.h"

#include <algorithm>

namespace roundscope {

ChromeClock::ChromeClock(const CallTable& table)
    : m_table(&table), m_spread(table.rounds().size()), m_earliest(table.rounds().size()) {
  const auto& rounds = table.rounds();
  for (std::size_t first = 0; first < rounds.size();) {
    std::size_t last = first + 1;
    while (last < rounds.size() && rounds[last].time == rounds[first].time) ++last;
    spreadInstant(first, last);
    first = last;
  }
  for (std::size_t i = rounds.size(); i-- > 0;) {
    const RoundRow& row = rounds[i];
    const auto number = static_cast<std::uint32_t>(i);
    m_earliest[i] = i + 1 < rounds.size() ? std::min(row.time, m_earliest[i + 1]) : row.time;
    if (row.queryEvents > 0) m_earliest[i] = std::min(m_earliest[i], table.drawnAt({number, 1}));
    if (!row.onlyQueries()) m_end = std::max(m_end, row.time + row.interval);
    for (std::uint32_t event = 1; event <= row.queryEvents; ++event)
      m_end = std::max(m_end, table.drawnAt({number, event}));
  }
}

void ChromeClock::spreadInstant(std::size_t first, std::size_t last) {
  const auto& rounds = m_table->rounds();
  Duration spread = rounds[first].interval;
  for (std::size_t i = first; i < last; ++i) spread = std::min(spread, rounds[i].interval);
  if (last < rounds.size()) spread = std::min(spread, rounds[last].time - rounds[first].time);
  std::fill(m_spread.begin() + static_cast<std::ptrdiff_t>(first), m_spread.begin() + static_cast<std::ptrdiff_t>(last),
            spread);
}

Time ChromeClock::at(Moment moment) const {
  const RoundRow& row = m_table->rounds()[moment.round];
  if (moment.ordinal == 0) return row.time;
  if (row.isInQuery(moment.ordinal)) return m_table->drawnAt(moment);
  const std::int64_t place = std::int64_t{row.drawnBefore} + moment.ordinal - row.queryEvents;
  return row.time + Duration{m_spread[moment.round].us * place / std::max<std::int64_t>(row.drawnAmong, 1)};
}

}  // namespace roundscope
