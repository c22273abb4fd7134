// What the call table knows about a call's whole life is queued when the call begins.
#include "core/export/chrome_fold.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"
#include "core/run/call_phases.h"

namespace roundscope {

ChromeFold::ChromeFold(const Run& run, std::size_t variant, ChromeUnit unit, ChromeTracks& tracks, ChromeQueue& queue,
                       std::string& out)
    : m_run(run),
      m_variant(static_cast<std::uint32_t>(variant)),
      m_tracks(tracks),
      m_queue(queue),
      m_out(out),
      m_clock(run.calls(), unit),
      m_events(run.trace().events()),
      m_ahead(run.trace().events()),
      m_running(run.scenario().canisters.size()),
      m_queryRunning(m_running.size()),
      m_laneEnds(run.scenario().subnets.size()),
      m_openMessages(run.scenario().ingress.size()) {
  findPausedEnds();
}

/// A message that pauses ends in a later round, but its item stands where it starts.
void ChromeFold::findPausedEnds() {
  struct Started {
    std::uint64_t event = 0;
    bool paused = false;
  };
  std::vector<Started> started(m_running.size());
  bool inQuery = false;
  std::uint32_t rows = 0;
  m_run.trace().forEach([&](std::uint64_t index, const Event& event) {
    if (std::holds_alternative<RoundStarted>(event)) ++rows;
    if (std::holds_alternative<QueryStarted>(event)) inQuery = true;
    if (const auto* query = std::get_if<QueryFinished>(&event)) inQuery = query->depth > 0;
    if (inQuery) return;
    if (const auto* start = std::get_if<ExecutionStarted>(&event)) started[start->canister.value] = {index, false};
    if (const auto* pause = std::get_if<ExecutionPaused>(&event)) started[pause->canister.value].paused = true;
    const auto* finish = std::get_if<ExecutionFinished>(&event);
    if (finish == nullptr || !started[finish->canister.value].paused) return;
    const std::uint64_t firstEvent = m_run.calls().rounds()[rows - 1].firstEvent;
    m_pausedEnds[started[finish->canister.value].event] = {rows - 1, static_cast<std::uint32_t>(index - firstEvent)};
    started[finish->canister.value].paused = false;
  });
}

std::optional<Time> ChromeFold::nextInstant() const {
  if (m_nextRow == m_run.calls().rounds().size()) return std::nullopt;
  return m_run.calls().rounds()[m_nextRow].time;
}

std::optional<Time> ChromeFold::nothingBefore() const {
  if (m_nextRow == m_run.calls().rounds().size()) return std::nullopt;
  return m_clock.earliestFrom(m_nextRow);
}

void ChromeFold::foldInstant() {
  const auto& rounds = m_run.calls().rounds();
  const Time instant = rounds[m_nextRow].time;
  while (m_nextRow < rounds.size() && rounds[m_nextRow].time == instant) foldRow(m_nextRow++);
  if (m_nextRow == rounds.size()) endUserMessages();
}

void ChromeFold::foldRow(std::uint32_t number) {
  const RoundRow& row = m_run.calls().rounds()[number];
  m_subnet = row.subnet;
  if (!row.onlyQueries())
    m_queue.push({.at = m_clock.unit().of(row.time),
                  .event = row.firstEvent,
                  .variant = m_variant,
                  .kind = ChromeKind::Round,
                  .thread = m_tracks.roundsThread(m_variant, row.subnet),
                  .subject = number,
                  .duration = m_clock.unit().of(row.interval)});
  Moment here{number, 0};
  for (; here.ordinal < row.eventCount; ++here.ordinal) {
    const Event& event = m_events[row.firstEvent + here.ordinal];
    foldQuery(event);
    fold(event, here);
    if (const auto* query = std::get_if<QueryFinished>(&event); query != nullptr && query->depth == 0) m_lane.reset();
  }
}

/// A user's query takes the first lane that is free, and leaves it at its end.
void ChromeFold::foldQuery(const Event& event) {
  std::vector<Time>& ends = m_laneEnds[m_subnet.value];
  if (const auto* query = std::get_if<QueryStarted>(&event); query != nullptr && query->depth == 0) {
    const Time start{static_cast<std::int64_t>(query->startUs.value())};
    const auto lane = std::find_if(ends.begin(), ends.end(), [&](Time end) { return end <= start; });
    m_lane = static_cast<std::size_t>(lane - ends.begin());
    if (lane == ends.end()) ends.emplace_back();
  }
  if (const auto* query = std::get_if<QueryFinished>(&event); query != nullptr && query->depth == 0)
    ends[*m_lane] = Time{static_cast<std::int64_t>(query->endUs.value())};
}

void ChromeFold::fold(const Event& event, Moment here) {
  std::visit(Overloaded{
                 [](const RoundStarted&) {},
                 [](const IterationStarted&) {},
                 [&](const IngressInducted& e) {
                   m_openMessages[e.ingress.value] = threadOf(e.canister);
                   push(ChromeKind::UserBegin, m_clock.at(here), indexOf(here), threadOf(e.canister), e.ingress.value);
                 },
                 [&](const IngressCompleted& e) {
                   const std::uint32_t thread = std::exchange(m_openMessages[e.ingress.value], 0);
                   push(ChromeKind::UserEnd, m_clock.at(here), indexOf(here), thread, e.ingress.value);
                 },
                 [&](const ExecutionStarted& e) { start(e, here); },
                 [&](const ExecutionFinished& e) { finish(e, here); },
                 [&](const ExecutionPaused& e) { pause(e); },
                 [&](const CallPerformed& e) { performCall(e.call); },
                 [&](const CallNotPerformed& e) { performCall(e.call); },
                 [](const RequestRouted&) {},
                 [](const RequestInducted&) {},
                 [&](const ResponseCreated& e) { answer(e, here); },
                 [](const ResponseRouted&) {},
                 [](const ResponseInducted&) {},
                 [](const MessageDropped&) {},
                 [](const VariableChanged&) {},
                 [](const LockChanged&) {},
                 [](const TimerSet&) {},
                 [](const BalanceChanged&) {},
                 [](const QueryStarted&) {},
                 [](const QueryFinished&) {},
                 [&](const CanisterOperated& e) { operation(e.canister, here); },
                 [&](const CanisterStopped& e) { operation(e.canister, here); },
                 [](const AnswerAwaited&) {},
             },
             event);
}

void ChromeFold::start(const ExecutionStarted& event, Moment here) {
  const Time at = m_clock.at(here);
  running(event.canister) = {event.context, at, at, indexOf(here), threadOf(event.canister), false};
}

void ChromeFold::finish(const ExecutionFinished& event, Moment here) {
  Running& message = running(event.canister);
  message.finish = m_clock.at(here);
  if (message.pushed) return;
  m_queue.push({.at = message.start,
                .event = message.event,
                .variant = m_variant,
                .kind = ChromeKind::Execution,
                .thread = message.thread,
                .subject = indexOf(here),
                .duration = message.finish - message.start});
}

void ChromeFold::pause(const ExecutionPaused& event) {
  Running& message = running(event.canister);
  if (std::exchange(message.pushed, true)) return;
  const auto found = m_pausedEnds.find(message.event);
  const bool ends = found != m_pausedEnds.end();
  message.finish = ends ? m_clock.at(found->second) : m_clock.end();
  m_queue.push({.at = message.start,
                .event = message.event,
                .variant = m_variant,
                .kind = ChromeKind::Execution,
                .thread = message.thread,
                .subject = ends ? indexOf(found->second) : kNoEvent,
                .duration = message.finish - message.start});
}

void ChromeFold::performCall(CallId id) {
  const CallSpan& span = m_run.calls().call(id);
  const Moment performed = span.at(CallPoint::Performed);
  const Moment completed = span.at(CallPoint::Completed);
  const Moment started = span.at(CallPoint::Started);
  const Time at = m_clock.at(performed);
  const std::uint64_t event = indexOf(performed);
  const std::uint32_t thread = threadOf(span.caller);
  push(ChromeKind::CallBegin, at, event, thread, id.value);
  if (span.outcome == CallOutcome::NotPerformed) return push(ChromeKind::CallEnd, at, event, thread, id.value);
  pushPhases(id, thread);
  push(ChromeKind::InFlight, at, event, thread, id.value);
  if (completed.happened()) {
    push(ChromeKind::CallEnd, m_clock.at(completed), indexOf(completed), thread, id.value);
    push(ChromeKind::InFlight, m_clock.at(completed), indexOf(completed), thread, id.value);
  } else {
    push(ChromeKind::CallEnd, m_clock.end(), kNoEvent, thread, id.value);
  }
  if (!started.happened()) return;
  push(ChromeKind::RequestLeaves, at, event, thread, id.value);
  push(ChromeKind::RequestArrives, m_clock.at(started), indexOf(started), threadOf(span.callee.canister), id.value);
}

/// Each phase ends with the event with which the next begins, or with the call's own end.
void ChromeFold::pushPhases(CallId id, std::uint32_t thread) {
  const CallSpan& span = m_run.calls().call(id);
  const auto timeOf = [&](const Moment& moment) { return m_clock.at(moment); };
  const PhaseSpans phases = phasesOf(m_run.calls(), span, m_clock.end().us, timeOf);
  const Moment completed = span.at(CallPoint::Completed);
  const std::uint64_t first = indexOf(span.at(CallPoint::Performed));
  for (const PhaseSpan& phase : phases) {
    const bool last = &phase + 1 == phases.end();
    const std::uint64_t end = !last ? first : completed.happened() ? indexOf(completed) : kNoEvent;
    ChromeItem item{.at = Time{phase.startUs},
                    .event = first,
                    .variant = m_variant,
                    .kind = ChromeKind::PhaseBegin,
                    .phase = static_cast<std::uint8_t>(phase.phase),
                    .thread = thread,
                    .subject = id.value};
    m_queue.push(item);
    item.at = Time{phase.endUs};
    item.event = end;
    item.kind = ChromeKind::PhaseEnd;
    m_queue.push(item);
  }
}

void ChromeFold::operation(CanisterId canister, Moment here) {
  push(ChromeKind::Operation, m_clock.at(here), indexOf(here), threadOf(canister), 0);
}

/// An arrow leads from the execution that gave the answer to the callback that takes it: not from a reject that the
/// network gave in the callee's place, not to a caller that was uninstalled, and not from an answer that came too late.
/// An answer that is given when the message has ended, because it trapped or did not reply, leaves at the end of the
/// message.
void ChromeFold::answer(const ResponseCreated& event, Moment here) {
  const CallSpan& span = m_run.calls().call(event.call);
  const Moment completed = span.at(CallPoint::Completed);
  const Running& message = running(span.callee.canister);
  const bool fromCallee = rowOf(event.reason).givenBy == GivenBy::Program && span.servedBy != kNoContext;
  if (!fromCallee || message.context != span.servedBy) return;
  if (span.at(CallPoint::Answered) != here || !completed.happened()) return;
  if (!std::holds_alternative<ExecutionStarted>(m_ahead[indexOf(completed)])) return;
  const bool over = message.finish > message.start && message.finish < m_clock.at(here);
  const Time leaves = over ? Time{message.finish.us - 1} : m_clock.at(here);
  push(ChromeKind::ResponseLeaves, std::max(leaves, message.start), indexOf(here), message.thread, event.call.value);
  push(ChromeKind::ResponseArrives, m_clock.at(completed), indexOf(completed), threadOf(span.caller), event.call.value);
}

void ChromeFold::endUserMessages() {
  for (std::size_t i = 0; i < m_openMessages.size(); ++i)
    if (m_openMessages[i] != 0) push(ChromeKind::UserEnd, m_clock.end(), kNoEvent, m_openMessages[i], i);
}

std::uint64_t ChromeFold::indexOf(Moment moment) const {
  return m_run.calls().rounds()[moment.round].firstEvent + moment.ordinal;
}

std::uint32_t ChromeFold::threadOf(CanisterId canister) {
  return m_lane ? m_tracks.queryThread(m_variant, canister, *m_lane, m_out) : m_tracks.thread(m_variant, canister);
}

ChromeFold::Running& ChromeFold::running(CanisterId canister) {
  return (m_lane ? m_queryRunning : m_running)[canister.value];
}

void ChromeFold::push(ChromeKind kind, Time at, std::uint64_t event, std::uint32_t thread, std::uint64_t subject) {
  m_queue.push({.at = at, .event = event, .variant = m_variant, .kind = kind, .thread = thread, .subject = subject});
}

}  // namespace roundscope
