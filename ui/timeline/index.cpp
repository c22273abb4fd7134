// One pass over the events, in order. Packing is greedy: a call takes the least row that is free when it is
// performed and gives it back when it is completed, so rows hold calls that never overlap. Users' queries have rows of
// their own: their events come later than they are drawn. See index.h.
#include "ui/timeline/index.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>

#include "core/base/check.h"
#include "core/run/event_clock.h"
#include "core/run/rounds.h"

namespace roundscope::ui {

void ExecutionRow::start(const Execution& execution) {
  if (m_executions.size() % kPerSum == 0) m_served.push_back(m_servedInAll);
  if (execution.kind == ExecutionKind::Request) ++m_servedInAll;
  m_executions.push_back(execution);
}

void ExecutionRow::finish(const ExecutionFinished& event, std::int64_t us) {
  if (m_executions.empty() || m_executions.back().endUs != kStillOpen) return;
  m_executions.back().endUs = us;
  if (event.result == ExecutionResult::Trapped) m_trapped.add(m_executions.size() - 1);
}

std::size_t ExecutionRow::begunUntil(double us) const {
  const auto next = std::partition_point(m_executions.begin(), m_executions.end(),
                                         [&](const Execution& e) { return static_cast<double>(e.startUs) <= us; });
  return static_cast<std::size_t>(next - m_executions.begin());
}

std::int64_t ExecutionRow::servedUntil(double us) const {
  const std::size_t count = begunUntil(us);
  if (count == 0) return 0;
  const std::size_t sum = (count - 1) / kPerSum;
  std::int64_t served = m_served[sum];
  for (std::size_t i = sum * kPerSum; i < count; ++i) served += m_executions[i].kind == ExecutionKind::Request ? 1 : 0;
  return served;
}

std::uint32_t QueryRows::take(std::int64_t us, std::size_t next) {
  const auto after = m_free.upper_bound({us, std::numeric_limits<std::uint32_t>::max()});
  if (after == m_free.begin()) return static_cast<std::uint32_t>(next);
  const std::uint32_t row = std::prev(after)->second;
  m_free.erase(std::prev(after));
  return row;
}

std::vector<const ExecutionRow*> Lane::strip() const {
  std::vector<const ExecutionRow*> rows;
  if (!messages.executions().empty()) rows.push_back(&messages);
  for (const ExecutionRow& row : queries) rows.push_back(&row);
  return rows;
}

std::int64_t Lane::executionsUntil(double us) const {
  std::int64_t count = 0;
  for (const ExecutionRow* row : strip()) count += static_cast<std::int64_t>(row->begunUntil(us));
  return count;
}

std::int64_t Lane::servedUntil(double us) const {
  std::int64_t count = 0;
  for (const ExecutionRow* row : strip()) count += row->servedUntil(us);
  return count;
}

VariantIndex::VariantIndex(const Run& run) : m_run(&run) {
  const Scenario& scenario = run.scenario();
  m_lanes.resize(scenario.canisters.size());
  m_laneStates.resize(scenario.canisters.size());
  for (std::size_t i = 0; i < scenario.canisters.size(); ++i) {
    m_lanes[i].canister = CanisterId{static_cast<std::uint16_t>(i)};
    m_lanes[i].subnet = scenario.canisters[i].subnet;
    if (exists(scenario.canisters[i].status)) showLane(i);
  }
}

void VariantIndex::showLane(std::size_t lane) {
  const auto before = [this](std::size_t a, std::size_t b) {
    return std::pair(m_lanes[a].subnet, a) < std::pair(m_lanes[b].subnet, b);
  };
  const auto place = std::lower_bound(m_laneOrder.begin(), m_laneOrder.end(), lane, before);
  if (place == m_laneOrder.end() || *place != lane) m_laneOrder.insert(place, lane);
}

class VariantIndex::Taker {
 public:
  Taker(VariantIndex& index, std::int64_t us) : m_index(index), m_us(us) {}

  void operator()(const CallPerformed& e) const { m_index.performed(e.call, m_us); }
  void operator()(const CallNotPerformed& e) const { m_index.notPerformed(e.call, m_us); }
  void operator()(const ResponseCreated& e) const { end(endedBy(e)); }
  void operator()(const ExecutionStarted& e) const {
    m_index.executionStarted(e, m_us);
    end(endedBy(e));
  }
  void operator()(const ExecutionFinished& e) const { m_index.executionFinished(e, m_us); }
  // These leave no mark of their own on the lanes.
  void operator()(const RequestRouted&) const {}
  void operator()(const RequestInducted&) const {}
  void operator()(const ResponseRouted&) const {}
  void operator()(const ResponseInducted&) const {}
  void operator()(const IngressInducted&) const {}
  void operator()(const IngressCompleted&) const {}
  void operator()(const VariableChanged&) const {}
  void operator()(const LockChanged&) const {}
  void operator()(const QueryStarted&) const {}
  void operator()(const QueryFinished&) const {}
  void operator()(const RoundStarted&) const {}
  void operator()(const IterationStarted&) const {}
  void operator()(const ExecutionPaused&) const {}
  void operator()(const MessageDropped& e) const { end(endedBy(e)); }
  void operator()(const TimerSet&) const {}
  void operator()(const BalanceChanged&) const {}
  void operator()(const CanisterOperated&) const {}
  void operator()(const CanisterStopped&) const {}
  void operator()(const AnswerAwaited&) const {}

