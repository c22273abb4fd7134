// Private to core/scenario: `when`, of steps and of faults.
#pragma once

#include "core/scenario/object_reader.h"
#include "core/scenario/scenario.h"

namespace roundscope::detail {

When readWhen(const Node& node);

}  // namespace roundscope::detail
