// A run for another thread: the session goes on with its own.
#pragma once

#include <memory>

#include "core/run/run.h"

namespace roundscope::ui {

/// The run of just the events that the trace has now.
[[nodiscard]] inline std::shared_ptr<const Run> runCopy(const Trace& trace) {
  auto run = std::make_shared<Run>(trace.scenarioPtr());
  trace.forEachBatch([&](const RoundBatch& batch) { run->append(batch); });
  return run;
}

}  // namespace roundscope::ui
