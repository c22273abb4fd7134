// A call's points tell where its messages are: each point that was reached later than the others by then.
#include "core/run/message_places.h"

#include <algorithm>

namespace roundscope {
namespace {

/// Whether the answer that counted was made where the caller is.
bool answeredAtCaller(const Run& run, const CallSpan& call) {
  const bool refusedOnArrival =
      call.at(CallPoint::RequestRouted).happened() && !call.at(CallPoint::RequestInducted).happened();
  return call.outside || isGivenAtCaller(call.reason) || (refusedOnArrival && !run.crossesSubnets(call));
}

std::optional<Station> stationAfter(CallPoint point, const CallSpan& call) {
  switch (point) {
    case CallPoint::Performed:
      return Station::CallerOutput;
    case CallPoint::RequestRouted:
      return call.outside ? Station::Outside : Station::Outbound;
    case CallPoint::RequestInducted:
      return Station::CalleeInput;
    case CallPoint::Started:
      return Station::Serving;
    case CallPoint::Answered:
      return Station::CallerInput;  // made there; for the callee's own see placesOf
    case CallPoint::ResponseRouted:
      return Station::Inbound;
    case CallPoint::ResponseInducted:
      return Station::CallerInput;
    case CallPoint::Completed:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

MessagePlaces placesOf(const Run& run, CallId id, Time time) {
  const CallSpan& call = run.call(id);
  if (call.outcome == CallOutcome::NotPerformed) return {};
  const auto happened = [&](const Moment& moment) { return moment.happened() && run.calls().drawnAt(moment) <= time; };
  if (happened(call.at(CallPoint::Completed))) return {};
  const bool overruled = happened(call.at(CallPoint::Answered)) && answeredAtCaller(run, call);
  std::optional<Station> station;
  Moment since;
  for (std::size_t i = 0; i + 1 < kCallPointCount; ++i) {
    const auto point = static_cast<CallPoint>(i);
    Moment reached = call.at(point);
    // The callee's answer, where the caller's subnet gave another one later.
    if (point == CallPoint::Answered && !happened(reached) && call.servedBy != kNoContext)
      reached = run.calls().contexts()[call.servedBy.value].answered;
    if (!happened(reached) || (overruled && point == CallPoint::ResponseRouted)) continue;
    station = point == CallPoint::Answered && !overruled ? Station::CalleeOutput : stationAfter(point, call);
    since = reached;
  }
  const Moment dropped = run.calls().droppedAt(id);
  if (!station || (happened(dropped) && run.calls().drawnAt(dropped) > run.calls().drawnAt(since))) return {};
  return holdsAnswers(*station) ? MessagePlaces{{}, station} : MessagePlaces{station, {}};
}

std::optional<CallId> callAt(const Run& run, CanisterPair pair, Station station, Time time,
                             std::optional<std::uint32_t> sentIn, std::size_t most) {
  const auto& calls = run.calls().calls();
  // Calls are numbered in the order of the trace, which subnets' overlapping rounds shuffle a little.
  const auto made = std::partition_point(calls.begin(), calls.end(), [&](const CallSpan& call) {
    return run.calls().rounds()[call.at(CallPoint::Performed).round].time <= time;
  });
  auto at = static_cast<std::size_t>(made - calls.begin());
  std::optional<CallId> found;
  for (std::size_t looked = 0; at > 0 && looked < most; ++looked) {
    const CallId id{static_cast<std::uint32_t>(--at)};
    const CallSpan& call = calls[id.value];
    if (call.caller != pair.caller || call.callee.canister != pair.callee) continue;
    const MessagePlaces places = placesOf(run, id, time);
    if ((holdsAnswers(station) ? places.answer : places.request) != station) continue;
    const CallPoint sent = holdsAnswers(station) ? CallPoint::ResponseRouted : CallPoint::RequestRouted;
    if (!sentIn || call.at(sent).round == *sentIn) found = id;
  }
  return found;
}

std::optional<CallId> refusedCall(const Run& run, CanisterId caller, Time time) {
  const CallTimes& refused = run.outcomes().of(caller).notPerformed();
  const std::uint32_t count = refused.times().countUntil(static_cast<double>(time.us));
  return count == 0 ? std::nullopt : std::optional(refused.at(count - 1).call);
}

}  // namespace roundscope
