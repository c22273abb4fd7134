// Which colours data are drawn in: those of call styles, of what failed, of what differs.
#pragma once

#include <QRgb>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace roundscope::ui {

/// A colour on light paper, and its like on dark paper.
struct Tone {
  QRgb light = 0;
  QRgb dark = 0;
  bool operator==(const Tone&) const = default;
};

/// Styles of calls, and the lines of charts beyond them.
inline constexpr std::size_t kPaletteHues = 4;

/// A small value; themes of colours are made of it, the grey one has its own tones.
struct Palette {
  std::array<Tone, kPaletteHues> hues{};
  Tone failure;
  Tone failureText;  ///< failure, dark or light enough to be read
  Tone differs;      ///< from the variant that this one was made of
  bool operator==(const Palette&) const = default;
};

struct NamedPalette {
  std::string_view name;
  std::string_view source;  ///< where its colours are published
  Palette palette;
};

/// The palettes that have a name; the first is the one that is used unless another is asked for.
[[nodiscard]] const std::vector<NamedPalette>& palettes();
[[nodiscard]] const Palette& standardPalette();

/// The palette with this name, or the one of a list of colours: "#0072b2, #009e73, #cc79a7". The list has 3 to 6, with
/// commas, spaces or line feeds between them, also as a JSON array: the call styles, then a fourth line of charts,
/// failure, and what differs. Errors: of kind Usage, naming the colour; `where` begins them.
[[nodiscard]] Result<Palette> paletteFrom(std::string_view words, const std::string& where);

/// The name, or the list of colours: `paletteFrom` of it gives the palette again.
[[nodiscard]] std::string textOf(const Palette& palette);

/// A fill needs so much on its paper: less than a text, because each has a border, too.
inline constexpr double kLeastFillContrast = 2;

}  // namespace roundscope::ui
