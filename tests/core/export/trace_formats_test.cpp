// The trace as files, read back.
#include "core/export/trace_formats.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "core/export/trace_calls.h"
#include "core/export/trace_fields.h"
#include "tests/core/export/traces.h"
#include "tests/support/generated_scenario.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

using nlohmann::json;

class TraceOfRuns : public ::testing::TestWithParam<std::string> {
 protected:
  /// A lesson's runs, or those of a generated scenario where the name is a number.
  static std::vector<Outcome> runs() {
    const bool generated = GetParam().find_first_not_of("0123456789") == std::string::npos;
    if (!generated) return lesson(GetParam());
    std::vector<Outcome> outcomes;
    for (std::uint64_t i = 0; i < 10; ++i) outcomes.push_back(runText(generatedScenario(std::stoull(GetParam()) + i)));
    return outcomes;
  }
};

TEST_P(TraceOfRuns, isOneJsonObjectALineAfterAHeader) {
  const auto outcomes = runs();
  const std::vector<json> lines = linesOf(written(".jsonl", outcomes));
  EXPECT_EQ(lines[0]["format"], "roundscope-trace");
  std::size_t line = 1;
  for (std::size_t v = 0; v < outcomes.size(); ++v) {
    EXPECT_EQ(lines[0]["variants"][v]["fingerprint"], outcomes[v].summary.fingerprint);
    ASSERT_LE(line + outcomes[v].trace.eventCount(), lines.size());
    for (std::uint64_t i = 0; i < outcomes[v].trace.eventCount(); ++i, ++line) {
      ASSERT_EQ(lines[line]["index"], i);
      ASSERT_EQ(lines[line]["variant"], outcomes[v].trace.scenario().variant);
    }
  }
  EXPECT_EQ(line, lines.size());
}

TEST_P(TraceOfRuns, isATableWithTheSameFieldsAsTheJsonLines) {
  const auto outcomes = runs();
  const std::vector<json> lines = linesOf(written(".jsonl", outcomes));
  const auto rows = rowsOf(written(".csv", outcomes));
  ASSERT_EQ(rows.size(), lines.size());
  for (std::size_t i = 1; i < rows.size(); ++i) {
    ASSERT_EQ(rows[i].size(), kTraceFieldCount + 1) << "and what stopped the run";
    for (std::size_t column = 0; column < kTraceFieldCount; ++column) {
      const auto value = lines[i].find(rows[0][column]);
      const std::string expected = value == lines[i].end() ? ""
                                   : value->is_string()    ? value->get<std::string>()
                                                           : value->dump();
      ASSERT_EQ(rows[i][column], expected) << "line " << i << ", " << rows[0][column];
    }
  }
}

TEST_P(TraceOfRuns, isAChromeTraceInWhichEverythingBegunEndsInOrder) {
  const json trace = json::parse(written(".perfetto.json", runs()));
  std::set<std::pair<int, int>> threads;
  std::set<int> processes;
  for (const json& event : trace["traceEvents"]) {
    if (event["name"] == "thread_name") threads.insert({event["pid"].get<int>(), event["tid"].get<int>()});
    if (event["name"] == "process_name") processes.insert(event["pid"].get<int>());
  }
  EXPECT_GT(threads.size(), 0U);
  double last = 0;
  std::size_t arrowCount = 0;
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> open;
  std::map<std::pair<std::string, std::string>, double> arrows;
  std::map<int, double> ends;
  for (const json& event : trace["traceEvents"]) {
    const std::string phase = event["ph"];
    if (phase == "M") continue;
    const double at = event["ts"];
    ASSERT_GE(at, last) << event;
    last = at;
    EXPECT_TRUE(threads.count(std::pair<int, int>(event["pid"].get<int>(), event["tid"].get<int>())) == 1 &&
                processes.count(event["pid"].get<int>()) == 1)
        << event;
    const std::pair<std::string, std::string> id(event["cat"], event.value("id", ""));
    if (phase == "b") open[id].push_back(event["name"]);
    if (phase == "e") {
      ASSERT_FALSE(open[id].empty()) << event;
      EXPECT_EQ(open[id].back(), event["name"]);
      open[id].pop_back();
    }
    if (phase == "s") {
      EXPECT_TRUE(arrows.emplace(id, at).second) << event;
      ++arrowCount;
    }
    if (phase == "f") {
      ASSERT_EQ(arrows.count(id), 1U) << event;
      EXPECT_LE(arrows[id], at);
      arrows.erase(id);
    }
    if (phase == "C") {
      EXPECT_GE(event["args"]["calls"].get<std::int64_t>(), 0);
    }
    if (phase == "X") {
      EXPECT_GE(event["dur"].get<double>(), 0);
      EXPECT_GE(at, ends[event["tid"].get<int>()] - kRounded) << event;
      ends[event["tid"].get<int>()] = at + event["dur"].get<double>();
    }
  }
  EXPECT_TRUE(arrows.empty());
  EXPECT_GT(arrowCount, 0U);
  EXPECT_FALSE(open.empty());
  EXPECT_FALSE(ends.empty());
  for (const auto& [id, names] : open) EXPECT_TRUE(names.empty()) << id.first << " " << id.second;
}

