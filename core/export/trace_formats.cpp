// The table, and the way from a file's name to its row.
#include "core/export/trace_formats.h"

#include <array>
#include <vector>

#include "core/base/file_endings.h"
#include "core/export/trace_calls.h"
#include "core/export/trace_chrome.h"
#include "core/export/trace_csv.h"
#include "core/export/trace_jsonl.h"

namespace roundscope {
namespace {

/// The first whose ending fits is meant: the longer of two endings comes first.
constexpr std::array kFormats = {
    TraceFormat{".jsonl", "JSON Lines", "one event a line, for programs", false, writeTraceJsonl},
    TraceFormat{".calls.csv", "Calls as comma-separated values", "one call a line, for spreadsheets", true,
                writeTraceCalls},
    TraceFormat{".csv", "Comma-separated values", "one event a line, for spreadsheets", true, writeTraceCsv},
    TraceFormat{".perfetto.json", "Chrome trace", "a timeline for Perfetto or chrome://tracing", false,
                writeTraceChrome},
};

}  // namespace

std::span<const TraceFormat> traceFormats() { return kFormats; }

std::string traceEndings() {
  std::vector<std::string_view> endings;
  endings.reserve(kFormats.size());
  for (const TraceFormat& format : kFormats) endings.push_back(format.ending);
  return endingsText(endings);
}

Result<const TraceFormat*> traceFormatOf(std::string_view fileName, std::string_view where) {
  for (const TraceFormat& format : kFormats)
    if (hasEnding(fileName, format.ending)) return &format;
  return Error{ErrorKind::Usage, std::string(where), "found \"" + std::string(fileName) + "\"",
               "a file name that ends in " + traceEndings()};
}

}  // namespace roundscope
