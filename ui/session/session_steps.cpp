// Steps that follow events and calls rather than rounds: failures, causes, markers, and where playing stops.
#include <algorithm>
#include <limits>

#include "core/analysis/causality.h"
#include "core/analysis/event_call.h"
#include "core/run/call_phases.h"
#include "core/run/milestones.h"
#include "core/run/rounds.h"
#include "ui/session/session.h"
#include "ui/session/session_private.h"

namespace roundscope::ui {
namespace {

/// The least time that `timeOf` finds in any run, and the greatest.
template <class TimeOf>
std::optional<Time> earliest(const std::vector<std::shared_ptr<Run>>& runs, TimeOf&& timeOf) {
  std::optional<Time> first;
  for (const auto& run : runs)
    if (const std::optional<Time> time = timeOf(*run); time && (!first || *time < *first)) first = time;
  return first;
}
template <class TimeOf>
std::optional<Time> latest(const std::vector<std::shared_ptr<Run>>& runs, TimeOf&& timeOf) {
  std::optional<Time> last;
  for (const auto& run : runs)
    if (const std::optional<Time> time = timeOf(*run); time && (!last || *time > *last)) last = time;
  return last;
}

}  // namespace

std::vector<std::shared_ptr<Run>> Session::Private::shownRuns() const {
  std::vector<std::shared_ptr<Run>> shown;
  for (std::size_t v = 0; v < runs.size(); ++v)
    if (!viewState.foldedVariants.contains(v)) shown.push_back(runs[v]);
  return shown.empty() ? runs : shown;
}

std::optional<Time> Session::Private::nextEvent(Time time) const {
  return earliest(shownRuns(), [time](const Run& run) { return run.order().next(run.calls(), time); });
}

std::optional<Time> Session::Private::previousEvent(Time time) const {
  return latest(shownRuns(), [time](const Run& run) { return run.order().previous(run.calls(), time); });
}

std::optional<Time> Session::Private::nextInstant(Time time) const {
  return earliest(runs, [time](const Run& run) { return instantAfter(run, time); });
}

std::optional<Time> Session::Private::previousInstant(Time time) const {
  return latest(runs, [time](const Run& run) { return instantBefore(run, time); });
}

std::optional<Time> Session::Private::nextStop() const {
  const auto timeOf = [](const std::optional<CallAt>& call) {
    return call ? std::optional(Time{call->us}) : std::nullopt;
  };
  switch (stopAt) {
    case StopAt::End:
      return std::nullopt;
    case StopAt::Round:
      return nextInstant(cursor);
    case StopAt::Failure:
      return earliest(runs, [&](const Run& run) { return timeOf(failureAfter(run, {cursor.us, kNoCall})); });
    case StopAt::Limit:
      return earliest(runs, [&](const Run& run) { return timeOf(refusalAfter(run, cursor.us)); });
    case StopAt::Reply:
      return earliest(runs, [&](const Run& run) { return timeOf(replyAfter(run, cursor.us)); });
    case StopAt::Call:
      break;
  }
  if (!selected) {
    return earliest(runs, [&](const Run& run) {
      const auto attempt = run.outcomes().attemptFrom(static_cast<double>(cursor.us) + 0.5);
      return attempt ? std::optional(Time{*attempt}) : std::nullopt;
    });
  }
  const CallTable& table = runs[selected->variant]->calls();
  const Moment end = table.call(selected->call).end();
  if (!end.happened() || table.drawnAt(end) <= cursor) return std::nullopt;
  return table.drawnAt(end);
}

Failure Session::Private::here(bool forward) const {
  if (selected) {
    const CallTable& table = runs[selected->variant]->calls();
    const CallSpan& call = table.call(selected->call);
    const Moment end = call.end();
    if (end.happened() && table.drawnAt(end) == cursor) return {cursor, selected->variant, selected->call};
  }
  if (forward) return {cursor, runs.size(), kNoCall};
  return {cursor, 0, CallId{0}};
}

std::optional<Failure> Session::Private::nextFailure() const {
  const Failure from = here(true);
  std::optional<Failure> next;
  for (std::size_t variant = 0; variant < runs.size(); ++variant) {
    // Failures of one moment are gone through variant by variant.
    const CallAt after = variant == from.variant  ? CallAt{from.time.us, from.call}
                         : variant < from.variant ? CallAt{from.time.us, kNoCall}
                                                  : CallAt{from.time.us - 1, kNoCall};
    const auto found = failureAfter(*runs[variant], after);
    if (!found) continue;
    const Failure failure{Time{found->us}, variant, found->call};
    if (!next || failure < *next) next = failure;
  }
  return next;
}

std::optional<Failure> Session::Private::previousFailure() const {
  const Failure from = here(false);
  std::optional<Failure> last;
  for (std::size_t variant = 0; variant < runs.size(); ++variant) {
    const CallAt before = variant == from.variant  ? CallAt{from.time.us, from.call}
                          : variant < from.variant ? CallAt{from.time.us, kNoCall}
                                                   : CallAt{from.time.us, CallId{0}};
    const auto found = failureBefore(*runs[variant], before);
    if (!found) continue;
    const Failure failure{Time{found->us}, variant, found->call};
    if (!last || failure > *last) last = failure;
  }
  return last;
}

void Session::Private::goTo(Time time, CallRef call) {
  q->pause();
  moveCursor(time);
  q->selectCall(call);
}

void Session::stepEventForward() {
  const auto next = d->nextEvent(d->cursor);
  if (!next || !d->isCertain(*next)) return stepForward();
  pause();
  d->moveCursor(*next);
}

void Session::stepEventBack() {
  pause();
  d->moveCursor(d->previousEvent(d->cursor).value_or(Time{}));
}

bool Session::toNextFailure() {
  const auto next = d->nextFailure();
  if (next) d->goTo(next->time, {next->variant, next->call});
  return next.has_value();
}

bool Session::toPreviousFailure() {
  const auto previous = d->previousFailure();
  if (previous) d->goTo(previous->time, {previous->variant, previous->call});
  return previous.has_value();
}

bool Session::toCause() {
  if (!d->selected) return false;
  const CallTable& table = d->runs[d->selected->variant]->calls();
  const auto cause = causeOf(table, d->selected->call);
  if (!cause) return false;
  d->goTo(table.drawnAt(table.call(*cause).at(CallPoint::Performed)), {d->selected->variant, *cause});
  return true;
}

bool Session::toConsequence() {
  if (!d->selected) return false;
  const CallTable& table = d->runs[d->selected->variant]->calls();
  const std::vector<CallId> follows = effectsOf(table, d->selected->call, 1);
  if (follows.empty()) return false;
  d->goTo(table.drawnAt(table.call(follows.front()).at(CallPoint::Performed)), {d->selected->variant, follows.front()});
  return true;
}

void Session::playUntil(StopAt stop) {
  play();
  d->stopAt = stop;
}

std::optional<EventRef> Session::selectedEvent() const { return d->selectedEvent; }

void Session::selectEvent(EventRef event) {
  const Run& run = *d->runs[event.variant];
  const CallId call = callOf(run.trace().event(event.event));
  pause();
  d->moveCursor(run.calls().drawnAt(run.momentOf(event.event)));
  d->selected = call == kNoCall ? std::nullopt : std::optional(CallRef{event.variant, call});
  d->selectedEvent = event;
  emit selectionChanged();
}

const std::vector<Time>& Session::markers() const { return d->markers; }

void Session::setMarker() {
  const auto there = std::find(d->markers.begin(), d->markers.end(), d->cursor);
  if (there != d->markers.end()) {
    d->markers.erase(there);
  } else {
    if (d->markers.size() == 2) d->markers.clear();
    d->markers.push_back(d->cursor);
  }
  emit markersChanged();
}

void Session::clearMarkers() {
  d->markers.clear();
  emit markersChanged();
}

}  // namespace roundscope::ui
