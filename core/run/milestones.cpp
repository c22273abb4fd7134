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

}  // namespace roundscope
