// Traces as files, and files read back with the JSON library and an RFC 4180 reader.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "core/export/trace_formats.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {

inline constexpr double kRounded = 1e-6;  ///< of sums of decimals, as times in Chrome traces are

/// In the format with this ending.
inline std::string written(const std::string& ending, const std::vector<Outcome>& outcomes) {
  TracedRuns file{"roundscope 0.1.0", {}};
  for (const Outcome& outcome : outcomes) file.runs.push_back(outcome.run.get());
  const auto format = traceFormatOf("x" + ending, "--trace");
  std::string text;
  EXPECT_TRUE(format.ok() && format.value()->write(file, [&](std::string_view piece) {
    text += piece;
    return true;
  }));
  return text;
}

inline std::vector<Outcome> lesson(const std::string& id) {
  std::vector<Outcome> outcomes;
  for (const Scenario& scenario : lessonScenarios(id).variants) outcomes.push_back(runScenario(scenario));
  return outcomes;
}

inline std::vector<nlohmann::json> linesOf(const std::string& text) {
  std::vector<nlohmann::json> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(nlohmann::json::parse(line));
  return lines;
}

/// Source: RFC 4180.
inline std::vector<std::vector<std::string>> rowsOf(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string& cell = rows.back().back();
    if (quoted && text[i] == '"' && text[i + 1] == '"')
      cell += text[++i];
    else if (text[i] == '"')
      quoted = !quoted;
    else if (!quoted && text[i] == ',')
      rows.back().emplace_back();
    else if (!quoted && text.compare(i, 2, "\r\n") == 0) {
      ++i;
      rows.emplace_back(1);
    } else
      cell += text[i];
  }
  EXPECT_EQ(rows.back(), std::vector<std::string>(1)) << "the last line ends, too";
  rows.pop_back();
  return rows;
}

}  // namespace roundscope::test
