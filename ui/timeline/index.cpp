// One pass over the events, in order. Packing is greedy: a call takes the least row that is free when it is
// performed and gives it back when it is completed, so rows hold calls that never overlap. See index.h.
#include "ui/timeline/index.h"

#include <algorithm>
#include <functional>

#include "core/base/check.h"
#include "core/run/event_clock.h"

namespace roundscope::ui {

VariantIndex::VariantIndex(const VariantRun& run) : m_run(&run) {
  const Scenario& scenario = *run.scenario;
  m_lanes.resize(scenario.canisters.size());
  m_laneStates.resize(scenario.canisters.size());
  for (std::size_t i = 0; i < scenario.canisters.size(); ++i) {
    m_lanes[i].canister = CanisterId{static_cast<std::uint16_t>(i)};
    m_lanes[i].subnet = scenario.canisters[i].subnet;
    if (scenario.canisters[i].status != CanisterStatus::Absent) m_laneOrder.push_back(i);
  }
  std::stable_sort(m_laneOrder.begin(), m_laneOrder.end(),
                   [&](std::size_t a, std::size_t b) { return m_lanes[a].subnet < m_lanes[b].subnet; });
}

class VariantIndex::Taker {
 public:
  Taker(VariantIndex& index, std::uint32_t round, std::int64_t us) : m_index(index), m_round(round), m_us(us) {}

  void operator()(const CallPerformed& e) const { m_index.performed(e, m_us); }
  void operator()(const CallNotPerformed& e) const { m_index.notPerformed(e, m_us, m_round); }
  void operator()(const RequestRouted& e) const { m_index.reach(e.call, CallPoint::RequestRouted, m_us); }
  void operator()(const RequestInducted& e) const { m_index.reach(e.call, CallPoint::RequestInducted, m_us); }
  void operator()(const ResponseCreated& e) const {
    if (e.code != RejectCode::None) m_index.fail(e.call, m_us);
    m_index.reach(e.call, CallPoint::Answered, m_us);
    if (endsWithoutCallback(e.reason)) m_index.end(e.call, m_index.call(e.call).outcome, m_us);
  }
  void operator()(const ResponseRouted& e) const { m_index.reach(e.call, CallPoint::ResponseRouted, m_us); }
  void operator()(const ResponseInducted& e) const { m_index.reach(e.call, CallPoint::ResponseInducted, m_us); }
  void operator()(const ExecutionStarted& e) const { m_index.executionStarted(e, m_us); }
  void operator()(const ExecutionFinished& e) const { m_index.executionFinished(e, m_us); }
  void operator()(const IngressInducted&) const { m_index.m_users.sent.add(m_us); }
  void operator()(const IngressCompleted& e) const {
    UserMessages& users = m_index.m_users;
    (e.outcome == IngressOutcome::Replied ? users.replied : users.failed).add(m_us);
  }
  void operator()(const VariableChanged& e) const { m_index.m_laneStates[e.canister.value].changed = true; }
  void operator()(const LockChanged& e) const { m_index.lockChanged(e, m_us); }
  void operator()(const QueryStarted&) const { m_index.m_inQuery = true; }
  void operator()(const QueryFinished& e) const { m_index.m_inQuery = e.depth > 0; }
  // These leave no mark of their own on the lanes.
  void operator()(const RoundStarted&) const {}
  void operator()(const IterationStarted&) const {}
  void operator()(const ExecutionPaused&) const {}
  void operator()(const MessageDropped&) const {}
  void operator()(const TimerSet&) const {}
  void operator()(const BalanceChanged&) const {}

