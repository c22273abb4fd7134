// Named palettes are a table; one's own are read, and refused where a reader could not see them. See palette.h.
#include "ui/drawing/palette.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/scenario/figure_limits.h"
#include "ui/drawing/seen_color.h"

namespace roundscope::ui {

namespace {

constexpr QRgb kDarkPaper = 0x16191e;

QRgb mixed(QRgb a, QRgb b, double shareOfB) {
  const auto blend = [&](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * shareOfB)); };
  return qRgb(blend(qRed(a), qRed(b)), blend(qGreen(a), qGreen(b)), blend(qBlue(a), qBlue(b))) & RGB_MASK;
}

/// On dark paper all colours are lighter by the same share of white, so that their order stays.
Tone toneOf(QRgb color) {
  constexpr double kLighter = 0.35;
  return {color, mixed(color, 0xffffff, kLighter)};
}

/// As much darker, or lighter, as a text needs to be read on its paper and on a tint of itself.
QRgb legible(QRgb color, QRgb towards, QRgb paper) {
  constexpr double kNeeded = kLeastContrast * 1.2;
  QRgb text = color;
  for (double share = 0; share < 1 && contrastOf(QColor(text), QColor(paper)) < kNeeded; share += 0.02)
    text = mixed(color, towards, share);
  return text;
}

Tone textToneOf(const Tone& tone) {
  return {legible(tone.light, 0x000000, 0xffffff), legible(tone.dark, 0xffffff, kDarkPaper)};
}

Palette paletteOf(const std::vector<QRgb>& colours) {
  Palette palette = standardPalette();
  std::vector<Tone*> tones;
  for (Tone& tone : palette.hues) tones.push_back(&tone);
  tones.push_back(&palette.failure);
  tones.push_back(&palette.differs);
  // A standard colour keeps its like on dark paper.
  for (std::size_t i = 0; i < colours.size(); ++i)
    if (colours[i] != tones[i]->light) *tones[i] = toneOf(colours[i]);
  if (palette.failure != standardPalette().failure) palette.failureText = textToneOf(palette.failure);
  return palette;
}

std::optional<QRgb> colourIn(std::string_view word) {
  const bool form = word.size() == 7 && word.front() == '#' &&
                    word.substr(1).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
  if (!form) return std::nullopt;
  return static_cast<QRgb>(std::stoul(std::string(word.substr(1)), nullptr, 16));
}

/// What stands between commas, spaces, quotation marks and the brackets of a JSON array.
std::vector<std::string_view> wordsIn(std::string_view text) {
  constexpr std::string_view kBetween = " \t\r\n,\"'[]";
  std::vector<std::string_view> words;
  for (std::size_t at = text.find_first_not_of(kBetween); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kBetween, at), text.size());
    words.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(kBetween, end);
  }
  return words;
}

std::string namesText() {
  std::string names;
  for (const NamedPalette& named : palettes()) names += std::string(named.name) + ", ";
  return names;
}

std::string hexOf(QRgb color) { return fmt::format("#{:06x}", color & RGB_MASK); }

}  // namespace

const std::vector<NamedPalette>& palettes() {
  // Each hue differs in lightness from the others, so that a copy in grey tells them apart.
  static const std::vector<NamedPalette> kPalettes = {
      {"okabe-ito",
       "M. Okabe, K. Ito, Color Universal Design, 2008; darker where they are thin on white",
       {{{{0x0072b2, 0x3a98d4}, {0x00a375, 0x35c99f}, {0x853068, 0xb5619b}, {0xcf9a00, 0xe6c229}}},
        {0xd55e00, 0xff7a1f},
        {0xb04c00, 0xff9a55},
        {0x5b2a9d, 0x9a6bff}}},
      {"tol-vibrant",
       "P. Tol, Colour Schemes, SRON/EPS/TN/09-002, 2021: vibrant",
       {{{{0x0077bb, 0x3a98d4}, toneOf(0x33bbee), {0x009988, 0x20bba6}, toneOf(0xee7733)}},
        toneOf(0xcc3311),
        textToneOf(toneOf(0xcc3311)),
        {0x5b2a9d, 0x9a6bff}}},
      {"tol-muted",
       "P. Tol, Colour Schemes, SRON/EPS/TN/09-002, 2021: muted",
       {{{toneOf(0x332288), toneOf(0x44aa99), toneOf(0x117733), toneOf(0x999933)}},
        toneOf(0xcc6677),
        textToneOf(toneOf(0xcc6677)),
        toneOf(0x882255)}},
      {"viridis",
       "S. van der Walt, N. Smith, viridis, matplotlib, 2015, in steps; failure is Okabe and Ito's",
       {{{toneOf(0x3b528b), toneOf(0x21918c), toneOf(0x5ec962), toneOf(0x440154)}},
        {0xd55e00, 0xff7a1f},
        {0xb04c00, 0xff9a55},
        {0x5b2a9d, 0x9a6bff}}},
  };
  return kPalettes;
}

const Palette& standardPalette() { return palettes().front().palette; }

Result<Palette> paletteFrom(std::string_view words, const std::string& where) {
  const std::vector<std::string_view> list = wordsIn(words);
  if (list.size() == 1)
    for (const NamedPalette& named : palettes())
      if (named.name == list.front()) return named.palette;
  const bool colours = std::any_of(list.begin(), list.end(), [](std::string_view word) { return word[0] == '#'; });
  if (!colours)
    return Error{ErrorKind::Usage, where, "found \"" + std::string(words.substr(0, 60)) + "\"",
                 namesText() + "or colours as \"#0072b2, #009e73, #cc79a7\""};
  std::vector<QRgb> own;
  for (const std::string_view word : list) {
    const std::string at = fmt::format("{}: colour {}", where, own.size() + 1);
    const std::optional<QRgb> colour = colourIn(word);
    if (!colour) return Error{ErrorKind::Usage, at, "found \"" + std::string(word.substr(0, 60)) + "\"", "#rrggbb"};
    const double contrast = contrastOf(QColor(*colour), Qt::white);
    if (contrast < kLeastFillContrast)
      return Error{ErrorKind::Usage, at, fmt::format("{} has a contrast of {:.1f} to 1 to white paper", word, contrast),
                   fmt::format("at least {} to 1", kLeastFillContrast)};
    if (std::find(own.begin(), own.end(), *colour) != own.end())
      return Error{ErrorKind::Usage, at, fmt::format("{} is there twice", word), "different colours"};
    own.push_back(*colour);
  }
  if (own.size() < kLeastColours || own.size() > kMostColours)
    return Error{ErrorKind::Usage, where, fmt::format("found {} colours", own.size()),
                 fmt::format("{} to {}", kLeastColours, kMostColours)};
  return paletteOf(own);
}

std::string textOf(const Palette& palette) {
  for (const NamedPalette& named : palettes())
    if (named.palette == palette) return std::string(named.name);
  std::string text;
  for (const Tone& tone : palette.hues) text += hexOf(tone.light) + ", ";
  return text + hexOf(palette.failure.light) + ", " + hexOf(palette.differs.light);
}

}  // namespace roundscope::ui
