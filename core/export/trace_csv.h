// The trace as a table for spreadsheets and data frames.
#pragma once

#include "core/export/text_stream.h"
#include "core/export/traced_runs.h"

namespace roundscope {

/// Described in resources/formats.md: a line of titles, then one event a line, with a column for every field that any
/// event may have. False when the sink took no more. Source: RFC 4180.
bool writeTraceCsv(const TracedRuns& runs, const TextSink& sink);

}  // namespace roundscope
