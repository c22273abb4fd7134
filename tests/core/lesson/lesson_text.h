// Lesson files for tests, written with as few words as the matter at hand needs.
#pragma once

#include <string>
#include <string_view>

namespace roundscope::test {

/// A lesson of four steps on the variant "Parallel" whose first step has these fields besides its variant.
std::string lessonWithStep(std::string_view fields);
/// The same with this text in the first step.
std::string lessonWithText(std::string_view text);
/// The same with this verdict.
std::string lessonWithVerdict(std::string_view verdict);
/// The error's one line for a lesson that must be wrong, in the file "x/lesson.json"; empty when it is right.
std::string lessonErrorIn(std::string_view text);

/// A scenario for them: the variants "Parallel" with `caller.go` and "One" with `caller.one`, which make 3 calls and 1
/// to `callee.ping` on another subnet. There are slots for 2. `callee` counts its executions in `pinged`.
std::string pingScenario();

}  // namespace roundscope::test
