// Private to core/scenario: what the author expects of the runs.
#pragma once

#include <vector>

#include "core/scenario/object_reader.h"
#include "core/scenario/scenario.h"

namespace roundscope::detail {

/// Reads the file's `expect`. The scenario must be read as far as its canisters and messages; `file` is the document,
/// for numbers that an expectation takes from there.
std::vector<Expectation> readExpectations(const Node& list, const Scenario& scenario, const Json& file);

}  // namespace roundscope::detail
