// The trace in the format of Chrome's trace viewer, which Perfetto opens too.
#pragma once

#include "core/export/text_stream.h"
#include "core/export/traced_runs.h"

namespace roundscope {

/// Described in resources/formats.md. All runs on one time axis, lines ascending in time. False when the sink took no
/// more. Source: "Trace Event Format" of the Chromium project.
bool writeTraceChrome(const TracedRuns& runs, const TextSink& sink);

}  // namespace roundscope
