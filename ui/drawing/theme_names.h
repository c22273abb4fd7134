// Themes as figures call them; settings and dialogs take the same words.
#pragma once

#include <optional>
#include <string_view>

#include "core/scenario/figure.h"
#include "ui/drawing/theme.h"

namespace roundscope::ui {

/// What the reader's own setting decides elsewhere is light here.
[[nodiscard]] ThemeKind themeOf(FigureTheme theme);
[[nodiscard]] FigureTheme themeOf(ThemeKind theme);

[[nodiscard]] std::string_view nameOf(ThemeKind theme);
[[nodiscard]] std::optional<ThemeKind> themeNamed(std::string_view name);

}  // namespace roundscope::ui
