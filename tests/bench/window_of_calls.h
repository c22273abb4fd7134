// The scenario that benchmarks share: many calls to a canister on another subnet, 500 of them kept in flight.
#pragma once

#include <cstdint>
#include <memory>

#include "core/scenario/scenario.h"

namespace roundscope {

std::shared_ptr<const Scenario> windowOfCalls(std::int64_t calls);

}  // namespace roundscope
