// Text with the numbers of runs in it, for whoever writes a title, a caption or a note: the same braces as in lessons.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/lesson/resolve.h"

namespace roundscope {

/// "Only {calls.performed} of {calls.attempted} calls": each pair of braces holds an expression of
/// resources/expressions.md, about `variant`, an index into the runs, where it names none. Text without braces stays as
/// it is. Errors: of kind Scenario, naming `where`: what stands in braces is no expression, or no number of these runs.
[[nodiscard]] Result<std::string> filledIn(std::string_view text, const LessonRuns& runs, const std::string& where,
                                           std::size_t variant = 0);

}  // namespace roundscope
