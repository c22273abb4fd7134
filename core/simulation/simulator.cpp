// Which rounds run when, and when a run is over.
#include "core/simulation/simulator.h"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <stdexcept>

#include "core/simulation/invariants.h"
#include "core/simulation/round.h"

namespace roundscope {

Simulator::Simulator(std::shared_ptr<const Scenario> scenario, const ProgramFactory& programs, const RunBudget& budget)
    : m_world(std::make_unique<World>(std::move(scenario), programs, budget)),
      m_maxEvents(std::min(m_world->scenario->maxEvents, budget.events)) {}
Simulator::~Simulator() = default;

const NetworkState& Simulator::state() const { return m_world->state; }
const CanisterProgram& Simulator::program(CanisterId id) const { return *m_world->programs[id.value]; }

Time Simulator::now() const {
  // Half an instant may have moved some subnets on.
  if (m_cutOff != CutOff::None) return m_cutOffAt;
  const auto& subnets = m_world->state.subnets;
  Time next = roundTime(*m_world->scenario, SubnetId{0}, subnets[0].nextRound);
  for (std::uint16_t i = 1; i < subnets.size(); ++i)
    next = std::min(next, roundTime(*m_world->scenario, SubnetId{i}, subnets[i].nextRound));
  return next;
}

void Simulator::step(EventList& events, const std::stop_token& stop) {
  RS_CHECK(!m_finished);
  m_world->firstEvent = events.size();
  m_textsBefore = m_world->texts.texts().size();
  m_instant = now();
  m_world->allowance.begin(m_eventCount, stop);
  try {
    simulateInstant(events);
  } catch (const InstantStopped& stopped) {
    giveUp(stopped.why, events);
  } catch (const std::bad_alloc&) {
    giveUp(CutOff::MemoryBudget, events);
  } catch (const std::length_error&) {
    giveUp(CutOff::MemoryBudget, events);
  }
}

/// What stands of half an instant counts for nothing, and the state is not to be used any more.
void Simulator::giveUp(CutOff why, EventList& events) {
  events.resize(m_world->firstEvent);
  m_gaveUp = m_finished = true;
  m_cutOff = why;
  m_cutOffAt = m_instant;
}

void Simulator::simulateInstant(EventList& events) {
  const Scenario& scenario = *m_world->scenario;
  const Time instant = m_instant;
  for (std::uint16_t i = 0; i < scenario.subnets.size(); ++i)
    if (roundTime(scenario, SubnetId{i}, m_world->state.subnets[i].nextRound) == instant) runRound(SubnetId{i}, events);
  ++m_instants;
  m_eventCount += events.size() - m_world->firstEvent;
  m_finished = nothingLeft();
  if (m_finished) return;
  m_cutOffAt = now();
  if (m_eventCount >= m_maxEvents) m_cutOff = CutOff::MaxEvents;
  if (m_instants >= scenario.maxRounds) m_cutOff = CutOff::MaxRounds;
  m_finished = m_cutOff != CutOff::None;
}

void Simulator::runRound(SubnetId subnet, EventList& events) {
  m_lastSubnet = subnet;
  [[maybe_unused]] const std::size_t before = events.size();
  simulateRound(*m_world, events, subnet);
#ifndef NDEBUG
  if (events.size() == before) return;  // a million idle rounds would take minutes
  const std::vector<StateBreach> breaches = broken();
  if (!breaches.empty()) detail::checkFailed(breaches.front().text.c_str(), __FILE__, __LINE__);
#endif
}

std::vector<StateBreach> Simulator::broken() const {
  std::vector<StateBreach> breaches = brokenInvariants(m_world->state, *m_world->scenario);
  for (StateBreach& breach : breaches)
    breach.text = fmt::format("after round {} of {}: {}", m_world->state.subnets[m_lastSubnet.value].nextRound - 1,
                              m_world->scenario->subnet(m_lastSubnet).id, breach.text);
  return breaches;
}

bool Simulator::nothingLeft() const {
  const NetworkState& state = m_world->state;
  const Scenario& scenario = *m_world->scenario;
  if (state.nextIngress < scenario.ingress.size()) return false;
  if (state.messages.used() > 0 || state.pausedCount > 0 || state.refundCount > 0) return false;
  for (const SubnetState& subnet : state.subnets)
    if (subnet.traffic.boundedOpen() > 0 || subnet.traffic.answersToCome() > 0 || !subnet.operations.empty())
      return false;
  for (std::size_t i = 0; i < state.canisters.size(); ++i) {
    const CanisterState& canister = state.canisters[i];
    if (canister.queues.hasInput() || isAboutToStop(canister)) return false;
    // Only a running canister starts tasks.
    if (canister.status != CanisterStatus::Running) continue;
    if (m_world->programs[i]->awaitsHeartbeat()) return false;
    if (canister.timer && m_world->programs[i]->awaitsTimer()) return false;
  }
  return true;
}

/// Rounds in which nothing happens leave no events, and yet a batch of them must end soon: whoever asked for it may
/// want to stop.
constexpr std::uint64_t kMostInstantsPerBatch = 50'000;

RoundBatch Simulator::stepBatch(std::size_t eventBudget, const std::stop_token& stop) {
  RoundBatch batch;
  refill(batch, eventBudget, stop);
  return batch;
}

void Simulator::refill(RoundBatch& batch, std::size_t eventBudget, const std::stop_token& stop) {
  batch.events.clear();
  batch.instants = 0;
  do {
    const std::uint64_t before = m_instants;
    step(batch.events, stop);
    batch.instants += m_instants - before;
  } while (!m_finished && !stop.stop_requested() && batch.events.size() < eventBudget &&
           batch.instants < kMostInstantsPerBatch);
  const auto& texts = m_world->texts.texts();
  // Those of an instant that was given up are nobody's.
  const std::size_t last = m_gaveUp ? m_textsBefore : texts.size();
  batch.texts.assign(texts.begin() + static_cast<std::ptrdiff_t>(m_textsInBatches),
                     texts.begin() + static_cast<std::ptrdiff_t>(last));
  m_textsInBatches = last;
  batch.finished = m_finished;
  batch.cutOff = m_cutOff;
  batch.simulatedUntil = now();
}

bool Simulator::skip(std::uint64_t instants, const std::stop_token& stop) {
  EventList forgotten;
  while (m_instants < instants && !m_finished && !stop.stop_requested()) {
    forgotten.clear();
    step(forgotten, stop);
  }
  m_textsInBatches = m_world->texts.texts().size();
  return m_instants == instants && !m_gaveUp;
}

namespace {

/// Who asks to stop wants no more.
void endWhereStopped(RoundBatch& batch, const RunTerms& terms) {
  if (!terms.stop.stop_requested() || batch.finished) return;
  batch.finished = true;
  batch.cutOff = CutOff::Interrupted;
}

}  // namespace

void simulate(const std::shared_ptr<const Scenario>& scenario, const ProgramFactory& programs, const RunTerms& terms,
              const std::function<void(const RoundBatch&)>& see) {
  constexpr std::size_t kEventsPerBatch = 4'000;  // what a processor has at hand
  Simulator simulator(scenario, programs, terms.budget);
  for (RoundBatch batch; !batch.finished;) {
    simulator.refill(batch, kEventsPerBatch, terms.stop);
    endWhereStopped(batch, terms);
    see(batch);
  }
}

Trace simulate(const std::shared_ptr<const Scenario>& scenario, const ProgramFactory& programs, const RunTerms& terms) {
  Trace trace(scenario);
  simulate(scenario, programs, terms, [&](const RoundBatch& batch) { trace.append(batch); });
  return trace;
}

}  // namespace roundscope
