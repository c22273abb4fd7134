// Private to core/scenario: values to begin with.
#pragma once

#include <vector>

#include "core/scenario/schema_place.h"

namespace roundscope::detail {

/// The least that may be written at `path` of the document, of which `view` says all that holds where nothing is
/// written yet. One for each kind of value; names are those that the document declares.
std::vector<ValueGuide> smallestValues(const SchemaView& view, const Json& document, const Tokens& path);

}  // namespace roundscope::detail
