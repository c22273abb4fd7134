// Every event and every call of real runs has a full explanation, short enough to read aloud.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "core/analysis/explain.h"
#include "core/protocol/rules.h"
#include "core/scenario/parse.h"
#include "tests/support/run.h"
#include "tests/support/scenarios.h"

namespace roundscope::test {
namespace {

/// Kinds of events seen, by their number in `Event`.
using Kinds = std::set<std::size_t>;

void expectWhole(const Explanation& e, const std::string& where) {
  EXPECT_FALSE(e.sentence.empty()) << where;
  EXPECT_EQ(e.sentence.back(), '.') << where;
  EXPECT_EQ(e.sentence.find("  "), std::string::npos) << e.sentence;
  EXPECT_EQ(e.sentence.find(". "), std::string::npos) << "one sentence: " << e.sentence;
  EXPECT_LE(std::count(e.sentence.begin(), e.sentence.end(), ' ') + 1, 25) << e.sentence;
  EXPECT_FALSE(e.rule.empty()) << where;
  EXPECT_FALSE(e.source.empty()) << where;
  const auto named =
      std::find_if(allRules().begin(), allRules().end(), [&](const Rule& rule) { return rule.statement == e.rule; });
  ASSERT_NE(named, allRules().end()) << e.rule;
  EXPECT_EQ(e.source, sourceText(named->source));
  EXPECT_EQ(e.section, named->source.section);
  EXPECT_EQ(e.simplification, named->simplification);
  EXPECT_EQ(e.parameter.empty(), named->parameter.field.empty()) << e.parameter;
  EXPECT_NE(e.parameter.find(named->parameter.field), std::string::npos) << e.parameter;
}

Kinds expectAllExplained(const Outcome& run) {
  Kinds kinds;
  const Scenario& scenario = run.trace.scenario();
  run.trace.forEach([&](std::uint64_t index, const Event& event) {
    kinds.insert(event.index());
    expectWhole(explainEvent(*run.run, index), eventText(event, scenario));
  });
  for (std::uint32_t i = 0; i < run.table.calls().size(); ++i)
    expectWhole(explainCall(*run.run, CallId{i}), "call " + std::to_string(i));
  return kinds;
}

TEST(ExplainAll, EveryEventAndCallOfTheLessons) {
  // Counts are cut down: a lesson's events are of the same kinds with 20 calls as with 2,000.
  const std::vector<std::string> lessons = lessonIds();
  ASSERT_GE(lessons.size(), 15U);
  for (const std::string& lesson : lessons) {
    for (Scenario scenario : lessonScenarios(lesson, {{"/limits/queue_capacity", "40"}}).variants) {
      SCOPED_TRACE(lesson + " " + scenario.variant);
      for (Canister& canister : scenario.canisters)
        for (Method& method : canister.methods)
          for (Step& step : method.steps)
            if (auto* call = std::get_if<CallStep>(&step.action)) call->count = std::min(call->count, 90U);
      EXPECT_GT(expectAllExplained(runScenario(scenario)).size(), 0U);
    }
  }
}

/// One run with as many kinds of events as fit: locks, traps, timers, slices, expiry, retries, rejects.
constexpr const char* kMixed = R"({"roundscope": 1, "profile": "mainnet", "seed": 7,
  "subnets": [{"id": "s"}, {"id": "t"}], "limits": {"queue_capacity": 6, "stream_messages": 4},
  "operations": [{"at_ms": 20000, "start": "b"}, {"at_ms": 20000, "top_up": {"canister": "b", "cycles": 5000000000000}},
    {"at_ms": 30000, "stop": "b"}, {"at_ms": 30000, "stop": "b"}, {"at_ms": 40000, "start": "b"},
    {"at_ms": 40000, "uninstall": "b"}, {"at_ms": 50000, "uninstall": "b"}],
  "canisters": [
    {"id": "a", "subnet": "s", "variables": {"x": 0}, "timer": {"first_ms": 1500, "steps": [{"add": {"x": 1}}]},
     "heartbeat": {"steps": [{"work": 1000}]},
     "methods": {
      "go": {"steps": [{"lock": "busy"}, {"set": {"x": 5}},
        {"call": {"to": ["b.ping", "b.slow", "b.bad", "b.none", "near.ping"], "count": 25, "order": "parallel",
          "wait": {"bounded_s": 4}, "on_failure": {"retry": {"via": "timer", "after_ms": 1000, "attempts": 3}}}},
        {"call": {"to": ["b.ping", "near.trap"], "count": 9, "order": {"window": 3}}},
        {"unlock": "busy"}, {"reply": {}}]},
      "crash": {"steps": [{"lock": "busy2"}, {"call": {"to": "near.ping"}}, {"trap": "boom"}]},
      "saga": {"steps": [{"call": {"to": ["near.ping", "near.trap"], "count": 4, "on_failure": {"compensate": "near.undo"}}}, {"reply": {}}]}}},
    {"id": "near", "subnet": "s", "methods": {"ping": {}, "undo": {}, "trap": {"steps": [{"trap": "no"}]}}},
    {"id": "b", "subnet": "t", "methods": {"ping": {}, "slow": {"steps": [{"work": 9000000000}, {"reply": {}}]},
      "bad": {"steps": [{"reject": "never"}]}, "none": {"kind": "missing"}}}],
  "ingress": [{"to": "a.go"}, {"at_ms": 700, "to": "a.go"}, {"at_ms": 9000, "to": "a.crash"}, {"at_ms": 9000, "to": "a.saga"}]})";

