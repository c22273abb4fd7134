// How large a text is: the only thing that a scene must ask of the world of fonts.
#pragma once

#include <QFontMetricsF>
#include <QString>
#include <array>

#include "ui/drawing/theme.h"

namespace roundscope::ui {

class TextMeasure {
 public:
  virtual ~TextMeasure() = default;
  [[nodiscard]] virtual double width(const QString& text, FontRole font) const = 0;
  [[nodiscard]] virtual double height(FontRole font) const = 0;
  /// How high a digit is.
  [[nodiscard]] virtual double digitHeight(FontRole font) const = 0;

  /// The text, shortened with "…" so that it is no wider than `widthPx`; empty when not even that fits.
  [[nodiscard]] QString elided(const QString& text, FontRole font, double widthPx) const;
};

/// Measures with the fonts that the painter uses.
class FontTextMeasure final : public TextMeasure {
 public:
  explicit FontTextMeasure(const TypeStyle& type);
  [[nodiscard]] double width(const QString& text, FontRole font) const override;
  [[nodiscard]] double height(FontRole font) const override;
  [[nodiscard]] double digitHeight(FontRole font) const override;

 private:
  std::array<QFontMetricsF, 4> m_metrics;
};

}  // namespace roundscope::ui
