// Private to core/scenario: the numbers that fields of several objects may have. They keep the simulator's 64-bit
// arithmetic from overflowing, and every number exact in whatever reads JSON.
#pragma once

#include "core/scenario/object_reader.h"

namespace roundscope::detail {

inline constexpr std::int64_t kMaxCallsPerStep = 20'000'000;
inline constexpr std::int64_t kMaxRequestBytes = 10'485'760;  ///< within a subnet; fewer go to another one
inline constexpr std::int64_t kMaxCycles = 100'000'000'000'000'000;
inline constexpr std::int64_t kMaxMilliseconds = 1'000'000'000'000;
inline constexpr Range kInstructions{0, 1'000'000'000'000};
inline constexpr Range kVariableValues{-Range{}.max, Range{}.max};

}  // namespace roundscope::detail
