// The phases of a round in their order.
// Source: protocol.md section 1 (rs/messaging/src/state_machine.rs, execute_round).
#include "core/simulation/round.h"

namespace roundscope {

World::World(std::shared_ptr<const Scenario> of, ProgramFactory programsOf, const RunBudget& budget)
    : scenario(std::move(of)), state(*scenario), factory(std::move(programsOf)), allowance(budget) {
  for (std::uint16_t i = 0; i < scenario->canisters.size(); ++i) {
    programs.push_back(factory(*scenario, CanisterId{i}));
    state.canisters[i].timer = programs.back()->initialTimer();
  }
  for (std::uint32_t i = 0; i < scenario->ingress.size(); ++i) {
    const MethodRef to = scenario->ingress[i].to;
    SubnetState& subnet = state.subnets[scenario->canister(to.canister).subnet.value];
    const bool asQuery = isQuery(programs[to.canister.value]->kindOf(to.method));
    (asQuery ? subnet.queries : subnet.ingress).push_back(IngressId{i});
  }
  for (std::uint32_t i = 0; i < scenario->operations.size(); ++i) {
    const CanisterId canister = scenario->operations[i].canister;
    state.subnets[scenario->canister(canister).subnet.value].operations.push_back(i);
  }
}

namespace {

template <class Row>
std::uint64_t bytesOf(const std::vector<Row>& rows) {
  return rows.capacity() * sizeof(Row);
}

}  // namespace

std::uint64_t World::heldBytes() const {
  std::uint64_t bytes = bytesOf(state.messages.rows()) + bytesOf(state.callbacks.rows()) +
                        bytesOf(state.contexts.rows()) + pendingCalls * sizeof(PendingCall);
  // Who keeps no run keeps rows of the calls that are open.
  constexpr std::uint64_t kBytesKeptPerOpenCall = 100;
  bytes += allowance.keepsRun() ? state.callCount * kBytesKeptPerCall : state.callbacks.used() * kBytesKeptPerOpenCall;
  for (const auto& program : programs) bytes += program->memoryBytes();
  return bytes;
}

Time roundTime(const Scenario& scenario, SubnetId subnet, std::uint64_t number) {
  const Subnet& s = scenario.subnet(subnet);
  return Time{} + s.phase + s.blockInterval * static_cast<std::int64_t>(number);
}

Round::Round(World& in, EventList& into, SubnetId of)
    : world(in),
      scenario(*in.scenario),
      state(in.state),
      events(into),
      subnet(of),
      here(state.subnets[of.value]),
      limits(scenario.subnet(of).limits),
      tariff(scenario.subnet(of).tariff()),
      number(here.nextRound++),
      time(roundTime(scenario, of, number)),
      network(state, scenario, of),
      longestExecution(longestExecutionFee(tariff)),
      prepaidPerCall(prepayment(tariff)) {}

void simulateRound(World& world, EventList& events, SubnetId subnet) {
  Round round(world, events, subnet);
  evaluateQueries(round);
  expire(round);
  answerFromOutside(round);
  operateCanisters(round);
  induct(round);
  execute(round);
  route(round);
  shed(round);
  noteBalances(round);
}

}  // namespace roundscope
