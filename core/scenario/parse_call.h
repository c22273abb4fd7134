// Private to core/scenario: the `call` step.
#pragma once

#include "core/scenario/name_index.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/scenario.h"

namespace roundscope::detail {

/// The steps of its outcomes are left to whoever reads the method. `language` decides what an uncaught failure does.
CallStep readCall(const Node& node, const NameIndex& names, Language language);

}  // namespace roundscope::detail
