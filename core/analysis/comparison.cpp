// Rows come from tables: the counts of a run, then what the runs' own scenarios name.
#include "core/analysis/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>

#include "core/analysis/number_changes.h"
#include "core/analysis/run_values.h"
#include "core/analysis/verdict.h"
#include "core/base/words.h"
#include "core/run/rounds.h"

namespace roundscope {
namespace {

enum class Better : std::uint8_t { None, Less, More };

struct CountRow {
  RunCount count;
  const char* group;
  const char* title;
  Better better = Better::None;
};
/// All counts of the table of names, in the order of the comparison.
constexpr auto kCountRows = std::to_array<CountRow>({
    {RunCount::Rounds, "Time", "rounds", Better::Less},
    {RunCount::EndToEndRounds, "Time", "end to end, rounds", Better::Less},
    {RunCount::EndToEnd, "Time", "end to end, ms", Better::Less},
    {RunCount::Duration, "Time", "duration, ms"},
    {RunCount::CriticalPathRounds, "Time", "critical path, rounds"},
    {RunCount::CriticalPathCalls, "Time", "critical path, calls"},
    {RunCount::UsersSent, "Users' messages", "sent"},
    {RunCount::UsersReplied, "Users' messages", "replied"},
    {RunCount::UsersRejected, "Users' messages", "rejected", Better::Less},
    {RunCount::UsersTrapped, "Users' messages", "trapped", Better::Less},
    {RunCount::UsersPending, "Users' messages", "pending", Better::Less},
    {RunCount::CallsAttempted, "Calls", "attempted"},
    {RunCount::CallsPerformed, "Calls", "performed"},
    {RunCount::CallsNotPerformed, "Calls", "not performed", Better::Less},
    {RunCount::CallsReplied, "Calls", "replied"},
    {RunCount::CallsRejected, "Calls", "rejected", Better::Less},
    {RunCount::CallsTrapped, "Calls", "trapped", Better::Less},
    {RunCount::CallsExpired, "Calls", "expired", Better::Less},
    {RunCount::CallsDropped, "Calls", "dropped", Better::Less},
    {RunCount::CallsRetried, "Calls", "retried"},
    {RunCount::CallsCompensated, "Calls", "compensated"},
    {RunCount::CallsInFlight, "Calls", "in flight at the end", Better::Less},
    {RunCount::CallsToItself, "Calls", "messages to itself"},
    {RunCount::CyclesPeakReserved, "Cycles", "needed at once", Better::Less},
    {RunCount::CyclesBurned, "Cycles", "burned", Better::Less},
    {RunCount::LocksHeld, "State at the end", "locks still held", Better::Less},
});

constexpr std::string_view kExpected = "Expected";

struct Compare {
  const std::vector<ComparedRun>& runs;
  ComparisonTable table;
};

bool isCutOff(const ComparedRun& run) { return run.summary->cutOff != CutOff::None; }

Time endOf(const Run& run) { return Time{} + durationOf(run); }

/// When a number became what it is.
std::optional<Time> reachedAt(const RunNumber& number, const Run* run) {
  if (run == nullptr) return std::nullopt;
  const auto changes = detail::changesOf(number, *run);
  if (!changes) return endOf(*run);
  Time last;
  for (const detail::ChangeTrack& track : *changes)
    if (track.size > 0) last = std::max(last, Time{track.at(track.size - 1).us});
  return last;
}

/// Marks the best and the worst of the runs that ended, where they differ.
void mark(ComparedRow& row, const std::vector<ComparedRun>& runs, Better better) {
  const auto isThere = [](const ComparedCell& cell) { return cell.value.value_or(0) != 0; };
  row.matters = std::any_of(row.cells.begin(), row.cells.end(), isThere);
  if (better == Better::None) return;
  std::optional<double> least;
  std::optional<double> greatest;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const auto& value = row.cells[i].value;
    if (!value || isCutOff(runs[i])) continue;
    least = std::min(least.value_or(*value), *value);
    greatest = std::max(greatest.value_or(*value), *value);
  }
  if (!least || *least == *greatest) return;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    ComparedCell& cell = row.cells[i];
    if (!cell.value || isCutOff(runs[i])) continue;
    const bool low = *cell.value == *least;
    if (!low && *cell.value != *greatest) continue;
    cell.standing = low == (better == Better::Less) ? Standing::Best : Standing::Worst;
  }
}

