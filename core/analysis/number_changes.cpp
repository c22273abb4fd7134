// Each count is a sum of the folds' lists of moments, some of them taken away.
#include "core/analysis/number_changes.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "core/base/check.h"
#include "core/base/overloaded.h"
#include "core/run/rounds.h"

namespace roundscope::detail {
namespace {

using Change = ChangeTrack::Change;
using Changes = std::optional<NumberChanges>;

/// Each moment of the list adds `sign`.
ChangeTrack counting(const TimeList& times, double sign = 1) {
  return {times.size(), 0, [&times, sign](std::uint32_t i) { return Change{times.at(i), sign * (i + 1.0)}; }};
}

ChangeTrack listed(std::vector<Change> changes) {
  const auto shared = std::make_shared<const std::vector<Change>>(std::move(changes));
  return {static_cast<std::uint32_t>(shared->size()), 0, [shared](std::uint32_t i) { return (*shared)[i]; }};
}

ChangeTrack following(const StepCurve& curve) {
  return {curve.size(), 0, [&curve](std::uint32_t i) {
            const StepCurve::Point point = curve.point(i);
            return Change{point.us, static_cast<double>(point.value)};
          }};
}

/// 1 while the lock is held.
ChangeTrack holding(const std::vector<LockSpan>& spans) {
  const std::uint32_t ends = spans.back().endUs == kStillOpen ? 1 : 0;
  return {static_cast<std::uint32_t>(2 * spans.size()) - ends, 0, [&spans](std::uint32_t i) {
            const LockSpan& span = spans[i / 2];
            return i % 2 == 0 ? Change{span.startUs, 1} : Change{span.endUs, 0};
          }};
}

/// Each new peak of the curve.
ChangeTrack peaks(const StepCurve& curve) {
  std::vector<Change> changes;
  for (std::uint32_t i = 0; i < curve.size(); ++i)
    if (const StepCurve::Point point = curve.point(i); point.value > (changes.empty() ? 0 : changes.back().value))
      changes.push_back({point.us, static_cast<double>(point.value)});
  return listed(std::move(changes));
}

ChangeTrack roundsPassed(const Run& run) {
  std::vector<Change> changes;
  const Duration round = shortestRound(run.scenario());
  std::optional<Time> first;
  for (const RoundRow& row : run.calls().rounds()) {
    if (row.onlyQueries()) continue;
    if (!first) first = row.time;
    const std::int64_t passed = (row.time - *first).us / round.us + 1;
    if (changes.empty() || changes.back().us < row.time.us)
      changes.push_back({row.time.us, static_cast<double>(passed)});
  }
  return listed(std::move(changes));
}

/// The calls of all canisters without their messages to themselves: `all` of each, less `own`.
template <class All, class Own>
NumberChanges callsOf(const Run& run, All&& all, Own&& own) {
  NumberChanges tracks;
  for (const CanisterOutcomes& canister : run.outcomes().canisters()) {
    for (const TimeList* times : all(canister)) tracks.push_back(counting(*times));
    for (const auto& [times, sign] : own(canister.toItself)) tracks.push_back(counting(*times, sign));
  }
  std::erase_if(tracks, [](const ChangeTrack& track) { return track.size == 0; });
  return tracks;
}

using Lists = std::vector<const TimeList*>;
using SignedLists = std::vector<std::pair<const TimeList*, double>>;

NumberChanges endedAs(CallOutcome outcome, const Run& run) {
  const auto all = [outcome](const CanisterOutcomes& calls) {
    const bool replied = outcome == CallOutcome::Replied;
    return Lists{replied ? &calls.replied.times() : &calls.failedAs[static_cast<std::size_t>(outcome)].times()};
  };
  return callsOf(run, all, [outcome](const OutcomeLog& own) { return SignedLists{{&own.ended(outcome), -1}}; });
}

NumberChanges attempted(const Run& run) {
  const auto all = [](const CanisterOutcomes& calls) {
    return Lists{&calls.reached.front(), &calls.notPerformed().times()};
  };
  return callsOf(run, all, [](const OutcomeLog& own) { return SignedLists{{&own.attempts(), -1}}; });
}

NumberChanges performed(const Run& run) {
  const auto all = [](const CanisterOutcomes& calls) { return Lists{&calls.reached.front()}; };
  return callsOf(run, all, [](const OutcomeLog& own) {
    return SignedLists{{&own.attempts(), -1}, {&own.ended(CallOutcome::NotPerformed), 1}};
  });
}

NumberChanges toItself(const Run& run) {
  return callsOf(
      run, [](const CanisterOutcomes&) { return Lists{}; },
      [](const OutcomeLog& own) {
        return SignedLists{{&own.attempts(), 1}, {&own.ended(CallOutcome::NotPerformed), -1}};
      });
}

NumberChanges locksHeld(const Run& run) {
  NumberChanges tracks;
  for (std::uint16_t c = 0; c < run.scenario().canisters.size(); ++c)
    for (const std::vector<LockSpan>& spans : run.state().locks(CanisterId{c})) tracks.push_back(holding(spans));
  return tracks;
}

Changes changesOfCount(RunCount count, const Run& run) {
  const Users& users = run.users();
  switch (count) {
    case RunCount::Rounds:
      return NumberChanges{roundsPassed(run)};
    case RunCount::CallsAttempted:
      return attempted(run);
    case RunCount::CallsPerformed:
      return performed(run);
    case RunCount::CallsNotPerformed:
      return endedAs(CallOutcome::NotPerformed, run);
    case RunCount::CallsReplied:
      return endedAs(CallOutcome::Replied, run);
    case RunCount::CallsRejected:
      return endedAs(CallOutcome::Rejected, run);
    case RunCount::CallsTrapped:
      return endedAs(CallOutcome::Trapped, run);
    case RunCount::CallsExpired:
      return endedAs(CallOutcome::Expired, run);
    case RunCount::CallsDropped:
      return endedAs(CallOutcome::Dropped, run);
    case RunCount::CallsInFlight:
      return NumberChanges{following(run.inFlight().all())};
    case RunCount::CallsToItself:
      return toItself(run);
    case RunCount::UsersSent:
      return NumberChanges{counting(users.sent())};
    case RunCount::UsersReplied:
      return NumberChanges{counting(users.replied())};
    case RunCount::UsersRejected:
      return NumberChanges{counting(users.rejected())};
    case RunCount::UsersTrapped:
      return NumberChanges{counting(users.trapped())};
    case RunCount::UsersPending:
      return NumberChanges{counting(users.sent()), counting(users.replied(), -1), counting(users.rejected(), -1),
                           counting(users.trapped(), -1)};
    case RunCount::LocksHeld:
      return locksHeld(run);
    case RunCount::Duration:
    case RunCount::EndToEnd:
    case RunCount::EndToEndRounds:
    case RunCount::CallsRetried:
    case RunCount::CallsCompensated:
    case RunCount::CyclesBurned:
    case RunCount::CyclesPeakReserved:
    case RunCount::CriticalPathRounds:
    case RunCount::CriticalPathCalls:
      return std::nullopt;
  }
  RS_CHECK(false);
}

NumberChanges changesOfVariable(const VariableNumber& number, const Run& run) {
  const Variable& declared = run.scenario().canister(number.canister).variables[number.variable.value];
  if (declared.isLock) {
    for (const std::vector<LockSpan>& spans : run.state().locks(number.canister))
      if (spans.front().lock == number.variable) return {holding(spans)};
    return {};
  }
  const VariableChanges& changes = run.state().changes(number.canister, number.variable);
  return {{changes.times().size(), static_cast<double>(changes.initial), [&changes](std::uint32_t i) {
             return Change{changes.times().at(i), static_cast<double>(changes.value(i))};
           }}};
}

Changes changesOfPair(const PairNumber& number, const Run& run) {
  const PairInFlight* const pair = run.inFlight().pair(number.caller, number.callee);
  if (pair == nullptr) return NumberChanges{};
  switch (number.count) {
    case PairCount::PeakInFlight:
      return NumberChanges{peaks(pair->curve)};
    case PairCount::NotPerformed:
      // When other attempts failed than those that found no slot is not kept by pair.
      if (pair->refused.size() != pair->notPerformed) return std::nullopt;
      return NumberChanges{counting(pair->refused)};
    case PairCount::Limit:
      return NumberChanges{{0, static_cast<double>(pair->limit), {}}};
  }
  RS_CHECK(false);
}

}  // namespace

Changes changesOf(const RunNumber& number, const Run& run) {
  return std::visit(
      Overloaded{[](const GivenNumber& given) -> Changes {
                   return NumberChanges{{0, given.value, {}}};
                 },
                 [&](RunCount count) -> Changes { return changesOfCount(count, run); },
                 [&](const VariableNumber& variable) -> Changes { return changesOfVariable(variable, run); },
                 [&](const PairNumber& pair) -> Changes { return changesOfPair(pair, run); },
                 [](const MessageNumber&) -> Changes { return std::nullopt; }},
      number);
}

}  // namespace roundscope::detail
