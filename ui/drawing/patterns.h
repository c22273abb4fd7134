// Patterns in place of colours.
#pragma once

#include "ui/drawing/shapes.h"

namespace roundscope::ui {

/// In a theme without colours, hatches the fills that only their hue tells apart. Words over them keep a plain ground.
/// Other themes leave the scene as it is.
void addPatterns(Scene& scene, const Theme& theme);

}  // namespace roundscope::ui
