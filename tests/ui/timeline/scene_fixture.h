// What a timeline shows of some runs, and what tests ask of it.
#pragma once

#include <QLatin1String>
#include <QStringList>
#include <vector>

#include "ui/timeline/scene.h"

namespace roundscope::ui::timeline_test {

/// Every character is seven pixels wide, on every machine.
class FixedMeasure final : public TextMeasure {
 public:
  [[nodiscard]] double width(const QString& text, FontRole) const override {
    return 7 * static_cast<double>(text.size());
  }
  [[nodiscard]] double height(FontRole) const override { return 14; }
  [[nodiscard]] double digitHeight(FontRole) const override { return 9; }
};

struct Shown {
  explicit Shown(std::vector<const Run*> runs, QSizeF s = {1280, 720}) : index(runs), size(s) {
    view.axis = fitted(axisFor({}, gutterWidth(index, measure), size.width()), {0, static_cast<double>(index.endUs())});
    view.scale = scaleOf(index, AxisUnit::Rounds);
    view.showCursor = false;
  }
  [[nodiscard]] Scene scene() const { return buildScene(index, view, size, measure); }

  TimelineIndex index;
  TimelineView view;
  QSizeF size;
  FixedMeasure measure;
};

inline QStringList texts(const Scene& scene) {
  QStringList all;
  for (const Layer& layer : scene.layers)
    for (const Shape& shape : layer.shapes)
      if (const auto* text = std::get_if<TextShape>(&shape)) all << text->text;
  return all;
}

/// The strips of time that are dimmed, and the arrows drawn in a layer.
inline std::size_t countOf(const Scene& scene, const char* layerName, Role role) {
  std::size_t count = 0;
  for (const Layer& layer : scene.layers) {
    if (QLatin1String(layer.name) != QLatin1String(layerName)) continue;
    for (const Shape& shape : layer.shapes) {
      if (const auto* rect = std::get_if<RectShape>(&shape)) count += rect->fill.role == role ? 1 : 0;
      if (const auto* line = std::get_if<LineShape>(&shape)) count += line->paint.role == role ? 1 : 0;
    }
  }
  return count;
}

inline std::vector<QRectF> boxesOf(const Scene& scene, const char* layerName, Role role) {
  std::vector<QRectF> boxes;
  for (const Layer& layer : scene.layers) {
    if (QLatin1String(layer.name) != QLatin1String(layerName)) continue;
    for (const Shape& shape : layer.shapes)
      if (const auto* rect = std::get_if<RectShape>(&shape); rect != nullptr && rect->fill.role == role)
        boxes.push_back(rect->rect);
  }
  return boxes;
}

}  // namespace roundscope::ui::timeline_test
