// Scenarios in the words of the guide's experiment: one canister pings another on a second subnet.
#pragma once

#include <cstdint>
#include <memory>

#include "core/scenario/scenario.h"

namespace roundscope {

inline Scenario pings(const std::string& variant, std::uint32_t count, Order order) {
  Scenario scenario;
  scenario.id = "pings";
  scenario.title = "Pings across subnets";
  scenario.variant = variant;
  scenario.subnets.resize(2);
  scenario.subnets[0].id = "app-1";
  scenario.subnets[1].id = "app-2";
  for (Subnet& subnet : scenario.subnets) subnet.residentCanisters = 1;
  scenario.canisters.resize(2);
  Canister& caller = scenario.canisters[0];
  Canister& callee = scenario.canisters[1];
  caller.id = "caller";
  callee.id = "callee";
  callee.subnet = SubnetId{1};

  Method ping;
  ping.name = "ping";
  ping.steps.push_back({ReplyStep{}, {}});
  callee.methods.push_back(ping);

  CallStep call;
  call.to = {{CanisterId{1}, MethodId{0}}};
  call.count = count;
  call.order = order;
  Method run;
  run.name = "run";
  run.steps.push_back({call, {}});
  run.steps.push_back({ReplyStep{}, {}});
  caller.methods.push_back(run);
  scenario.ingress.push_back({Time{}, {CanisterId{0}, MethodId{0}}, 0});
  return scenario;
}

/// The same number of pings, one by one and all at once.
inline std::shared_ptr<const ScenarioSet> sequentialAndParallelPings(std::uint32_t count) {
  auto set = std::make_shared<ScenarioSet>();
  set->id = "pings";
  set->title = "Pings across subnets";
  set->variants = {pings("Sequential", count, Order::Sequential), pings("Parallel", count, Order::Parallel)};
  return set;
}

}  // namespace roundscope
