// Private to core/scenario: what is done to canisters at a time.
#pragma once

#include <vector>

#include "core/scenario/object_reader.h"
#include "core/scenario/scenario.h"

namespace roundscope::detail {

/// Reads the operations in order of time; those of the same time stay in the order of the list.
std::vector<Operation> readOperations(const Node& list, const std::vector<Canister>& canisters);

}  // namespace roundscope::detail
