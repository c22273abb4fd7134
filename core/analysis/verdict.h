// Variants of a scenario compared in a sentence.
#pragma once

#include <string>
#include <vector>

#include "core/analysis/summary.h"
#include "core/scenario/scenario.h"

namespace roundscope {

/// Compares the variants: first which were cut off, which take no further part, then in which an expectation does not
/// hold, then in which users got no reply, then in which calls failed, and last the rounds of those whose outcomes are
/// alike and best: "Parallel takes 3 rounds, Sequential 181: 60 times as many." Empty for a single variant.
std::string comparisonVerdict(const std::vector<SummedUpRun>& runs);

}  // namespace roundscope
