// Private to core/scenario: `when`, of steps and of faults.
#pragma once

#include "core/scenario/object_reader.h"
#include "core/scenario/scenario.h"

namespace roundscope::detail {

/// {"every": k}, {"calls": [1, 5]} or {"chance": "1/4"}.
When readWhen(const Node& node);

}  // namespace roundscope::detail
