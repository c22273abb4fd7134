// Counts by binary search, a chain of bounded length. See focus.h.
#include "ui/timeline/focus.h"

#include "core/analysis/causality.h"
#include "core/run/overlaps.h"

namespace roundscope::ui {

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
  focus.overlapped = refused ? callsInFlightWithin(variant.run(), focus.startUs, focus.endUs)
                             : overlapsOf(variant.run(), ref.call, focus.endUs);
  for (const CallId id : causalChain(table, ref.call, kLongestChain))
    if (static_cast<double>(table.drawnAt(variant.call(id).at(CallPoint::Performed)).us) <= knownUs)
      focus.chain.push_back(id);
  return focus;
}

}  // namespace roundscope::ui
