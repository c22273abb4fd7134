// The base run says which messages there are; each is then refused by a fault of the scenario's own kind.
#include "core/analysis/failure_sweep.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "core/base/words.h"
#include "core/scenario/numbers.h"
#include "core/scenario/scenario_places.h"

namespace roundscope {
namespace {

/// A message that a fault refuses is counted by it, but never comes into the callee's queue.
bool isOfAFault(RejectReason reason) {
  return reason == RejectReason::FaultFatal || reason == RejectReason::FaultTransient ||
         reason == RejectReason::FaultInvalid || reason == RejectReason::FaultError ||
         reason == RejectReason::FaultUnknown;
}

/// Faults count a method's messages where they reach its subnet: requests of canisters and messages of users.
std::map<std::pair<std::uint16_t, std::uint16_t>, std::uint32_t> messagesByMethod(const Run& run) {
  std::map<std::pair<std::uint16_t, std::uint16_t>, std::uint32_t> counts;
  const auto count = [&](MethodRef method) {
    const bool listed = method.method.value < run.scenario().canister(method.canister).methods.size();
    if (listed) ++counts[{method.canister.value, method.method.value}];
  };
  for (const CallSpan& call : run.calls().calls())
    if (!call.isOwnMessage() && (call.at(CallPoint::RequestInducted).happened() || isOfAFault(call.reason)))
      count(call.callee);
  const std::uint32_t sent = run.users().countsUntil(std::numeric_limits<double>::infinity()).sent;
  for (std::uint32_t i = 0; i < sent; ++i) count(run.users().messages()[i].to);
  return counts;
}

FailureEffect effectOf(const FailureCell& cell, const RunAnswer& answer, const RunAnswer& base) {
  if (!answer.ended()) return FailureEffect::CutOff;
  if (!cell.broken.empty()) return FailureEffect::Expectation;
  const auto outcomes = [](const RunSummary& run) {
    std::vector<IngressOutcome> list;
    for (const UserMessage& message : run.ingress) list.push_back(message.outcome);
    return list;
  };
  if (outcomes(*answer.summary) != outcomes(*base.summary)) return FailureEffect::Users;
  return cell.changed.empty() ? FailureEffect::None : FailureEffect::State;
}

std::vector<std::string> changedVariables(const Scenario& scenario, const RunSummary& now, const RunSummary& base) {
  std::vector<std::string> changed;
  for (std::size_t c = 0; c < scenario.canisters.size(); ++c)
    for (std::size_t v = 0; v < scenario.canisters[c].variables.size(); ++v)
      if (now.variables[c][v] != base.variables[c][v])
        changed.push_back(fmt::format("{}.{} {} ({})", scenario.canisters[c].id,
                                      scenario.canisters[c].variables[v].name, grouped(now.variables[c][v]),
                                      grouped(base.variables[c][v])));
  return changed;
}

}  // namespace

std::string_view wordsOf(FailureEffect effect) {
  switch (effect) {
    case FailureEffect::None:
      return "same outcome";
    case FailureEffect::State:
      return "other state";
    case FailureEffect::Users:
      return "other answer to a user";
    case FailureEffect::Expectation:
      return "an expectation broken";
    case FailureEffect::CutOff:
      return "run cut off";
  }
  return "";
}

FailureSweep::FailureSweep(const ScenarioSet& set, std::string variant, std::size_t most) : m_set(set), m_most(most) {
  m_grid.scenario = set.id;
  m_grid.title = set.title;
  m_grid.variant = std::move(variant);
}

FailureSweep::~FailureSweep() = default;

std::vector<RunRequest> FailureSweep::next() {
  ++m_stage;
  if (m_stage == 1) return {{.variant = m_grid.variant, .whole = true}};
  if (m_stage > 2) return {};
  std::vector<RunRequest> wanted;
  for (const FailureCell& cell : m_cells) wanted.push_back({m_grid.variant, changesFor(cell), 0});
  m_wanted = wanted.size();
  m_made.assign(wanted.size(), false);
  return wanted;
}

void FailureSweep::takeBase(const SeenRun& seen) {
  m_base = seen.answer;
  m_grid.error = seen.answer.error;
  if (seen.run == nullptr) return;
  const Scenario& scenario = *seen.scenario;
  m_grid.seed = m_base.seed;
  m_grid.users = m_base.summary->users;
  m_grid.assumed = m_base.assumed;
  m_grid.baseHolds = m_base.holds();
  m_grid.baseCutOff = !m_base.ended();
  for (const Judgement& judgement : m_base.judgements) m_grid.expectations.push_back(judgement.text);
  if (m_grid.baseCutOff) return;  // nobody knows what would be other
  for (const auto& [ids, messages] : messagesByMethod(*seen.run)) {
    const MethodRef method{CanisterId{ids.first}, MethodId{ids.second}};
    if (scenario.method(method).kind == MethodKind::Missing || scenario.canister(method.canister).isTask(method.method))
      continue;
    m_grid.methods.push_back({nameOf(method, scenario), messages, 0});
    m_pointers.push_back(pointerOf(method, scenario));
    m_faults.push_back(valueAt(m_set, m_grid.variant, m_pointers.back() + "/faults").value_or("[]"));
  }
  // A message of each method in turn, so that none is left out for the sake of another.
  std::size_t left = m_most;
  for (bool more = true; more && left > 0;) {
    more = false;
    for (FailureMethod& method : m_grid.methods) {
      if (left == 0 || method.tried == method.messages) continue;
      ++method.tried;
      --left;
      more = true;
    }
  }
  for (std::size_t method = 0; method < m_grid.methods.size(); ++method)
    for (std::uint32_t number = 1; number <= m_grid.methods[method].tried; ++number)
      m_cells.push_back({.method = method, .number = number});
}

void FailureSweep::take(std::size_t request, const SeenRun& seen) {
  if (m_wanted > 0) --m_wanted;
  if (m_stage == 1) return takeBase(seen);
  FailureCell& cell = m_cells[request];
  const RunAnswer& answer = seen.answer;
  if (seen.scenario == nullptr) return;
  m_made[request] = true;
  cell.users = answer.summary->users;
  cell.rounds = answer.summary->rounds;
  for (std::size_t i = 0; i < answer.judgements.size(); ++i)
    if (m_base.judgements[i].holds && !answer.judgements[i].holds) cell.broken.push_back(i);
  cell.changed = changedVariables(*seen.scenario, *answer.summary, *m_base.summary);
  cell.effect = effectOf(cell, answer, m_base);
}

/// Behind the method's own faults, whose chance is drawn by their place.
Override FailureSweep::fault(std::size_t method, std::uint32_t number) const {
  std::string faults = m_faults[method];
  faults.pop_back();
  const bool first = faults.find('{') == std::string::npos;
  return {m_pointers[method] + "/faults",
          fmt::format(R"({}{}{{"code":2,"message":"Failed on purpose.","when":{{"calls":[{}]}}}}])", faults,
                      first ? "" : ",", number)};
}

std::vector<Override> FailureSweep::changesFor(const FailureCell& cell) const {
  return {fault(cell.method, cell.number)};
}

FailureGrid FailureSweep::grid() const {
  FailureGrid grid = m_grid;
  for (std::size_t i = 0; i < m_made.size(); ++i)
    if (m_made[i]) grid.cells.push_back(m_cells[i]);
  return grid;
}

std::uint64_t FailureGrid::messages() const {
  std::uint64_t all = 0;
  for (const FailureMethod& method : methods) all += method.messages;
  return all;
}

std::uint64_t FailureGrid::tried() const {
  std::uint64_t all = 0;
  for (const FailureMethod& method : methods) all += method.tried;
  return all;
}

std::string textOf(const FailureGrid& grid) {
  std::string text;
  const auto line = [&](std::string more) { text += (text.empty() ? "" : "\n") + std::move(more); };
  if (grid.baseCutOff) {
    line("A limit or budget cuts the run itself off, so nobody knows what a failure would change.");
    return text;
  }
  if (!grid.baseHolds) line("Not all expectations hold in the run itself: only those that do can be broken.");
  std::array<std::uint64_t, kFailureEffectCount> counts{};
  for (const FailureCell& cell : grid.cells) ++counts[static_cast<std::size_t>(cell.effect)];
  line(fmt::format("{} failed, one in each run, with seed {}:", counted(grid.cells.size(), "message"), grid.seed));
  for (std::size_t effect = 0; effect < kFailureEffectCount; ++effect)
    if (counts[effect] > 0)
      line(fmt::format("  {} {}", grouped(counts[effect]), wordsOf(static_cast<FailureEffect>(effect))));
  if (grid.messages() > grid.tried())
    line(fmt::format("Of {} only the first of each method were failed: {}.", counted(grid.messages(), "message"),
                     grouped(grid.tried())));
  if (grid.cells.size() < grid.tried())
    line(fmt::format("Stopped before {} were made.", counted(grid.tried() - grid.cells.size(), "run")));
  return text;
}

}  // namespace roundscope
