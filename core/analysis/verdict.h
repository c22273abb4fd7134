// Variants of a scenario compared in a sentence.
#pragma once

#include <string>
#include <vector>

#include "core/analysis/summary.h"
#include "core/scenario/scenario.h"

namespace roundscope {

/// One sentence that compares the rounds of the variants: "Parallel needs 60 times fewer rounds than Sequential (3
/// against 181)." Empty for a single variant. Names how many calls failed where they differ.
std::string comparisonVerdict(const std::vector<const Scenario*>& scenarios, const std::vector<RunSummary>& summaries);

}  // namespace roundscope
