// Steps that follow events and calls rather than rounds: failures, causes, markers, and where playing stops.
#include <algorithm>
#include <limits>

#include "core/analysis/causality.h"
#include "core/analysis/event_call.h"
#include "ui/session/session.h"
#include "ui/session/session_private.h"

namespace roundscope::ui {
std::optional<Time> Session::Private::nextEvent(Time time) const {
  std::optional<Time> earliest;
  for (const auto& run : runs) {
    const auto next = run->moments.order().next(run->table, time);
    if (next && (!earliest || *next < *earliest)) earliest = next;
  }
  return earliest;
}

std::optional<Time> Session::Private::previousEvent(Time time) const {
  std::optional<Time> latest;
  for (const auto& run : runs) {
    const auto previous = run->moments.order().previous(run->table, time);
    if (previous && (!latest || *previous > *latest)) latest = previous;
  }
  return latest;
}

std::optional<Time> Session::Private::nextStop() const {
  const auto milestone = [&](MilestoneKind kind) -> std::optional<Time> {
    const auto next = milestones.after(kind, {cursor, std::numeric_limits<std::uint32_t>::max(), kNoCall});
    if (!next) return std::nullopt;
    return next->time;
  };
  switch (stopAt) {
    case StopAt::End:
      return std::nullopt;
    case StopAt::Round:
      return instants.after(cursor);
    case StopAt::Failure:
      return milestone(MilestoneKind::Failure);
    case StopAt::Limit:
      return milestone(MilestoneKind::Limit);
    case StopAt::Reply:
      return milestone(MilestoneKind::Reply);
    case StopAt::Call:
      break;
  }
  if (!selected) return milestone(MilestoneKind::Call);
  const CallTable& table = runs[selected->variant]->table;
  const Moment end = table.call(selected->call).at(CallPoint::Completed);
  if (!end.happened() || table.drawnAt(end) <= cursor) return std::nullopt;
  return table.drawnAt(end);
}

Milestone Session::Private::here(bool forward) const {
  if (selected) {
    const CallTable& table = runs[selected->variant]->table;
    const CallSpan& call = table.call(selected->call);
    const Moment end = call.at(call.outcome == CallOutcome::NotPerformed ? CallPoint::Performed : CallPoint::Completed);
    if (end.happened() && table.drawnAt(end) == cursor)
      return {cursor, static_cast<std::uint32_t>(selected->variant), selected->call};
  }
  if (forward) return {cursor, std::numeric_limits<std::uint32_t>::max(), kNoCall};
  return {cursor, 0, CallId{0}};
}

void Session::Private::goTo(const Milestone& milestone) {
  q->pause();
  moveCursor(milestone.time);
  q->selectCall(CallRef{milestone.variant, milestone.call});
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
  const auto next = d->milestones.after(MilestoneKind::Failure, d->here(true));
  if (next) d->goTo(*next);
  return next.has_value();
}

bool Session::toPreviousFailure() {
  const auto previous = d->milestones.before(MilestoneKind::Failure, d->here(false));
  if (previous) d->goTo(*previous);
  return previous.has_value();
}

bool Session::toCause() {
  if (!d->selected) return false;
  const CallTable& table = d->runs[d->selected->variant]->table;
  const auto cause = causeOf(table, d->selected->call);
  if (!cause) return false;
  d->goTo({table.drawnAt(table.call(*cause).at(CallPoint::Performed)), static_cast<std::uint32_t>(d->selected->variant),
           *cause});
  return true;
}

bool Session::toConsequence() {
  if (!d->selected) return false;
  const CallTable& table = d->runs[d->selected->variant]->table;
  const std::vector<CallId> follow = effectsOf(table, d->selected->call, 1);
  if (follow.empty()) return false;
  d->goTo({table.drawnAt(table.call(follow.front()).at(CallPoint::Performed)),
           static_cast<std::uint32_t>(d->selected->variant), follow.front()});
  return true;
}

void Session::playUntil(StopAt stop) {
  play();
  d->stopAt = stop;
}

std::optional<EventRef> Session::selectedEvent() const { return d->selectedEvent; }

void Session::selectEvent(EventRef event) {
  const VariantRun& run = *d->runs[event.variant];
  const CallId call = callOf(run.trace.event(event.event));
  pause();
  d->moveCursor(run.table.drawnAt(momentOfEvent(run.table, event.event)));
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
