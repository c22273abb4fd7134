// A lesson as numbered pictures for slides: one a step, and one more where the step asks.
#pragma once

#include <cstddef>
#include <vector>

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
[[nodiscard]] std::vector<Slide> slidesOf(const ResolvedLesson& lesson, const Figure& figure);

}  // namespace roundscope::ui
