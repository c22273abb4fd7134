// The comparison table: one list of columns, written in two ways.
#include "core/export/comparison.h"

#include <fmt/format.h>

namespace roundscope {
namespace {

struct Column {
  const char* title;
  std::string (*text)(const Scenario&, const RunSummary&);
  bool isTime = false;  ///< empty where nobody knows, as for a run that was cut off
};

/// A duration in milliseconds, exactly: "1234.5".
std::string inMilliseconds(Duration duration) {
  std::string text = fmt::format("{}.{:03}", duration.us / 1'000, duration.us % 1'000);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

constexpr Column kColumns[] = {
    {"variant", [](const Scenario& s, const RunSummary&) { return s.variant.empty() ? s.id : s.variant; }},
    {"stopped", [](const Scenario&, const RunSummary& r) { return std::string(nameOf(r.cutOff)); }},
    {"rounds", [](const Scenario&, const RunSummary& r) { return std::to_string(r.rounds); }},
    {"end_to_end_ms",
     [](const Scenario&, const RunSummary& r) { return r.endToEnd ? inMilliseconds(*r.endToEnd) : ""; }, true},
    {"users_replied", [](const Scenario&, const RunSummary& r) { return std::to_string(r.users.replied); }},
    {"users_rejected", [](const Scenario&, const RunSummary& r) { return std::to_string(r.users.rejected); }},
    {"users_trapped", [](const Scenario&, const RunSummary& r) { return std::to_string(r.users.trapped); }},
    {"users_pending", [](const Scenario&, const RunSummary& r) { return std::to_string(r.users.pending()); }},
    {"attempted", [](const Scenario&, const RunSummary& r) { return std::to_string(r.calls.attempted); }},
    {"performed", [](const Scenario&, const RunSummary& r) { return std::to_string(r.calls.performed); }},
    {"not_performed", [](const Scenario&, const RunSummary& r) { return std::to_string(r.calls.notPerformed); }},
    {"replied", [](const Scenario&, const RunSummary& r) { return std::to_string(r.calls.replied); }},
    {"rejected", [](const Scenario&, const RunSummary& r) { return std::to_string(r.calls.rejected); }},
    {"trapped", [](const Scenario&, const RunSummary& r) { return std::to_string(r.calls.trapped); }},
    {"expired", [](const Scenario&, const RunSummary& r) { return std::to_string(r.calls.expired); }},
    {"dropped", [](const Scenario&, const RunSummary& r) { return std::to_string(r.calls.dropped); }},
    {"retried", [](const Scenario&, const RunSummary& r) { return std::to_string(r.calls.retried); }},
    {"compensated", [](const Scenario&, const RunSummary& r) { return std::to_string(r.calls.compensated); }},
    {"in_flight", [](const Scenario&, const RunSummary& r) { return std::to_string(r.calls.inFlight); }},
    {"to_itself", [](const Scenario&, const RunSummary& r) { return std::to_string(r.calls.toItself); }},
    {"failed_of", [](const Scenario&, const RunSummary& r) { return failuresText(r.reasons); }},
    {"cycles_burned", [](const Scenario&, const RunSummary& r) { return std::to_string(r.cyclesBurned); }},
    {"critical_path_rounds",
     [](const Scenario&, const RunSummary& r) {
       return r.cutOff == CutOff::None ? std::to_string(r.criticalPathRounds) : std::string();
     },
     true},
    {"fingerprint", [](const Scenario&, const RunSummary& r) { return r.fingerprint; }},
};

/// A text within a cell of a Markdown table.
std::string markdownCell(const std::string& text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|' || c == '\\') cell += '\\';
    cell += c == '\n' ? ' ' : c;
  }
  return cell;
}

}  // namespace

std::string csvField(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string field = "\"";
  for (const char c : text) field += c == '"' ? std::string("\"\"") : std::string(1, c);
  return field + "\"";
}

std::string comparisonCsv(const std::vector<SummedUpRun>& runs) {
  std::string table;
  for (const Column& column : kColumns) table += (table.empty() ? "" : ",") + std::string(column.title);
  table += "\n";
  for (const SummedUpRun& run : runs) {
    std::string line;
    for (const Column& column : kColumns) {
      if (&column != &kColumns[0]) line += ",";
      line += csvField(column.text(*run.first, *run.second));
    }
    table += line + "\n";
  }
  return table;
}

std::string comparisonMarkdown(const std::vector<SummedUpRun>& runs, const std::string& verdict) {
  std::string table = "|";
  for (const Column& column : kColumns) table += fmt::format(" {} |", column.title);
  table += "\n|";
  // Numbers stand to the right; the variant's name and the fingerprint are words.
  for (const Column& column : kColumns)
    table += &column == &kColumns[0] || &column == std::end(kColumns) - 1 ? " --- |" : " ---: |";
  table += "\n";
  for (const SummedUpRun& run : runs) {
    table += "|";
    for (const Column& column : kColumns) {
      const std::string text = column.text(*run.first, *run.second);
      table += fmt::format(" {} |", column.isTime && text.empty() ? "—" : markdownCell(text));
    }
    table += "\n";
  }
  return verdict.empty() ? table : table + "\n" + verdict + "\n";
}

}  // namespace roundscope
