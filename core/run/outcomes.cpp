// Every moment is kept once: counts are sums and differences of the lists.
#include "core/run/outcomes.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"

namespace roundscope {
namespace {

using Counts = std::vector<std::size_t>;

void add(Counts& sum, const Counts& more) {
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += more[i];
}

/// Of two, the one that `better` prefers; an absent one never.
template <class Better>
void prefer(std::optional<CallAt>& best, const std::optional<CallAt>& other, Better better) {
  if (other && (!best || better(*other, *best))) best = other;
}

}  // namespace

void Outcomes::attempt(CallId call) {
  // Calls are numbered in the order attempted, so a new one is always the next.
  RS_CHECK(call.value == m_progress.size());
  m_progress.emplace_back();
}

void Outcomes::take(const CallPerformed& event, const EventHere& here) {
  attempt(event.call);
  CanisterOutcomes& caller = m_canisters[event.caller.value];
  caller.reached.front().add(here.us);
  if (isOwnMessage(event.attempt)) caller.toItself.attempt(here.us);
  if (event.attempt > 1) ++m_retried;
  if (event.compensation != 0) ++m_compensated;
}

void Outcomes::take(const CallNotPerformed& event, const EventHere& here) {
  attempt(event.call);
  m_progress[event.call.value].ended = true;
  CanisterOutcomes& caller = m_canisters[event.caller.value];
  caller.failedAs[static_cast<std::size_t>(CallOutcome::NotPerformed)].add(here.us, event.call);
  if (isOwnMessage(event.attempt)) {
    caller.toItself.attempt(here.us);
    caller.toItself.end(CallOutcome::NotPerformed, here.us);
    return;
  }
  ++m_reasons.notPerformed[static_cast<std::size_t>(event.reason)];
  if (event.attempt > 1) ++m_retried;
}

void Outcomes::take(const ExecutionStarted& event, const EventHere& here) {
  if (servesCall(event.kind)) reach(event.call, CallPoint::Started, here.us);
  if (isCallback(event.kind)) resume(servedBy(event.context), here.us);
}

/// A first message that traps is answered at once: its calls are undone.
void Outcomes::take(const ExecutionFinished& event, const EventHere& here) {
  if (servesCall(event.kind) && event.result == ExecutionResult::Trapped) return;
  suspend(servedBy(event.context), here.us);
}

/// No message executes for it: the answer comes from outside.
void Outcomes::take(const AnswerAwaited& event, const EventHere& here) {
  reach(event.call, CallPoint::Started, here.us);
  suspend(event.call, here.us);
}

CallId Outcomes::servedBy(ContextId context) const {
  const ContextRow& row = m_calls.contexts()[context.value];
  return servesCall(row.kind) ? row.call : kNoCall;
}

void Outcomes::suspend(CallId id, std::int64_t us) {
  if (id == kNoCall) return;
  Progress& call = m_progress[id.value];
  const bool executes = !call.ended && !call.failing && call.reached == static_cast<std::uint8_t>(CallPoint::Started);
  if (!executes || std::exchange(call.awaits, true)) return;
  callerOf(id).suspended.add(us);
}

void Outcomes::resume(CallId id, std::int64_t us) {
  if (id == kNoCall || !std::exchange(m_progress[id.value].awaits, false)) return;
  callerOf(id).resumed.add(us);
}

void Outcomes::take(const ResponseCreated& event, const EventHere& here) {
  if (event.code != RejectCode::None) fail(event.call, here.us);
  reach(event.call, CallPoint::Answered, here.us);
}

/// Points that were skipped count as reached at the same moment, so that the counts per phase add up.
void Outcomes::reach(CallId id, CallPoint point, std::int64_t us) {
  Progress& call = m_progress[id.value];
  if (call.ended || call.failing) return;
  if (point > CallPoint::Started) resume(id, us);
  CanisterOutcomes& caller = callerOf(id);
  for (std::size_t next = call.reached + std::size_t{1}; next <= static_cast<std::size_t>(point); ++next)
    caller.reached[next].add(us);
  call.reached = std::max(call.reached, static_cast<std::uint8_t>(point));
}

void Outcomes::fail(CallId id, std::int64_t us) {
  Progress& call = m_progress[id.value];
  if (call.ended || call.failing) return;
  reach(id, CallPoint::ResponseInducted, us);
  call.failing = true;
  callerOf(id).failing.add(us);
}

void Outcomes::take(const CallEnded& event, const EventHere& here) {
  const CallSpan& call = m_calls.call(event.call);
  CanisterOutcomes& caller = m_canisters[call.caller.value];
  if (call.outcome == CallOutcome::Replied) {
    reach(event.call, CallPoint::ResponseInducted, here.us);
    caller.replied.add(here.us, event.call);
  } else {
    fail(event.call, here.us);
    caller.failedAs[static_cast<std::size_t>(call.outcome)].add(here.us, event.call);
    if (!call.isOwnMessage()) ++m_reasons.rejected[static_cast<std::size_t>(call.reason)];
  }
  if (call.isOwnMessage()) caller.toItself.end(call.outcome, here.us);
  m_progress[event.call.value].ended = true;
}

OutcomeCounts CanisterOutcomes::countsUntil(double us) const {
  OutcomeCounts counts;
  counts.attempted = reached.front().countUntil(us) + notPerformed().times().countUntil(us);
  for (std::size_t i = 0; i < kOutcomeCount; ++i) counts.by[i] = failedAs[i].times().countUntil(us);
  counts.by[static_cast<std::size_t>(CallOutcome::Replied)] = replied.times().countUntil(us);
  std::uint32_t ended = 0;
  for (const std::uint32_t count : counts.by) ended += count;
  counts.by[static_cast<std::size_t>(CallOutcome::InFlight)] = counts.attempted - std::min(ended, counts.attempted);
  if (toItself.attempts().empty()) return counts;
  const OutcomeCounts own = toItself.countsUntil(us);
  counts.attempted -= own.attempted;
  for (std::size_t i = 0; i < kOutcomeCount; ++i) counts.by[i] -= own.by[i];
  return counts;
}

Counts CanisterOutcomes::failedUntil(const std::vector<double>& us) const {
  Counts counts(us.size(), 0);
  for (const CallTimes& ended : failedAs)
    if (&ended != &notPerformed() && !ended.empty()) add(counts, ended.times().countsUntil(us));
  return counts;
}

Counts CanisterOutcomes::leftUntil(const std::vector<double>& us) const {
  Counts counts = replied.times().countsUntil(us);
  if (!failing.empty()) add(counts, failing.countsUntil(us));
  return counts;
}

std::optional<std::int64_t> CanisterOutcomes::failedAfter(double us) const {
  std::optional<std::int64_t> first;
  for (const CallTimes& ended : failedAs) {
    if (&ended == &notPerformed()) continue;
    if (const auto next = ended.times().nextAfter(us)) first = std::min(first.value_or(*next), *next);
  }
  return first;
}

std::optional<CallAt> CanisterOutcomes::failureAfter(CallAt here) const {
  std::optional<CallAt> next;
  for (const CallTimes& ended : failedAs) prefer(next, ended.after(here), std::less<>());
  return next;
}

std::optional<CallAt> CanisterOutcomes::failureBefore(CallAt here) const {
  std::optional<CallAt> last;
  for (const CallTimes& ended : failedAs) prefer(last, ended.before(here), std::greater<>());
  return last;
}

Counts Outcomes::failuresUntil(const std::vector<double>& us) const {
  Counts counts(us.size(), 0);
  for (const CanisterOutcomes& canister : m_canisters)
    for (const CallTimes& ended : canister.failedAs)
      if (!ended.empty()) add(counts, ended.times().countsUntil(us));
  return counts;
}

OutcomeCounts Outcomes::countsUntil(double us) const {
  OutcomeCounts all;
  for (const CanisterOutcomes& canister : m_canisters) all += canister.countsUntil(us);
  return all;
}

OutcomeCounts Outcomes::toItselfUntil(double us) const {
  OutcomeCounts all;
  for (const CanisterOutcomes& canister : m_canisters) all += canister.toItself.countsUntil(us);
  return all;
}

std::optional<std::int64_t> Outcomes::attemptFrom(double fromUs) const {
  std::optional<std::int64_t> first;
  for (const CanisterOutcomes& canister : m_canisters)
    for (const TimeList* attempts : {&canister.reached.front(), &canister.notPerformed().times()})
      if (const auto next = attempts->nextAfter(fromUs - 0.5)) first = std::min(first.value_or(*next), *next);
  return first;
}

}  // namespace roundscope
