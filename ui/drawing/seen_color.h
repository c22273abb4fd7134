// How eyes see colours: with little light, without cones for red or green, or printed in grey.
#pragma once

#include <QColor>
#include <array>
#include <cstdint>

namespace roundscope::ui {

/// Of a text on what lies behind it. Source: WCAG 2.1, success criterion 1.4.3.
inline constexpr double kLeastContrast = 4.5;

/// The ratio of two colours' luminances, from 1 to 21. Source: WCAG 2.1, "contrast ratio".
[[nodiscard]] double contrastOf(const QColor& a, const QColor& b);

/// How a colour looks without red or green cones, or as grey.
/// Source: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color
/// Vision Deficiency", 2009, severity 1.0.
enum class Eyes : std::uint8_t { Grey, Protanopia, Deuteranopia };
[[nodiscard]] QColor seenBy(Eyes eyes, const QColor& color);

/// CIE 1976 L*, a*, b*, of white paper in daylight.
[[nodiscard]] std::array<double, 3> labOf(const QColor& color);

/// How far two colours are apart, as the eye sees it: CIE 1976 ΔE, where 2.3 is just noticeable.
[[nodiscard]] double distanceOf(const QColor& a, const QColor& b);

}  // namespace roundscope::ui
