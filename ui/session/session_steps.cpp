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

std::vector<std::size_t> Session::Private::shownVariants() const {
  std::vector<std::size_t> all;
  std::vector<std::size_t> shown;
  for (std::size_t v = 0; v < runs.size(); ++v) {
    all.push_back(v);
    if (!viewState.foldedVariants.contains(v)) shown.push_back(v);
  }
  return shown.empty() ? all : shown;
}

std::vector<std::shared_ptr<Run>> Session::Private::shownRuns() const {
  std::vector<std::shared_ptr<Run>> shown;
  for (const std::size_t variant : shownVariants()) shown.push_back(runs[variant]);
  return shown;
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
      return earliest(runs, [&](const Run& run) {
        const std::optional<Time> call = timeOf(failureAfter(run, {cursor.us, kNoCall}));
        const auto user = run.users().failureAfter(cursor.us);
        if (!user || (call && call->us <= *user)) return call;
        return std::optional(Time{*user});
      });
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
  if (selectedEvent && failedMessageAt(selectedEvent->variant, cursor) == selectedEvent)
    return {cursor, selectedEvent->variant, kNoCall};
  if (forward) return {cursor, runs.size(), kNoCall};
  return {cursor, 0, CallId{0}};
}

std::optional<Failure> Session::Private::nextFailure() const {
  const Failure from = here(true);
  std::optional<Failure> next;
  const auto offer = [&](std::int64_t us, std::size_t variant, CallId call) {
    const Failure failure{Time{us}, variant, call};
    if (failure > from && (!next || failure < *next)) next = failure;
  };
  for (const std::size_t variant : shownVariants()) {
    // Failures of one moment are gone through variant by variant.
    const CallAt after = variant == from.variant  ? CallAt{from.time.us, from.call}
                         : variant < from.variant ? CallAt{from.time.us, kNoCall}
                                                  : CallAt{from.time.us - 1, kNoCall};
    if (const auto call = failureAfter(*runs[variant], after)) offer(call->us, variant, call->call);
    for (const std::int64_t us : {from.time.us - 1, from.time.us})
      if (const auto user = runs[variant]->users().failureAfter(us)) offer(*user, variant, kNoCall);
  }
  return next;
}

std::optional<Failure> Session::Private::previousFailure() const {
  const Failure from = here(false);
  std::optional<Failure> last;
  const auto offer = [&](std::int64_t us, std::size_t variant, CallId call) {
    const Failure failure{Time{us}, variant, call};
    if (failure < from && (!last || failure > *last)) last = failure;
  };
  for (const std::size_t variant : shownVariants()) {
    const CallAt before = variant == from.variant  ? CallAt{from.time.us, from.call}
                          : variant < from.variant ? CallAt{from.time.us, kNoCall}
                                                   : CallAt{from.time.us, CallId{0}};
    if (const auto call = failureBefore(*runs[variant], before)) offer(call->us, variant, call->call);
    for (const std::int64_t us : {from.time.us + 1, from.time.us})
      if (const auto user = runs[variant]->users().failureBefore(us)) offer(*user, variant, kNoCall);
  }
  return last;
}

std::optional<EventRef> Session::Private::failedMessageAt(std::size_t variant, Time time) const {
  const Run& run = *runs[variant];
  auto number = run.order().last(run.calls(), time);
  for (; number; number = *number == 0 ? std::nullopt : std::optional(*number - 1)) {
    if (run.calls().drawnAt(run.momentOf(*number)) != time) return std::nullopt;
    const Event& event = run.trace().event(*number);
    if (std::holds_alternative<IngressCompleted>(event) && isFailure(event)) return EventRef{variant, *number};
  }
  return std::nullopt;
}

void Session::Private::goTo(const Failure& failure) {
  if (failure.call != kNoCall) return goTo(failure.time, {failure.variant, failure.call});
  if (const auto event = failedMessageAt(failure.variant, failure.time)) return q->selectEvent(*event);
  q->pause();
  moveCursor(failure.time);
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
  if (next) d->goTo(*next);
  return next.has_value();
}

bool Session::toPreviousFailure() {
  const auto previous = d->previousFailure();
  if (previous) d->goTo(*previous);
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
