// Private to core/scenario: the `call` step.
#pragma once

#include "core/scenario/name_index.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/scenario.h"

namespace roundscope::detail {

inline constexpr std::int64_t kMaxCallsPerStep = 20'000'000;
inline constexpr std::int64_t kMaxPayloadBytes = 2'097'152;
inline constexpr std::int64_t kMaxCycles = 100'000'000'000'000'000;
inline constexpr std::int64_t kMaxMilliseconds = 1'000'000'000'000;

CallStep readCall(const Node& node, const NameIndex& names);

}  // namespace roundscope::detail
