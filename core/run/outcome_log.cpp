// Counting outcomes: each outcome is a list of moments.
#include "core/run/outcome_log.h"

#include <algorithm>

namespace roundscope {

OutcomeCounts OutcomeLog::countsUntil(double us) const {
  OutcomeCounts counts;
  counts.attempted = m_attempted.countUntil(us);
  std::uint32_t ended = 0;
  for (std::size_t i = 0; i < kOutcomeCount; ++i) ended += counts.by[i] = m_ended[i].countUntil(us);
  counts.by[static_cast<std::size_t>(CallOutcome::InFlight)] = counts.attempted - std::min(ended, counts.attempted);
  return counts;
}

}  // namespace roundscope
