// The words above and below what a picture shows: title and caption, in lines.
#pragma once

#include <QStringList>

#include "ui/drawing/shapes.h"
#include "ui/drawing/text_measure.h"

namespace roundscope::ui {

struct PageWords {
  bool compact = false;
  QStringList title{}, caption{};

  [[nodiscard]] FontRole titleFont() const { return compact ? FontRole::Heading : FontRole::Title; }
  [[nodiscard]] double inset() const { return compact ? 2 : 10; }
  /// The height that they take above and below.
  [[nodiscard]] double top(const TextMeasure& text) const;
  [[nodiscard]] double bottom(const TextMeasure& text) const;

  /// Paper and title first, the caption last.
  void begin(Scene& scene, const QRectF& page, const TextMeasure& text) const;
  void end(Scene& scene, const QRectF& page, const TextMeasure& text) const;

 private:
  [[nodiscard]] double titleGap() const { return compact ? 2 : 7; }
};

}  // namespace roundscope::ui
