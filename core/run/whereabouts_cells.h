// Private to Whereabouts: where the numbers lie.
#pragma once

#include <cstddef>

namespace roundscope {

// Of a subnet's stretch of the run; their sum means nothing.
inline constexpr std::size_t kJustAnswered = 0;  ///< the call of the ResponseCreated just before, plus 1
inline constexpr std::size_t kInQuery = 1;       ///< 1 from a user's query's QueryStarted to its QueryFinished
inline constexpr std::size_t kRunCells = 2;

// Of a canister, behind its first cell.
inline constexpr std::size_t kInputQueue = 0;
inline constexpr std::size_t kExecuting = 1;       ///< 0: nothing, else method * 65,536 + step + 1
inline constexpr std::size_t kQueryExecuting = 2;  ///< the same within a user's query, beside a message that is paused
inline constexpr std::size_t kOutside = 3;         ///< calls that wait for an answer from outside
inline constexpr std::size_t kCanisterCells = 4;

}  // namespace roundscope
