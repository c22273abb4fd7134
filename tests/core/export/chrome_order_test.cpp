// A Chrome trace tells the order of all that happened, however short its blocks.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/core/export/traces.h"

namespace roundscope::test {
namespace {

using nlohmann::json;

/// So many calls in one block of a millisecond that whole microseconds do not tell them apart.
const std::string kCrowded = R"({"roundscope": 1, "block_interval_ms": 1, "subnets": [{"id": "s"}, {"id": "t"}],
  "canisters": [{"id": "caller", "subnet": "s", "methods": {"go": {"steps": [
      {"call": {"to": "callee.ping", "count": 400, "order": "parallel"}}, {"reply": {}}]}}},
    {"id": "callee", "subnet": "t", "methods": {"ping": {}}}], "ingress": [{"to": "caller.go", "count": 5}]})";

/// What tells the order of its lines to readers, who sort them by their times.
void expectUnambiguous(const json& trace) {
  struct Slice {
    double from, to;
    json args;
  };
  std::map<int, std::vector<Slice>> slices;
  std::map<std::string, json> calls;
  for (const json& event : trace["traceEvents"]) {
    if (event["ph"] == "X") {
      auto& thread = slices[event["tid"]];
      const double from = event["ts"];
      if (!thread.empty()) {
        EXPECT_GT(from, thread.back().from) << event;
      }
      thread.push_back({from, from + event["dur"].get<double>(), event.value("args", json::object())});
      if (event["cat"] == "execution") {
        EXPECT_GT(event["dur"].get<double>(), 0) << event;
      }
    }
    if (event["ph"] == "b" && event.contains("args") && event["args"].contains("caller"))
      calls[event["id"]] = event["args"];
  }
  std::size_t arrows = 0;
  std::map<std::string, double> counters;
  for (const json& event : trace["traceEvents"]) {
    const double at = event.value("ts", 0.0);
    if (event["ph"] == "C") {
      const std::string name = event["pid"].dump() + event["name"].get<std::string>();
      EXPECT_TRUE(counters.emplace(name, -1).first->second < at) << event;
      counters[name] = at;
    }
    if (event["ph"] != "s" && event["ph"] != "f") continue;
    ++arrows;
    std::vector<json> around;
    for (const Slice& slice : slices[event["tid"]])
      if (slice.from <= at && at < slice.to - kRounded) around.push_back(slice.args);
    ASSERT_EQ(around.size(), 1U) << event;
    const json& call = calls.at(event["id"]);
    if ((event["cat"] == "request") == (event["ph"] == "s")) {
      EXPECT_EQ(around[0]["context"], call["context"]) << event;
    }
    if (event["ph"] == "f") {
      EXPECT_EQ(around[0]["call"], call["call"]) << event;
    }
  }
  EXPECT_GT(arrows, 0U);
}

TEST(ChromeTrace, TellsTheOrderOfAllEventsOfAnInstantHoweverShortItsBlock) {
  std::vector<Outcome> outcomes;
  outcomes.push_back(runText(kCrowded));
  expectUnambiguous(json::parse(written(".perfetto.json", outcomes)));
}

TEST(ChromeTrace, TellsTheOrderOfWhatQueriesDoAtOneTime) {
  expectUnambiguous(json::parse(written(".perfetto.json", lesson("composite-query"))));
}

TEST(ChromeTrace, CountsEachCallInFlightWhereItBeginsAndEnds) {
  std::vector<Outcome> outcomes;
  outcomes.push_back(runText(kCrowded));
  std::int64_t last = 0;
  std::size_t told = 0;
  const json trace = json::parse(written(".perfetto.json", outcomes));
  for (const json& event : trace["traceEvents"]) {
    if (event["ph"] != "C") continue;
    const std::int64_t now = event["args"]["calls"];
    EXPECT_EQ(std::abs(now - last), 1) << event;
    last = now;
    ++told;
  }
  EXPECT_EQ(last, 0);
  EXPECT_GT(told, 500U);
}

TEST(ChromeTrace, HasWholeMicrosecondsWhereTheyTellAllApart) {
  EXPECT_EQ(written(".perfetto.json", lesson("sequential-calls")).find("\"ts\":0."), std::string::npos);
  std::vector<Outcome> outcomes;
  outcomes.push_back(runText(kCrowded));
  EXPECT_NE(written(".perfetto.json", outcomes).find("\"ts\":1."), std::string::npos);
}

}  // namespace
}  // namespace roundscope::test
