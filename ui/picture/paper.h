// Pictures without paper, to be laid over something else.
#pragma once

#include "ui/drawing/shapes.h"

namespace roundscope::ui {

/// Whether such a fill is painted behind the shapes: the page, lanes, headings, rulers.
[[nodiscard]] bool isPaper(Role role);

/// Takes out what is painted behind the shapes: the page, lanes, headings, rulers. What a veil covers stays unseen: it
/// is taken out with it.
void leaveOutPaper(Scene& scene);

}  // namespace roundscope::ui
