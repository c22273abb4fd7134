// When an event is shown in a Chrome trace.
#pragma once

#include <cstdint>
#include <vector>

#include "core/export/traced_runs.h"

namespace roundscope {

/// All events of an instant have one time. Here they are spread evenly, in order, until the next instant with events
/// and over a round at most, so that no message arrives before it was sent. Events of queries keep their own times.
/// All times are in microseconds from the start of the run.
class ChromeClock {
 public:
  explicit ChromeClock(const CallTable& table);

  [[nodiscard]] Time at(Moment moment) const;
  /// No event of this row of CallTable::rounds() or a later one is shown earlier.
  [[nodiscard]] Time earliestFrom(std::size_t row) const { return m_earliest[row]; }
  /// Nothing of the run is shown later.
  [[nodiscard]] Time end() const { return m_end; }

 private:
  void spreadInstant(std::size_t first, std::size_t last);

  const CallTable* m_table;
  std::vector<Duration> m_spread;  ///< by row: over which its own events are spread
  std::vector<Time> m_earliest;    ///< by row
  Time m_end;
};

}  // namespace roundscope