ComparedCell none() { return {.text = "—"}; }

/// A row whose number each scenario names for itself; absent where a scenario has no such thing.
using NumberIn = std::function<std::optional<RunNumber>(const Scenario&)>;

void addRow(Compare& compare, ComparedRow row, Better better, bool ofEndedOnly, const NumberIn& numberIn) {
  for (const ComparedRun& each : compare.runs) {
    const auto number = numberIn(*each.scenario);
    const auto value = number ? valueOf(*number, *each.scenario, *each.summary) : std::nullopt;
    if (!value || (ofEndedOnly && isCutOff(each)))
      row.cells.push_back(none());
    else
      row.cells.push_back({.text = numberText(*value), .value = value, .at = reachedAt(*number, each.run)});
  }
  mark(row, compare.runs, better);
  compare.table.rows.push_back(std::move(row));
}

void addCounts(Compare& compare, std::string_view group) {
  for (const CountRow& each : kCountRows)
    if (each.group == group)
      addRow(compare, {each.group, each.title, std::string(nameOf(each.count))}, each.better, group == "Time",
             [&](const Scenario&) { return RunNumber(each.count); });
}

std::optional<CanisterId> canisterNamed(const std::string& id, const Scenario& scenario) {
  for (std::size_t i = 0; i < scenario.canisters.size(); ++i)
    if (scenario.canisters[i].id == id) return CanisterId{static_cast<std::uint16_t>(i)};
  return std::nullopt;
}

/// What the runs have between them, in the order in which it is first met.
template <class Key, class Of>
std::vector<Key> unionOf(const Compare& compare, Of&& of) {
  std::vector<Key> all;
  for (const ComparedRun& run : compare.runs)
    for (Key& key : of(run))
      if (std::find(all.begin(), all.end(), key) == all.end()) all.push_back(std::move(key));
  return all;
}

using Names = std::pair<std::string, std::string>;

void addPairs(Compare& compare) {
  const auto pairsOf = [](const ComparedRun& run) {
    std::vector<Names> pairs;
    for (const PairSummary& pair : run.summary->pairs)
      pairs.emplace_back(run.scenario->canister(pair.caller).id, run.scenario->canister(pair.callee).id);
    return pairs;
  };
  struct PairRow {
    PairCount count;
    const char* title;
    Better better;
  };
  constexpr std::array<PairRow, 3> kRows = {{{PairCount::PeakInFlight, "at most", Better::None},
                                             {PairCount::Limit, "limit", Better::None},
                                             {PairCount::NotPerformed, "not performed", Better::Less}}};
  for (const auto& [caller, callee] : unionOf<Names>(compare, pairsOf))
    for (const PairRow& each : kRows) {
      const auto name = detail::kNamesOf<kPairCounts>[static_cast<std::size_t>(each.count)];
      ComparedRow row{fmt::format("In flight, {} → {}", caller, callee), each.title,
                      fmt::format("pairs({}, {}).{}", caller, callee, name)};
      const auto numberIn = [&caller = caller, &callee = callee, &each](const Scenario& in) {
        const auto from = canisterNamed(caller, in);
        const auto to = canisterNamed(callee, in);
        return from && to ? std::optional(RunNumber(PairNumber{*from, *to, each.count})) : std::nullopt;
      };
      addRow(compare, std::move(row), each.better, false, numberIn);
    }
}

void addVariables(Compare& compare) {
  const auto variablesOf = [](const ComparedRun& run) {
    std::vector<Names> variables;
    for (const Canister& canister : run.scenario->canisters)
      for (const Variable& variable : canister.variables)
        if (!variable.isLock) variables.emplace_back(canister.id, variable.name);
    return variables;
  };
  for (const auto& [canister, variable] : unionOf<Names>(compare, variablesOf)) {
    std::string name = canister;
    name += '.';
    name += variable;
    const auto numberIn = [&canister = canister, &variable = variable](const Scenario& in) -> std::optional<RunNumber> {
      const auto id = canisterNamed(canister, in);
      if (!id) return std::nullopt;
      const std::vector<Variable>& variables = in.canister(*id).variables;
      for (std::uint16_t v = 0; v < variables.size(); ++v)
        if (variables[v].name == variable && !variables[v].isLock) return VariableNumber{*id, VariableId{v}};
      return std::nullopt;
    };
    addRow(compare, {"State at the end", name, name}, Better::None, false, numberIn);
    compare.table.rows.back().matters = true;
  }
}

