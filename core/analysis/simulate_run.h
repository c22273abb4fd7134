// The way from a scenario to its whole run, for those who need no window meanwhile.
#pragma once

#include <memory>

#include "core/run/run.h"
#include "core/trace/run_terms.h"

namespace roundscope {

/// Simulates a scenario to its end, or as far as it may go.
[[nodiscard]] std::shared_ptr<const Run> simulateRun(const std::shared_ptr<const Scenario>& scenario,
                                                     const RunTerms& terms = {});

}  // namespace roundscope
