// The numbers of a lesson's scenario that the viewer turns.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/lesson/lesson.h"
#include "core/scenario/parse.h"

namespace roundscope {

/// What each knob stands at in the scenario's file.
/// Errors: a knob's pointer leads to no whole number there, or to one outside of the knob's range.
Result<std::vector<std::int64_t>> knobStarts(const Lesson& lesson, std::string_view scenarioText);

/// The changes that set each knob to its value: one value for each of the lesson's knobs.
std::vector<Override> knobOverrides(const Lesson& lesson, const std::vector<std::int64_t>& values);

}  // namespace roundscope
