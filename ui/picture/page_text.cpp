// See page_text.h.
#include "ui/picture/page_text.h"

namespace roundscope::ui {

QStringList wrapped(const QString& words, const TextMeasure& text, FontRole font, double widthPx) {
  QStringList lines;
  QString line;
  for (const QString& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    const QString longer = line.isEmpty() ? word : line + QLatin1Char(' ') + word;
    if (!line.isEmpty() && text.width(longer, font) > widthPx) {
      lines << line;
      line = word;
    } else {
      line = longer;
    }
  }
  if (!line.isEmpty()) lines << text.elided(line, font, widthPx);
  return lines;
}

void append(Scene& page, Scene part, QPointF at) {
  for (Layer& layer : part.layers) {
    if (layer.clip.isEmpty()) continue;
    layer.clip.translate(at);
    for (Shape& shape : layer.shapes) moveBy(shape, at);
    page.layers.push_back(std::move(layer));
  }
  for (HitArea& area : part.hits) page.hits.push_back({area.rect.translated(at), area.hit});
}

Layer linesOfText(const char* name, const QStringList& lines, QPointF leftTop, FontRole font, Role role,
                  const TextMeasure& text) {
  const double height = text.height(font);
  Layer layer{name, {}, {}};
  double y = leftTop.y();
  for (const QString& line : lines) {
    const QRectF box(leftTop.x(), y, text.width(line, font), height);
    layer.clip = layer.clip.united(box.adjusted(-1, -1, 1, 1));
    layer.shapes.push_back(TextShape{box, line, {role}, font});
    y += height;
  }
  return layer;
}

}  // namespace roundscope::ui
