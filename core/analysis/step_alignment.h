// Which step of a method is which of the same method in a changed scenario.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/scenario/scenario.h"

namespace roundscope {

/// For each step of one method the number of the step that it is in the other, absent where there is none. Steps are
/// told by what they do: by kind, whom they call and their label; their numbers may have moved. In most cases their
/// order is the same; those that changed places are found when they call the same or say the same. Costs the product of
/// both lengths, without what is alike at both ends; of methods too long for that, steps of the same number and kind
/// are the same.
[[nodiscard]] std::vector<std::optional<std::uint16_t>> alignSteps(const Scenario& from, MethodRef method,
                                                                   const Scenario& to, MethodRef other);

}  // namespace roundscope
