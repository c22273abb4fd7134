// See paper.h.
#include "ui/picture/paper.h"

#include <algorithm>
#include <utility>

#include "ui/timeline/scene.h"

namespace roundscope::ui {

bool isPaper(Role role) {
  switch (role) {
    case Role::Background:
    case Role::Lane:
    case Role::LaneOther:
    case Role::Gutter:
    case Role::Heading:
    case Role::Ruler:
    case Role::VeilHidden:
      return true;
    default:
      return false;
  }
}

namespace {

/// The parts of a box that another does not cover.
std::vector<QRectF> without(const QRectF& box, const QRectF& covered) {
  const QRectF hole = box.intersected(covered);
  if (hole.isEmpty()) return {box};
  std::vector<QRectF> parts;
  const auto add = [&](QPointF leftTop, QPointF rightBottom) {
    if (const QRectF part(leftTop, rightBottom); part.width() > 0 && part.height() > 0) parts.push_back(part);
  };
  add(box.topLeft(), {box.right(), hole.top()});
  add({box.left(), hole.top()}, {hole.left(), hole.bottom()});
  add({hole.right(), hole.top()}, {box.right(), hole.bottom()});
  add({box.left(), hole.bottom()}, box.bottomRight());
  return parts;
}

/// The layer in pieces, none of which lies under a veil.
void cut(std::vector<Layer>& layers, const Layer& layer, const std::vector<QRectF>& veils) {
  std::vector<QRectF> clips{layer.clip};
  for (const QRectF& veil : veils) {
    std::vector<QRectF> rest;
    for (const QRectF& clip : clips)
      for (const QRectF& part : without(clip, veil)) rest.push_back(part);
    clips = std::move(rest);
  }
  for (const QRectF& clip : clips) {
    Layer piece{layer.name, clip, {}};
    for (const Shape& shape : layer.shapes)
      if (boundsOf(shape).adjusted(-1, -1, 1, 1).intersects(clip)) piece.shapes.push_back(shape);
    if (!piece.shapes.empty()) layers.push_back(std::move(piece));
  }
}

}  // namespace

void leaveOutPaper(Scene& scene) {
  std::vector<Layer> layers;
  for (Layer& layer : scene.layers) {
    std::vector<QRectF> veils;
    for (const Shape& shape : layer.shapes)
      if (const auto* rect = std::get_if<RectShape>(&shape); rect != nullptr && rect->fill.role == Role::VeilHidden)
        veils.push_back(rect->rect.intersected(layer.clip));
    if (!veils.empty())
      for (const Layer& covered : std::exchange(layers, {})) cut(layers, covered, veils);
    if (!isOfCalls(layer))  // what stands among calls is the ground of words, not paper
      std::erase_if(layer.shapes, [](const Shape& shape) {
        const auto* rect = std::get_if<RectShape>(&shape);
        return rect != nullptr && isPaper(rect->fill.role) && !rect->border;
      });
    layers.push_back(std::move(layer));
  }
  scene.layers = std::move(layers);
}

}  // namespace roundscope::ui
