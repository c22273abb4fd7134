// The numbers of a run as JSON. Fields stand in the order in which they are documented.
#include "core/export/summary_json.h"

#include <nlohmann/json.hpp>

#include "core/scenario/words.h"

namespace roundscope {
namespace {

using Json = nlohmann::ordered_json;

/// Whole milliseconds stay integers, so that they compare exactly.
Json inMilliseconds(Duration duration) {
  if (duration.us % 1'000 == 0) return duration.us / 1'000;
  return duration.milliseconds();
}

Json callsJson(const CallCounts& calls) {
  return {{"attempted", calls.attempted},     {"performed", calls.performed}, {"not_performed", calls.notPerformed},
          {"replied", calls.replied},         {"rejected", calls.rejected},   {"trapped", calls.trapped},
          {"expired", calls.expired},         {"dropped", calls.dropped},     {"retried", calls.retried},
          {"compensated", calls.compensated}, {"in_flight", calls.inFlight},  {"to_itself", calls.toItself}};
}

Json usersJson(const UserCounts& users) {
  return {{"sent", users.sent},
          {"replied", users.replied},
          {"rejected", users.rejected},
          {"trapped", users.trapped},
          {"pending", users.pending()}};
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
    entry["replied_calls"] = message.repliedCalls;
    entry["failed_calls"] = message.failedCalls;
    entry["submitted_ms"] = inMilliseconds(message.submitted);
    entry["completed_ms"] = message.completed ? inMilliseconds(*message.completed) : Json(nullptr);
    entry["rounds"] = message.rounds;
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
    entry["peak_in_flight"] = pair.peakInFlight;
    entry["limit"] = pair.limit;
    entry["not_performed"] = pair.notPerformed;
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

Json runJson(const Scenario& scenario, const RunSummary& summary) {
  Json run = Json::object();
  run["scenario"] = scenario.id;
  run["variant"] = scenario.variant;
  run["profile"] = nameOf(scenario.profile);
  run["seed"] = scenario.seed;
  run["fingerprint"] = summary.fingerprint;
  const bool cutOff = summary.cutOff != CutOff::None;
  run["stopped"] = cutOff ? Json(nameOf(summary.cutOff)) : Json(nullptr);
  run["rounds"] = summary.rounds;
  // Nobody knows how long a run would have taken that was cut off.
  run["duration_ms"] = cutOff ? Json(nullptr) : inMilliseconds(summary.duration);
  run["end_to_end_ms"] = summary.endToEnd ? inMilliseconds(*summary.endToEnd) : Json(nullptr);
  run["calls"] = callsJson(summary.calls);
  run["failures"] = failuresJson(summary.reasons);
  run["users"] = usersJson(summary.users);
  run["ingress"] = ingressJson(scenario, summary.ingress);
  run["pairs"] = pairsJson(scenario, summary.pairs);
  run["cycles"] = {{"burned", summary.cyclesBurned}, {"peak_reserved", summary.cyclesPeakReserved}};
  run["critical_path"] = {{"rounds", cutOff ? Json(nullptr) : Json(summary.criticalPathRounds)},
                          {"calls", cutOff ? Json(nullptr) : Json(summary.criticalPathCalls)}};
  run["variables"] = variablesJson(scenario, summary);
  return run;
}

/// Names from a file are valid UTF-8; the replacement is for good measure, and never throws.
std::string text(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string summaryJson(const SummedUpRun& run) { return text(runJson(*run.first, *run.second)); }

std::string summariesJson(const std::vector<SummedUpRun>& runs) {
  Json list = Json::array();
  for (const SummedUpRun& run : runs) list.push_back(runJson(*run.first, *run.second));
  return text(list);
}

}  // namespace roundscope
