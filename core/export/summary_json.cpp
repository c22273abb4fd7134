// The numbers of a run as JSON. Fields stand in the order in which they are documented.
#include "core/export/summary_json.h"

#include <nlohmann/json.hpp>

#include "core/analysis/run_values.h"
#include "core/export/json_text.h"
#include "core/scenario/run_numbers.h"
#include "core/scenario/words.h"

namespace roundscope {
namespace {

using Json = nlohmann::ordered_json;

/// Whole milliseconds stay integers, so that they compare exactly.
Json inMilliseconds(Duration duration) {
  if (duration.us % 1'000 == 0) return duration.us / 1'000;
  return duration.milliseconds();
}

/// Absent is null.
Json countJson(std::optional<std::uint64_t> count, bool time) {
  if (!count) return nullptr;
  return time ? inMilliseconds(Duration{static_cast<std::int64_t>(*count)}) : Json(*count);
}

/// The counts that the table of names has in an object, as "calls.replied".
Json countsJson(std::string_view object, const RunSummary& summary) {
  Json counts = Json::object();
  for (const auto& [name, count] : kRunCounts) {
    const std::size_t dot = name.find('.');
    if (dot != std::string_view::npos && name.substr(0, dot) == object)
      counts[std::string(name.substr(dot + 1))] = countJson(countOf(count, summary), isTime(count));
  }
  return counts;
}

Json failuresJson(const FailureReasons& reasons) {
  Json list = Json::array();
  for (const Failures& failures : failuresOf(reasons)) {
    list.push_back({{"outcome", nameOf(failures.outcome)}, {"reason", failures.reason}});
    if (failures.code) list.back()["code"] = static_cast<int>(*failures.code);
    list.back()["calls"] = failures.calls;
  }
  return list;
}

Json ingressJson(const Scenario& scenario, const std::vector<UserMessage>& messages) {
  Json list = Json::array();
  for (const UserMessage& message : messages) {
    Json entry = Json::object();
    entry["to"] = scenario.canister(message.to.canister).id + '.' + scenario.method(message.to).name;
    entry["outcome"] = nameOf(message.outcome);
    for (const auto& [name, count] : kMessageCounts)
      entry[std::string(name)] = countJson(countOf(count, message), isTime(count));
    list.push_back(std::move(entry));
  }
  return list;
}

Json pairsJson(const Scenario& scenario, const std::vector<PairSummary>& pairs) {
  Json list = Json::array();
  for (const PairSummary& pair : pairs) {
    Json entry = Json::object();
    entry["caller"] = scenario.canister(pair.caller).id;
    entry["callee"] = scenario.canister(pair.callee).id;
    for (const auto& [name, count] : kPairCounts) entry[std::string(name)] = countOf(count, pair);
    list.push_back(std::move(entry));
  }
  return list;
}

/// The last committed values. Locks are left out: they are no numbers.
Json variablesJson(const Scenario& scenario, const RunSummary& summary) {
  Json all = Json::object();
  for (std::size_t c = 0; c < scenario.canisters.size(); ++c) {
    const std::vector<Variable>& variables = scenario.canisters[c].variables;
    Json own = Json::object();
    for (std::size_t v = 0; v < variables.size(); ++v)
      if (!variables[v].isLock) own[variables[v].name] = summary.variables[c][v];
    if (!own.empty()) all[scenario.canisters[c].id] = std::move(own);
  }
  return all;
}

Json expectationJson(const JudgedExpectation& judged) {
  Json entry = Json::object();
  entry["text"] = judged.text;
  entry["holds"] = judged.state == ExpectationState::Unknown ? Json(nullptr) : Json(judged.holds());
  entry["found"] = judged.found;
  entry["broken_since"] = nullptr;
  if (judged.lostIn)
    entry["broken_since"] = {{"round", judged.lostIn->round}, {"ms", inMilliseconds(judged.lostIn->time - Time{})}};
  entry["sentence"] = sentenceOf(judged);
  return entry;
}

Json expectationsJson(const std::vector<JudgedExpectation>& expectations) {
  Json list = Json::array();
  for (const JudgedExpectation& judged : expectations) list.push_back(expectationJson(judged));
  return list;
}

Json runJson(const Scenario& scenario, const RunSummary& summary) {
  Json run = Json::object();
  run["scenario"] = scenario.id;
  run["variant"] = scenario.variant;
  run["profile"] = nameOf(scenario.profile);
  run["seed"] = scenario.seed;
  run["fingerprint"] = summary.fingerprint;
  run["stopped"] = summary.cutOff != CutOff::None ? Json(nameOf(summary.cutOff)) : Json(nullptr);
  for (const RunCount count : {RunCount::Rounds, RunCount::Duration, RunCount::EndToEnd, RunCount::EndToEndRounds})
    run[std::string(nameOf(count))] = countJson(countOf(count, summary), isTime(count));
  run["calls"] = countsJson("calls", summary);
  run["failures"] = failuresJson(summary.reasons);
  run["users"] = countsJson("users", summary);
  run["ingress"] = ingressJson(scenario, summary.ingress);
  run["pairs"] = pairsJson(scenario, summary.pairs);
  run["cycles"] = countsJson("cycles", summary);
  run["critical_path"] = countsJson("critical_path", summary);
  run["variables"] = variablesJson(scenario, summary);
  run[std::string(nameOf(RunCount::LocksHeld))] = summary.locksHeld;
  run["expectations"] = expectationsJson(summary.expectations);
  return run;
}

}  // namespace

std::string summaryJson(const SummedUpRun& run) { return jsonText(runJson(*run.first, *run.second)); }

std::string summariesJson(const std::vector<SummedUpRun>& runs) {
  Json list = Json::array();
  for (const SummedUpRun& run : runs) list.push_back(runJson(*run.first, *run.second));
  return jsonText(list);
}

}  // namespace roundscope
