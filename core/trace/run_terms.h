// How far a run may go: what it may cost, and until when somebody wants it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stop_token>

#include "core/trace/event.h"

namespace roundscope {

/// The most that one run may cost, however long its scenario would go on. A run that reaches it ends with the last
/// whole instant. The defaults let ten million calls be kept on a laptop of 8 GB.
struct RunBudget {
  std::uint64_t events = std::numeric_limits<std::uint64_t>::max();  ///< besides the scenario's own `max_events`
  std::uint64_t memoryBytes = std::uint64_t{5} << 30;                ///< of its events and of what is under way
  std::uint64_t work = 4'000'000'000;                                ///< events, and steps that leave none
  bool keepsEvents = true;  ///< as long as the run; else memory is that of what is under way
  bool operator==(const RunBudget&) const = default;
};

/// Runs that are kept at the same time share the memory.
[[nodiscard]] inline RunBudget sharedAmong(std::size_t runs, RunBudget budget) {
  budget.memoryBytes /= std::max<std::size_t>(runs, 1);
  return budget;
}

/// What an event costs while its run is kept: packed, most take two or three bytes, and those that go on in no way
/// more.
inline constexpr std::uint64_t kBytesKeptPerEvent = 8;
/// What a call costs besides: its rows in those tables.
inline constexpr std::uint64_t kBytesKeptPerCall = 230;

/// How far a run may go.
struct RunTerms {
  RunBudget budget{};
  std::stop_token stop{};  ///< the run is cut off once this is asked for
};

}  // namespace roundscope
