// Which rounds run when, and the phases of a round in their order.
// Source: protocol.md section 1 (rs/messaging/src/state_machine.rs, execute_round).
#include "core/simulation/simulator.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/canister/scripted_canister.h"
#include "core/simulation/machine.h"

namespace roundscope {

Simulator::Machine::Machine(std::shared_ptr<const Scenario> scenario) : m_scenario(std::move(scenario)) {
  const std::size_t subnets = m_scenario->subnets.size();
  const std::size_t canisters = m_scenario->canisters.size();
  m_state.subnets.resize(subnets);
  for (SubnetState& subnet : m_state.subnets) subnet.streamsTo.resize(subnets);
  m_state.canisters.resize(canisters);
  m_peerRows.assign(canisters * canisters, kNone);
  for (std::size_t i = 0; i < canisters; ++i) {
    const CanisterId id{static_cast<std::uint16_t>(i)};
    const Canister& canister = m_scenario->canister(id);
    m_state.subnets[canister.subnet.value].canisters.push_back(id);
    m_state.canisters[i].balance = canister.cycles;
    m_programs.push_back(std::make_unique<ScriptedCanister>(*m_scenario, id));
    m_state.canisters[i].timer = m_programs.back()->initialTimer();
  }
  for (std::uint32_t i = 0; i < m_scenario->ingress.size(); ++i) {
    const Ingress& ingress = m_scenario->ingress[i];
    SubnetState& subnet = m_state.subnets[subnetOf(ingress.to.canister).value];
    (isQuery(m_scenario->method(ingress.to).kind) ? subnet.queries : subnet.ingress).push_back(IngressId{i});
  }
  for (std::uint16_t i = 0; i < subnets; ++i) m_prepayments.push_back(prepayment(SubnetId{i}));
}

Time Simulator::Machine::roundTime(SubnetId subnet, std::uint64_t round) const {
  const Subnet& s = m_scenario->subnet(subnet);
  return Time{} + s.phase + s.blockInterval * static_cast<std::int64_t>(round);
}

Time Simulator::Machine::now() const {
  Time next = roundTime(SubnetId{0}, m_state.subnets[0].nextRound);
  for (std::uint16_t i = 1; i < m_state.subnets.size(); ++i)
    next = std::min(next, roundTime(SubnetId{i}, m_state.subnets[i].nextRound));
  return next;
}

void Simulator::Machine::step(EventList& events) {
  RS_CHECK(!m_finished);
  m_events = &events;
  const std::size_t eventsBefore = events.size();
  const Time instant = now();
  for (std::uint16_t i = 0; i < m_state.subnets.size(); ++i)
    if (roundTime(SubnetId{i}, m_state.subnets[i].nextRound) == instant) runRound(SubnetId{i});
  m_events = nullptr;
  ++m_instants;
  m_eventCount += events.size() - eventsBefore;
  m_finished = nothingLeft();
  if (m_finished) return;
  if (m_eventCount >= m_scenario->maxEvents) m_cutOff = CutOff::MaxEvents;
  if (m_instants >= m_scenario->maxRounds) m_cutOff = CutOff::MaxRounds;
  m_finished = m_cutOff != CutOff::None;
}

void Simulator::Machine::runRound(SubnetId subnet) {
  SubnetState& state = m_state.subnets[subnet.value];
  m_round = {.subnet = subnet, .time = roundTime(subnet, state.nextRound), .number = state.nextRound};
  ++state.nextRound;
  evaluateQueries();
  expireMessages();
  expireCallbacks();
  inductLoopback();
  inductStreams();
  inductIngress();
  executeRound();
  route();
  shedBestEffort();
  noteBalances();
#ifndef NDEBUG
  const std::vector<StateBreach> breaches = broken();
  if (!breaches.empty()) detail::checkFailed(breaches.front().text.c_str(), __FILE__, __LINE__);
#endif
}

std::vector<StateBreach> Simulator::Machine::broken() const {
  std::vector<StateBreach> breaches = brokenInvariants(m_state, *m_scenario);
  for (StateBreach& breach : breaches)
    breach.text =
        fmt::format("after round {} of {}: {}", m_round.number, m_scenario->subnet(m_round.subnet).id, breach.text);
  return breaches;
}

bool Simulator::Machine::nothingLeft() const {
  if (m_state.nextIngress < m_scenario->ingress.size()) return false;
  if (m_state.messages.used() > 0 || m_state.pausedCount > 0) return false;
  for (const SubnetState& subnet : m_state.subnets)
    if (subnet.boundedOpen > 0) return false;
  for (std::size_t i = 0; i < m_state.canisters.size(); ++i) {
    const CanisterState& canister = m_state.canisters[i];
    if (canister.queues.hasInput() || m_programs[i]->awaitsHeartbeat()) return false;
    // A repeating timer keeps the run alive until it has fired once; else no run would end.
    const auto& timer = m_scenario->canisters[i].timer;
    const bool repeatsForEver = timer && timer->every && canister.timer && *canister.timer > Time{} + timer->first;
    if (canister.timer && !repeatsForEver) return false;
  }
  return true;
}

std::uint32_t Simulator::Machine::peerRow(CanisterId owner, CanisterId peer) {
  std::uint32_t& row = m_peerRows[owner.value * m_scenario->canisters.size() + peer.value];
  if (row == kNone) {
    auto& peers = canister(owner).queues.peers;
    row = static_cast<std::uint32_t>(peers.size());
    peers.emplace_back().peer = peer;
  }
  return row;
}

PeerQueues& Simulator::Machine::peerQueues(CanisterId owner, CanisterId peer) {
  const std::uint32_t row = peerRow(owner, peer);
  return canister(owner).queues.peers[row];
}

Simulator::Simulator(std::shared_ptr<const Scenario> scenario)
    : m_machine(std::make_unique<Machine>(std::move(scenario))) {}
Simulator::~Simulator() = default;
bool Simulator::finished() const { return m_machine->finished(); }
CutOff Simulator::cutOff() const { return m_machine->cutOff(); }
Time Simulator::now() const { return m_machine->now(); }
void Simulator::step(EventList& events) { m_machine->step(events); }

RoundBatch Simulator::stepBatch(std::size_t eventBudget) {
  RoundBatch batch;
  // One allocation a batch: growing would copy the events, and touch fresh memory for each copy.
  batch.events.reserve(std::min(eventBudget, m_batchEvents) + m_instantEvents);
  do {
    const std::size_t before = batch.events.size();
    m_machine->step(batch.events);
    m_instantEvents = std::max(m_instantEvents, batch.events.size() - before);
    ++batch.instants;
  } while (!m_machine->finished() && batch.events.size() < eventBudget);
  batch.finished = m_machine->finished();
  batch.cutOff = m_machine->cutOff();
  batch.simulatedUntil = m_machine->now();
  m_batchEvents = 2 * batch.events.size();
  return batch;
}

Trace simulate(const std::shared_ptr<const Scenario>& scenario) {
  constexpr std::size_t kEventsPerBatch = 80'000;  // with its last instant, about two mebibytes
  Trace trace(scenario);
  Simulator simulator(scenario);
  while (!simulator.finished()) trace.append(std::make_shared<const RoundBatch>(simulator.stepBatch(kEventsPerBatch)));
  return trace;
}

}  // namespace roundscope
