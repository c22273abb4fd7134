// The comparison of core/analysis, written in four ways.
#include "core/export/comparison.h"
#include "core/base/visible_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/export/csv_text.h"
#include "core/export/markdown_text.h"
#include "core/export/summary_json.h"

namespace roundscope {
namespace {

using Json = nlohmann::ordered_json;

/// For programs: without commas, empty where there is none. Of an expectation its word.
std::string plain(const ComparedRow& row, const ComparedCell& cell) {
  if (!cell.value) return {};
  if (isExpectation(row)) return cell.text;
  return fmt::format("{}", *cell.value);
}

/// Not of runs that are alike in all of them: such rows say nothing to a reader.
std::vector<const ComparedRow*> rowsThatMatter(const ComparisonTable& comparison) {
  std::vector<const ComparedRow*> rows;
  for (const ComparedRow& row : comparison.rows)
    if (row.matters) rows.push_back(&row);
  return rows;
}

std::string markdownCell(const ComparedCell& cell) {
  const std::string text = markdownText(cell.text);
  if (cell.standing == Standing::Best) return "**" + text + "**";
  return cell.standing == Standing::Worst ? "_" + text + "_" : text;
}

std::string markedText(const ComparedCell& cell) {
  if (cell.standing == Standing::Best) return cell.text + " ▲";
  return cell.text + (cell.standing == Standing::Worst ? " ▼" : "  ");
}

bool anyMarked(const ComparisonTable& comparison) {
  const auto isMarked = [](const ComparedCell& cell) { return cell.standing != Standing::Even; };
  return std::any_of(comparison.rows.begin(), comparison.rows.end(),
                     [&](const ComparedRow& row) { return std::any_of(row.cells.begin(), row.cells.end(), isMarked); });
}

/// As many letters, not bytes: what fmt pads.
std::size_t letters(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

/// "Ten calls: cut off by max_rounds; these are its numbers so far."
std::vector<std::string> cutOffNotes(const ComparisonTable& comparison) {
  std::vector<std::string> notes;
  for (const ComparedVariant& variant : comparison.variants)
    if (!variant.stopped.empty())
      notes.push_back(fmt::format("{}: cut off by {}; these are its numbers so far.", variant.name, variant.stopped));
  return notes;
}

std::string_view wordOf(Standing standing) {
  return standing == Standing::Best ? "best" : standing == Standing::Worst ? "worst" : "";
}

Json rowJson(const ComparedRow& row) {
  Json cells = Json::array();
  for (const ComparedCell& cell : row.cells) {
    Json entry = Json::object();
    entry["value"] = cell.value ? Json(*cell.value) : Json(nullptr);
    if (isExpectation(row)) entry["value"] = cell.value ? Json(*cell.value != 0) : Json(nullptr);
    if (cell.value && !isExpectation(row) && *cell.value == std::floor(*cell.value))
      entry["value"] = static_cast<std::int64_t>(*cell.value);
    entry["standing"] = cell.standing == Standing::Even ? Json(nullptr) : Json(wordOf(cell.standing));
    cells.push_back(std::move(entry));
  }
  return {{"group", row.group}, {"title", row.title}, {"name", row.name}, {"cells", std::move(cells)}};
}

}  // namespace

std::string comparisonCsv(const ComparisonTable& comparison) {
  std::string table = "variant,stopped";
  for (const ComparedRow& row : comparison.rows) table += "," + csvField(row.name);
  table += ",fingerprint\n";
  for (std::size_t i = 0; i < comparison.variants.size(); ++i) {
    const ComparedVariant& variant = comparison.variants[i];
    table += csvField(variant.name) + "," + variant.stopped;
    for (const ComparedRow& row : comparison.rows) table += "," + csvField(plain(row, row.cells[i]));
    table += "," + variant.fingerprint + "\n";
  }
  return table;
}

std::string comparisonMarkdown(const ComparisonTable& comparison) {
  std::string table = "| |";
  for (const ComparedVariant& variant : comparison.variants) table += fmt::format(" {} |", markdownText(variant.name));
  table += "\n| --- |";
  for (std::size_t i = 0; i < comparison.variants.size(); ++i) table += " ---: |";
  table += "\n";
  for (const ComparedRow* row : rowsThatMatter(comparison)) {
    table += fmt::format("| {}: {} |", markdownText(row->group), markdownText(row->title));
    for (const ComparedCell& cell : row->cells) table += fmt::format(" {} |", markdownCell(cell));
    table += "\n";
  }
  if (anyMarked(comparison)) table += "\nBold is best, italic worst.\n";
  for (const std::string& note : cutOffNotes(comparison)) table += "\n" + markdownText(note) + "\n";
  return comparison.verdict.empty() ? table : table + "\n" + markdownText(comparison.verdict) + "\n";
}

std::string comparisonText(const ComparisonTable& comparison) {
  const std::vector<const ComparedRow*> rows = rowsThatMatter(comparison);
  std::size_t first = 0;
  std::vector<std::size_t> widths;
  for (const ComparedRow* row : rows) first = std::max(first, letters(row->title) + 2);
  std::vector<std::string> names;
  for (const auto& variant : comparison.variants) names.push_back(visibleLine(variant.name));
  for (std::size_t i = 0; i < names.size(); ++i) {
    widths.push_back(letters(names[i]) + 2);
    for (const ComparedRow* row : rows) widths[i] = std::max(widths[i], letters(markedText(row->cells[i])));
  }
  std::string table = std::string(first, ' ');
  for (std::size_t i = 0; i < widths.size(); ++i) table += fmt::format("  {:>{}}", names[i] + "  ", widths[i]);
  table += "\n";
  std::string group;
  for (const ComparedRow* row : rows) {
    if (row->group != group) table += (group = row->group) + "\n";
    table += fmt::format("  {:<{}}", row->title, first - 2);
    for (std::size_t i = 0; i < widths.size(); ++i)
      table += fmt::format("  {:>{}}", markedText(row->cells[i]), widths[i]);
    table += "\n";
  }
  if (anyMarked(comparison)) table += "\n▲ best, ▼ worst\n";
  const std::vector<std::string> notes = cutOffNotes(comparison);
  if (!notes.empty()) table += "\n";
  for (const std::string& note : notes) table += note + "\n";
  return table;
}

std::string comparisonJson(const ComparisonTable& comparison, const std::vector<SummedUpRun>& runs) {
  Json all = Json::object();
  all["verdict"] = comparison.verdict.empty() ? Json(nullptr) : Json(comparison.verdict);
  all["runs"] = Json::parse(summariesJson(runs));
  all["rows"] = Json::array();
  for (const ComparedRow& row : comparison.rows) all["rows"].push_back(rowJson(row));
  return all.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace roundscope
