// Private to core/scenario: JSON as people write it in scenario files.
#pragma once

#include <cstddef>
#include <string>

#include "core/scenario/json_document.h"

namespace roundscope::detail {

/// On one line where that is short enough, else with a line for each member or element: the first line begins at
/// `column`, the others stand so far in as `indent` says.
[[nodiscard]] std::string laidOut(const Json& value, std::size_t column, const std::string& indent);

}  // namespace roundscope::detail
