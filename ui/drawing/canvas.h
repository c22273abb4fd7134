// Collects the shapes of a scene and sees to it that texts neither overlap nor are cut.
#pragma once

#include <utility>
#include <vector>

#include "ui/drawing/shapes.h"
#include "ui/drawing/text_measure.h"

namespace roundscope::ui {

class Canvas {
 public:
  explicit Canvas(const TextMeasure& text) : m_text(&text) {}

  /// Begins the layer that everything goes to until the next one begins.
  void begin(const char* name, const QRectF& clip) { m_scene.layers.push_back({name, clip, {}}); }
  void add(Shape shape) { m_scene.layers.back().shapes.push_back(std::move(shape)); }
  void hit(const QRectF& rect, Hit hit) { m_scene.hits.push_back({rect, hit}); }
  /// Like `hit`, but only the part that the current layer shows.
  void clippedHit(const QRectF& rect, Hit hit) {
    const QRectF seen = rect.intersected(clip());
    if (!seen.isEmpty()) m_scene.hits.push_back({seen, hit});
  }

  /// Places a text with its left top there, unless it would be cut or touch another text. Says whether it did.
  bool text(QPointF leftTop, const QString& words, Paint paint, FontRole font = FontRole::Normal) {
    if (words.isEmpty()) return false;
    const QRectF box(leftTop, QSizeF(m_text->width(words, font), m_text->height(font)));
    if (!free(box)) return false;
    m_texts.push_back(box);
    add(TextShape{box, words, paint, font});
    return true;
  }

  /// Whether a box is inside the current layer and touches no text placed so far.
  [[nodiscard]] bool free(const QRectF& box) const {
    if (!clip().adjusted(-0.5, -0.5, 0.5, 0.5).contains(box)) return false;
    for (const QRectF& other : m_texts)
      if (other.intersects(box)) return false;
    return true;
  }
  /// Keeps texts out of a box.
  void reserve(const QRectF& box) { m_texts.push_back(box); }

  [[nodiscard]] const QRectF& clip() const { return m_scene.layers.back().clip; }
  [[nodiscard]] const TextMeasure& measure() const { return *m_text; }
  [[nodiscard]] Scene& scene() { return m_scene; }

 private:
  const TextMeasure* m_text;
  Scene m_scene;
  std::vector<QRectF> m_texts;
};

}  // namespace roundscope::ui
