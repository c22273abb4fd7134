// The scenario that benchmarks share.
#pragma once

#include <cstdint>
#include <memory>

#include "tests/support/scenarios.h"

namespace roundscope {

/// Many calls to a canister on another subnet, 500 of them kept in flight.
inline std::shared_ptr<const Scenario> windowOfCalls(std::int64_t calls) {
  return std::make_shared<const Scenario>(test::pingExperiment(static_cast<int>(calls), test::window(500)));
}

}  // namespace roundscope
