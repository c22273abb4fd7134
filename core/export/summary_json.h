// The numbers of a run as JSON: what `roundscope run --json` prints.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/run/summary.h"
#include "core/trace/trace.h"

namespace roundscope {

/// One run as a JSON object, indented. `summary` must be of the same trace, which gives the names and the
/// variables' last committed values.
std::string summaryJson(const Trace& trace, const RunSummary& summary);

/// Several runs as a JSON list of such objects.
std::string summariesJson(const std::vector<std::pair<const Trace*, const RunSummary*>>& runs);

/// The word for an outcome in JSON and tables.
std::string_view outcomeName(IngressOutcome outcome);

}  // namespace roundscope
