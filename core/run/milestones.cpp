// All of it is searched in the lists of the folds.
#include "core/run/milestones.h"

#include <algorithm>

#include "core/run/run.h"

namespace roundscope {
namespace {

constexpr CallId kBehindAll = kNoCall;  // no call has a greater number

}  // namespace

std::optional<CallAt> failureAfter(const Run& run, CallAt here) {
  std::optional<CallAt> first;
  for (const CanisterOutcomes& canister : run.outcomes().canisters())
    if (const auto next = canister.failureAfter(here); next && (!first || *next < *first)) first = next;
  return first;
}

std::optional<CallAt> failureBefore(const Run& run, CallAt here) {
  std::optional<CallAt> last;
  for (const CanisterOutcomes& canister : run.outcomes().canisters())
    if (const auto before = canister.failureBefore(here); before && (!last || *before > *last)) last = before;
  return last;
}

std::optional<CallAt> refusalAfter(const Run& run, std::int64_t us) {
  std::optional<std::int64_t> first;
  for (const auto& [ids, pair] : run.inFlight().pairs())
    if (const auto next = pair.refused.nextAfter(static_cast<double>(us)))
      first = std::min(first.value_or(*next), *next);
  if (!first) return std::nullopt;
  // Which attempt it was is known to its caller. Others of the same moment may have failed of something else.
  for (CallAt here{*first - 1, kBehindAll};;) {
    std::optional<CallAt> next;
    for (const CanisterOutcomes& canister : run.outcomes().canisters())
      if (const auto attempt = canister.notPerformed().after(here); attempt && (!next || *attempt < *next))
        next = attempt;
    if (!next || run.call(next->call).notPerformed == NotPerformedReason::Slots) return next;
    here = *next;
  }
}

std::optional<CallAt> replyAfter(const Run& run, std::int64_t us) {
  std::optional<CallAt> first;
  for (const CanisterOutcomes& canister : run.outcomes().canisters())
    if (const auto next = canister.replied.after({us, kBehindAll}); next && (!first || *next < *first)) first = next;
  return first;
}

std::uint32_t callsInFlightWithin(const Run& run, double fromUs, double toUs) {
  std::uint32_t begunWithin = 0;
  for (const CanisterOutcomes& canister : run.outcomes().canisters()) {
    const TimeList& performed = canister.reached.front();
    begunWithin += performed.countUntil(toUs) - performed.countUntil(fromUs - 1);
  }
  return begunWithin + static_cast<std::uint32_t>(run.inFlight().all().valueAt(fromUs - 1));
}

std::uint32_t overlapsOf(const Run& run, CallId id, double knownUs) {
  const CallSpan& call = run.call(id);
  if (call.outcome == CallOutcome::NotPerformed) return 0;
  const auto drawnUs = [&](CallPoint point) { return static_cast<double>(run.calls().drawnAt(call.at(point)).us); };
  const double fromUs = drawnUs(CallPoint::Performed);
  if (fromUs > knownUs) return 0;
  const bool ended = call.at(CallPoint::Completed).happened();
  return callsInFlightWithin(run, fromUs, ended ? std::min(knownUs, drawnUs(CallPoint::Completed)) : knownUs) - 1;
}

}  // namespace roundscope
