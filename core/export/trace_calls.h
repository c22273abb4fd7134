// The calls of runs as a table for spreadsheets and data frames.
#pragma once

#include <span>
#include <string_view>

#include "core/export/text_stream.h"
#include "core/export/traced_runs.h"

namespace roundscope {

/// Described in resources/formats.md: a line of titles, then one call a line, in the order attempted, without the
/// messages of a language's runtime to its own canister. False when the sink took no more. Source: RFC 4180.
bool writeTraceCalls(const TracedRuns& runs, const TextSink& sink);

/// The titles of its columns, in order.
std::span<const std::string_view> callColumnNames();

}  // namespace roundscope
