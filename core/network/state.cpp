// The state before the first round.
#include "core/network/state.h"

namespace roundscope {

NetworkState::NetworkState(const Scenario& scenario)
    : subnets(scenario.subnets.size(), SubnetState(scenario.subnets.size())),
      canisters(scenario.canisters.size()),
      peerRows(scenario.canisters.size()) {
  for (std::size_t i = 0; i < canisters.size(); ++i) {
    const CanisterId id{static_cast<std::uint16_t>(i)};
    const Canister& canister = scenario.canister(id);
    subnets[canister.subnet.value].canisters.push_back(id);
    canisters[i].balance = canister.cycles;
  }
}

}  // namespace roundscope
