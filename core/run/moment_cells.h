// Private to MomentFold: where the numbers lie.
#pragma once

#include <cstddef>

namespace roundscope {

// Of a subnet's stretch of the run; their sum means nothing.
inline constexpr std::size_t kInQuery = 0;       ///< 1 while a user's query is evaluated
inline constexpr std::size_t kJustAnswered = 1;  ///< the call of the ResponseCreated just before, plus 1
inline constexpr std::size_t kRunCells = 2;

// Of a canister, behind its first cell.
inline constexpr std::size_t kInputQueue = 0;
inline constexpr std::size_t kLiquid = 1;
inline constexpr std::size_t kReserved = 2;
inline constexpr std::size_t kCyclesKnown = 3;
inline constexpr std::size_t kExecuting = 4;  ///< 0: nothing, else method * 65,536 + step + 1
inline constexpr std::size_t kCanisterCells = 5;

}  // namespace roundscope
