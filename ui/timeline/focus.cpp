// Counts by binary search, a chain of bounded length. See focus.h.
#include "ui/timeline/focus.h"

#include "core/analysis/causality.h"

namespace roundscope::ui {

std::uint32_t callsInFlightWithin(const VariantIndex& variant, double fromUs, double toUs) {
  constexpr auto kLast = static_cast<std::size_t>(CallPoint::Completed);
  std::uint32_t begun = 0;
  std::uint32_t ended = 0;
  for (const Lane& lane : variant.lanes()) {
    begun += lane.reached[0].countUntil(toUs);
    // A call whose answer is a failure counts as completed from then on, and as failing until it is popped.
    ended += lane.reached[kLast].countUntil(fromUs - 1) + lane.failed.countUntil(fromUs - 1) -
             lane.failing.countUntil(fromUs - 1);
  }
  return begun - std::min(begun, ended);
}

std::optional<Focus> focusOf(const VariantIndex& variant, CallRef ref, double knownUs) {
  if (!variant.knows(ref.call)) return std::nullopt;
  const CallTable& table = variant.table();
  const CallSpan& span = variant.call(ref.call);
  const Moment& performed = span.at(CallPoint::Performed);
  if (!performed.happened()) return std::nullopt;
  Focus focus;
  focus.call = ref;
  focus.startUs = static_cast<double>(table.drawnAt(performed).us);
  if (focus.startUs > knownUs) return std::nullopt;
  const Moment& completed = span.at(CallPoint::Completed);
  focus.endUs = std::min(knownUs, completed.happened() ? static_cast<double>(table.drawnAt(completed).us)
                                                       : static_cast<double>(variant.frontierUs()));
  const bool refused = span.outcome == CallOutcome::NotPerformed;
  if (refused) focus.endUs = focus.startUs;
  focus.overlapped = callsInFlightWithin(variant, focus.startUs, focus.endUs);
  if (!refused && focus.overlapped > 0) --focus.overlapped;
  for (const CallId id : causalChain(table, ref.call, kLongestChain))
    if (static_cast<double>(table.drawnAt(variant.call(id).at(CallPoint::Performed)).us) <= knownUs)
      focus.chain.push_back(id);
  return focus;
}

}  // namespace roundscope::ui
