// Private to core/scenario: the locks of a canister.
#pragma once

#include <vector>

#include "core/scenario/object_reader.h"
#include "core/scenario/scenario.h"

namespace roundscope::detail {

/// Declares the locks that a canister's `lock` steps take. Malformed steps are left to readSteps().
void declareLocks(const Node& canister, std::vector<Variable>& variables);

}  // namespace roundscope::detail
