// Private to Whereabouts: where the numbers lie.
#pragma once

#include <cstddef>

#include "core/run/station.h"

namespace roundscope {

// Of a subnet's stretch of the run; their sum means nothing.
/// The call, plus 1, whose answer the event just before made in the caller's own input queue.
inline constexpr std::size_t kJustAnswered = 0;
inline constexpr std::size_t kInQuery = 1;  ///< 1 from a user's query's QueryStarted to its QueryFinished
inline constexpr std::size_t kRunCells = 2;

// Of a canister, behind its first cell.
inline constexpr std::size_t kExecuting = 0;       ///< 0: nothing, else method * 65,536 + step + 1
inline constexpr std::size_t kQueryExecuting = 1;  ///< the same within a user's query, beside a message that is paused
inline constexpr std::size_t kCanisterCells = 2;

// Of a pair, behind its first cell: two for each station, plain and marked.
inline constexpr std::size_t kPairCells = 2 * kStationCount;
[[nodiscard]] constexpr std::size_t cellOf(Station station, bool marked) {
  return 2 * static_cast<std::size_t>(station) + (marked ? 1 : 0);
}

}  // namespace roundscope
