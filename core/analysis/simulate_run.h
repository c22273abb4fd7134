// The way from a scenario to its whole run, or to what it comes to, for those who need no window meanwhile.
#pragma once

#include <memory>

#include "core/analysis/summary.h"
#include "core/run/run.h"
#include "core/trace/run_terms.h"

namespace roundscope {

/// Simulates a scenario to its end, or as far as it may go.
[[nodiscard]] std::shared_ptr<const Run> simulateRun(const std::shared_ptr<const Scenario>& scenario,
                                                     const RunTerms& terms = {});

/// The same in numbers alone. No trace is kept, so that memory grows with the calls that are open at once only. Where a
/// broken expectation was lost is not looked for.
[[nodiscard]] RunSummary sumUp(const std::shared_ptr<const Scenario>& scenario, const RunTerms& terms = {});

/// Finds that, too, for those who tell it: only the trace knows it, so the scenario is simulated again with one, as far
/// as the terms allow.
void findBreakings(RunSummary& summary, const std::shared_ptr<const Scenario>& scenario, const RunTerms& terms = {});

}  // namespace roundscope
