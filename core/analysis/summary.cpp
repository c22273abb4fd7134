// Every number is the answer of a fold at the end of the run.
#include "core/analysis/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "core/analysis/critical_path.h"
#include "core/base/words.h"
#include "core/run/rounds.h"

namespace roundscope {

namespace {

constexpr double kAfterAll = std::numeric_limits<double>::infinity();

CallCounts callsOf(const Outcomes& outcomes) {
  const OutcomeCounts counts = outcomes.countsUntil(kAfterAll);
  const OutcomeCounts own = outcomes.toItselfUntil(kAfterAll);
  return {.attempted = counts.attempted,
          .performed = counts.attempted - counts.of(CallOutcome::NotPerformed),
          .notPerformed = counts.of(CallOutcome::NotPerformed),
          .replied = counts.of(CallOutcome::Replied),
          .rejected = counts.of(CallOutcome::Rejected),
          .trapped = counts.of(CallOutcome::Trapped),
          .expired = counts.of(CallOutcome::Expired),
          .dropped = counts.of(CallOutcome::Dropped),
          .retried = outcomes.retried(),
          .compensated = outcomes.compensated(),
          .inFlight = counts.of(CallOutcome::InFlight),
          .toItself = std::uint64_t{own.attempted} - own.of(CallOutcome::NotPerformed)};
}

std::vector<PairSummary> pairsOf(const CallsInFlight& inFlight) {
  std::vector<PairSummary> pairs;
  for (const auto& [ids, pair] : inFlight.pairs())
    pairs.push_back({pair.caller, pair.callee, pair.peak, pair.limit, pair.notPerformed});
  return pairs;
}

std::optional<Duration> endToEndOf(const Run& run) {
  if (run.trace().cutOff() != CutOff::None) return std::nullopt;
  std::optional<Duration> first;
  Duration last;
  for (const UserMessage& message : run.users().messages()) {
    if (!first || message.submitted < *first) first = message.submitted;
    if (!message.completed) return std::nullopt;
    last = std::max(last, *message.completed);
  }
  return first && last > *first ? last - *first : Duration{};
}

std::optional<std::uint64_t> endToEndRoundsOf(const Run& run) {
  if (run.trace().cutOff() != CutOff::None) return std::nullopt;
  std::optional<Duration> first;
  Duration last;
  for (const UserMessage& message : run.users().messages()) {
    if (isQuery(run.scenario().method(message.to).kind)) continue;
    if (!message.completed) return std::nullopt;
    first = std::min(first.value_or(message.submitted), message.submitted);
    last = std::max(last, *message.completed);
  }
  if (!first) return std::nullopt;
  const std::int64_t round = shortestRound(run.scenario()).us;
  return static_cast<std::uint64_t>((last.us - first->us + round - 1) / round);
}

std::uint64_t locksHeldIn(const Run& run) {
  std::uint64_t held = 0;
  for (std::uint16_t c = 0; c < run.scenario().canisters.size(); ++c)
    for (const std::vector<LockSpan>& spans : run.state().locks(CanisterId{c}))
      if (spans.back().endUs == kStillOpen) ++held;
  return held;
}

std::vector<std::vector<std::int64_t>> variablesOf(const Run& run) {
  std::vector<std::vector<std::int64_t>> all;
  for (std::uint16_t c = 0; c < run.scenario().canisters.size(); ++c) {
    const std::vector<Variable>& variables = run.scenario().canisters[c].variables;
    all.emplace_back();
    for (std::uint16_t v = 0; v < variables.size(); ++v) {
      const std::int64_t value = run.state().lastValue(CanisterId{c}, VariableId{v});
      all.back().push_back(variables[v].isLock ? std::min<std::int64_t>(value, 1) : value);
    }
  }
  return all;
}

}  // namespace

RunSummary summarise(const Run& run) {
  RunSummary summary;
  summary.fingerprint = run.fingerprint();
  summary.rounds = roundsUntil(run, kAfterAll);
  summary.duration = durationOf(run);
  summary.cutOff = run.trace().cutOff();
  summary.endToEnd = endToEndOf(run);
  summary.calls = callsOf(run.outcomes());
  summary.reasons = run.outcomes().reasons();
  summary.users = run.users().countsUntil(kAfterAll);
  summary.ingress = run.users().messages();
  summary.pairs = pairsOf(run.inFlight());
  summary.cyclesBurned = run.state().cyclesBurned();
  summary.cyclesPeakReserved = run.state().peakReserved();
  if (const auto last = lastAnsweredIngress(run.calls())) {
    summary.criticalPathCalls = criticalPath(run.calls(), *last).size();
    summary.criticalPathRounds = summary.ingress[run.calls().contexts()[last->value].ingress.value].rounds;
  }
  summary.endToEndRounds = endToEndRoundsOf(run);
  summary.variables = variablesOf(run);
  summary.locksHeld = locksHeldIn(run);
  summary.expectations = judged(run, summary);
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
