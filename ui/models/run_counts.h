// How many calls of a run are in flight, replied, failed or were not performed at any moment.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/large_list.h"
#include "core/base/time.h"
#include "core/run/call_table.h"

namespace roundscope::ui {

struct CountsAt {
  std::uint64_t inFlight = 0, replied = 0, failed = 0, notPerformed = 0;
  bool operator==(const CountsAt&) const = default;
};

/// A fold of a growing call table that answers any moment by binary search. A call counts from the moment at which its
/// bar begins and ends in the picture, so numbers and picture agree.
class RunCounts {
 public:
  /// Takes over what is new in the table. Costs the new calls and those still open, and sorts only the new ends.
  void update(const CallTable& table);
  [[nodiscard]] CountsAt at(Time time) const;

 private:
  /// True when the call is settled and will not change again.
  bool take(const CallSpan& call, const CallTable& table);

  LargeList<Time> m_began, m_replied, m_failed, m_notPerformed;  ///< each ascending
  std::vector<std::uint32_t> m_open;                             ///< performed, without an end yet
  std::size_t m_knownCalls = 0;
};

}  // namespace roundscope::ui