TEST_P(TraceOfRuns, hasAChromeSliceForEachCallWithItsOutcome) {
  for (const Outcome& outcome : runs()) {
    std::vector<Outcome> one;
    one.push_back(runScenario(outcome.trace.scenario()));
    const json trace = json::parse(written(".perfetto.json", one));
    std::map<std::string, std::uint64_t> outcomes;
    std::map<std::string, std::uint64_t> inFlight;
    std::uint64_t calls = 0;
    std::uint64_t executions = 0;
    for (const json& event : trace["traceEvents"]) {
      const bool isCall = event["ph"] == "b" && event["cat"] == "call" && event.contains("args");
      calls += isCall ? 1U : 0U;
      if (isCall) ++outcomes[event["args"]["outcome"]];
      executions += event.value("cat", "") == "execution" ? 1U : 0U;
      if (event["ph"] == "C") inFlight[event["name"]] = event["args"]["calls"];
    }
    const CallCounts& expected = outcome.summary.calls;
    EXPECT_EQ(calls, expected.attempted);
    EXPECT_EQ(outcomes["not performed"], expected.notPerformed);
    EXPECT_EQ(outcomes["replied"], expected.replied);
    EXPECT_EQ(outcomes["rejected"], expected.rejected);
    EXPECT_EQ(outcomes["trapped"], expected.trapped);
    EXPECT_EQ(outcomes["expired"], expected.expired);
    EXPECT_EQ(outcomes["dropped"], expected.dropped);
    EXPECT_EQ(executions, outcome.events<ExecutionStarted>());
    std::uint64_t left = 0;
    for (const auto& [name, count] : inFlight) left += count;
    std::uint64_t unfinished = 0;
    for (const CallSpan& call : outcome.table.calls())
      unfinished += call.outcome != CallOutcome::NotPerformed && !call.at(CallPoint::Completed).happened() ? 1U : 0U;
    EXPECT_EQ(left, unfinished);
  }
}

TEST_P(TraceOfRuns, isTheSameBytesTwice) {
  for (const TraceFormat& format : traceFormats())
    EXPECT_EQ(written(std::string(format.ending), runs()), written(std::string(format.ending), runs()));
}

INSTANTIATE_TEST_SUITE_P(Some, TraceOfRuns,
                         ::testing::Values("in-flight-limit", "no-rollback", "callee-trust", "composite-query",
                                           "composite-limits", "await-order", "0", "40", "80"));

TEST(TraceFormats, quoteNamesThatHoldCommasAndQuotationMarks) {
  std::vector<Outcome> outcomes;
  outcomes.push_back(runText(
      R"({"roundscope": 1, "subnets": [{"id": "s"}], "canisters": [{"id": "a, \"b\" é", "subnet": "s",
          "methods": {"m,\"n\"": {}}}], "ingress": [{"to": "a, \"b\" é.m,\"n\""}]})"));
  const auto rows = rowsOf(written(".csv", outcomes));
  const auto column = [](TraceField field) { return static_cast<std::size_t>(field); };
  EXPECT_EQ(rows[2][column(TraceField::Canister)], "a, \"b\" é");
  EXPECT_EQ(rows[2][column(TraceField::Method)], "m,\"n\"");
  EXPECT_EQ(linesOf(written(".jsonl", outcomes))[2]["method"], "m,\"n\"");
  EXPECT_TRUE(json::accept(written(".perfetto.json", outcomes)));
}

