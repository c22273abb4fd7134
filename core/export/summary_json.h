// The numbers of a run as JSON: what `roundscope run --json` prints.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/analysis/summary.h"

namespace roundscope {

/// One run as a JSON object, indented.
std::string summaryJson(const SummedUpRun& run);

/// Several runs as a JSON list of such objects.
std::string summariesJson(const std::vector<SummedUpRun>& runs);

}  // namespace roundscope
