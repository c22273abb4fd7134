// What is done to canisters, in the files of a run.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "core/export/trace_formats.h"
#include "tests/support/run.h"

namespace roundscope::test {
namespace {

using nlohmann::json;

std::string written(const std::string& name, const Outcome& run) {
  const TracedRuns file{"roundscope 0.1.0", {run.run.get()}};
  std::string text;
  const auto format = traceFormatOf(name, "--trace");
  EXPECT_TRUE(format.ok() && format.value()->write(file, [&](std::string_view piece) {
    text += piece;
    return true;
  }));
  return text;
}

Outcome operated() {
  return runText(oneSubnet(R"({"reply": {}})"),
                 {{"/operations", R"([{"at_ms": 1000, "stop": "callee"}, {"at_ms": 2000, "stop": "callee"},
                      {"at_ms": 3000, "top_up": {"canister": "callee", "cycles": 77}}])"}});
}

TEST(TraceOfOperations, hasALineForEachInJsonLines) {
  std::vector<std::string> told;
  std::istringstream lines(written("x.jsonl", operated()));
  for (std::string line; std::getline(lines, line);) {
    const json event = json::parse(line);
    if (event.value("event", "").rfind("canister_", 0) != 0) continue;
    EXPECT_EQ(event["canister"], "callee");
    told.push_back(event["event"].get<std::string>() + " " + event.value("operation", "") + " " +
                   std::to_string(event.value("cycles", 0)) + (event.value("changed", false) ? " changed" : ""));
  }
  EXPECT_THAT(told, testing::ElementsAre("canister_operated stop 0 changed", "canister_stopped  0",
                                         "canister_operated stop 0", "canister_operated top_up 77 changed"));
}

TEST(TraceOfOperations, hasAnInstantForEachInAChromeTrace) {
  std::vector<std::string> told;
  const json trace = json::parse(written("x.perfetto.json", operated()));
  for (const json& event : trace["traceEvents"])
    if (event["ph"] == "i") {
      told.push_back(event["name"]);
      EXPECT_EQ(event["s"], "t");
      EXPECT_EQ(event["cat"], "operation");
    }
  EXPECT_THAT(told, testing::ElementsAre("stop", "stopped", "stop", "top_up"));
}

}  // namespace
}  // namespace roundscope::test