 private:
  void end(CallId call) const {
    if (call != kNoCall) m_index.end(call, m_us);
  }

  VariantIndex& m_index;
  std::int64_t m_us;
};

void VariantIndex::grow() {
  const std::uint64_t known = m_run->trace().eventCount();
  EventClock clock(m_run->calls());
  Moment moment;  // what is new begins with a round
  m_run->trace().forEachIn(m_eventsTaken, known, [&](const Event& event) {
    if (std::holds_alternative<RoundStarted>(event)) {
      moment = {m_roundsTaken++, 0};
    } else {
      ++moment.ordinal;
    }
    const std::int64_t us = clock.at(moment).us;
    m_inQuery = m_run->calls().rounds()[moment.round].isInQuery(moment.ordinal);
    m_lastEventUs = std::max(m_lastEventUs, us);
    std::visit(Taker(*this, us), event);
  });
  m_eventsTaken = known;
  // A run that has ended is as long as its last round. One that goes on is known beyond its last event.
  const bool ended = m_run->trace().finished();
  m_frontierUs = std::max(endOfRounds(*m_run).us, ended ? 0 : m_run->trace().simulatedUntil().us);
  // Queries take no rounds. A run of queries alone ends a little after the last one, so that it can be seen.
  m_onlyQueries = m_lastEventUs > 0 && roundsUntil(*m_run, static_cast<double>(m_frontierUs)) == 0;
  if (ended && m_onlyQueries) m_frontierUs = m_lastEventUs + m_lastEventUs / 20;
}

VariantIndex::CallState& VariantIndex::attempted(CallId id, std::int64_t us) {
  RS_CHECK(id.value == m_calls.size());
  const CallSpan& call = m_run->call(id);
  Lane& lane = m_lanes[call.caller.value];
  CallState made;
  // Mostly one more of the batch begun last.
  const auto batchCount = static_cast<std::uint32_t>(lane.batches.size());
  if (batchCount > 0 && lane.batches.back().context == call.context && lane.batches.back().step == call.step) {
    made.batch = batchCount - 1;
  } else {
    auto& batchOf = m_laneStates[call.caller.value].batchOf;
    const auto found = batchOf.try_emplace({call.context, call.step}, batchCount);
    if (found.second) lane.batches.push_back({call.context, call.step, {}});
    made.batch = found.first->second;
  }
  made.hue = styleOf(call);
  m_huesUsed[made.hue] = true;
  m_usesRetries = m_usesRetries || call.attempt > 1;
  m_usesOwnMessages = m_usesOwnMessages || call.isOwnMessage();
  m_usesCompensation = m_usesCompensation || call.compensation;
  if (!exists(scenario().canister(call.callee.canister).status)) showLane(call.callee.canister.value);
  if (!call.isOwnMessage()) noteAttempt(lane, made.batch, us);
  return m_calls.emplace_back(made);
}

void VariantIndex::performed(CallId id, std::int64_t us) {
  CallState& call = attempted(id, us);
  const CanisterId caller = m_run->call(id).caller;
  Lane& lane = m_lanes[caller.value];
  LaneState& state = m_laneStates[caller.value];
  call.row = freeRow(lane, state, us);
  lane.rows[call.row].items.push_back({us, kStillOpen, id});
  lane.peakDrawn = std::max(lane.peakDrawn, takenRows(caller));
}

std::int64_t VariantIndex::takenRows(CanisterId caller) const {
  const LaneState& state = m_laneStates[caller.value];
  const std::size_t free = state.freeRows.size() + state.queryRows.freeRows();
  return static_cast<std::int64_t>(m_lanes[caller.value].rows.size() - free);
}

void VariantIndex::noteAttempt(Lane& lane, std::uint32_t batch, std::int64_t us) {
  OutcomeLog& log = lane.batches[batch].log;
  if (log.attempts().empty()) {
    const std::pair start{us, batch};
    lane.batchStarts.insert(std::upper_bound(lane.batchStarts.begin(), lane.batchStarts.end(), start), start);
  }
  log.attempt(us);
}

std::uint32_t VariantIndex::freeRow(Lane& lane, LaneState& state, std::int64_t us) const {
  auto row = static_cast<std::uint32_t>(lane.rows.size());
  if (m_inQuery) {
    row = state.queryRows.take(us, row);
  } else if (!state.freeRows.empty()) {
    std::pop_heap(state.freeRows.begin(), state.freeRows.end(), std::greater<>());
    row = state.freeRows.back();
    state.freeRows.pop_back();
  }
  if (row == lane.rows.size()) lane.rows.emplace_back();
  return row;
}

void VariantIndex::notPerformed(CallId id, std::int64_t us) {
  const CallState& call = attempted(id, us);
  const CallSpan& span = m_run->call(id);
  if (!span.isOwnMessage()) m_lanes[span.caller.value].batches[call.batch].log.end(CallOutcome::NotPerformed, us);
}

void VariantIndex::end(CallId id, std::int64_t us) {
  const CallState& call = m_calls[id.value];
  const CallSpan& span = m_run->call(id);
  Lane& lane = m_lanes[span.caller.value];
  LaneState& state = m_laneStates[span.caller.value];
  LaneRow& row = lane.rows[call.row];
  row.items.back().endUs = us;
  if (span.failed()) row.failed.add(row.items.size() - 1);
  if (m_inQuery) {
    state.queryRows.giveBack(call.row, us);
  } else {
    state.freeRows.push_back(call.row);
    std::push_heap(state.freeRows.begin(), state.freeRows.end(), std::greater<>());
  }
  if (!span.isOwnMessage()) lane.batches[call.batch].log.end(span.outcome, us);
}

void VariantIndex::executionStarted(const ExecutionStarted& event, std::int64_t us) {
  Lane& lane = m_lanes[event.canister.value];
  const Execution execution{us, kStillOpen, event.call, event.kind};
  if (!m_inQuery) return lane.messages.start(execution);
  LaneState& state = m_laneStates[event.canister.value];
  state.queryStrip = state.queryStrips.take(us, lane.queries.size());
  if (state.queryStrip == lane.queries.size()) lane.queries.emplace_back();
  lane.queries[state.queryStrip].start(execution);
}

void VariantIndex::executionFinished(const ExecutionFinished& event, std::int64_t us) {
  Lane& lane = m_lanes[event.canister.value];
  if (!m_inQuery) return lane.messages.finish(event, us);
  LaneState& state = m_laneStates[event.canister.value];
  lane.queries[state.queryStrip].finish(event, us);
  state.queryStrips.giveBack(state.queryStrip, us);
}

std::uint8_t VariantIndex::styleOf(const CallSpan& call) const {
  const CallStep* made = m_run->stepOf(call);
  return made == nullptr ? std::uint8_t{0} : static_cast<std::uint8_t>(made->order);
}

std::uint8_t VariantIndex::hueOf(const Lane& lane) const {
  return lane.rows.empty() ? std::uint8_t{0} : hueOf(lane.rows[0].items[0].call);
}

std::uint8_t VariantIndex::hueOfFirst() const {
  const auto first = std::find_if(m_lanes.begin(), m_lanes.end(), [](const Lane& lane) { return !lane.rows.empty(); });
  return first == m_lanes.end() ? std::uint8_t{0} : hueOf(*first);
}

void VariantIndex::setPath(std::shared_ptr<const PathAnalysis> path) {
  m_path = std::move(path);
  m_knowsPath = true;
}

TimelineIndex::TimelineIndex(const std::vector<const Run*>& runs) {
  for (const Run* run : runs) m_variants.emplace_back(*run);
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

std::set<std::size_t> ownAxesOf(const TimelineIndex& index, const std::set<std::size_t>& leftOut) {
  std::set<std::size_t> own;
  bool rounds = false;
  for (std::size_t v = 0; v < index.variants().size(); ++v) {
    if (leftOut.contains(v)) continue;
    if (index.variants()[v].onlyQueries())
      own.insert(v);
    else
      rounds = true;
  }
  return rounds ? own : std::set<std::size_t>();
}

AxisScale scaleOf(const TimelineIndex& index, AxisUnit unit, const std::set<std::size_t>& leftOut) {
  AxisScale scale;
  scale.unit = unit;
  for (std::size_t v = 0; v < index.variants().size(); ++v) {
    if (leftOut.contains(v)) continue;
    scale.queries = index.variants()[v].onlyQueries();
    if (!scale.queries) break;
  }
  if (index.variants().empty() || index.variants().front().scenario().subnets.empty()) return scale;
  const Subnet& subnet = index.variants().front().scenario().subnets.front();
  if (subnet.blockInterval.us > 0) scale.interval = subnet.blockInterval;
  scale.phase = subnet.phase;
  return scale;
}

}  // namespace roundscope::ui
