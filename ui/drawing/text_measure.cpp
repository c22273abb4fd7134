// Text sizes from Qt's font metrics. See text_measure.h.
#include "ui/drawing/text_measure.h"

#include <cmath>

namespace roundscope::ui {

QString TextMeasure::elided(const QString& text, FontRole font, double widthPx) const {
  if (width(text, font) <= widthPx) return text;
  qsizetype low = 0;
  qsizetype high = text.size();
  while (low < high) {
    const qsizetype middle = (low + high + 1) / 2;
    if (width(text.left(middle) + QChar(0x2026), font) <= widthPx)
      low = middle;
    else
      high = middle - 1;
  }
  return low == 0 ? QString() : text.left(low).trimmed() + QChar(0x2026);
}

FontTextMeasure::FontTextMeasure(const TypeStyle& type)
    : m_metrics{QFontMetricsF(fontOf(FontRole::Normal, type)), QFontMetricsF(fontOf(FontRole::Strong, type)),
                QFontMetricsF(fontOf(FontRole::Heading, type)), QFontMetricsF(fontOf(FontRole::Title, type))} {}

double FontTextMeasure::width(const QString& text, FontRole font) const {
  return std::ceil(m_metrics[static_cast<std::size_t>(font)].horizontalAdvance(text));
}

double FontTextMeasure::digitHeight(FontRole font) const {
  return std::ceil(m_metrics[static_cast<std::size_t>(font)].capHeight());
}

double FontTextMeasure::height(FontRole font) const {
  return std::ceil(m_metrics[static_cast<std::size_t>(font)].height());
}

}  // namespace roundscope::ui