/// One call is rejected and one trapped in the callee's words; one is rejected without any, and one by the network.
TEST(TraceFormats, tellWhatTheCanistersThemselvesSaid) {
  std::vector<Outcome> outcomes;
  outcomes.push_back(runText(twoSubnets(
      R"({"call": {"to": ["callee.no", "callee.fall", "callee.mute", "callee.gone"], "count": 4}}, {"reply": {}})",
      R"("no": {"steps": [{"reject": "no coins"}]}, "fall": {"steps": [{"trap": "out of luck"}]},
         "mute": {"steps": [{"reject": {}}]}, "gone": {"kind": "missing"})")));
  // Word for word what the caller reads; ours stand beside it.
  const std::vector<std::string> said = {
      "no coins", "Error from Canister callee: Canister called `ic0.trap` with message: 'out of luck'", "(nothing)",
      "Error from Canister callee: Canister has no update method 'gone'."};
  const std::vector<std::string> words = {"The callee rejected the call.", "The callee trapped.",
                                          "The callee rejected the call.", "The callee has no such method."};

  std::vector<std::string> lines;
  for (const json& line : linesOf(written(".jsonl", outcomes)))
    if (line.value("event", "") == "response_created") lines.push_back(line.value("reject_message", "(nothing)"));
  EXPECT_EQ(lines, said);
  lines.clear();
  for (const json& line : linesOf(written(".jsonl", outcomes)))
    if (line.value("event", "") == "response_created") lines.push_back(line.at("reject_words"));
  EXPECT_EQ(lines, words);

  std::vector<std::string> slices;
  const json trace = json::parse(written(".perfetto.json", outcomes));
  for (const json& event : trace.at("traceEvents"))
    if (event.value("cat", "") == "call" && event.contains("args") && event.at("args").contains("reject_words"))
      slices.push_back(event.at("args").value("reject_message", "(nothing)"));
  EXPECT_EQ(slices, said);
}

TEST(TraceFormats, tellWhenEachQueryWasEvaluated) {
  std::size_t queries = 0;
  for (const Outcome& run : lesson("composite-query")) {
    std::vector<Outcome> one;
    one.push_back(runScenario(run.trace.scenario()));
    const std::vector<json> lines = linesOf(written(".jsonl", one));
    ASSERT_EQ(lines.size(), run.trace.eventCount() + 1);
    run.trace.forEach([&](std::uint64_t index, const Event& event) {
      const auto* query = std::get_if<QueryStarted>(&event);
      if (query == nullptr) return;
      ++queries;
      EXPECT_EQ(lines[index + 1]["at_us"], query->startUs.value());
    });
  }
  EXPECT_GT(queries, 0U);
}

TEST(TraceFormats, tellWhyAMessageTrappedAndWhatThatUndid) {
  std::vector<Outcome> outcomes;
  outcomes.push_back(runText(oneSubnet(
      R"({"call": {"to": ["callee.fall", "callee.twice", "callee.long"], "count": 3}}, {"reply": {}})",
      R"("fall": {"steps": [{"call": {"to": "caller.poke", "await": false, "label": "p"}}, {"trap": "out of luck"}, {"await": "p"}]},
         "twice": {"steps": [{"reply": {}}, {"reply": {}}]}, "long": {"instructions": 50000000000})")));
  std::vector<std::string> told;
  for (const json& line : linesOf(written(".jsonl", outcomes)))
    if (line.value("result", "") == "trapped")
      told.push_back(line.at("trap_words").get<std::string>() + "/" + line.value("trap_message", "") + "/" +
                     std::to_string(line.at("undone_calls").get<int>()));
  EXPECT_EQ(told,
            (std::vector<std::string>{"Its code trapped./out of luck/1", "It answered what it had answered already.//0",
                                      "The message exceeded the instruction limit.//0"}));
}

TEST(TraceFormats, tellThatAQueryTrappedForWantOfInstructionsAndNotForAnAnswer) {
  std::vector<Outcome> outcomes;
  outcomes.push_back(runText(R"({"roundscope": 1, "title": "Long", "subnets": [{"id": "s"}], "canisters": [
      {"id": "map", "subnet": "s", "methods": {"go": {"kind": "composite_query", "steps": [
        {"call": {"to": "bucket.long"}}, {"reply": {}}]}}},
      {"id": "bucket", "subnet": "s", "methods": {"long": {"kind": "query", "steps": [
        {"work": 6000000000}, {"reply": {}}]}}}],
    "ingress": [{"to": "map.go"}]})"));
  std::vector<std::string> told;
  for (const json& line : linesOf(written(".jsonl", outcomes)))
    if (line.value("result", "") == "trapped") told.push_back(line.at("trap_words").get<std::string>());
  EXPECT_EQ(told, std::vector<std::string>{"The message exceeded the instruction limit."});
}

TEST(TraceFormats, tellARequestsDeadline) {
  std::vector<Outcome> outcomes;
  outcomes.push_back(runText(
      twoSubnets(
          R"({"call": {"to": "callee.ping", "wait": {"bounded_s": 7}}}, {"call": {"to": "callee.ping"}}, {"reply": {}})"),
      {{"/ingress/0/at_ms", "3000"}}));
  std::vector<int> deadlines;
  for (const json& line : linesOf(written(".jsonl", outcomes)))
    if (line.value("event", "") == "call_performed") deadlines.push_back(line.value("deadline_s", -1));
  EXPECT_EQ(deadlines, (std::vector<int>{10, -1}));
}

/// The cells of one call under their titles.
std::map<std::string, std::string> callOf(const std::vector<std::vector<std::string>>& rows, std::size_t call) {
  std::map<std::string, std::string> cells;
  for (std::size_t i = 0; i < rows[0].size(); ++i) cells[rows[0][i]] = rows[call + 1][i];
  return cells;
}

TEST(CallTable, hasARowForEachCallWithWhatBecameOfIt) {
  const auto rows = rowsOf(written(".calls.csv", lesson("in-flight-limit")));
  ASSERT_EQ(rows.size(), 1U + 2000 + 2000 + 4000);
  for (const auto& row : rows) ASSERT_EQ(row.size(), callColumnNames().size());
  auto last = callOf(rows, 1'999);
  EXPECT_EQ(last["variant"], "Sequential");
  EXPECT_EQ(last["order"], "sequential");
  EXPECT_EQ(last["outcome"], "replied");
  EXPECT_EQ(last["completed_round"], "20");
  EXPECT_EQ(last["ingress"], "0");
  auto refused = callOf(rows, 2'500);
  EXPECT_EQ(refused["variant"], "Parallel");
  EXPECT_EQ(refused["call"], "500");
  EXPECT_EQ(refused["order"], "parallel");
  EXPECT_EQ(refused["outcome"], "not performed");
  EXPECT_EQ(refused["performed"], "false");
  EXPECT_EQ(refused["reason"], "in-flight limit");
  EXPECT_EQ(refused["dispatched_round"], "0");
  EXPECT_EQ(refused["started_round"], "");
}

TEST_P(TraceOfRuns, isATableOfCallsWhoseMomentsAreThoseOfTheEvents) {
  const auto outcomes = runs();
  std::map<std::pair<std::string, std::string>, std::map<std::string, json>> events;  // by variant and call
  for (const json& line : linesOf(written(".jsonl", outcomes)))
    if (line.contains("call")) events[{line["variant"], line["call"].dump()}].emplace(line["event"], line);
  const auto rows = rowsOf(written(".calls.csv", outcomes));
  for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
    auto call = callOf(rows, i);
    auto& told = events[{call["variant"], call["call"]}];
    if (outcomes.size() > 1 && call["variant"].empty()) continue;  // generated scenarios have no names
    const auto attempt = told.find(call["performed"] == "true" ? "call_performed" : "call_not_performed");
    ASSERT_NE(attempt, told.end()) << call["call"];
    EXPECT_EQ(call["dispatched_us"], attempt->second["at_us"].dump());
    EXPECT_EQ(call["method"], attempt->second["method"].get<std::string>());
    const auto inducted = told.find("request_inducted");
    if (inducted != told.end() && inducted->second.contains("round")) {
      EXPECT_EQ(call["inducted_round"], inducted->second["round"].dump()) << call["call"];
    }
  }
}

TEST(TraceFormats, markTablesAsUtf8OnRequest) {
  const auto outcomes = lesson("parallel-calls");
  TracedRuns file{"roundscope 0.1.0", {outcomes[0].run.get()}, true};
  for (const TraceFormat& format : traceFormats()) {
    std::string text;
    EXPECT_TRUE(format.write(file, [&](std::string_view piece) {
      text += piece;
      return true;
    }));
    EXPECT_EQ(text.starts_with("\xEF\xBB\xBF"), format.isTable) << format.ending;
  }
}

/// Where each format says of the run with this name what stopped it; "null" where it says that nothing did.
std::string stopIn(const std::string& ending, const std::string& text, const std::string& variant) {
  if (ending == ".jsonl") {
    const std::vector<json> lines = linesOf(text);
    for (const json& run : lines[0]["variants"])
      if (run["variant"] == variant) return run["stopped"].is_null() ? "null" : run["stopped"].get<std::string>();
  } else if (ending == ".perfetto.json") {
    return json::parse(text)["otherData"].value("stopped of " + variant, "null");
  } else {
    const auto rows = rowsOf(text);
    std::set<std::string> all;
    for (const auto& row : rows)
      if (row[0] == variant) all.insert(row.back());
    if (rows[0].back() == "stopped" && all.size() == 1) return all.begin()->empty() ? "null" : *all.begin();
  }
  return "nothing";
}

TEST(TraceFormats, sayWhatStoppedARunOrThatItWentOnWhenItWasSaved) {
  const ScenarioSet set = lessonScenarios("parallel-calls");
  const Outcome whole = runScenario(set.variants[0]);
  roundscope::Run goesOn(std::make_shared<const Scenario>(set.variants[1]));
  const Outcome second = runScenario(set.variants[1]);
  RoundBatch some = batchesOf(second.trace).front();
  some.finished = false;
  goesOn.append(some);
  const Outcome cut = runLesson("parallel-calls", set.variants[2].variant, {{"/max_rounds", "1"}});
  const TracedRuns file{"roundscope 0.1.0", {whole.run.get(), &goesOn, cut.run.get()}};
  for (const TraceFormat& format : traceFormats()) {
    std::string text;
    ASSERT_TRUE(format.write(file, [&](std::string_view piece) {
      text += piece;
      return true;
    }));
    const std::string ending(format.ending);
    EXPECT_EQ(stopIn(ending, text, set.variants[0].variant), "null") << ending;
    EXPECT_EQ(stopIn(ending, text, set.variants[1].variant), "partial") << ending;
    EXPECT_EQ(stopIn(ending, text, set.variants[2].variant), "max_rounds") << ending;
  }
}

TEST(TraceFormats, stopWhenTheSinkTakesNoMore) {
  const auto outcomes = lesson("in-flight-limit");
  TracedRuns file{"roundscope 0.1.0", {}};
  for (const Outcome& outcome : outcomes) file.runs.push_back(outcome.run.get());
  for (const TraceFormat& format : traceFormats()) {
    int pieces = 0;
    EXPECT_FALSE(format.write(file, [&](std::string_view) { return ++pieces < 2; })) << format.ending;
    EXPECT_EQ(pieces, 2) << format.ending;
  }
}

TEST(TraceFormats, areChosenByTheEndingOfTheFileName) {
  EXPECT_EQ(traceFormatOf("a/b.JSONL", "--trace").value()->ending, ".jsonl");
  EXPECT_EQ(traceFormatOf("b.perfetto.json", "--trace").value()->ending, ".perfetto.json");
  EXPECT_EQ(traceFormatOf("b.json", "--trace").error().text(),
            "--trace: found \"b.json\", expected a file name that ends in .jsonl, .calls.csv, .csv or .perfetto.json");
  EXPECT_EQ(traceFormatOf("a.calls.csv", "--trace").value()->ending, ".calls.csv");
  EXPECT_EQ(traceFormatOf("calls.csv", "--trace").value()->ending, ".csv");
  EXPECT_FALSE(traceFormatOf(".csv", "--trace").ok());
}

}  // namespace
}  // namespace roundscope::test
