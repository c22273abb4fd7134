// The state before the first round.
#include "core/network/state.h"

#include <algorithm>

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
    canisters[i].status = canister.status;
    canisters[i].arrivals.assign(canister.methods.size(), 0);
  }
  for (SubnetState& subnet : subnets)
    std::sort(subnet.canisters.begin(), subnet.canisters.end(),
              [&](CanisterId a, CanisterId b) { return scenario.canister(a).id < scenario.canister(b).id; });
}

}  // namespace roundscope
