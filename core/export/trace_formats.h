// The formats in which a trace can be saved, one row each: the command line, its help and the window read this table.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/export/text_stream.h"
#include "core/export/traced_runs.h"

namespace roundscope {

struct TraceFormat {
  std::string_view ending;       ///< of the file's name, as ".jsonl"; it chooses the format
  std::string_view name;         ///< "JSON Lines"
  std::string_view description;  ///< for whom, in a few words
  bool isTable = false;          ///< comma-separated values, which may begin with a UTF-8 mark
  /// False when the sink took no more.
  bool (*write)(const TracedRuns& runs, const TextSink& sink) = nullptr;
};

std::span<const TraceFormat> traceFormats();

/// ".jsonl, .calls.csv, .csv or .perfetto.json".
std::string traceEndings();

/// The format that a file's name asks for, in capitals or not. `where` names the argument in an error.
/// Errors: of kind Usage when no format has the name's ending.
Result<const TraceFormat*> traceFormatOf(std::string_view fileName, std::string_view where);

}  // namespace roundscope
