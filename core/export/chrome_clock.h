// When an event is shown in a Chrome trace.
#pragma once

#include <cstdint>
#include <vector>

#include "core/export/traced_runs.h"

namespace roundscope {

/// How finely a file tells time: in microseconds with so many decimals. Few blocks are so full, or so short, that their
/// events need any.
class ChromeUnit {
 public:
  ChromeUnit() = default;
  /// What tells all events of these runs apart; less where readers, who take times as floating-point numbers, would not
  /// see that any more.
  explicit ChromeUnit(const TracedRuns& file);

  [[nodiscard]] int decimals() const { return m_decimals; }
  [[nodiscard]] std::int64_t perMicrosecond() const { return m_perMicrosecond; }
  [[nodiscard]] Time of(Time time) const { return {time.us * m_perMicrosecond}; }
  [[nodiscard]] Duration of(Duration duration) const { return {duration.us * m_perMicrosecond}; }

 private:
  int m_decimals = 0;
  std::int64_t m_perMicrosecond = 1;
};

/// All events of an instant have one time. Here they are spread evenly, in order, until the next instant with events
/// and over a round at most, so that no message arrives before it was sent. Events of queries keep their own times;
/// those that have the same one are spread over the microsecond. All times are in the file's unit, from the start of
/// the run.
class ChromeClock {
 public:
  ChromeClock(const CallTable& table, ChromeUnit unit);

  [[nodiscard]] Time at(Moment moment) const;
  /// No event of this row of CallTable::rounds() or a later one is shown earlier.
  [[nodiscard]] Time earliestFrom(std::size_t row) const { return m_earliest[row]; }
  /// Nothing of the run is shown later.
  [[nodiscard]] Time end() const { return m_end; }
  [[nodiscard]] ChromeUnit unit() const { return m_unit; }

 private:
  [[nodiscard]] Time inQuery(Moment moment) const;

  /// Where an event of a query stands among those of its time.
  struct SameTime {
    std::uint32_t before;
    std::uint32_t all;
  };

  const CallTable* m_table;
  ChromeUnit m_unit;
  std::vector<Duration> m_spread;    ///< by row, in microseconds: over which its own events are spread
  std::vector<Time> m_earliest;      ///< by row
  std::vector<SameTime> m_sameTime;  ///< of the queries' events, all rounds together
  Time m_end;
};

}  // namespace roundscope
