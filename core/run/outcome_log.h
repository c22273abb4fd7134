// When calls were attempted and how they ended, so that any text can say how things stood at any moment.
#pragma once

#include <array>
#include <cstdint>

#include "core/run/call_table.h"
#include "core/run/time_list.h"

namespace roundscope {

/// How many of a group of calls stand where, at one moment.
struct OutcomeCounts {
  std::uint32_t attempted = 0;
  std::array<std::uint32_t, kOutcomeCount> by{};  ///< indexed by CallOutcome
  bool operator==(const OutcomeCounts&) const = default;
  OutcomeCounts& operator+=(const OutcomeCounts& more) {
    attempted += more.attempted;
    for (std::size_t i = 0; i < kOutcomeCount; ++i) by[i] += more.by[i];
    return *this;
  }
  [[nodiscard]] std::uint32_t of(CallOutcome outcome) const { return by[static_cast<std::size_t>(outcome)]; }
  [[nodiscard]] std::uint32_t failed() const {
    return attempted - of(CallOutcome::InFlight) - of(CallOutcome::Replied);
  }
};

class OutcomeLog {
 public:
  void attempt(std::int64_t us) { m_attempted.add(us); }
  void end(CallOutcome outcome, std::int64_t us) { m_ended[static_cast<std::size_t>(outcome)].add(us); }
  [[nodiscard]] OutcomeCounts countsUntil(double us) const;
  [[nodiscard]] const TimeList& attempts() const { return m_attempted; }
  [[nodiscard]] const TimeList& ended(CallOutcome outcome) const { return m_ended[static_cast<std::size_t>(outcome)]; }

 private:
  TimeList m_attempted;
  std::array<TimeList, kOutcomeCount> m_ended;
};

}  // namespace roundscope
