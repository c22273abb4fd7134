// What resources/formats.md says of the files is what the program writes.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "core/export/trace_calls.h"
#include "core/export/trace_fields.h"
#include "tests/core/export/traces.h"

namespace roundscope::test {
namespace {

using nlohmann::json;

std::string document() { return readFile(ROUNDSCOPE_SOURCE_DIR "/resources/formats.md"); }

TEST(FormatsDocument, showsLinesThatTheProgramWrites) {
  std::vector<Outcome> outcomes;
  Scenario scenario = runLesson("parallel-calls", "Parallel").trace.scenario();
  scenario.id = "parallel-calls";
  outcomes.push_back(runScenario(scenario));
  std::string all = "\n";
  for (const TraceFormat& format : traceFormats()) all += written(std::string(format.ending), outcomes) + "\n";
  std::erase(all, '\r');
  std::istringstream stream(document());
  bool example = false;
  std::size_t examples = 0;
  for (std::string line; std::getline(stream, line);) {
    if (line == "```") {
      example = !example;
    } else if (example) {
      ++examples;
      EXPECT_NE(all.find("\n" + line + "\n"), std::string::npos) << line;
    }
  }
  EXPECT_GE(examples, 12U);
}

void expectDocumented(const json& value, const std::string& text) {
  if (value.is_array())
    for (const json& element : value) expectDocumented(element, text);
  if (!value.is_object()) return;
  for (const auto& [key, inner] : value.items()) {
    EXPECT_NE(text.find("`" + key + "`"), std::string::npos) << key;
    expectDocumented(inner, text);
  }
}

TEST(FormatsDocument, namesEveryFieldAndKindThatIsWritten) {
  const std::string text = document();
  for (const std::string_view column : callColumnNames())
    EXPECT_NE(text.find(fmt::format("`{}`", column)), std::string::npos) << column;
  for (std::size_t i = 0; i < kTraceFieldCount; ++i)
    EXPECT_NE(text.find(fmt::format("| `{}` |", nameOf(static_cast<TraceField>(i)))), std::string::npos) << i;
  for (const char* id : {"callee-trust", "reentrancy", "composite-limits", "await-order"}) {
    const std::vector<json> lines = linesOf(written(".jsonl", lesson(id)));
    expectDocumented(lines[0], text);
    for (const json& line : lines)
      EXPECT_NE(text.find("`" + line.value("event", "round_started") + "`"), std::string::npos);
    const json trace = json::parse(written(".perfetto.json", lesson(id)));
    std::set<std::string> seen;
    for (json event : trace["traceEvents"]) {
      if (event["ph"] == "M") continue;
      for (const auto& [key, value] : event.items()) seen.insert(key);
      if (event.contains("args"))
        for (const auto& [key, value] : event["args"].items()) seen.insert(key);
    }
    for (const std::string& key : seen) EXPECT_NE(text.find("`" + key + "`"), std::string::npos) << key;
  }
}

}  // namespace
}  // namespace roundscope::test
