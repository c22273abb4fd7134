// Private to core/scenario: subnets with their limits, and the users' messages.
#pragma once

#include <vector>

#include "core/scenario/name_index.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/scenario.h"

namespace roundscope::detail {

/// Reads the subnets of a scenario. Profile, then the scenario's own `limits`, then the subnet's, each over the one
/// before.
std::vector<Subnet> readSubnets(const ObjectReader& scenario, Profile profile);

/// Fills in how many canisters are on each subnet where the file does not say. All canisters must have been read.
void countResidents(const ObjectReader& scenario, const std::vector<Canister>& canisters, std::vector<Subnet>& subnets);

/// Reads the users' messages, repeated ones written out, in order of time.
std::vector<Ingress> readIngress(const Node& list, const std::vector<Canister>& canisters);

}  // namespace roundscope::detail
