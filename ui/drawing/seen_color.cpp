// See seen_color.h.
#include "ui/drawing/seen_color.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace roundscope::ui {

namespace {

double linear(double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); }
double encoded(double value) { return value <= 0.0031308 ? value * 12.92 : 1.055 * std::pow(value, 1 / 2.4) - 0.055; }

std::array<double, 3> linearOf(const QColor& color) {
  return {linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
}

double luminance(const QColor& color) {
  const auto [red, green, blue] = linearOf(color);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

}  // namespace

std::array<double, 3> labOf(const QColor& color) {
  const auto [red, green, blue] = linearOf(color);
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
  const double x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
  const double y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const double z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double contrastOf(const QColor& a, const QColor& b) {
  const double first = luminance(a);
  const double second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor seenBy(Eyes eyes, const QColor& color) {
  const auto [red, green, blue] = linearOf(color);
  const auto row = [r = red, g = green, b = blue](double x, double y, double z) {
    return static_cast<float>(encoded(std::clamp(x * r + y * g + z * b, 0.0, 1.0)));
  };
  switch (eyes) {
    case Eyes::Grey: {
      const float grey = row(0.2126, 0.7152, 0.0722);
      return QColor::fromRgbF(grey, grey, grey);
    }
    case Eyes::Protanopia:
      return QColor::fromRgbF(row(0.152286, 1.052583, -0.204868), row(0.114503, 0.786281, 0.099216),
                              row(-0.003882, -0.048116, 1.051998));
    case Eyes::Deuteranopia:
      return QColor::fromRgbF(row(0.367322, 0.860646, -0.227968), row(0.280085, 0.672501, 0.047413),
                              row(-0.011820, 0.042940, 0.968881));
  }
  return color;
}

double distanceOf(const QColor& a, const QColor& b) {
  const auto first = labOf(a);
  const auto second = labOf(b);
  return std::hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}

}  // namespace roundscope::ui
