// Private to core/lesson: numbers of a scenario file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/scenario/object_reader.h"
#include "core/scenario/parse.h"

namespace roundscope::detail {

/// A variant of a scenario file that parses, with the overrides applied.
Json patchedScenario(std::string_view text, std::size_t variant, const std::vector<Override>& overrides);

}  // namespace roundscope::detail
