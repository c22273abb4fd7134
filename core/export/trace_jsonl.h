// The trace as JSON Lines: a header, then one event a line.
#pragma once

#include "core/export/text_stream.h"
#include "core/export/traced_runs.h"

namespace roundscope {

/// Described in resources/formats.md. Variant after variant, events in order. False when the sink took no more.
bool writeTraceJsonl(const TracedRuns& runs, const TextSink& sink);

}  // namespace roundscope
