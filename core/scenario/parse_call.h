// Private to core/scenario: the `call` step.
#pragma once

#include "core/scenario/name_index.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/scenario.h"

namespace roundscope::detail {

CallStep readCall(const Node& node, const NameIndex& names);

}  // namespace roundscope::detail
