// What a reader of a picture could stumble over, found before it is printed.
#pragma once

#include <QColor>
#include <QString>
#include <cstdint>
#include <vector>

#include "ui/picture/picture.h"

namespace roundscope::ui {

enum class PreflightKind : std::uint8_t {
  LeftOut,
  CutOff,
  SmallType,
  LowContrast,
  AlikeInGreyscale,
  AlikeToColourBlind,
  NoGlyph,
  Replaced
};

struct PreflightNote {
  PreflightKind kind = PreflightKind::CutOff;
  QString words;  ///< one sentence
  bool operator==(const PreflightNote&) const = default;
};

/// Of a text on what lies behind it. Source: WCAG 2.1, success criterion 1.4.3.
inline constexpr double kLeastContrast = 4.5;

/// The ratio of two colours' luminances, from 1 to 21. Source: WCAG 2.1, "contrast ratio".
[[nodiscard]] double contrastOf(const QColor& a, const QColor& b);

/// How a colour looks without red or green cones, or as grey.
/// Source: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color
/// Vision Deficiency", 2009, severity 1.0.
enum class Eyes : std::uint8_t { Grey, Protanopia, Deuteranopia };
[[nodiscard]] QColor seenBy(Eyes eyes, const QColor& color);

/// How far two colours are apart, as the eye sees it: CIE 1976 ΔE, where 2.3 is just noticeable.
[[nodiscard]] double distanceOf(const QColor& a, const QColor& b);

/// Everything worth a warning, in a fixed order; each sentence once.
[[nodiscard]] std::vector<PreflightNote> preflight(const Picture& picture);

}  // namespace roundscope::ui
