// Private to core/scenario: canisters with their variables, methods, timer and heartbeat.
#pragma once

#include <vector>

#include "core/scenario/name_index.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/scenario.h"

namespace roundscope::detail {

/// Reads all canisters: first every name, then every step, because steps refer to any canister.
std::vector<Canister> readCanisters(const Node& list, const std::vector<Subnet>& subnets);

}  // namespace roundscope::detail
