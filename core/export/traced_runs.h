// What every format of a trace is written from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/run/run.h"

namespace roundscope {

/// The runs of one file, in the scenario's order; at least one. Borrows them.
struct TracedRuns {
  std::string program;  ///< what wrote the file, as "roundscope 0.1.0"
  std::vector<const Run*> runs;
  bool utf8Mark = false;  ///< a table begins with core/export/csv_text.h's kUtf8Mark
};

/// What ended a run before its end, as a word; of a run that went on when the file was written: partial. Empty where it
/// ended by itself.
[[nodiscard]] inline std::string_view stopOf(const Run& run) {
  if (!run.trace().finished()) return "partial";
  return run.trace().cutOff() == CutOff::None ? std::string_view() : nameOf(run.trace().cutOff());
}

}  // namespace roundscope
