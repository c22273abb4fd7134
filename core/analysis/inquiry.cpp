// One run from text to numbers. See inquiry.h.
#include "core/analysis/inquiry.h"

#include <algorithm>
#include <utility>

#include "core/analysis/simulate_run.h"
#include "core/scenario/parse.h"

namespace roundscope {
namespace {

/// What everybody wants of a scenario that says nothing of its own.
std::vector<Judgement> assumedOf(const RunSummary& run) {
  const bool ended = run.cutOff == CutOff::None;
  return {{"every user got a reply", ended && run.users.replied == run.users.sent},
          {"no call failed", ended && run.calls.replied == run.calls.attempted}};
}

Result<Scenario> scenarioOf(const ScenarioSet& set, const RunRequest& request) {
  ParseOptions options{
      .fileName = set.id + ".roundscope.json", .overrides = set.overrides, .onlyVariant = request.variant};
  for (const Override& change : request.changes) put(options.overrides, change);
  Result<ScenarioSet> read = parseScenario(set.sourceText, options);
  if (!read.ok()) return read.error();
  Scenario scenario = std::move(read.value().variants.front());
  scenario.seed += request.seedsOn;
  return scenario;
}

}  // namespace

bool RunAnswer::holds() const {
  const auto isSo = [](const Judgement& judgement) { return judgement.holds; };
  return ended() && std::all_of(judgements.begin(), judgements.end(), isSo);
}

void answer(const ScenarioSet& set, const RunRequest& request, const RunTerms& terms,
            const std::function<void(const SeenRun&)>& see) {
  RunAnswer answer;
  Result<Scenario> read = scenarioOf(set, request);
  if (!read.ok()) {
    answer.error = read.error();
    return see({answer});
  }
  const auto scenario = std::make_shared<const Scenario>(std::move(read).value());
  answer.seed = scenario->seed;
  const std::shared_ptr<const Run> run = request.whole ? simulateRun(scenario, terms) : nullptr;
  RunSummary summary = run ? summarise(*run) : sumUp(scenario, terms);
  if (terms.stop.stop_requested()) return see({answer});
  answer.summary = std::move(summary);
  answer.assumed = scenario->expectations.empty();
  if (answer.assumed) answer.judgements = assumedOf(*answer.summary);
  for (const JudgedExpectation& judged : answer.summary->expectations)
    answer.judgements.push_back({judged.text, judged.holds()});
  see({answer, scenario.get(), run.get()});
}

std::vector<Override> changesOf(const RunRequest& request, const RunAnswer& answer) {
  std::vector<Override> changes = request.changes;
  if (request.seedsOn > 0) put(changes, {"/seed", std::to_string(answer.seed)});
  for (Override& change : changes) change.variant = request.variant;
  return changes;
}

std::vector<RunRequest> InTurn::next() {
  for (; m_part < m_parts.size(); ++m_part)
    if (std::vector<RunRequest> wanted = m_parts[m_part]->next(); !wanted.empty()) return wanted;
  return {};
}

std::size_t InTurn::stillWanted() const { return m_part < m_parts.size() ? m_parts[m_part]->stillWanted() : 0; }

void investigate(Inquiry& inquiry, const ScenarioSet& set) {
  for (std::vector<RunRequest> wanted = inquiry.next(); !wanted.empty(); wanted = inquiry.next())
    for (std::size_t i = 0; i < wanted.size(); ++i)
      answer(set, wanted[i], {}, [&](const SeenRun& seen) { inquiry.take(i, seen); });
}

}  // namespace roundscope
