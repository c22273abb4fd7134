// What every format of a trace is written from.
#pragma once

#include <string>
#include <vector>

#include "core/run/call_table.h"
#include "core/trace/trace.h"

namespace roundscope {

/// One variant's run. The table must be of the same trace; both are borrowed.
struct TracedRun {
  const Trace& trace;
  const CallTable& table;
};

/// The runs of one file, in the scenario's order; at least one.
struct TracedRuns {
  std::string program;  ///< what wrote the file, as "roundscope 0.1.0"
  std::vector<TracedRun> runs;
};

}  // namespace roundscope
