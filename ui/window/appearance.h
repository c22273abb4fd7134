// How the window's own parts look in the light and the dark theme.
#pragma once

#include "ui/drawing/theme.h"

namespace roundscope::ui {

/// The presenter's type is this much larger.
inline constexpr double kPresenterScale = 1.4;

/// Sets the application's style, palette, type size and style sheet. `Print` looks as light does here. `scale` is of
/// the type: 1, or larger for a lecture hall.
void applyAppearance(ThemeKind theme, double scale = 1);

}  // namespace roundscope::ui
