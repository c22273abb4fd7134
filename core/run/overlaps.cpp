// In flight at some time of a stretch: those that are at its beginning, and those that begin within it.
#include "core/run/overlaps.h"

#include <algorithm>

#include "core/run/run.h"

namespace roundscope {

std::uint32_t callsInFlightWithin(const Run& run, double fromUs, double toUs) {
  std::uint32_t begunWithin = 0;
  for (const CanisterOutcomes& canister : run.outcomes().canisters()) {
    const TimeList& performed = canister.reached.front();
    begunWithin += performed.countUntil(toUs) - performed.countUntil(fromUs - 1);
  }
  const CallsInFlight& inFlight = run.inFlight();
  const auto before = inFlight.all().valueAt(fromUs - 1) + inFlight.toItself().valueAt(fromUs - 1);
  return begunWithin + static_cast<std::uint32_t>(before);
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
