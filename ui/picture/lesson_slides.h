// A lesson as numbered pictures for slides: one a step, and one more where the step asks.
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/result.h"
#include "core/lesson/resolve.h"
#include "ui/picture/picture.h"

namespace roundscope::ui {

/// One slide: the variants that its text compares, by number, and how the picture is drawn.
struct Slide {
  std::vector<std::size_t> shown;
  Figure figure;
};

/// The lesson's steps in order, each with its title above the picture and its words below. A question hides what comes
/// after its moment; its answer is on the next slide. All else is as in `figure`.
/// Errors: those of resolveStep.
[[nodiscard]] Result<std::vector<Slide>> slidesOf(const Lesson& lesson, const LessonRuns& runs, const Figure& figure);

}  // namespace roundscope::ui
