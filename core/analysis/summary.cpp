// Every number is the answer of a fold at the end of the run.
#include "core/analysis/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "core/analysis/critical_path.h"
#include "core/base/words.h"
#include "core/run/rounds.h"
#include "core/run/run_tally.h"

namespace roundscope {

namespace {

constexpr double kAfterAll = std::numeric_limits<double>::infinity();

CallCounts callsOf(const OutcomeCounts& counts, const OutcomeCounts& own) {
  return {.attempted = counts.attempted,
          .performed = counts.attempted - counts.of(CallOutcome::NotPerformed),
          .notPerformed = counts.of(CallOutcome::NotPerformed),
          .replied = counts.of(CallOutcome::Replied),
          .rejected = counts.of(CallOutcome::Rejected),
          .trapped = counts.of(CallOutcome::Trapped),
          .expired = counts.of(CallOutcome::Expired),
          .dropped = counts.of(CallOutcome::Dropped),
          .inFlight = counts.of(CallOutcome::InFlight),
          .toItself = std::uint64_t{own.attempted} - own.of(CallOutcome::NotPerformed)};
}

template <class Pairs>
std::vector<PairSummary> pairsOf(const Pairs& rows) {
  std::vector<PairSummary> pairs;
  pairs.reserve(rows.size());
  for (const auto& [ids, pair] : rows)
    pairs.push_back({pair.caller, pair.callee, pair.peak, pair.limit, pair.notPerformed});
  return pairs;
}

std::optional<Duration> endToEndOf(const RunSummary& run) {
  std::optional<Duration> first;
  Duration last;
  for (const UserMessage& message : run.ingress) {
    if (!first || message.submitted < *first) first = message.submitted;
    if (!message.completed) return std::nullopt;
    last = std::max(last, *message.completed);
  }
  return first && last > *first ? last - *first : Duration{};
}

std::optional<std::uint64_t> endToEndRoundsOf(const RunSummary& run, const Scenario& scenario) {
  std::optional<Duration> first;
  Duration last;
  for (const UserMessage& message : run.ingress) {
    if (isQuery(scenario.method(message.to).kind)) continue;
    if (!message.completed) return std::nullopt;
    first = std::min(first.value_or(message.submitted), message.submitted);
    last = std::max(last, *message.completed);
  }
  if (!first) return std::nullopt;
  const std::int64_t round = shortestRound(scenario).us;
  return static_cast<std::uint64_t>((last.us - first->us + round - 1) / round);
}

std::vector<std::vector<std::int64_t>> variablesOf(const LastState& state, const Scenario& scenario) {
  std::vector<std::vector<std::int64_t>> all;
  for (std::uint16_t c = 0; c < scenario.canisters.size(); ++c) {
    const std::vector<Variable>& variables = scenario.canisters[c].variables;
    all.emplace_back();
    for (std::uint16_t v = 0; v < variables.size(); ++v) {
      const std::int64_t value = state.value(CanisterId{c}, VariableId{v});
      all.back().push_back(variables[v].isLock ? std::min<std::int64_t>(value, 1) : value);
    }
  }
  return all;
}

/// What a Run and a RunTally say alike.
template <class Source>
void read(RunSummary& summary, const Source& source, const LastState& state) {
  summary.fingerprint = source.fingerprint();
  summary.ingress = source.users().messages();
  summary.users = source.users().countsUntil(kAfterAll);
  summary.cyclesBurned = state.cyclesBurned();
  summary.cyclesPeakReserved = state.peakReserved();
  summary.variables = variablesOf(state, source.scenario());
  summary.locksHeld = state.locksHeld();
}

/// What follows from the other numbers.
void complete(RunSummary& summary, const Scenario& scenario) {
  if (summary.cutOff != CutOff::None) return;
  summary.endToEnd = endToEndOf(summary);
  summary.endToEndRounds = endToEndRoundsOf(summary, scenario);
}

}  // namespace

RunSummary summarise(const Run& run) {
  RunSummary summary;
  read(summary, run, run.state().last());
  summary.rounds = roundsUntil(run, kAfterAll);
  summary.duration = durationOf(run);
  summary.cutOff = run.trace().cutOff();
  summary.calls = callsOf(run.outcomes().countsUntil(kAfterAll), run.outcomes().toItselfUntil(kAfterAll));
  summary.calls.retried = run.outcomes().retried();
  summary.calls.compensated = run.outcomes().compensated();
  summary.reasons = run.outcomes().reasons();
  summary.pairs = pairsOf(run.inFlight().pairs());
  if (const auto last = lastAnsweredIngress(run.calls())) {
    summary.criticalPathCalls = criticalPath(run.calls(), *last).size();
    summary.criticalPathRounds = summary.ingress[run.calls().contexts()[last->value].ingress.value].rounds;
  }
  complete(summary, run.scenario());
  summary.expectations = judged(run, summary);
  return summary;
}

RunSummary summarise(const RunTally& tally) {
  RunSummary summary;
  read(summary, tally, tally.state());
  summary.rounds = tally.rounds();
  summary.duration = tally.duration();
  summary.cutOff = tally.cutOff();
  summary.calls = callsOf(tally.counts(), tally.toItself());
  summary.calls.retried = tally.retried();
  summary.calls.compensated = tally.compensated();
  summary.reasons = tally.reasons();
  summary.pairs = pairsOf(tally.pairs());
  if (const auto last = tally.lastAnswer()) {
    summary.criticalPathCalls = last->pathCalls;
    summary.criticalPathRounds = summary.ingress[last->message.value].rounds;
  }
  complete(summary, tally.scenario());
  summary.expectations = judgedAtTheEnd(tally.scenario(), tally.finished(), summary);
  return summary;
}

std::vector<Failures> failuresOf(const FailureReasons& reasons) {
  std::vector<Failures> found;
  for (std::size_t i = 0; i < kNotPerformedReasonCount; ++i)
    if (const std::uint64_t calls = reasons.notPerformed[i]; calls > 0)
      found.push_back({CallOutcome::NotPerformed, nameOf(static_cast<NotPerformedReason>(i)), {}, calls});
  for (std::size_t i = 0; i < kRejectReasonCount; ++i) {
    const Reject& row = rowOf(static_cast<RejectReason>(i));
    if (const std::uint64_t calls = reasons.rejected[i]; calls > 0)
      found.push_back({row.outcome, row.words, row.code, calls});
  }
  return found;
}

std::string failuresText(const FailureReasons& reasons) {
  std::string text;
  for (const Failures& failures : failuresOf(reasons)) {
    std::string words(failures.reason);
    if (!words.empty() && words.back() == '.') words.pop_back();
    text +=
        fmt::format("{}{} {}: {}", text.empty() ? "" : "; ", grouped(failures.calls), nameOf(failures.outcome), words);
  }
  return text;
}

}  // namespace roundscope
