// How the window's own parts look in the light and the dark theme.
#pragma once

#include "ui/timeline/theme.h"

namespace roundscope {

/// Sets the application's style, palette and style sheet. `Print` is for pictures and counts as light here.
void applyAppearance(ThemeKind theme);

}  // namespace roundscope
