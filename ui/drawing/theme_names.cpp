// See theme_names.h.
#include "ui/drawing/theme_names.h"

#include <cstdlib>

namespace roundscope::ui {

ThemeKind themeOf(FigureTheme theme) {
  switch (theme) {
    case FigureTheme::Auto:
    case FigureTheme::Light:
      return ThemeKind::Light;
    case FigureTheme::Dark:
      return ThemeKind::Dark;
    case FigureTheme::Print:
      return ThemeKind::Print;
    case FigureTheme::Grey:
      return ThemeKind::Grey;
  }
  std::abort();
}

FigureTheme themeOf(ThemeKind theme) {
  switch (theme) {
    case ThemeKind::Light:
      return FigureTheme::Light;
    case ThemeKind::Dark:
      return FigureTheme::Dark;
    case ThemeKind::Print:
      return FigureTheme::Print;
    case ThemeKind::Grey:
      return FigureTheme::Grey;
  }
  std::abort();
}

std::string_view nameOf(ThemeKind theme) { return nameOf(themeOf(theme)); }

std::optional<ThemeKind> themeNamed(std::string_view name) {
  for (const ThemeKind theme : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Print, ThemeKind::Grey})
    if (nameOf(theme) == name) return theme;
  return std::nullopt;
}

}  // namespace roundscope::ui