/// The first call that failed so.
std::optional<Time> firstFailure(const Run* run, const Failures& failures) {
  if (run == nullptr) return std::nullopt;
  std::optional<CallAt> first;
  for (const CanisterOutcomes& canister : run->outcomes().canisters()) {
    const CallTimes& failed = canister.failedAs[static_cast<std::size_t>(failures.outcome)];
    for (std::uint32_t i = 0; i < failed.size(); ++i) {
      const CallAt at = failed.at(i);
      if (first && *first < at) break;
      const CallSpan& call = run->call(at.call);
      if (call.isOwnMessage()) continue;
      const bool refused = failures.outcome == CallOutcome::NotPerformed;
      if ((refused ? nameOf(call.notPerformed) : rowOf(call.reason).words) != failures.reason) continue;
      first = at;
      break;
    }
  }
  return first ? std::optional(Time{first->us}) : std::nullopt;
}

void addReasons(Compare& compare) {
  const auto reasonsOf = [](const ComparedRun& run) {
    std::vector<Names> reasons;
    for (const Failures& failures : failuresOf(run.summary->reasons))
      reasons.emplace_back(nameOf(failures.outcome), failures.reason);
    return reasons;
  };
  for (const auto& [outcome, reason] : unionOf<Names>(compare, reasonsOf)) {
    std::string title = fmt::format("{}: {}", outcome, reason);
    if (title.back() == '.') title.pop_back();
    ComparedRow row{"Calls that failed", title, title};
    for (const ComparedRun& each : compare.runs) {
      ComparedCell cell{.text = "0", .value = 0};
      for (const Failures& failures : failuresOf(each.summary->reasons))
        if (nameOf(failures.outcome) == outcome && failures.reason == reason)
          cell = {.text = grouped(failures.calls),
                  .value = static_cast<double>(failures.calls),
                  .at = firstFailure(each.run, failures)};
      row.cells.push_back(std::move(cell));
    }
    mark(row, compare.runs, Better::Less);
    compare.table.rows.push_back(std::move(row));
  }
}

ComparedCell cellOf(const JudgedExpectation& judged) {
  ComparedCell cell{.text = "holds", .value = 1, .at = judged.at, .note = sentenceOf(judged)};
  if (judged.state == ExpectationState::Broken) {
    cell.text = "broken";
    cell.value = 0;
  } else if (judged.state == ExpectationState::Unknown) {
    cell.text = "—";
    cell.value.reset();
  }
  return cell;
}

void addExpectations(Compare& compare) {
  const auto textsOf = [](const ComparedRun& run) {
    std::vector<std::string> texts;
    for (const JudgedExpectation& judged : run.summary->expectations) texts.push_back(judged.text);
    return texts;
  };
  for (const std::string& text : unionOf<std::string>(compare, textsOf)) {
    ComparedRow row{std::string(kExpected), text, text};
    for (const ComparedRun& each : compare.runs) {
      const auto& judged = each.summary->expectations;
      const auto found = std::find_if(judged.begin(), judged.end(), [&](const auto& e) { return e.text == text; });
      row.cells.push_back(found == judged.end() ? none() : cellOf(*found));
    }
    mark(row, compare.runs, Better::More);
    row.matters = true;
    compare.table.rows.push_back(std::move(row));
  }
}

}  // namespace

bool isExpectation(const ComparedRow& row) { return row.group == kExpected; }

ComparisonTable compared(const std::vector<ComparedRun>& runs) {
  Compare compare{runs, {}};
  std::vector<SummedUpRun> summedUp;
  for (const ComparedRun& run : runs) {
    const Scenario& scenario = *run.scenario;
    summedUp.emplace_back(&scenario, run.summary);
    compare.table.variants.push_back({scenario.variant.empty() ? scenario.id : scenario.variant,
                                      std::string(wordsOf(run.summary->cutOff)), run.summary->fingerprint});
  }
  addExpectations(compare);
  addCounts(compare, "Time");
  addCounts(compare, "Users' messages");
  addCounts(compare, "Calls");
  addReasons(compare);
  addPairs(compare);
  addCounts(compare, "Cycles");
  addVariables(compare);
  addCounts(compare, "State at the end");
  compare.table.verdict = comparisonVerdict(summedUp);
  return std::move(compare.table);
}

}  // namespace roundscope
