// When the events of a run are drawn, for a walk through all of them.
#pragma once

#include "core/run/call_table.h"

namespace roundscope {

/// Says what CallTable::drawnAt says. From one event of a round to the next it goes on by a sum, which costs a small
/// part of the division that a single answer takes.
class EventClock {
 public:
  /// Borrows the table, which must outlive it and already know the events asked for.
  explicit EventClock(const CallTable& table) : m_table(&table) {}

  [[nodiscard]] Time at(Moment moment) {
    const bool next = moment.round == m_last.round && moment.ordinal == m_last.ordinal + 1;
    m_last = moment;
    if (!next || moment.ordinal <= m_queryEvents + 1) return start(moment);
    m_us += m_step;
    m_rest += m_stepRest;
    if (m_rest >= m_among) {
      m_rest -= m_among;
      ++m_us;
    }
    return Time{m_us};
  }

 private:
  /// The first events of a round, and those of queries, which have times of their own.
  Time start(Moment moment) {
    const RoundRow& row = m_table->rounds()[moment.round];
    const Time drawn = m_table->drawnAt(moment);
    m_queryEvents = row.queryEvents;
    m_among = std::max<std::int64_t>(row.drawnAmong, 1);
    const std::int64_t span = row.drawnSpan.us;
    m_step = span / m_among;
    m_stepRest = span % m_among;
    const std::int64_t passed = std::max<std::int64_t>(std::int64_t{moment.ordinal} - row.queryEvents, 0);
    m_us = drawn.us;
    m_rest = span * (row.drawnBefore + passed) % m_among;
    return drawn;
  }

  const CallTable* m_table;
  Moment m_last;  ///< before the first event: one that never happened
  std::int64_t m_us = 0;
  std::int64_t m_rest = 0;  ///< what is lost in `m_us`, of `m_among` parts of a microsecond
  std::int64_t m_step = 0;
  std::int64_t m_stepRest = 0;
  std::int64_t m_among = 1;
  std::uint32_t m_queryEvents = 0;
};

}  // namespace roundscope
