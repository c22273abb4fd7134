// What themes are called, on the command line, in settings and in dialogs.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "ui/drawing/theme.h"

namespace roundscope::ui {

/// By ThemeKind.
inline constexpr std::array<std::string_view, 4> kThemeNames = {"light", "dark", "print", "grey"};
static_assert(kThemeNames.size() == static_cast<std::size_t>(ThemeKind::Grey) + 1);

[[nodiscard]] constexpr std::string_view nameOf(ThemeKind theme) {
  return kThemeNames[static_cast<std::size_t>(theme)];
}
[[nodiscard]] constexpr std::optional<ThemeKind> themeNamed(std::string_view name) {
  for (std::size_t i = 0; i < kThemeNames.size(); ++i)
    if (kThemeNames[i] == name) return static_cast<ThemeKind>(i);
  return std::nullopt;
}

}  // namespace roundscope::ui
