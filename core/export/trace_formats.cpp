// The table, and the way from a file's name to its row.
#include "core/export/trace_formats.h"

#include <algorithm>
#include <array>

#include "core/export/trace_chrome.h"
#include "core/export/trace_csv.h"
#include "core/export/trace_jsonl.h"

namespace roundscope {
namespace {

constexpr std::array kFormats = {
    TraceFormat{".jsonl", "JSON Lines", "one event a line, for programs", writeTraceJsonl},
    TraceFormat{".csv", "Comma-separated values", "one event a line, for spreadsheets", writeTraceCsv},
    TraceFormat{".perfetto.json", "Chrome trace", "a timeline for Perfetto or chrome://tracing", writeTraceChrome},
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// The name must be longer than the ending: ".csv" alone is a hidden file without one.
bool endsIn(std::string_view name, std::string_view ending) {
  return name.size() > ending.size() && std::equal(ending.rbegin(), ending.rend(), name.rbegin(),
                                                   [](char end, char own) { return end == lower(own); });
}

}  // namespace

std::span<const TraceFormat> traceFormats() { return kFormats; }

std::string traceEndings() {
  std::string text;
  for (const TraceFormat& format : kFormats) {
    const bool last = &format == &kFormats.back();
    text += text.empty() ? "" : last ? " or " : ", ";
    text += format.ending;
  }
  return text;
}

Result<const TraceFormat*> traceFormatOf(std::string_view fileName, std::string_view where) {
  for (const TraceFormat& format : kFormats)
    if (endsIn(fileName, format.ending)) return &format;
  return Error{ErrorKind::Usage, std::string(where), "found \"" + std::string(fileName) + "\"",
               "a file name that ends in " + traceEndings()};
}

}  // namespace roundscope
