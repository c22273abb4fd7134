// The numbers of a lesson's scenario that the viewer turns.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/lesson/lesson.h"
#include "core/scenario/parse.h"

namespace roundscope {

/// What each knob stands at in the scenario's file.
/// Errors: a knob's pointer leads to no whole number there, or to one outside of the knob's range.
Result<std::vector<std::int64_t>> knobStarts(const Lesson& lesson, std::string_view scenarioText);

/// The changes that set each knob to its value: one value for each of the lesson's knobs. A variant of another that
/// says another number itself, as a what-if does, keeps it; so do those that are of it. `scenarioText` must parse.
std::vector<Override> knobOverrides(const Lesson& lesson, const std::vector<std::int64_t>& values,
                                    std::string_view scenarioText);

/// By knob, the number that an edit of the scenario's text gave it at one of its pointers. Both texts must parse.
std::vector<std::optional<std::int64_t>> turnedInText(const Lesson& lesson, std::string_view before,
                                                      std::string_view after);

}  // namespace roundscope
