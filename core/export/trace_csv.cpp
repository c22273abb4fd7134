// Fields come in the order of their columns, so a line is written as they come.
#include "core/export/trace_csv.h"

#include <fmt/format.h>

#include "core/base/check.h"
#include "core/export/csv_text.h"
#include "core/export/trace_fields.h"

namespace roundscope {
namespace {

class CsvFields : public TraceFieldWriter {
 public:
  explicit CsvFields(std::string& out) : m_out(out) {}

  void number(TraceField field, std::uint64_t value) override { append(field, fmt::format_int(value)); }
  void signedNumber(TraceField field, std::int64_t value) override { append(field, fmt::format_int(value)); }
  void text(TraceField field, std::string_view value) override {
    goTo(field);
    m_out += csvField(value);
  }
  void flag(TraceField field, bool value) override {
    goTo(field);
    m_out += value ? "true" : "false";
  }
  void close(std::string_view stop) {
    m_out.append(kTraceFieldCount - m_column, ',');
    m_out += stop;
    m_out += kCsvLineEnd;
  }

 private:
  void append(TraceField field, const fmt::format_int& digits) {
    goTo(field);
    m_out.append(digits.data(), digits.size());
  }
  void goTo(TraceField field) {
    const auto column = static_cast<std::size_t>(field);
    RS_CHECK(column >= m_column);
    m_out.append(column - m_column, ',');
    m_column = column;
  }

  std::string& m_out;
  std::size_t m_column = 0;
};

void appendTitles(std::string& out) {
  for (std::size_t i = 0; i < kTraceFieldCount; ++i) {
    if (i > 0) out += ',';
    out += nameOf(static_cast<TraceField>(i));
  }
  out += ",stopped";  // of the run: a table has no header that could say so
  out += kCsvLineEnd;
}

}  // namespace

bool writeTraceCsv(const TracedRuns& file, const TextSink& sink) {
  TextStream stream(sink);
  if (file.utf8Mark) stream.text() += kUtf8Mark;
  appendTitles(stream.text());
  bool open = true;
  for (const Run* run : file.runs) {
    forEachPlaced(*run, [&](const Event& event, const EventPlace& place) {
      if (!open) return;
      CsvFields fields(stream.text());
      writeFields(event, place, *run, fields);
      fields.close(stopOf(*run));
      open = stream.passOn();
    });
  }
  return stream.finish();
}

}  // namespace roundscope