TEST(ExplainAll, EveryKindOfEventOfAMixedRun) {
  Scenario scenario = scenarioOf(kMixed);
  for (Method& method : scenario.canisters.front().methods)
    for (Step& step : method.steps)
      if (auto* lock = std::get_if<LockStep>(&step.action)) lock->releasedOnTrap = true;
  const Outcome run = runScenario(scenario);
  const Kinds kinds = expectAllExplained(run);
  // Queries are evaluated elsewhere, and calls to the network itself are no step's; everything else must have been
  // asked for.
  for (std::size_t kind = 0; kind < std::variant_size_v<Event>; ++kind) {
    const bool elsewhere = kind == Event(QueryStarted{}).index() || kind == Event(QueryFinished{}).index() ||
                           kind == Event(AnswerAwaited{}).index();
    EXPECT_TRUE(elsewhere || kinds.contains(kind)) << "kind " << kind << " did not occur";
  }
  std::set<std::string> sentences;
  for (std::uint64_t i = 0; i < run.trace.eventCount(); ++i) sentences.insert(explainEvent(*run.run, i).sentence);
  EXPECT_TRUE(sentences.contains("a's cleanup callback released lock busy2 after the trap."));
}

/// A trace of one query event, made by hand so that each error is asked for.
Explanation whyQuery(const Event& event) {
  const auto scenario = std::make_shared<const Scenario>(scenarioOf(twoSubnets(pingSteps(1))));
  Run run(scenario);
  RoundBatch batch;
  batch.events = {RoundStarted{Wide(0), 0, SubnetId{0}}, event};
  run.append(batch);
  return explainEvent(run, 1);
}

TEST(ExplainAll, EveryErrorOfAQueryDiffersAndNamesItsLimit) {
  std::set<std::string> sentences;
  for (std::uint8_t i = 0; i < kQueryErrorCount; ++i) {
    const Explanation e =
        whyQuery(QueryFinished{Wide(167'000), kNoCall, CanisterId{1}, static_cast<QueryError>(i), RejectCode::None, 7});
    expectWhole(e, "query error " + std::to_string(i));
    sentences.insert(e.sentence);
  }
  EXPECT_EQ(sentences.size(), kQueryErrorCount);
  const Explanation deep =
      whyQuery(QueryFinished{Wide(0), kNoCall, CanisterId{1}, QueryError::TooDeep, RejectCode::CanisterError, 7});
  EXPECT_EQ(deep.parameter, "limits.query_depth = 6 (on app-2)");
  expectWhole(whyQuery(QueryStarted{Wide(0), kNoCall, CanisterId{1}, MethodId{0}, 0}), "query start");
}

TEST(Rules, HaveASourceInTheProtocolAndAStatement) {
  std::set<std::string_view> statements;
  for (const Rule& rule : allRules()) {
    EXPECT_THAT(sourceText(rule.source), testing::StartsWith("protocol.md section ")) << rule.statement;
    EXPECT_GE(rule.source.section, 1) << rule.statement;
    ASSERT_FALSE(rule.statement.empty());
    EXPECT_EQ(rule.statement.find('.'), rule.statement.size() - 1) << "one sentence: " << rule.statement;
    EXPECT_TRUE(statements.insert(rule.statement).second) << "named twice: " << rule.statement;
  }
}

TEST(Rules, NameParametersThatAScenarioFileHas) {
  const auto definitions = nlohmann::json::parse(scenarioSchema()).at("definitions");
  for (const Rule& rule : allRules()) {
    const char* owner = nullptr;
    switch (rule.parameter.owner) {
      case Parameter::Owner::None:
        EXPECT_TRUE(rule.parameter.field.empty());
        continue;
      case Parameter::Owner::Limit:
        owner = "limits";
        break;
      case Parameter::Owner::Subnet:
        owner = "subnet";
        break;
      case Parameter::Owner::Canister:
        owner = "canister";
        break;
      case Parameter::Owner::Call:
        owner = "bounded";
        break;
      case Parameter::Owner::Operations:
        owner = "scenario";
        break;
    }
    EXPECT_TRUE(definitions.at(owner).at("properties").contains(std::string(rule.parameter.field)))
        << owner << "." << rule.parameter.field;
  }
}

// Takes the words after "Simplified: " to the end of their sentence.
TEST(Rules, MarkEverySimplificationThatTheSimulatorsCommentsName) {
  namespace fs = std::filesystem;
  std::string marked;
  for (const Rule& rule : allRules()) marked += std::string(rule.simplification) + "\n";
  std::size_t found = 0;
  for (const char* folder : {"core/simulation", "core/network", "core/canister"}) {
    for (const auto& entry : fs::directory_iterator(fs::path(ROUNDSCOPE_SOURCE_DIR) / folder)) {
      std::istringstream lines(readFile(entry.path().string()));
      std::string comment;
      for (std::string line; std::getline(lines, line);) {
        const std::size_t slashes = line.find("//");
        const std::size_t words = slashes == std::string::npos ? slashes : line.find_first_not_of("/ ", slashes);
        if (words != std::string::npos) comment += line.substr(words) + " ";
      }
      constexpr std::string_view kMark = "Simplified: ";
      for (std::size_t at = comment.find(kMark); at != std::string::npos; at = comment.find(kMark, at + 1)) {
        const std::size_t from = at + kMark.size() + 1;  // the first letter may be a capital in the table
        const std::string words = comment.substr(from, comment.find(". ", from) - from);
        EXPECT_NE(marked.find(words), std::string::npos) << entry.path().filename() << ": " << words;
        ++found;
      }
    }
  }
  EXPECT_GE(found, 4U);
}

}  // namespace
}  // namespace roundscope::test
