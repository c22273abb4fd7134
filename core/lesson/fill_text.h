// Text with the numbers of runs in it, for whoever writes a title, a caption or a note: the same braces as in lessons.
#pragma once

#include <optional>
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

/// What titles, captions and notes of the file's figures quote that no run of it has; absent where all is right. What
/// only a run tells, a moment or a place in its summary, is not looked for.
[[nodiscard]] std::optional<Error> wrongQuotesOf(const ScenarioSet& set, const std::string& fileName);

}  // namespace roundscope
