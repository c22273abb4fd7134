// What every format of a trace is written from.
#pragma once

#include <string>
#include <vector>

#include "core/run/run.h"

namespace roundscope {

/// The runs of one file, in the scenario's order; at least one. Borrows them.
struct TracedRuns {
  std::string program;  ///< what wrote the file, as "roundscope 0.1.0"
  std::vector<const Run*> runs;
  bool utf8Mark = false;  ///< a table begins with core/export/csv_text.h's kUtf8Mark
};

}  // namespace roundscope