 private:
  VariantIndex& m_index;
  std::uint32_t m_round;
  std::int64_t m_us;
};

void VariantIndex::grow() {
  const auto& batches = m_run->trace.batches();
  EventClock clock(m_run->table);
  for (; m_batchesTaken < batches.size(); ++m_batchesTaken) {
    Moment moment{m_roundsTaken == 0 ? Moment::kNever : m_roundsTaken - 1, 0};
    for (const Event& event : batches[m_batchesTaken]->events) {
      if (std::holds_alternative<RoundStarted>(event)) {
        moment = {m_roundsTaken++, 0};
      } else {
        ++moment.ordinal;
      }
      // Queries happen outside of rounds; before the first round there is nothing to place.
      if (!moment.happened()) continue;
      const std::int64_t us = clock.at(moment).us;
      m_lastEventUs = std::max(m_lastEventUs, us);
      std::visit(Taker(*this, moment.round, us), event);
    }
    settle();  // of one batch after the other, which takes no memory for all of them
  }
  // A run that has ended is as long as its last round; one that goes on is known further than its last event.
  if (!m_run->trace.finished()) m_frontierUs = std::max(m_frontierUs, m_run->trace.simulatedUntil().us);
  if (m_roundsTaken > 0) {
    const RoundRow& last = m_run->table.rounds()[m_roundsTaken - 1];
    const std::int64_t end = (last.time + last.interval).us;
    m_frontierUs = m_run->trace.finished() ? end : std::max(m_frontierUs, end);
  }
  // Queries take no rounds: a run of nothing else ends with the last of them, and a little room to see it.
  if (m_run->trace.finished() && roundsUntil(static_cast<double>(m_frontierUs)) == 0 && m_lastEventUs > 0)
    m_frontierUs = m_lastEventUs + m_lastEventUs / 20;
}

void VariantIndex::settle() {
  m_inFlight.settle();
  for (auto& [ids, pair] : m_pairs) pair.inFlight.settle();
  for (Lane& lane : m_lanes) lane.exposed.settle();
}

void VariantIndex::attempted(CallId call, ContextId context, std::uint16_t step, CanisterId caller, std::int64_t us) {
  RS_CHECK(call.value == m_calls.size());
  Lane& lane = m_lanes[caller.value];
  LaneState& state = m_laneStates[caller.value];
  CallState made;
  made.caller = caller;
  // Mostly one more of the batch begun last.
  const auto batchCount = static_cast<std::uint32_t>(lane.batches.size());
  if (batchCount > 0 && lane.batches.back().context == context && lane.batches.back().step == step) {
    made.batch = batchCount - 1;
  } else {
    const auto found = state.batchOf.try_emplace({context, step}, batchCount);
    if (found.second) lane.batches.push_back({context, step, {}});
    made.batch = found.first->second;
  }
  made.hue = styleOf(context, step, caller);
  m_huesUsed[made.hue] = true;
  const CallSpan& span = m_run->table.call(call);
  m_usesRetries = m_usesRetries || span.attempt > 1;
  m_usesOwnMessages = m_usesOwnMessages || span.attempt == 0;
  m_usesCompensation = m_usesCompensation || span.compensation;
  m_calls.push_back(made);
  lane.batches[made.batch].log.attempt(us);
}

void VariantIndex::performed(const CallPerformed& event, std::int64_t us) {
  attempted(event.call, event.context, event.step, event.caller, us);
  Lane& lane = m_lanes[event.caller.value];
  LaneState& state = m_laneStates[event.caller.value];
  std::uint32_t row = static_cast<std::uint32_t>(lane.rows.size());
  if (state.freeRows.empty()) {
    lane.rows.emplace_back();
  } else {
    std::pop_heap(state.freeRows.begin(), state.freeRows.end(), std::greater<>());
    row = state.freeRows.back();
    state.freeRows.pop_back();
  }
  m_calls[event.call.value].row = row;
  lane.rows[row].items.push_back({us, kStillOpen, event.call});
  lane.reached[0].add(us);
  state.performed.push_back(event.call);
  if (!m_inQuery) ++contextOf(event.context).openCalls;
  lane.peakInFlight = std::max(lane.peakInFlight, ++state.inFlight);
  lane.peakDrawn = std::max(lane.peakDrawn, state.inFlight);
  m_inFlight.add(us, 1);
  pairOf(event.caller, event.callee).inFlight.add(us, 1);
}

void VariantIndex::notPerformed(const CallNotPerformed& event, std::int64_t us, std::uint32_t round) {
  attempted(event.call, event.context, event.step, event.caller, us);
  Lane& lane = m_lanes[event.caller.value];
  LaneState& state = m_laneStates[event.caller.value];
  CallState& call = m_calls[event.call.value];
  call.ended = true;
  lane.refused.push_back({us, event.call});
  lane.batches[call.batch].log.end(CallOutcome::NotPerformed, us);
  lane.failedAs[static_cast<std::size_t>(CallOutcome::NotPerformed)].add(us);
  m_failures.add(us);
  if (state.refusedRound != round) state.refusedInRound = 0;
  state.refusedRound = round;
  lane.peakDrawn = std::max(lane.peakDrawn, state.inFlight + ++state.refusedInRound);
  Pair& pair = pairOf(event.caller, event.callee);
  if (event.reason == NotPerformedReason::Slots) pair.refused.add(us);
}

/// Points that were skipped count as reached at the same moment, so that the counts per phase add up.
void VariantIndex::reach(CallId id, CallPoint point, std::int64_t us) {
  CallState& call = m_calls[id.value];
  if (call.ended || call.failing) return;
  Lane& lane = m_lanes[call.caller.value];
  for (std::size_t next = call.reached + std::size_t{1}; next <= static_cast<std::size_t>(point); ++next)
    lane.reached[next].add(us);
  call.reached = std::max(call.reached, static_cast<std::uint8_t>(point));
}

void VariantIndex::fail(CallId id, std::int64_t us) {
  CallState& call = m_calls[id.value];
  if (call.ended || call.failing) return;
  reach(id, CallPoint::Completed, us);
  call.failing = true;
  m_lanes[call.caller.value].failing.add(us);
}

void VariantIndex::end(CallId id, CallOutcome outcome, std::int64_t us) {
  CallState& call = m_calls[id.value];
  if (call.ended) return;
  const CallSpan& span = m_run->table.call(id);
  Lane& lane = m_lanes[span.caller.value];
  LaneState& state = m_laneStates[span.caller.value];
  const bool failed = outcome != CallOutcome::Replied;
  if (failed) fail(id, us);
  reach(id, CallPoint::Completed, us);
  if (failed) {
    lane.failed.add(us);
    lane.failedAs[static_cast<std::size_t>(outcome)].add(us);
    m_failures.add(us);
  }
  call.ended = true;

  LaneRow& row = lane.rows[call.row];
  row.items.back().endUs = us;
  if (failed) row.failed.add(row.items.size() - 1);
  state.freeRows.push_back(call.row);
  std::push_heap(state.freeRows.begin(), state.freeRows.end(), std::greater<>());
  --state.inFlight;

  lane.batches[call.batch].log.end(outcome, us);
  m_inFlight.add(us, -1);
  pairOf(span.caller, span.callee.canister).inFlight.add(us, -1);
}

void VariantIndex::executionStarted(const ExecutionStarted& event, std::int64_t us) {
  Lane& lane = m_lanes[event.canister.value];
  m_laneStates[event.canister.value].performed.clear();
  if (!m_inQuery) contextStarted(event, us);
  lane.executions.push_back({us, kStillOpen, event.call, event.kind});
  if (event.call == kNoCall) return;
  if (servesCall(event.kind)) reach(event.call, CallPoint::Started, us);
  if (event.kind == ExecutionKind::ReplyCallback) end(event.call, CallOutcome::Replied, us);
  if (event.kind == ExecutionKind::RejectCallback) {
    const CallOutcome known = m_run->table.call(event.call).outcome;
    const bool failed = known != CallOutcome::InFlight && known != CallOutcome::Replied;
    end(event.call, failed ? known : CallOutcome::Rejected, us);
  }
}

void VariantIndex::executionFinished(const ExecutionFinished& event, std::int64_t us) {
  Lane& lane = m_lanes[event.canister.value];
  const bool trapped = event.result == ExecutionResult::Trapped;
  if (!lane.executions.empty() && lane.executions.back().endUs == kStillOpen) {
    lane.executions.back().endUs = us;
    if (trapped) lane.trapped.add(lane.executions.size() - 1);
  }
  if (!m_inQuery) contextFinished(event, us);
  // A trap takes back the calls of its message: they end here, without an answer.
  if (trapped)
    for (const CallId call : m_laneStates[event.canister.value].performed) end(call, CallOutcome::Dropped, us);
  m_laneStates[event.canister.value].performed.clear();
}

Pair& VariantIndex::pairOf(CanisterId caller, CanisterId callee) {
  const auto [place, isNew] = m_pairs.try_emplace({caller, callee});
  if (isNew) {
    place->second.caller = caller;
    place->second.callee = callee;
    place->second.limit = m_run->scenario->subnetOf(caller).limits.queue_capacity;
  }
  return place->second;
}

std::uint8_t VariantIndex::styleOf(ContextId context, std::uint16_t step, CanisterId caller) const {
  const auto& contexts = m_run->table.contexts();
  if (context.value >= contexts.size()) return 0;
  const Canister& canister = m_run->scenario->canister(caller);
  const std::size_t method = contexts[context.value].method.value;
  if (method >= canister.methods.size() || step >= canister.methods[method].steps.size()) return 0;
  const auto* made = std::get_if<CallStep>(&canister.methods[method].steps[step].action);
  return made == nullptr ? std::uint8_t{0} : static_cast<std::uint8_t>(made->order);
}

std::int64_t VariantIndex::roundsUntil(double us) const {
  const auto& rounds = m_run->table.rounds();
  auto last = std::upper_bound(rounds.begin(), rounds.end(), us,
                               [](double t, const RoundRow& r) { return t < static_cast<double>(r.time.us); });
  const auto first = std::find_if(rounds.begin(), last, [](const RoundRow& row) { return !row.onlyQueries(); });
  if (first == last) return 0;
  --last;
  while (last->onlyQueries()) --last;
  const std::int64_t interval = std::max<std::int64_t>(1, first->interval.us);
  return (last->time - first->time).us / interval + 1;
}

OutcomeCounts Lane::countsUntil(double us) const {
  OutcomeCounts counts;
  counts.attempted = attemptedUntil(us);
  std::uint32_t ended = 0;
  for (std::size_t i = 0; i < kOutcomeCount; ++i) ended += counts.by[i] = failedAs[i].countUntil(us);
  // A call that fails has left all points by the time that it counts as failing.
  const std::uint32_t replied = reached.back().countUntil(us) - failing.countUntil(us);
  counts.by[static_cast<std::size_t>(CallOutcome::Replied)] = replied;
  counts.by[static_cast<std::size_t>(CallOutcome::InFlight)] =
      counts.attempted - std::min(ended + replied, counts.attempted);
  return counts;
}

OutcomeCounts VariantIndex::countsUntil(double us) const {
  OutcomeCounts all;
  for (const Lane& lane : m_lanes) {
    const OutcomeCounts counts = lane.countsUntil(us);
    all.attempted += counts.attempted;
    for (std::size_t i = 0; i < kOutcomeCount; ++i) all.by[i] += counts.by[i];
  }
  return all;
}

std::optional<std::int64_t> VariantIndex::firstAttemptUs() const {
  std::optional<std::int64_t> first;
  for (const Lane& lane : m_lanes)
    for (const TimeList* attempts : {&lane.reached.front(), &lane.notPerformed()})
      if (!attempts->empty()) first = std::min(first.value_or(attempts->front()), attempts->front());
  return first;
}

TimelineIndex::TimelineIndex(const std::vector<const VariantRun*>& runs) {
  for (const VariantRun* run : runs) m_variants.emplace_back(*run);
  grow();
}

void TimelineIndex::grow() {
  for (VariantIndex& variant : m_variants) variant.grow();
}

std::int64_t TimelineIndex::endUs() const {
  std::int64_t end = 0;
  for (const VariantIndex& variant : m_variants) end = std::max(end, variant.frontierUs());
  return end > 0 ? end : seconds(1).us;
}

}  // namespace roundscope::ui
